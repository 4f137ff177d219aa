-- A level that is given to no further ticket: those that have it keep it.

ALTER TABLE level
  ADD COLUMN IF NOT EXISTS archived_at BIGINT NULL
    COMMENT 'no rule gives it any more; tickets that have it keep it';
