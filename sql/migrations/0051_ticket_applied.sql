-- How far a ticket has followed applied_change, and its hours meanwhile.

ALTER TABLE ticket
  ADD COLUMN IF NOT EXISTS calendar_version_id BIGINT NULL
    COMMENT 'its promises go by, 0: 24x7; NULL: none goes on, or not noted'
    AFTER level_version_id,
  ADD COLUMN IF NOT EXISTS applied BIGINT NOT NULL DEFAULT 0
    COMMENT 'the newest applied_change that it took, or was opened after';
