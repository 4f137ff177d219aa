-- Tickets that have to do with each other: merged into, split from, following.

CREATE TABLE IF NOT EXISTS ticket_link (
  id BIGINT NOT NULL AUTO_INCREMENT,
  kind TINYINT NOT NULL COMMENT '0 merged into, 1 a part became, 2 followed by',
  from_id BIGINT NOT NULL,
  to_id BIGINT NOT NULL,
  from_seq INT NOT NULL COMMENT 'the event of either that tells of it',
  to_seq INT NOT NULL,
  at BIGINT NOT NULL,
  by_id BIGINT NULL,
  ended_at BIGINT NULL COMMENT 'merged no more',
  PRIMARY KEY (id),
  UNIQUE KEY ticket_link_from (from_id, from_seq),
  UNIQUE KEY ticket_link_to (to_id, to_seq, kind),
  CONSTRAINT ticket_link_from FOREIGN KEY (from_id) REFERENCES ticket (id),
  CONSTRAINT ticket_link_to FOREIGN KEY (to_id) REFERENCES ticket (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
