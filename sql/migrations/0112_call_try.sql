-- What came of calling, try by try; for a month.

CREATE TABLE IF NOT EXISTS call_try (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  oid CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  outbox_id BIGINT NOT NULL,
  target_id BIGINT NULL,
  at BIGINT NOT NULL,
  try INT NOT NULL COMMENT 'which one; 0: it was not called',
  outcome TINYINT NOT NULL COMMENT 'enum call_outcome',
  status INT NOT NULL DEFAULT 0 COMMENT 'of HTTP; 0: none came',
  ms INT NOT NULL DEFAULT 0,
  url VARCHAR(1000) NOT NULL COMMENT 'without what stands behind ?',
  address VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  detail VARCHAR(200) NOT NULL DEFAULT '' COMMENT 'why it failed, as a library said',
  answer VARCHAR(500) NOT NULL DEFAULT '' COMMENT 'how it begins',
  next_at BIGINT NULL COMMENT 'when it is tried again',
  UNIQUE KEY call_try_oid (oid),
  KEY call_try_at (at, id),
  KEY call_try_outcome (outcome, at, id),
  KEY call_try_outbox (outbox_id, id),
  KEY call_try_target (target_id, at, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
