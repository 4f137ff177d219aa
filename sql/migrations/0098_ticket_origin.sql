-- From which page its customer came to the form, as their browser said, and
-- whether an invitation made it.

ALTER TABLE ticket
  ADD COLUMN IF NOT EXISTS referrer VARCHAR(500) NULL
    COMMENT 'as a browser said: never to be trusted',
  ADD COLUMN IF NOT EXISTS invited TINYINT NOT NULL DEFAULT 0
    COMMENT '1: created from an invitation';
