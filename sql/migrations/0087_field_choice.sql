-- What there is to choose from in a custom field.

CREATE TABLE IF NOT EXISTS field_choice (
  id BIGINT NOT NULL AUTO_INCREMENT,
  oid CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  field_id BIGINT NOT NULL,
  name VARCHAR(100) NOT NULL,
  position INT NOT NULL,
  archived_at BIGINT NULL COMMENT 'kept where it is, not to choose',
  PRIMARY KEY (id),
  UNIQUE KEY field_choice_oid (oid),
  UNIQUE KEY field_choice_name (field_id, name),
  CONSTRAINT field_choice_field FOREIGN KEY (field_id) REFERENCES field (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
