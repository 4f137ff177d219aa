-- When resolved tickets close by themselves: rules that follow each other. A
-- desk of before knew none until its last event; a new one always had one.
--
-- Mended: it failed when it was run twice; what it did once is the same.
-- 338cf1e346ce91a46e26128e12e71097b8489beeb23d7d18999fdedd831ffd2f

CREATE TABLE IF NOT EXISTS desk_closing (
  since BIGINT NOT NULL PRIMARY KEY COMMENT 'from here on',
  close_after INT NOT NULL COMMENT 'seconds after the resolution; 0 never'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

INSERT INTO desk_closing (since, close_after)
  SELECT t.at, 432000
  FROM (SELECT COALESCE(MAX(last_event_at), 0) AS at FROM ticket) t
  WHERE NOT EXISTS (SELECT 1 FROM desk_closing);
