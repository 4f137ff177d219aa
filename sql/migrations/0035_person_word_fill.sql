-- The words of those who were there before there was a table for them.

INSERT INTO person_word (person_id, word)
  SELECT DISTINCT p.id, LEFT(SUBSTRING_INDEX(SUBSTRING_INDEX(p.words, ' ', n.seq), ' ', -1), 50)
  FROM (SELECT id, TRIM(REGEXP_REPLACE(CONCAT(name, ' ', COALESCE(SUBSTRING_INDEX(email, '.', GREATEST(1, LENGTH(email) - LENGTH(REPLACE(email, '.', '')))), '')), '[\\x00-\\x2F\\x3A-\\x40\\x5B-\\x60\\x7B-\\x7F]+', ' ')) AS words
    FROM person WHERE NOT EXISTS (SELECT 1 FROM person_word w WHERE w.person_id = person.id)) p
  JOIN seq_1_to_24 n ON n.seq <= 1 + LENGTH(p.words) - LENGTH(REPLACE(p.words, ' ', ''))
  WHERE p.words <> '';
