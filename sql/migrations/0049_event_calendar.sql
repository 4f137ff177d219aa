-- By which hours a ticket goes on from an event that set its level.

ALTER TABLE event
  ADD COLUMN IF NOT EXISTS calendar_version_id BIGINT NULL
    COMMENT 'with level_version_id; 0: 24x7; NULL: of before, not noted'
    AFTER level_version_id;
