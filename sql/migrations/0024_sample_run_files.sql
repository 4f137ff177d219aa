-- Where the ids of a sample's attachments begin.

ALTER TABLE sample_run
  ADD COLUMN IF NOT EXISTS attachment_id BIGINT NOT NULL DEFAULT 0
    AFTER message_id;
