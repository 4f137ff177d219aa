-- When a step that is found after it fell due counts as late.

ALTER TABLE level_version
  ADD COLUMN IF NOT EXISTS late BIGINT NOT NULL DEFAULT 0
    COMMENT 'seconds after which a step is late; 0: an hour';
