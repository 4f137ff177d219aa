-- What was done to the desk's settings: who, when, and how they were before and
-- after. Rows are added, and never changed.

CREATE TABLE IF NOT EXISTS audit (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  oid CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at BIGINT NOT NULL,
  actor_kind TINYINT NOT NULL COMMENT 'enum actor_kind',
  actor_id BIGINT NULL COMMENT 'NULL: nobody who is known, as from the shell',
  via TINYINT NOT NULL COMMENT 'enum via',
  request_id CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
  object TINYINT NOT NULL COMMENT 'enum audit_object: what kind of thing',
  object_oid VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
    COMMENT 'which; empty: there is one alone',
  name VARCHAR(300) NOT NULL COMMENT 'as it was called then',
  was MEDIUMTEXT NULL COMMENT 'JSON; NULL: it was made',
  became MEDIUMTEXT NULL COMMENT 'JSON; NULL: it was taken away',
  UNIQUE KEY audit_oid (oid),
  KEY audit_at (at),
  KEY audit_object (object, at),
  KEY audit_about (object_oid, at),
  KEY audit_actor (actor_id, at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
