-- What an event did to a ticket's custom fields: before and after, with the
-- names of then, which nobody changes any more.

CREATE TABLE IF NOT EXISTS event_field (
  ticket_id BIGINT NOT NULL,
  seq INT NOT NULL,
  field_id BIGINT NOT NULL,
  name VARCHAR(100) NOT NULL COMMENT 'of the field, then',
  was VARCHAR(500) NULL COMMENT 'as typed; of choices their ids, 3,17; NULL: empty',
  became VARCHAR(500) NULL,
  was_names TEXT NULL COMMENT 'of choices: what they were called then',
  became_names TEXT NULL,
  PRIMARY KEY (ticket_id, seq, field_id),
  KEY event_field_field (field_id),
  CONSTRAINT event_field_event FOREIGN KEY (ticket_id, seq)
    REFERENCES event (ticket_id, seq),
  CONSTRAINT event_field_field FOREIGN KEY (field_id) REFERENCES field (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
