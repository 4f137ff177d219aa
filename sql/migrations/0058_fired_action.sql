-- What became of each action of a step that fired.

CREATE TABLE IF NOT EXISTS fired_action (
  clock_id BIGINT NOT NULL,
  step TINYINT NOT NULL,
  position TINYINT NOT NULL,
  kind TINYINT NOT NULL COMMENT 'enum action_kind',
  outcome TINYINT NOT NULL COMMENT 'enum action_outcome: 0 done, or why not',
  told SMALLINT NOT NULL DEFAULT 0 COMMENT 'people who are told',
  missed SMALLINT NOT NULL DEFAULT 0 COMMENT '... who cannot be',
  PRIMARY KEY (clock_id, step, position),
  CONSTRAINT fired_action_step FOREIGN KEY (clock_id, step)
    REFERENCES fired_step (clock_id, step)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
