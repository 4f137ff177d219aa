-- A tag that became another one: its name leads there, its history stays.

ALTER TABLE tag
  ADD COLUMN IF NOT EXISTS merged_into BIGINT NULL
    COMMENT 'the tag that took its tickets; archived with it',
  ADD CONSTRAINT tag_merged FOREIGN KEY IF NOT EXISTS (merged_into)
    REFERENCES tag (id);
