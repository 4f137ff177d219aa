-- What stands in the custom fields of a company: a row for a value, and one for
-- each choice. A field without a row is empty; a flag without one is not set.

CREATE TABLE IF NOT EXISTS company_field (
  company_id BIGINT NOT NULL,
  field_id BIGINT NOT NULL,
  choice_id BIGINT NOT NULL DEFAULT 0 COMMENT '0: it has no choices',
  number BIGINT NULL COMMENT 'ten-thousandths; days since 1970; 1 of a flag',
  text VARCHAR(500) NULL,
  PRIMARY KEY (company_id, field_id, choice_id),
  KEY company_field_choice (field_id, choice_id, company_id),
  KEY company_field_number (field_id, number, company_id),
  CONSTRAINT company_field_company FOREIGN KEY (company_id) REFERENCES company (id),
  CONSTRAINT company_field_field FOREIGN KEY (field_id) REFERENCES field (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
