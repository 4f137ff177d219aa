-- Whether URLs are called at all. No row, or no instant in it: they are not.

CREATE TABLE IF NOT EXISTS call_switch (
  id TINYINT NOT NULL PRIMARY KEY COMMENT '1: there is one',
  on_since BIGINT NULL COMMENT 'what was written before is not called',
  beat_at BIGINT NULL COMMENT 'when duedesk-hook was last there',
  version BIGINT NOT NULL DEFAULT 1
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
