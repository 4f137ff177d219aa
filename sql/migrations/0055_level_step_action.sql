-- What escalation steps do: part of their level's version, and as unchanging.

CREATE TABLE IF NOT EXISTS level_step_action (
  level_version_id BIGINT NOT NULL,
  metric TINYINT NOT NULL,
  step TINYINT NOT NULL,
  position TINYINT NOT NULL COMMENT 'from 0: in that order',
  kind TINYINT NOT NULL COMMENT 'enum action_kind',
  number BIGINT NULL
    COMMENT 'id of the person, department, tag or level, or the priority',
  text VARCHAR(1000) NULL COMMENT 'an address, a URL, the words of a note',
  PRIMARY KEY (level_version_id, metric, step, position),
  CONSTRAINT level_step_action_step
    FOREIGN KEY (level_version_id, metric, step)
    REFERENCES level_step (level_version_id, metric, step)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
