-- Versions of levels and calendars that hold for tickets opened before them
-- too. A row is the order; each ticket follows it when it is next locked.

CREATE TABLE IF NOT EXISTS applied_change (
  id BIGINT NOT NULL PRIMARY KEY COMMENT 'without gaps, as they were kept',
  level_id BIGINT NULL COMMENT 'whose version; NULL: of a calendar',
  level_version_id BIGINT NULL,
  calendar_id BIGINT NULL COMMENT 'whose version; NULL: of a level',
  calendar_version_id BIGINT NOT NULL
    COMMENT 'with level_id: the newest of its calendar then; 0: 24x7',
  at BIGINT NOT NULL,
  by_id BIGINT NULL COMMENT 'NULL: the command line',
  via TINYINT NOT NULL COMMENT 'enum via',
  tickets INT NOT NULL DEFAULT 0 COMMENT 'that the sweeper brought to it',
  moved INT NOT NULL DEFAULT 0 COMMENT 'deadlines of these',
  overdue INT NOT NULL DEFAULT 0 COMMENT 'promises of these that it broke',
  done_at BIGINT NULL COMMENT 'no open ticket was left',
  KEY applied_change_done (done_at),
  CONSTRAINT applied_change_level FOREIGN KEY (level_id)
    REFERENCES level (id),
  CONSTRAINT applied_change_level_version FOREIGN KEY (level_version_id)
    REFERENCES level_version (id),
  CONSTRAINT applied_change_calendar FOREIGN KEY (calendar_id)
    REFERENCES calendar (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
