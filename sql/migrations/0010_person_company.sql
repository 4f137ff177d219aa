-- A customer's company, and whether its other tickets are theirs to see.

ALTER TABLE person
  ADD COLUMN IF NOT EXISTS company_id BIGINT NULL,
  ADD COLUMN IF NOT EXISTS sees_company TINYINT NOT NULL DEFAULT 0
    COMMENT '1: reads and answers all tickets of the company',
  ADD COLUMN IF NOT EXISTS note VARCHAR(500) NOT NULL DEFAULT ''
    COMMENT 'staff alone read it',
  ADD KEY IF NOT EXISTS person_company (company_id, name, id),
  ADD CONSTRAINT person_company FOREIGN KEY IF NOT EXISTS (company_id)
    REFERENCES company (id);
