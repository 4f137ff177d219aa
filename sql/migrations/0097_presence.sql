-- Whether agents are online: what they chose, and when they were last there.
-- Who has no row was never there since this table is.

CREATE TABLE IF NOT EXISTS presence (
  person_id BIGINT NOT NULL PRIMARY KEY,
  chosen TINYINT NOT NULL COMMENT 'enum presence: 1 online, 2 paused, 3 away',
  chosen_at BIGINT NOT NULL,
  seen_at BIGINT NULL COMMENT 'to the minute; NULL: signed out since',
  CONSTRAINT presence_person FOREIGN KEY (person_id) REFERENCES person (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
