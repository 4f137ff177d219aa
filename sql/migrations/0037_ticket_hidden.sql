-- Since when a ticket is spam or deleted: the promises that were cancelled then
-- are those that come back with it.

ALTER TABLE ticket
  ADD COLUMN IF NOT EXISTS hidden_at BIGINT NULL
    COMMENT 'since when it is spam or deleted' AFTER before_deleted;
