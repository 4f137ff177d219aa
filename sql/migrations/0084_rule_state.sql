-- Drawn anew by every change of a rule: programs keep rules compiled as long as
-- it stays. (A count could come to the same number again by another way: a
-- change that was rolled back, or a desk that was put back from a copy.)

CREATE TABLE IF NOT EXISTS rule_state (
  id TINYINT NOT NULL PRIMARY KEY CHECK (id = 1),
  version BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;
