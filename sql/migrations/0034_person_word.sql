-- The words of people's names and addresses, to find them by the beginning of
-- any. Words are what stands between ASCII characters that are no letters and
-- no digits (src/store/person_words.c).

CREATE TABLE IF NOT EXISTS person_word (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  person_id BIGINT NOT NULL,
  word VARCHAR(50) NOT NULL,
  KEY person_word_word (word, id, person_id),
  KEY person_word_person (person_id, word),
  CONSTRAINT person_word_person FOREIGN KEY (person_id) REFERENCES person (id)
    ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
