-- By which time rules rule_at was found, and whose is to be found anew.

ALTER TABLE ticket
  ADD COLUMN IF NOT EXISTS rule_seen BIGINT NOT NULL DEFAULT 0
    COMMENT 'rule_state.timed when rule_at was found'
    AFTER rule_at,
  ADD INDEX IF NOT EXISTS ticket_rule_seen (status, rule_seen);
