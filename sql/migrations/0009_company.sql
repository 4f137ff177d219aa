-- Companies: whom customers belong to.

CREATE TABLE IF NOT EXISTS company (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  oid CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(100) NOT NULL,
  note VARCHAR(500) NOT NULL DEFAULT '' COMMENT 'staff alone read it',
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  UNIQUE KEY company_oid (oid),
  UNIQUE KEY company_name (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
