-- Tags have a colour (0: none of its own, as all had before) and are staff's,
-- as they were, or customers see them too.

ALTER TABLE tag
  ADD COLUMN IF NOT EXISTS colour TINYINT NOT NULL DEFAULT 0
    COMMENT 'enum colour',
  ADD COLUMN IF NOT EXISTS public TINYINT NOT NULL DEFAULT 0
    COMMENT '1: customers see it on their tickets';
