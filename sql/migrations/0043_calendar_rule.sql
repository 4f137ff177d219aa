-- Closures that come back every year: by which rule. The dates that a rule
-- makes stand in calendar_closure, some years back and ahead.

CREATE TABLE IF NOT EXISTS calendar_rule (
  calendar_version_id BIGINT NOT NULL,
  position SMALLINT NOT NULL COMMENT 'from 0',
  kind TINYINT NOT NULL
    COMMENT '0 month and day, 1 nth weekday of a month, 2 Easter Sunday',
  month TINYINT NOT NULL DEFAULT 0,
  day TINYINT NOT NULL DEFAULT 0,
  weekday TINYINT NOT NULL DEFAULT 0 COMMENT '0 Monday to 6 Sunday',
  nth TINYINT NOT NULL DEFAULT 0 COMMENT '1 to 5; -1: the last, to -5',
  offset_days SMALLINT NOT NULL DEFAULT 0,
  first_year SMALLINT NULL,
  last_year SMALLINT NULL,
  from_minute SMALLINT NOT NULL DEFAULT 0,
  to_minute SMALLINT NOT NULL DEFAULT 1440,
  mode TINYINT NOT NULL DEFAULT 0 COMMENT '0 civil, 1 shift',
  name VARCHAR(100) NOT NULL DEFAULT '',
  PRIMARY KEY (calendar_version_id, position),
  CONSTRAINT calendar_rule_version FOREIGN KEY (calendar_version_id)
    REFERENCES calendar_version (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;
