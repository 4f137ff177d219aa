-- Which tickets a rule chose the level of: how often it did, and when last,
-- without walking through all that ever happened.

ALTER TABLE event ADD KEY IF NOT EXISTS event_rule (rule_version_id, at);
