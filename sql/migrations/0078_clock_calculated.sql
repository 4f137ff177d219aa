-- Beside a deadline that was set by hand a promise keeps the calculated one.

ALTER TABLE clock
  ADD COLUMN IF NOT EXISTS calculated_at BIGINT NULL
    COMMENT 'while manual_at holds: due without it';
