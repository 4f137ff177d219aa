-- The sweeper's heartbeat: others notice when it stays out.

ALTER TABLE sweep_state
  ADD COLUMN IF NOT EXISTS last_ok BIGINT NULL
    COMMENT 'when a pass was last done to its end',
  ADD COLUMN IF NOT EXISTS every_s INT NOT NULL DEFAULT 60
    COMMENT 'seconds from one pass to the next';
