-- Sessions that people can look through and end: each has a name of its own and
-- the network it came from. One that has ended is kept for some days: what a
-- person typed into a page of it is given back to them alone.

ALTER TABLE session
  ADD COLUMN IF NOT EXISTS oid CHAR(16)
    CHARACTER SET ascii COLLATE ascii_bin NULL
    COMMENT 'NULL: of before there were names' AFTER person_id,
  ADD COLUMN IF NOT EXISTS came_from VARCHAR(64)
    CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''
    COMMENT 'the network, not the address',
  ADD COLUMN IF NOT EXISTS ended TINYINT NOT NULL DEFAULT 0
    COMMENT '1: opens nothing any more',
  ADD UNIQUE KEY IF NOT EXISTS session_oid (oid);
