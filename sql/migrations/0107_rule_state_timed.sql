-- Each change of a time rule has a number: tickets that know a smaller one have
-- to be looked at anew.

ALTER TABLE rule_state
  ADD COLUMN IF NOT EXISTS timed BIGINT NOT NULL DEFAULT 0
    COMMENT 'changes of time rules so far; 0: there never was one';
