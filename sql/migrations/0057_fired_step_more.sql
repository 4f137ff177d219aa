-- Under which version a step fired, and when that was committed.

ALTER TABLE fired_step
  ADD COLUMN IF NOT EXISTS committed_at BIGINT NULL
    COMMENT 'written right after; NULL: not known' AFTER noticed_at,
  ADD COLUMN IF NOT EXISTS level_version_id BIGINT NULL
    COMMENT 'whose step it was; NULL: of before steps did anything';
