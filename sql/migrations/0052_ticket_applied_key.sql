-- Whom a change has still to reach.

ALTER TABLE ticket
  ADD INDEX IF NOT EXISTS ticket_applied (level_version_id, is_open, applied);
