-- A sandbox: a desk to try things on, which sends nothing outside. Desks of
-- before are none.

ALTER TABLE desk
  ADD COLUMN IF NOT EXISTS sandbox_at BIGINT NULL
    COMMENT 'since when it sends nothing outside; NULL: it is no sandbox',
  ADD COLUMN IF NOT EXISTS sandbox_until BIGINT NULL
    COMMENT 'it was one: what outbox has from then never goes out';
