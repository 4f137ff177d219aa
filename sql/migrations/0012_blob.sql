-- What files hold, each content once: on disk, by its hash. Whoever adds or
-- removes a file locks its row first.

CREATE TABLE IF NOT EXISTS blob_file (
  hash BINARY(32) NOT NULL PRIMARY KEY COMMENT 'SHA-256',
  size BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT NOT NULL COMMENT 'when somebody last uploaded it',
  KEY blob_file_used (used_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
