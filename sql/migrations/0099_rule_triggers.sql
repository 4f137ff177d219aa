-- What sets a rule on events off: several things, so bits instead of one number
-- (which no rule had yet).

ALTER TABLE rule_version
  ADD COLUMN IF NOT EXISTS triggers INT NOT NULL DEFAULT 0
    COMMENT 'bits 1 << enum rule_trigger; 0 of rules of other kinds'
    AFTER keeps,
  DROP COLUMN IF EXISTS trigger_kind;
