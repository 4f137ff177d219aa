-- A step can answer, too: with as many words as a rule.

ALTER TABLE level_step_action
  MODIFY COLUMN text VARCHAR(2000) NULL
    COMMENT 'an address, a URL, words, what stands in a custom field';
