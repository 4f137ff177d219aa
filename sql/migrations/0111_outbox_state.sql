-- What became of what goes out, and where a call goes to.

ALTER TABLE outbox
  ADD COLUMN IF NOT EXISTS state TINYINT NOT NULL DEFAULT 0
    COMMENT 'enum outbox_state',
  ADD COLUMN IF NOT EXISTS target_id BIGINT NULL
    COMMENT 'of a call, once somebody looked at its URL',
  ADD COLUMN IF NOT EXISTS again_at BIGINT NULL
    COMMENT 'somebody wanted it sent again then: as if written then',
  ADD INDEX IF NOT EXISTS outbox_state (kind, state, send_at, id),
  ADD INDEX IF NOT EXISTS outbox_target (target_id, state, send_at, id);
