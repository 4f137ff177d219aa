-- The company a ticket was asked for: its requester's at that time. And what it
-- was before it was hidden, to be put back.

ALTER TABLE ticket
  ADD COLUMN IF NOT EXISTS company_id BIGINT NULL AFTER requester_id,
  ADD COLUMN IF NOT EXISTS before_spam TINYINT NULL
    COMMENT 'enum status, while it is spam' AFTER status,
  ADD COLUMN IF NOT EXISTS before_deleted TINYINT NULL
    COMMENT 'enum status, while it is deleted' AFTER before_spam,
  ADD KEY IF NOT EXISTS ticket_company (company_id, created_at, id),
  ADD CONSTRAINT ticket_company FOREIGN KEY IF NOT EXISTS (company_id)
    REFERENCES company (id);
