-- Whose words are those of staff: all roles but the customer's (1) have larger
-- numbers.

UPDATE person_word w JOIN person p ON p.id = w.person_id
  SET w.staff = 1 WHERE p.roles > 1 AND w.staff = 0;
