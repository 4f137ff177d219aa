-- "Department is X" -> level becomes a rule like any other. The first that
-- matched won, so each of them ends the run. Rows that are there already stay.

INSERT INTO rule (oid, kind, position, version, created_at)
  SELECT s.oid, 0, s.position, 1, s.created_at FROM sla_rule s
  WHERE NOT EXISTS (SELECT 1 FROM rule r WHERE r.oid = s.oid)
  ORDER BY s.position, s.id;

INSERT INTO rule_version (rule_id, number, name, active, stops, created_at)
  SELECT r.id, 1, s.name, s.active, 1, s.created_at
  FROM sla_rule s JOIN rule r ON r.oid = s.oid
  WHERE NOT EXISTS (SELECT 1 FROM rule_version v WHERE v.rule_id = r.id)
  ORDER BY r.id;

INSERT INTO rule_condition (rule_version_id, grp, position, field, type, op)
  SELECT v.id, 0, 0, 10, 0, 0
  FROM sla_rule s JOIN rule r ON r.oid = s.oid
  JOIN rule_version v ON v.rule_id = r.id AND v.number = 1
  WHERE NOT EXISTS
    (SELECT 1 FROM rule_condition c WHERE c.rule_version_id = v.id)
  ORDER BY v.id;

INSERT INTO rule_value (rule_condition_id, position, ref, text)
  SELECT c.id, 0, s.department_id, d.name
  FROM sla_rule s JOIN department d ON d.id = s.department_id
  JOIN rule r ON r.oid = s.oid
  JOIN rule_version v ON v.rule_id = r.id AND v.number = 1
  JOIN rule_condition c ON c.rule_version_id = v.id
  WHERE NOT EXISTS
    (SELECT 1 FROM rule_value w WHERE w.rule_condition_id = c.id);

INSERT INTO rule_action (rule_version_id, position, kind, number)
  SELECT v.id, 0, 11, s.level_id
  FROM sla_rule s JOIN rule r ON r.oid = s.oid
  JOIN rule_version v ON v.rule_id = r.id AND v.number = 1
  WHERE NOT EXISTS
    (SELECT 1 FROM rule_action a WHERE a.rule_version_id = v.id);

INSERT INTO rule_state (id, version)
  SELECT 1, 1 FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM rule_state);
