-- Which rule made a closure. Closures of one date may begin at the same minute:
-- a holiday, and what somebody wrote down besides.

ALTER TABLE calendar_closure
  ADD COLUMN IF NOT EXISTS rule SMALLINT NULL
    COMMENT 'calendar_rule.position; NULL: of this date alone',
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (calendar_version_id, day, from_minute, to_minute, mode);
