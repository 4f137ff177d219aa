-- Tags are rows of their own, so that renaming one renames it everywhere.

CREATE TABLE IF NOT EXISTS tag (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  oid CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(50) NOT NULL,
  created_at BIGINT NOT NULL,
  archived_at BIGINT NULL COMMENT 'kept where it is, no longer to choose',
  version BIGINT NOT NULL DEFAULT 1,
  UNIQUE KEY tag_oid (oid),
  UNIQUE KEY tag_name (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
