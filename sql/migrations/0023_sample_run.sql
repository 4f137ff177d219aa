-- Histories made by "duedesk sample": what they are made from, so that one that
-- was interrupted goes on where it stopped.

CREATE TABLE IF NOT EXISTS sample_run (
  seed BIGINT NOT NULL PRIMARY KEY,
  tickets BIGINT NOT NULL,
  open_tickets BIGINT NOT NULL COMMENT 'of them, open at the end',
  until_at BIGINT NOT NULL COMMENT 'nothing in it is later',
  days BIGINT NOT NULL,
  departments BIGINT NOT NULL,
  agents BIGINT NOT NULL,
  customers BIGINT NOT NULL,
  person_id BIGINT NOT NULL COMMENT 'the first of each kind set aside for it',
  ticket_id BIGINT NOT NULL,
  clock_id BIGINT NOT NULL,
  verdict_id BIGINT NOT NULL,
  message_id BIGINT NOT NULL,
  done TINYINT NOT NULL DEFAULT 0 COMMENT '0: on its way, or it stopped there'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
