-- Groups of customers, which rules can ask about.

CREATE TABLE IF NOT EXISTS customer_group (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  oid CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(100) NOT NULL,
  colour TINYINT NOT NULL DEFAULT 0 COMMENT 'enum colour',
  created_at BIGINT NOT NULL,
  archived_at BIGINT NULL COMMENT 'nobody is put into it any more',
  version BIGINT NOT NULL DEFAULT 1,
  UNIQUE KEY customer_group_oid (oid),
  UNIQUE KEY customer_group_name (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
