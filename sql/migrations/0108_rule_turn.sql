-- A time rule holds for a ticket, and has done what it does: not again until it
-- has failed in between.

CREATE TABLE IF NOT EXISTS rule_turn (
  ticket_id BIGINT NOT NULL,
  rule_id BIGINT NOT NULL,
  fired_at BIGINT NOT NULL COMMENT 'when the sweeper found it so',
  until_at BIGINT NULL COMMENT 'when time alone makes it fail; NULL: never',
  PRIMARY KEY (ticket_id, rule_id),
  KEY rule_turn_rule (rule_id),
  CONSTRAINT rule_turn_ticket FOREIGN KEY (ticket_id) REFERENCES ticket (id),
  CONSTRAINT rule_turn_rule FOREIGN KEY (rule_id) REFERENCES rule (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
