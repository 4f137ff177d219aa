-- Which SLA rule chose the level that an event set, and what those that were
-- asked before it said (core/rule_trace.h). NULL: none was asked, or nobody
-- noted it then.

ALTER TABLE event
  ADD COLUMN IF NOT EXISTS rule_version_id BIGINT NULL
    COMMENT 'the rule that chose its level; NULL with rules_asked: none did',
  ADD COLUMN IF NOT EXISTS rules_asked VARBINARY(8000) NULL
    COMMENT 'what each rule said';
