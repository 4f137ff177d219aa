-- The tags a ticket has now: the fold of event_tag.

CREATE TABLE IF NOT EXISTS ticket_tag (
  ticket_id BIGINT NOT NULL,
  tag_id BIGINT NOT NULL,
  PRIMARY KEY (ticket_id, tag_id),
  KEY ticket_tag_tag (tag_id, ticket_id),
  CONSTRAINT ticket_tag_ticket FOREIGN KEY (ticket_id) REFERENCES ticket (id),
  CONSTRAINT ticket_tag_tag FOREIGN KEY (tag_id) REFERENCES tag (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
