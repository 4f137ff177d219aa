-- Since when a ticket has had its status.

ALTER TABLE ticket
  ADD COLUMN IF NOT EXISTS status_at BIGINT NULL
    COMMENT 'since when it has its status; NULL: a row of before, its events say'
    AFTER status;
