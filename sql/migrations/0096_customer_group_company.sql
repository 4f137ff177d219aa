-- Companies in a group: whoever asks for one of them is in it, too.

CREATE TABLE IF NOT EXISTS customer_group_company (
  company_id BIGINT NOT NULL,
  group_id BIGINT NOT NULL,
  PRIMARY KEY (company_id, group_id),
  KEY customer_group_company_group (group_id, company_id),
  CONSTRAINT customer_group_company_company FOREIGN KEY (company_id)
    REFERENCES company (id),
  CONSTRAINT customer_group_company_group FOREIGN KEY (group_id)
    REFERENCES customer_group (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
