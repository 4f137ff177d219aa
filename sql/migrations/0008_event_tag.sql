-- Which tags an event put on or took off. Rules and replays ask what a ticket
-- had at that instant.

CREATE TABLE IF NOT EXISTS event_tag (
  ticket_id BIGINT NOT NULL,
  seq INT NOT NULL,
  tag_id BIGINT NOT NULL,
  added TINYINT NOT NULL COMMENT '1 put on, 0 taken off',
  PRIMARY KEY (ticket_id, seq, tag_id),
  KEY event_tag_tag (tag_id),
  CONSTRAINT event_tag_event FOREIGN KEY (ticket_id, seq)
    REFERENCES event (ticket_id, seq),
  CONSTRAINT event_tag_tag FOREIGN KEY (tag_id) REFERENCES tag (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
