-- What the sweeper has seen to last.

CREATE TABLE IF NOT EXISTS sweep_state (
  id TINYINT NOT NULL PRIMARY KEY CHECK (id = 1),
  tz_version VARCHAR(16) CHARACTER SET ascii NOT NULL
    COMMENT 'of the time zones that running clocks go by'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;
