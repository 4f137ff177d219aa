-- Who is in a group by themself.

CREATE TABLE IF NOT EXISTS customer_group_person (
  person_id BIGINT NOT NULL,
  group_id BIGINT NOT NULL,
  PRIMARY KEY (person_id, group_id),
  KEY customer_group_person_group (group_id, person_id),
  CONSTRAINT customer_group_person_person FOREIGN KEY (person_id)
    REFERENCES person (id),
  CONSTRAINT customer_group_person_group FOREIGN KEY (group_id)
    REFERENCES customer_group (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
