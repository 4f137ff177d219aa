-- How far the sweeper has told resolved tickets when they close.

ALTER TABLE sweep_state
  ADD COLUMN IF NOT EXISTS closing_since BIGINT NULL
    COMMENT 'the rule of desk_closing that it tells them',
  ADD COLUMN IF NOT EXISTS closing_ticket BIGINT NULL
    COMMENT 'the last one that was told; NULL: all of them were';
