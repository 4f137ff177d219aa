-- A promise keeps how it was told (two working days), the deadline that was set
-- by hand, and whom its pauses waited for.

ALTER TABLE clock
  ADD COLUMN IF NOT EXISTS promised BIGINT NULL
    COMMENT 'the target as its unit says it; NULL: as it is counted',
  ADD COLUMN IF NOT EXISTS manual_at BIGINT NULL COMMENT 'due, set by hand',
  ADD COLUMN IF NOT EXISTS stood_at BIGINT NULL
    COMMENT 'since when it stands still',
  ADD COLUMN IF NOT EXISTS party TINYINT NOT NULL DEFAULT 0
    COMMENT 'enum party: whom it waits for now',
  ADD COLUMN IF NOT EXISTS excused TINYINT NOT NULL DEFAULT 0
    COMMENT 'enum clock_excuse: it runs though its status would hold it',
  ADD COLUMN IF NOT EXISTS waited_customer BIGINT NOT NULL DEFAULT 0
    COMMENT 'of paused_s, for the customer',
  ADD COLUMN IF NOT EXISTS waited_vendor BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN IF NOT EXISTS waited_team BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN IF NOT EXISTS waited_planned BIGINT NOT NULL DEFAULT 0;
