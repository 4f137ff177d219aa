-- Hosts that calls of URLs may go to. What is sent is signed with a secret that
-- follows from the setting hook_key, oid and secret_number: it is not kept here.

CREATE TABLE IF NOT EXISTS call_target (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  oid CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  host VARCHAR(253) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'small letters',
  port INT NOT NULL COMMENT '443 or 8443',
  secret_number INT NOT NULL DEFAULT 1 COMMENT 'of the secret that signs',
  rotated_at BIGINT NULL COMMENT 'since when; the one before signs too, for a day',
  failures INT NOT NULL DEFAULT 0 COMMENT 'calls in a row that failed',
  paused_until BIGINT NULL COMMENT 'after many of them',
  created_at BIGINT NOT NULL,
  removed_at BIGINT NULL COMMENT 'nothing goes there any more',
  version BIGINT NOT NULL DEFAULT 1,
  UNIQUE KEY call_target_oid (oid),
  UNIQUE KEY call_target_host (host, port)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
