-- A message that was split off its ticket knows which one it is a copy of.

ALTER TABLE message
  ADD COLUMN IF NOT EXISTS copy_of BIGINT NULL
    COMMENT 'the message of another ticket, split off, that it says again';
