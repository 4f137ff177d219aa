-- Files that were sent ahead of their message. They wait a day.

CREATE TABLE IF NOT EXISTS upload (
  token_hash BINARY(32) NOT NULL PRIMARY KEY
    COMMENT 'SHA-256 of the 128 random bits its page holds',
  session_hash BINARY(32) NOT NULL COMMENT 'the session that sent it',
  draft_hash BINARY(32) NOT NULL COMMENT 'SHA-256 of the form it is for',
  person_id BIGINT NOT NULL,
  name VARCHAR(255) NOT NULL,
  type TINYINT NOT NULL COMMENT 'enum file_type',
  size BIGINT NOT NULL,
  hash BINARY(32) NOT NULL,
  created_at BIGINT NOT NULL,
  KEY upload_hash (hash),
  KEY upload_person (person_id, created_at),
  KEY upload_created (created_at),
  CONSTRAINT upload_hash FOREIGN KEY (hash) REFERENCES blob_file (hash)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
