-- Whose deadline a condition on due asks.

ALTER TABLE rule_condition
  ADD COLUMN IF NOT EXISTS metric TINYINT NOT NULL DEFAULT 0
    COMMENT 'with due: 1 + enum metric; 0: the nearest'
    AFTER custom_id;
