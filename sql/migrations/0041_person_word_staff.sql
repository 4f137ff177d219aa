-- Staff are found by their words without reading those of customers, who are a
-- hundred times as many.

ALTER TABLE person_word
  ADD COLUMN IF NOT EXISTS staff TINYINT NOT NULL DEFAULT 0
    COMMENT '1: of somebody with a role beside customer',
  ADD KEY IF NOT EXISTS person_word_staff (staff, word, person_id);
