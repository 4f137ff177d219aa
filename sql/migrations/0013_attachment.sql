-- Files that came with a message.

CREATE TABLE IF NOT EXISTS attachment (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  oid CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  ticket_id BIGINT NOT NULL,
  message_id BIGINT NOT NULL,
  position TINYINT NOT NULL,
  name VARCHAR(255) NOT NULL COMMENT 'as it was called; never a path',
  type TINYINT NOT NULL COMMENT 'enum file_type',
  size BIGINT NOT NULL,
  hash BINARY(32) NOT NULL,
  person_id BIGINT NULL COMMENT 'who sent it',
  created_at BIGINT NOT NULL,
  UNIQUE KEY attachment_oid (oid),
  UNIQUE KEY attachment_message (message_id, position),
  KEY attachment_ticket (ticket_id, message_id),
  KEY attachment_hash (hash),
  KEY attachment_person (person_id, created_at),
  CONSTRAINT attachment_ticket FOREIGN KEY (ticket_id) REFERENCES ticket (id),
  CONSTRAINT attachment_message FOREIGN KEY (message_id)
    REFERENCES message (id),
  CONSTRAINT attachment_hash FOREIGN KEY (hash) REFERENCES blob_file (hash)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
