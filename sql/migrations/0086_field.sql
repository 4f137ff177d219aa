-- Custom fields: what a desk wants to know of tickets, customers, companies.

CREATE TABLE IF NOT EXISTS field (
  id BIGINT NOT NULL AUTO_INCREMENT,
  oid CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  about TINYINT NOT NULL COMMENT '0 tickets, 1 customers, 2 companies',
  kind TINYINT NOT NULL COMMENT '0 text, 1 number, 2 date, 3 choice, 4 choices, 5 flag: for ever',
  name VARCHAR(100) NOT NULL,
  shown TINYINT NOT NULL DEFAULT 0 COMMENT 'customers see it, and fill it in',
  required TINYINT NOT NULL DEFAULT 0 COMMENT 'they must, when they ask',
  position INT NOT NULL,
  created_at BIGINT NOT NULL,
  archived_at BIGINT NULL COMMENT 'kept where it is, asked nowhere',
  version INT NOT NULL DEFAULT 1,
  PRIMARY KEY (id),
  UNIQUE KEY field_oid (oid),
  UNIQUE KEY field_name (about, name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
