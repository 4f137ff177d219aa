-- What stands in the custom fields of a ticket: a row for a value, and one for
-- each choice. A field without a row is empty; a flag without one is not set.

CREATE TABLE IF NOT EXISTS ticket_field (
  ticket_id BIGINT NOT NULL,
  field_id BIGINT NOT NULL,
  choice_id BIGINT NOT NULL DEFAULT 0 COMMENT '0: it has no choices',
  number BIGINT NULL COMMENT 'ten-thousandths; days since 1970; 1 of a flag',
  text VARCHAR(500) NULL,
  PRIMARY KEY (ticket_id, field_id, choice_id),
  KEY ticket_field_choice (field_id, choice_id, ticket_id),
  KEY ticket_field_number (field_id, number, ticket_id),
  CONSTRAINT ticket_field_ticket FOREIGN KEY (ticket_id) REFERENCES ticket (id),
  CONSTRAINT ticket_field_field FOREIGN KEY (field_id) REFERENCES field (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
