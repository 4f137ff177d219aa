-- A step lies so many working or calendar seconds before or after due, or at a
-- share of the target.

ALTER TABLE level_step
  ADD COLUMN IF NOT EXISTS unit TINYINT NOT NULL DEFAULT 0
    COMMENT 'enum step_unit',
  MODIFY COLUMN seconds BIGINT NOT NULL
    COMMENT 'seconds after due, negative before; or percent of the target';
