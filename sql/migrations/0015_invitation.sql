-- One-time links by which somebody sets their password: the first owner, who is
-- invited, and who forgot theirs.

CREATE TABLE IF NOT EXISTS invitation (
  token_hash BINARY(32) NOT NULL PRIMARY KEY COMMENT 'SHA-256 of the link''s',
  person_id BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by BIGINT NULL COMMENT 'NULL: the command line',
  expires_at BIGINT NOT NULL,
  used_at BIGINT NULL,
  KEY invitation_person (person_id, created_at),
  KEY invitation_expires (expires_at),
  CONSTRAINT invitation_person FOREIGN KEY (person_id) REFERENCES person (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
