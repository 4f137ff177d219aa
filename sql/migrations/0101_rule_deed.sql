-- What became of each action of a rule on events or of a time rule that acted:
-- its event names the rule's version.

CREATE TABLE IF NOT EXISTS rule_deed (
  ticket_id BIGINT NOT NULL,
  seq INT NOT NULL COMMENT 'of its event',
  position TINYINT NOT NULL COMMENT 'of the action in the rule',
  kind TINYINT NOT NULL COMMENT 'enum action_kind',
  outcome TINYINT NOT NULL COMMENT 'enum action_outcome: 0 done, or why not',
  told SMALLINT NOT NULL DEFAULT 0 COMMENT 'people who are told',
  missed SMALLINT NOT NULL DEFAULT 0 COMMENT '... who cannot be',
  PRIMARY KEY (ticket_id, seq, position),
  CONSTRAINT rule_deed_event FOREIGN KEY (ticket_id, seq)
    REFERENCES event (ticket_id, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
