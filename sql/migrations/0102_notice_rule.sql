-- Rules tell people, too, out of the same letters of an hour: a notice is of a
-- step (clock_id, step) or of a rule (ticket_id, seq of its event).

ALTER TABLE notice
  ADD COLUMN IF NOT EXISTS id BIGINT NOT NULL AUTO_INCREMENT FIRST,
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (id),
  MODIFY COLUMN clock_id BIGINT NULL COMMENT 'of a step',
  MODIFY COLUMN step TINYINT NULL,
  ADD COLUMN IF NOT EXISTS ticket_id BIGINT NULL COMMENT 'of a rule'
    AFTER step,
  ADD COLUMN IF NOT EXISTS seq INT NULL COMMENT '... its event'
    AFTER ticket_id,
  ADD UNIQUE KEY IF NOT EXISTS notice_told (clock_id, step, recipient),
  ADD UNIQUE KEY IF NOT EXISTS notice_rule (ticket_id, seq, recipient),
  ADD CONSTRAINT notice_event FOREIGN KEY IF NOT EXISTS (ticket_id, seq)
    REFERENCES event (ticket_id, seq);
