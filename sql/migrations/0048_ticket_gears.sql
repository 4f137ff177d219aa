-- What a merged ticket goes back to, and whom a postponed one waits for.

ALTER TABLE ticket
  ADD COLUMN IF NOT EXISTS before_merged TINYINT NULL
    COMMENT 'enum status, while it is merged' AFTER before_deleted,
  ADD COLUMN IF NOT EXISTS party TINYINT NOT NULL DEFAULT 0
    COMMENT 'enum party: whom it was last postponed for',
  ADD COLUMN IF NOT EXISTS last_answered_at BIGINT NULL
    COMMENT 'last public word of staff' AFTER last_message_at;
