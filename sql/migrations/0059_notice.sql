-- Who is told of a step, by which letter: its own, or one of many.

CREATE TABLE IF NOT EXISTS notice (
  clock_id BIGINT NOT NULL,
  step TINYINT NOT NULL,
  recipient VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
    COMMENT 'p and person.id, or a and the hash of an address',
  position TINYINT NOT NULL COMMENT 'of the action that tells them',
  ukey VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
    COMMENT 'of the row of outbox that tells it',
  slot BIGINT NULL
    COMMENT 'hour x 1000 + which of its letters; NULL: in one of many',
  PRIMARY KEY (clock_id, step, recipient),
  UNIQUE KEY notice_slot (recipient, slot),
  KEY notice_ukey (ukey),
  CONSTRAINT notice_step FOREIGN KEY (clock_id, step)
    REFERENCES fired_step (clock_id, step)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
