-- Why a ticket was postponed, out of a settled list.

ALTER TABLE event
  ADD COLUMN IF NOT EXISTS pause_code TINYINT NULL
    COMMENT 'enum pause_code: why it was postponed' AFTER party;
