-- A department whose time is over keeps its tickets, and gets no new ones.

ALTER TABLE department
  ADD COLUMN IF NOT EXISTS archived_at BIGINT NULL AFTER created_at;
