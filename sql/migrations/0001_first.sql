-- The first schema. Instants are UTC seconds in BIGINT; ids never leave the
-- database: what the world sees is a ticket's code or an opaque id (oid).
-- Enumerations are the numbers of the enums in src/core, named in comments.
-- Each statement is harmless when it is run again, as after a kill half-way.

CREATE TABLE IF NOT EXISTS desk (
  id TINYINT NOT NULL PRIMARY KEY CHECK (id = 1),
  name VARCHAR(100) NOT NULL,
  zone VARCHAR(64) NOT NULL COMMENT 'reports count by this zone''s days',
  created_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS person (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  oid CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(100) NOT NULL,
  email VARCHAR(254) COLLATE utf8mb4_bin NULL COMMENT 'lower case',
  roles INT NOT NULL COMMENT 'bits of enum role',
  zone VARCHAR(64) NOT NULL DEFAULT 'UTC',
  password_hash VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NULL,
  import_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  disabled_at BIGINT NULL,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  UNIQUE KEY person_oid (oid),
  UNIQUE KEY person_email (email),
  UNIQUE KEY person_import (import_key),
  KEY person_name (name, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS department (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  oid CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
    COMMENT 'the first one''s is default',
  name VARCHAR(100) NOT NULL,
  public TINYINT NOT NULL DEFAULT 1 COMMENT 'customers may choose it',
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  UNIQUE KEY department_oid (oid),
  UNIQUE KEY department_name (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS department_member (
  department_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  PRIMARY KEY (department_id, person_id),
  KEY department_member_person (person_id, department_id),
  CONSTRAINT department_member_department FOREIGN KEY (department_id)
    REFERENCES department (id),
  CONSTRAINT department_member_person FOREIGN KEY (person_id)
    REFERENCES person (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

-- Calendars and levels: named things whose versions never change.

CREATE TABLE IF NOT EXISTS calendar (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  oid CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(100) NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE KEY calendar_oid (oid),
  UNIQUE KEY calendar_name (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS calendar_version (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  calendar_id BIGINT NOT NULL,
  number INT NOT NULL,
  zone VARCHAR(64) NOT NULL,
  always_open TINYINT NOT NULL DEFAULT 0 COMMENT '24x7',
  created_at BIGINT NOT NULL,
  created_by BIGINT NULL,
  UNIQUE KEY calendar_version_number (calendar_id, number),
  CONSTRAINT calendar_version_calendar FOREIGN KEY (calendar_id)
    REFERENCES calendar (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS calendar_window (
  calendar_version_id BIGINT NOT NULL,
  weekday TINYINT NOT NULL COMMENT '0 Monday to 6 Sunday',
  from_minute SMALLINT NOT NULL,
  to_minute SMALLINT NOT NULL COMMENT 'above 1440: the next day',
  PRIMARY KEY (calendar_version_id, weekday, from_minute),
  CONSTRAINT calendar_window_version FOREIGN KEY (calendar_version_id)
    REFERENCES calendar_version (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS calendar_closure (
  calendar_version_id BIGINT NOT NULL,
  day INT NOT NULL COMMENT 'local days since 1970-01-01',
  from_minute SMALLINT NOT NULL DEFAULT 0,
  to_minute SMALLINT NOT NULL DEFAULT 1440,
  mode TINYINT NOT NULL DEFAULT 0 COMMENT '0 civil, 1 shift',
  name VARCHAR(100) NOT NULL DEFAULT '',
  PRIMARY KEY (calendar_version_id, day, from_minute),
  CONSTRAINT calendar_closure_version FOREIGN KEY (calendar_version_id)
    REFERENCES calendar_version (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS calendar_replacement (
  calendar_version_id BIGINT NOT NULL,
  day INT NOT NULL,
  from_minute SMALLINT NOT NULL,
  to_minute SMALLINT NOT NULL,
  PRIMARY KEY (calendar_version_id, day, from_minute),
  CONSTRAINT calendar_replacement_version FOREIGN KEY (calendar_version_id)
    REFERENCES calendar_version (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS level (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  oid CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(100) NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE KEY level_oid (oid),
  UNIQUE KEY level_name (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS level_version (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  level_id BIGINT NOT NULL,
  number INT NOT NULL,
  name VARCHAR(100) NOT NULL COMMENT 'as it was called then',
  calendar_id BIGINT NULL COMMENT 'NULL: 24x7',
  created_at BIGINT NOT NULL,
  created_by BIGINT NULL,
  UNIQUE KEY level_version_number (level_id, number),
  CONSTRAINT level_version_level FOREIGN KEY (level_id) REFERENCES level (id),
  CONSTRAINT level_version_calendar FOREIGN KEY (calendar_id)
    REFERENCES calendar (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS level_target (
  level_version_id BIGINT NOT NULL,
  metric TINYINT NOT NULL COMMENT 'enum metric',
  priority TINYINT NOT NULL COMMENT '0 any, else enum priority',
  seconds BIGINT NOT NULL,
  unit TINYINT NOT NULL DEFAULT 0 COMMENT '0 working, 1 calendar',
  PRIMARY KEY (level_version_id, metric, priority),
  CONSTRAINT level_target_version FOREIGN KEY (level_version_id)
    REFERENCES level_version (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS level_pause (
  level_version_id BIGINT NOT NULL,
  metric TINYINT NOT NULL,
  statuses INT NOT NULL COMMENT 'bits 1 << enum status; no row: the default',
  PRIMARY KEY (level_version_id, metric),
  CONSTRAINT level_pause_version FOREIGN KEY (level_version_id)
    REFERENCES level_version (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS level_step (
  level_version_id BIGINT NOT NULL,
  metric TINYINT NOT NULL,
  step TINYINT NOT NULL COMMENT '0 to 15',
  seconds BIGINT NOT NULL COMMENT 'working seconds after due; negative: before',
  PRIMARY KEY (level_version_id, metric, step),
  CONSTRAINT level_step_version FOREIGN KEY (level_version_id)
    REFERENCES level_version (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

-- "Department is X" -> level; position decides, the first match wins.
CREATE TABLE IF NOT EXISTS sla_rule (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  oid CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  position INT NOT NULL,
  name VARCHAR(100) NOT NULL,
  active TINYINT NOT NULL DEFAULT 1,
  department_id BIGINT NOT NULL,
  level_id BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE KEY sla_rule_oid (oid),
  KEY sla_rule_position (position, id),
  CONSTRAINT sla_rule_department FOREIGN KEY (department_id)
    REFERENCES department (id),
  CONSTRAINT sla_rule_level FOREIGN KEY (level_id) REFERENCES level (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS ticket (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  oid CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  code CHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  last_seq INT NOT NULL DEFAULT 0,
  last_event_at BIGINT NOT NULL,
  subject VARCHAR(200) NOT NULL,
  source TINYINT NOT NULL COMMENT 'enum source',
  priority TINYINT NOT NULL COMMENT 'enum priority',
  status TINYINT NOT NULL COMMENT 'enum status',
  is_open TINYINT AS (status <= 3) PERSISTENT
    COMMENT 'New, Open, Answered, Postponed',
  department_id BIGINT NOT NULL,
  assignee_id BIGINT NULL,
  requester_id BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  by_agent TINYINT NOT NULL DEFAULT 0 COMMENT 'opened on behalf of a customer',
  level_version_id BIGINT NULL,
  first_answered_at BIGINT NULL,
  unanswered_at BIGINT NULL COMMENT 'oldest unanswered customer message',
  last_message_at BIGINT NULL,
  resolved_at BIGINT NULL,
  postponed_until BIGINT NULL,
  due_at BIGINT NULL COMMENT 'nearest due instant of its running clocks',
  due_metric TINYINT NULL COMMENT 'whose due_at is',
  order_at BIGINT NOT NULL COMMENT 'sorts lists: due, then without, then paused',
  rule_at BIGINT NULL COMMENT 'when a time rule can next turn true',
  settle_at BIGINT NULL COMMENT 'when its own state next changes by itself',
  import_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  UNIQUE KEY ticket_oid (oid),
  UNIQUE KEY ticket_code (code),
  UNIQUE KEY ticket_import (import_key),
  -- The inbox and its counts read these alone.
  KEY ticket_open (is_open, order_at, id),
  KEY ticket_department (department_id, is_open, order_at, id, requester_id),
  KEY ticket_assignee (assignee_id, is_open, order_at, id, department_id,
    requester_id),
  KEY ticket_due (is_open, due_at, id),
  KEY ticket_department_due (department_id, is_open, due_at, id, requester_id),
  KEY ticket_assignee_due (assignee_id, is_open, due_at, id, department_id,
    requester_id),
  KEY ticket_requester (requester_id, created_at, id),
  KEY ticket_rule (rule_at),
  KEY ticket_settle (settle_at),
  CONSTRAINT ticket_department FOREIGN KEY (department_id)
    REFERENCES department (id),
  CONSTRAINT ticket_requester FOREIGN KEY (requester_id) REFERENCES person (id),
  CONSTRAINT ticket_assignee FOREIGN KEY (assignee_id) REFERENCES person (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS message (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  oid CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  ticket_id BIGINT NOT NULL,
  seq INT NOT NULL COMMENT 'the event that brought it',
  at BIGINT NOT NULL,
  author_id BIGINT NULL,
  author_kind TINYINT NOT NULL COMMENT 'enum author: customer, staff, automatic',
  visibility TINYINT NOT NULL COMMENT '0 public, 1 private note',
  trust TINYINT NOT NULL DEFAULT 0 COMMENT '0 signed in, 1 verified letter, 2 unverified',
  body MEDIUMTEXT NOT NULL COMMENT 'Markdown as typed',
  raw_letter_id BIGINT NULL,
  message_id VARCHAR(255) NULL COMMENT 'of the letter',
  UNIQUE KEY message_oid (oid),
  KEY message_ticket (ticket_id, seq),
  CONSTRAINT message_ticket FOREIGN KEY (ticket_id) REFERENCES ticket (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

-- What happened, never changed: one row a save, all its changes together.
CREATE TABLE IF NOT EXISTS event (
  ticket_id BIGINT NOT NULL,
  seq INT NOT NULL,
  at BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL COMMENT 'when it was stored',
  kind TINYINT NOT NULL COMMENT 'enum event_kind',
  did INT NOT NULL COMMENT 'bits of enum event_did: what it changed',
  status TINYINT NULL,
  priority TINYINT NULL,
  department_id BIGINT NULL,
  assignee_id BIGINT NULL,
  level_version_id BIGINT NULL,
  until_at BIGINT NULL,
  party TINYINT NULL COMMENT 'enum party: whom we wait for',
  metric TINYINT NULL,
  cycle INT NULL,
  step TINYINT NULL,
  due_at BIGINT NULL,
  reason VARCHAR(500) NULL,
  actor_kind TINYINT NOT NULL COMMENT 'enum actor_kind',
  actor_id BIGINT NULL,
  via TINYINT NOT NULL COMMENT 'enum via',
  request_id CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
  PRIMARY KEY (ticket_id, seq),
  CONSTRAINT event_ticket FOREIGN KEY (ticket_id) REFERENCES ticket (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

-- One promise being measured, or measured: this is the SLA log. The names are
-- those of the moment: they follow the ticket while the clock runs and stay as
-- they were when it stops.
CREATE TABLE IF NOT EXISTS clock (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  ticket_id BIGINT NOT NULL,
  metric TINYINT NOT NULL,
  cycle INT NOT NULL,
  state TINYINT NOT NULL COMMENT 'enum clock_state',
  reason TINYINT NOT NULL DEFAULT 0 COMMENT 'enum clock_reason',
  level_version_id BIGINT NOT NULL,
  calendar_version_id BIGINT NULL COMMENT 'NULL: 24x7',
  tz_version VARCHAR(16) CHARACTER SET ascii NOT NULL,
  start_level_version_id BIGINT NOT NULL,
  start_calendar_version_id BIGINT NULL,
  start_tz_version VARCHAR(16) CHARACTER SET ascii NOT NULL,
  started_at BIGINT NOT NULL,
  first_due_at BIGINT NULL,
  due_at BIGINT NULL COMMENT 'NULL while paused, or never (no open time)',
  target BIGINT NOT NULL,
  unit TINYINT NOT NULL DEFAULT 0,
  consumed BIGINT NOT NULL COMMENT 'up to since_at; all of it once stopped',
  since_at BIGINT NOT NULL COMMENT 'start of its current segment',
  paused_s BIGINT NOT NULL DEFAULT 0 COMMENT 'calendar seconds, ended pauses',
  breached_at BIGINT NULL,
  stopped_at BIGINT NULL,
  margin BIGINT NULL COMMENT 'once met or missed: working seconds over due; negative: left',
  next_at BIGINT NULL COMMENT 'earliest of its steps and due + 1',
  steps_done INT NOT NULL DEFAULT 0 COMMENT 'bits of steps fired or skipped',
  department_id BIGINT NOT NULL,
  agent_id BIGINT NULL COMMENT 'responsible',
  resolver_id BIGINT NULL COMMENT 'who stopped it',
  breach_department_id BIGINT NULL,
  breach_agent_id BIGINT NULL,
  requester_id BIGINT NOT NULL,
  ticket_code CHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  requester_name VARCHAR(100) NOT NULL,
  department_name VARCHAR(100) NOT NULL,
  agent_name VARCHAR(100) NOT NULL DEFAULT '',
  level_name VARCHAR(100) NOT NULL,
  UNIQUE KEY clock_cycle (ticket_id, metric, cycle),
  KEY clock_next (next_at),
  KEY clock_level_version (level_version_id, state),
  KEY clock_calendar_version (calendar_version_id, state),
  KEY clock_running (state, breached_at, due_at, department_id, agent_id,
    metric),
  KEY clock_started (started_at, id),
  KEY clock_due (due_at, id),
  KEY clock_stopped (stopped_at, id),
  KEY clock_margin (margin, id),
  KEY clock_metric (metric, id),
  KEY clock_requester (requester_name, id),
  KEY clock_code (ticket_code, id),
  KEY clock_department_name (department_name, id),
  KEY clock_agent_name (agent_name, id),
  KEY clock_level_name (level_name, id),
  KEY clock_department (department_id, started_at, id),
  KEY clock_agent (agent_id, started_at, id),
  CONSTRAINT clock_ticket FOREIGN KEY (ticket_id) REFERENCES ticket (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

-- How each promise ended, append-only. decided, withdrawn or adjusted.
CREATE TABLE IF NOT EXISTS verdict (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  clock_id BIGINT NOT NULL,
  ticket_id BIGINT NOT NULL,
  metric TINYINT NOT NULL,
  cycle INT NOT NULL,
  kind TINYINT NOT NULL COMMENT '0 decided, 1 withdrawn, 2 adjusted',
  outcome TINYINT NOT NULL COMMENT 'enum clock_state: met, missed, cancelled',
  reason TINYINT NOT NULL,
  counted_at BIGINT NOT NULL COMMENT 'reports count it here: stop, or breach when missed',
  decided_at BIGINT NOT NULL,
  started_at BIGINT NOT NULL,
  due_at BIGINT NULL,
  stopped_at BIGINT NOT NULL,
  breached_at BIGINT NULL,
  target BIGINT NOT NULL,
  consumed BIGINT NOT NULL,
  paused_s BIGINT NOT NULL,
  over_working BIGINT NOT NULL COMMENT 'working seconds past due',
  over_calendar BIGINT NOT NULL,
  level_version_id BIGINT NOT NULL,
  calendar_version_id BIGINT NULL,
  tz_version VARCHAR(16) CHARACTER SET ascii NOT NULL,
  department_id BIGINT NOT NULL COMMENT 'at stop',
  agent_id BIGINT NULL COMMENT 'at stop',
  resolver_id BIGINT NULL,
  breach_department_id BIGINT NULL,
  breach_agent_id BIGINT NULL,
  supersedes BIGINT NULL,
  folded TINYINT NOT NULL DEFAULT 0,
  KEY verdict_clock (clock_id),
  -- The compliance report reads these alone.
  KEY verdict_counted (counted_at, kind, outcome, metric, department_id,
    agent_id, consumed),
  KEY verdict_department (department_id, counted_at, kind, outcome, metric,
    agent_id, consumed),
  KEY verdict_agent (agent_id, counted_at, kind, outcome, metric,
    department_id, consumed),
  KEY verdict_folded (folded, id),
  CONSTRAINT verdict_clock FOREIGN KEY (clock_id) REFERENCES clock (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS fired_step (
  clock_id BIGINT NOT NULL,
  step TINYINT NOT NULL,
  due_at BIGINT NOT NULL COMMENT 'when it fell due',
  noticed_at BIGINT NOT NULL,
  outcome TINYINT NOT NULL COMMENT '0 fired, 1 fired late, 2 skipped',
  reason VARCHAR(100) NOT NULL DEFAULT '',
  PRIMARY KEY (clock_id, step),
  CONSTRAINT fired_step_clock FOREIGN KEY (clock_id) REFERENCES clock (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS outbox (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  ukey VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
    COMMENT 'what it is about: sent once',
  kind TINYINT NOT NULL COMMENT '0 mail, 1 hook',
  ticket_id BIGINT NULL,
  person_id BIGINT NULL,
  payload MEDIUMTEXT NOT NULL COMMENT 'JSON',
  created_at BIGINT NOT NULL,
  send_at BIGINT NOT NULL,
  tries INT NOT NULL DEFAULT 0,
  lease_until BIGINT NULL,
  fence INT NOT NULL DEFAULT 0,
  sent_at BIGINT NULL,
  UNIQUE KEY outbox_ukey (ukey),
  KEY outbox_due (sent_at, send_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS session (
  token_hash BINARY(32) NOT NULL PRIMARY KEY COMMENT 'SHA-256 of the cookie',
  person_id BIGINT NULL COMMENT 'NULL: not signed in yet',
  csrf_key BINARY(32) NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  KEY session_person (person_id),
  KEY session_expires (expires_at),
  CONSTRAINT session_person FOREIGN KEY (person_id) REFERENCES person (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

-- A form or call that was carried out, and what it was told.
CREATE TABLE IF NOT EXISTS once (
  key_hash BINARY(32) NOT NULL PRIMARY KEY COMMENT 'person and form token',
  request_hash BINARY(32) NOT NULL,
  answer VARCHAR(500) NOT NULL COMMENT 'where it was sent',
  created_at BIGINT NOT NULL,
  KEY once_created (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS sign_in_failure (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  email_hash BINARY(32) NOT NULL,
  at BIGINT NOT NULL,
  KEY sign_in_failure_email (email_hash, at),
  KEY sign_in_failure_at (at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS import_fault (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  import_name VARCHAR(64) NOT NULL,
  line BIGINT NOT NULL,
  reason VARCHAR(500) NOT NULL,
  at BIGINT NOT NULL,
  UNIQUE KEY import_fault_line (import_name, line)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;
