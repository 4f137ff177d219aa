-- When resolved tickets close by themselves: rules that follow each other. A
-- desk of before knew none until its last event; a new one always had one.

CREATE TABLE IF NOT EXISTS desk_closing (
  since BIGINT NOT NULL PRIMARY KEY COMMENT 'from here on',
  close_after INT NOT NULL COMMENT 'seconds after the resolution; 0 never'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

INSERT INTO desk_closing (since, close_after)
  SELECT COALESCE(MAX(last_event_at), 0), 432000 FROM ticket
  WHERE NOT EXISTS (SELECT 1 FROM desk_closing);
