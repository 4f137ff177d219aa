"""What test_check.py does to rows of no ticket: the kind that has to be found,
and the deed."""

# All of them are done at once.
AUDIT = ("INSERT INTO audit (oid, at, actor_id, via, actor_kind, object, was, became, object_oid, name)"
         " VALUES ({}, 't', 'Tag')")
LOOSE = [
    ("audit.oid", AUDIT.format("'short', 1, NULL, 1, 6, 4, NULL, '{}'")),
    ("audit.actor_id", AUDIT.format("'0123456789abcda1', 1, 999999, 1, 6, 4, NULL, '{}'")),
    ("audit.at", AUDIT.format("'0123456789abcda2', 99999999999, NULL, 1, 6, 4, NULL, '{}'")),
    ("audit.via", AUDIT.format("'0123456789abcda3', 1, NULL, 6, 6, 4, NULL, '{}'")),
    ("audit.actor_kind", AUDIT.format("'0123456789abcda4', 1, NULL, 1, 7, 4, NULL, '{}'")),
    ("audit.object", AUDIT.format("'0123456789abcda5', 1, NULL, 1, 6, 12, NULL, '{}'")),
    ("audit.was", AUDIT.format("'0123456789abcda6', 1, NULL, 1, 6, 4, '{', '{}'")),
    ("audit.became", AUDIT.format("'0123456789abcda7', 1, NULL, 1, 6, 4, '{}', '{]'")),
    ("audit.name", AUDIT.format("'0123456789abcda8', 1, NULL, 1, 6, 4, '{}', '{}'")),
    ("audit.taken_away", "INSERT INTO audit (oid, at, actor_kind, via, object, object_oid, name, was)"
     " SELECT '0123456789abcda9', 1, 6, 1, 4, oid, name, '{}' FROM tag ORDER BY id LIMIT 1"),
    ("session.person_id", "UPDATE session SET person_id = 999999 WHERE token_hash = REPEAT('a', 32)"),
    ("session.expires_at", "UPDATE session SET expires_at = 900 WHERE token_hash = REPEAT('b', 32)"),
    ("once.answer", "UPDATE once SET answer = 'ZZZ-ZZZZZ-999' WHERE key_hash = REPEAT('a', 32)"),
    ("once.created_at", "UPDATE once SET created_at = 99999999999 WHERE key_hash = REPEAT('b', 32)"),
    ("person.roles", "UPDATE person SET roles = 0 WHERE roles = 1 ORDER BY id DESC LIMIT 1"),
    ("person_word.missing", "DELETE FROM person_word WHERE person_id = (SELECT MAX(id) FROM person)"),
    ("person.email", "UPDATE person SET email = UPPER(email) WHERE roles = 1 ORDER BY id LIMIT 1"),
    ("person.company_id", "INSERT INTO person (oid, name, roles, company_id, created_at) VALUES"
     " ('0123456789abcdeg', 'A Stranger', 1, 999999, 1)"),
    ("level_target.seconds", "INSERT INTO level_target SELECT MIN(id), 3, 4, 0, 0 FROM level_version"),
    ("calendar_version.number", "UPDATE calendar_version SET number = 4 ORDER BY id DESC LIMIT 1"),
    ("outbox.ticket_id", "INSERT INTO outbox (ukey, kind, ticket_id, payload, created_at, send_at) VALUES"
     " ('k', 0, 99999999, '{}', 1, 1)"),
    ("verdict.clock_id", "INSERT INTO verdict SELECT 99999999, 99999999, ticket_id, metric, cycle, kind, outcome,"
     " reason, counted_at, decided_at, started_at, due_at, stopped_at, breached_at, target, consumed, paused_s,"
     " over_working, over_calendar, level_version_id, calendar_version_id, tz_version, department_id, agent_id,"
     " resolver_id, breach_department_id, breach_agent_id, supersedes, folded FROM verdict LIMIT 1"),
    ("event.ticket_id", "INSERT INTO event (ticket_id, seq, at, recorded_at, kind, did, actor_kind, via)"
     " VALUES (99999999, 1, 1, 1, 0, 1, 0, 0)"),
    ("message.ticket_id", "INSERT INTO message (oid, ticket_id, seq, at, author_kind, visibility, body)"
     " VALUES ('0123456789abcdef', 99999998, 1, 1, 0, 0, 'x')"),
]

# Each is done alone, found by its kind, and undone.
GROUP = "INSERT INTO customer_group (oid, name, colour, created_at, archived_at, version) VALUES ({})"
PERSON = "UPDATE person SET {} WHERE roles = 1 ORDER BY id LIMIT 1"
SESSION = "UPDATE session SET {} WHERE token_hash = REPEAT('a', 32)"
OUTBOX = "INSERT INTO outbox (ukey, kind, payload, created_at, send_at) VALUES "
NOTICE = "INSERT INTO notice (clock_id, step, ticket_id, seq, recipient, position, ukey, slot) VALUES "
CLOSURE = ("INSERT INTO calendar_closure (calendar_version_id, day, from_minute, to_minute, mode, name)"
           " VALUES ")
CHANGE = "INSERT INTO applied_change (id, {}, calendar_version_id, at, via{}) SELECT {} FROM level_version {}"
CHOSEN = "UPDATE event SET {} WHERE rule_version_id IS NOT NULL LIMIT 1"


def of_rules(table, order, *columns):
    """Each column of the first row as it cannot be."""
    return [(f"{table}.{c.split()[0]}", f"UPDATE {table} SET {c} ORDER BY {order} LIMIT 1") for c in columns]


VALUES = [
    ("rule_state.missing", "DELETE FROM rule_state"),
    *of_rules("rule", "id", "oid = 'short'", "kind = 3", "version = 2", "archived_by = 999999",
              "archived_at = 99999999999"),
    *of_rules("rule_version", "id", "rule_id = 999999", "number = 2", "name = ' '", "active = 2", "stops = 2", "keeps = 2",
              "triggers = 1", "created_by = 999999", "created_at = 99999999999"),
    ("rule_action.missing", "INSERT INTO rule_version (rule_id, number, name, created_at)"
                            " SELECT MIN(id), 2, 'Idle', 1 FROM rule"),
    *of_rules("rule_condition", "id", "rule_version_id = 999999", "grp = 1", "position = 1", "field = 23", "type = 7",
              "op = 26", "custom_id = 1", "metric = 1"),
    *of_rules("rule_value", "rule_condition_id", "rule_condition_id = 999999", "position = 1", "ref = NULL"),
    *of_rules("rule_action", "rule_version_id", "rule_version_id = 999999", "position = 1", "kind = 1", "number = 999999"),
    ("event.rule_version_id", CHOSEN.format("rule_version_id = 999999")),
    ("event.rule_version_id", CHOSEN.format("rules_asked = NULL")),
    ("event.rules_asked", CHOSEN.format("rules_asked = REPEAT(CHAR(255), 30)")),
    ("event.rules_asked", "UPDATE event SET rules_asked = CHAR(8) WHERE did & 129 = 0 LIMIT 1"),
    ("applied_change.id", CHANGE.format("level_id, level_version_id", "", "7, level_id, id, 0, 1, 1",
                                        "WHERE calendar_id IS NULL LIMIT 1")),
    ("applied_change.level_version_id", CHANGE.format("level_id, level_version_id", "", "1, level_id + 1, id, 0, 1, 1",
                                                      "WHERE calendar_id IS NULL LIMIT 1")),
    ("applied_change.calendar_version_id", CHANGE.format("calendar_id", "", "1, calendar_id, 999, 1, 1",
                                                         "WHERE calendar_id > 0 LIMIT 1")),
    ("applied_change.at", CHANGE.format("calendar_id", "", "1, calendar_id, 1, 99999999999, 1",
                                        "WHERE calendar_id > 0 LIMIT 1")),
    ("applied_change.via", CHANGE.format("calendar_id", "", "1, calendar_id, 1, 1, 6",
                                         "WHERE calendar_id > 0 LIMIT 1")),
    ("applied_change.tickets", CHANGE.format("calendar_id", ", moved", "1, calendar_id, 1, 1, 1, -1",
                                             "WHERE calendar_id > 0 LIMIT 1")),
    ("applied_change.by_id", CHANGE.format("calendar_id", ", by_id", "1, calendar_id, 1, 1, 1, 999999",
                                           "WHERE calendar_id > 0 LIMIT 1")),
    ("applied_change.done_at", CHANGE.format("calendar_id", ", done_at", "1, calendar_id, 1, 9, 1, 8",
                                             "WHERE calendar_id > 0 LIMIT 1")),
    # Done, and open tickets wait for it still.
    ("applied_change.done_at", CHANGE.format("calendar_id", ", done_at", "1, calendar_id, 1, 9, 1, 9",
                                             "WHERE id = (SELECT level_version_id FROM ticket WHERE is_open = 1"
                                             " AND calendar_version_id > 0 LIMIT 1)")),
    ("person.name", PERSON.format("name = ' '")), ("person.oid", PERSON.format("oid = 'ILOU'")),
    ("person.version", PERSON.format("version = 0")), ("person.zone", PERSON.format("zone = 'Mars/Olympus'")),
    ("person.sees_company", PERSON.format("sees_company = 1, company_id = NULL")),
    ("person.disabled_at", PERSON.format("disabled_at = created_at - 1")),
    ("person.disabled_at", PERSON.format("disabled_at = 99999999999")),
    ("person_word.staff", "UPDATE person_word SET staff = 0 WHERE staff = 1 LIMIT 1"),
    ("person_word.staff", "UPDATE person_word SET staff = 1 WHERE staff = 0 LIMIT 1"),
    ("person.password_hash", PERSON.format("password_hash = 'secret'")),
    ("session.ended", "UPDATE person SET disabled_at = created_at WHERE id ="
     " (SELECT person_id FROM session WHERE token_hash = REPEAT('a', 32))"),
    ("session.expires_at", SESSION.format("expires_at = created_at + 30 * 86400 + 1")),
    ("session.created_at", SESSION.format("created_at = 99999999990, seen_at = 99999999990, expires_at = 99999999999")),
    ("sign_in_failure.at", "INSERT INTO sign_in_failure (email_hash, at) VALUES (REPEAT('x', 32), 99999999999)"),
    ("invitation.expires_at", "UPDATE invitation SET expires_at = created_at"),
    ("invitation.used_at", "UPDATE invitation SET used_at = created_at - 1"),
    ("invitation.created_at", "UPDATE invitation SET created_at = 99999999990, expires_at = 99999999999"),
    ("desk.name", "UPDATE desk SET name = ' '"),
    ("desk.sandbox_at", "UPDATE desk SET sandbox_at = 99999999999"),
    ("desk.sandbox_until", "UPDATE desk SET sandbox_until = 99999999999"),
    ("desk.sandbox_until", "UPDATE desk SET sandbox_at = 1, sandbox_until = 1"),
    ("outbox.sandbox", "INSERT INTO outbox (ukey, kind, payload, created_at, send_at, sent_at) VALUES"
     " ('late:1:1:p1', 0, '{}', 5, 5, 6)"),
    ("department.name", "INSERT INTO department (oid, name, created_at) VALUES ('0123456789abcdef', ' ', 1)"),
    ("department.oid", "INSERT INTO department (oid, name, created_at) VALUES ('first', 'First', 1)"),
    ("department.public", "UPDATE department SET public = 2 ORDER BY id LIMIT 1"),
    ("department_member.department_id", "INSERT INTO department_member SELECT 999999, MIN(id) FROM person"),
    ("company.name", "INSERT INTO company (oid, name, created_at) VALUES ('0123456789abcdef', ' ', 1)"),
    ("company.oid", "INSERT INTO company (oid, name, created_at) VALUES ('short', 'Short', 1)"),
    ("tag.name", "INSERT INTO tag (oid, name, created_at) VALUES ('0123456789abcdef', 'a,b', 1)"),
    ("tag.oid", "INSERT INTO tag (oid, name, created_at) VALUES ('short', 'Short', 1)"),
    ("tag.merged_into", "UPDATE tag SET archived_at = 1, merged_into = 999999 ORDER BY id LIMIT 1"),
    ("tag.merged_into", "UPDATE tag SET archived_at = 1, merged_into = id ORDER BY id LIMIT 1"),
    ("tag.merged_into", "UPDATE tag t JOIN (SELECT MIN(id) a, MAX(id) b FROM tag) x ON t.id IN (a, b)"
     " SET archived_at = 1, merged_into = a + b - id"),
    ("tag.archived_at", "UPDATE tag t JOIN (SELECT MIN(id) a, MAX(id) b FROM tag) x ON t.id = a"
     " SET merged_into = b"),
    ("tag.colour", "UPDATE tag SET colour = 10 ORDER BY id LIMIT 1"),
    ("tag.public", "UPDATE tag SET public = 2 ORDER BY id LIMIT 1"),
    ("customer_group.name", GROUP.format("'0123456789abcdef', ' ', 0, 1, NULL, 1")),
    ("customer_group.oid", GROUP.format("'short', 'Short', 0, 1, NULL, 1")),
    ("customer_group.colour", GROUP.format("'0123456789abcde0', 'Loud', 10, 1, NULL, 1")),
    ("customer_group.version", GROUP.format("'0123456789abcde1', 'Old', 0, 1, NULL, 0")),
    ("customer_group.archived_at", GROUP.format("'0123456789abcde2', 'Later', 0, 1, 99999999999, 1")),
    ("customer_group_person.group_id", "INSERT INTO customer_group_person SELECT MIN(id), 999999 FROM person"),
    ("customer_group_person.person_id", "INSERT INTO customer_group_person SELECT 999999, MIN(id) FROM customer_group"),
    ("customer_group_company.group_id", "INSERT INTO customer_group_company SELECT MIN(id), 999999 FROM company"),
    ("customer_group_company.company_id",
     "INSERT INTO customer_group_company SELECT 999999, MIN(id) FROM customer_group"),
    ("presence.person_id", "INSERT INTO presence VALUES (999999, 1, 1, 1)"),
    ("presence.chosen", "INSERT INTO presence SELECT MIN(id), 4, 1, 1 FROM person"),
    ("presence.chosen_at", "INSERT INTO presence SELECT MIN(id) + 1, 1, 99999999999, 1 FROM person"),
    ("presence.seen_at", "INSERT INTO presence SELECT MIN(id) + 2, 1, 1, 99999999999 FROM person"),
    ("calendar.name", "UPDATE calendar SET name = ' ' ORDER BY id LIMIT 1"),
    ("calendar_version.always_open", "UPDATE calendar_version SET always_open = 5 LIMIT 1"),
    ("calendar_window.weekday", "INSERT INTO calendar_window VALUES (999999, 7, 0, 60)"),
    ("calendar_window.to_minute", "INSERT INTO calendar_window VALUES (999999, 1, 600, 600)"),
    ("calendar_window.to_minute", "INSERT INTO calendar_window VALUES (999999, 1, 600, 2041)"),
    ("calendar_replacement.to_minute", "INSERT INTO calendar_replacement VALUES (999999, 20000, 600, 540)"),
    ("calendar_closure.to_minute", CLOSURE + "(999999, 20000, 600, 600, 0, '')"),
    ("calendar_closure.mode", CLOSURE + "(999999, 20000, 0, 1440, 2, '')"),
    # A date that no rule makes, a rule whose dates are not there, and one that is none.
    ("calendar_closure.rule", "INSERT INTO calendar_closure (calendar_version_id, day, rule)"
     " SELECT MIN(id), 20000, 0 FROM calendar_version"),
    ("calendar_closure.rule", "INSERT INTO calendar_rule (calendar_version_id, position, kind, month, day, name)"
     " SELECT MIN(id), 0, 0, 12, 28, 'x' FROM calendar_version"),
    ("calendar_version.hours", "INSERT INTO calendar_rule (calendar_version_id, position, kind, month, day, name)"
     " SELECT MIN(id), 0, 0, 13, 28, 'x' FROM calendar_version"),
    ("level.name", "UPDATE level SET name = ' ' ORDER BY id LIMIT 1"),
    ("level_step.step", "INSERT INTO level_step VALUES (999999, 0, 16, 60, 0)"),
    ("sweep_state.last_ok", "INSERT INTO sweep_state (id, tz_version, last_ok) VALUES (1, '', 99999999999)"),
    ("sweep_state.closing_since", "INSERT INTO sweep_state (id, tz_version, closing_since) VALUES (1, '', 7)"),
    ("desk_closing.close_after", "INSERT INTO desk_closing VALUES (1, 3599)"),
    ("sweep_state.every_s", "INSERT INTO sweep_state (id, tz_version, every_s) VALUES (1, '', 0)"),
    ("outbox.sent_at", "INSERT INTO outbox (ukey, kind, payload, created_at, send_at, sent_at) VALUES"
     " ('k', 0, '{}', 9, 9, 8)"),
    ("outbox.ukey", OUTBOX + "('step:1:2:0:p1', 0, '{}', 1, 1)"),
    ("outbox.ukey", OUTBOX + "('hour:400000:p1', 0, '{}', 1, 1)"),
    ("outbox.ukey", OUTBOX + "('step:1:2:0:call', 1, '{}', 1, 1)"),
    ("notice.ukey", NOTICE + "(999999, 0, NULL, NULL, 'p1', 0, 'late:1:x:p1', NULL)"),
    ("notice.slot", NOTICE + "(999999, 0, NULL, NULL, 'p1', 0, 'step:999999:0:0:p1', NULL)"),
    ("notice.slot", NOTICE + "(NULL, NULL, 999999, 2, 'p1', 0, 'rule:999999:2:0:p1', NULL)"),
    ("notice.clock_id", NOTICE + "(NULL, NULL, NULL, NULL, 'p1', 0, 'late:2:x:p1', NULL)"),
    ("notice.clock_id", NOTICE + "(999998, 0, 999998, 2, 'p1', 0, 'late:3:x:p1', NULL)"),
    ("rule_deed.outcome", "INSERT INTO rule_deed VALUES (999999, 1, 0, 22, 0, 0, 0)"),
    ("rule_deed.kind", "INSERT INTO rule_deed SELECT MIN(ticket_id), 1, 0, 5, 0, 0, 0 FROM event"),
    ("rule_deed.call", "INSERT INTO rule_deed VALUES (999999, 2, 0, 12, 0, 0, 0)"),
    ("notice.missing", "INSERT INTO rule_deed VALUES (999999, 3, 0, 22, 0, 1, 0)"),
    ("outbox.ukey", OUTBOX + "('rule:1:2:0:p1', 0, '{}', 1, 1)"),
    ("outbox.ukey", OUTBOX + "('rule:1:2:0:call', 1, '{}', 1, 1)"),
    ("rule_version.triggers", "UPDATE rule SET kind = 1 ORDER BY id LIMIT 1"),
    ("level_step_action.kind", "INSERT INTO level_step_action VALUES (999999, 0, 0, 0, 23, NULL, NULL)"),
    ("level_step_action.number", "INSERT INTO level_step_action VALUES (999999, 0, 0, 0, 22, 999999, NULL)"),
    ("level_step_action.number", "INSERT INTO level_step_action VALUES (999999, 0, 0, 0, 20, 999999, NULL)"),
    ("level_step_action.number", "INSERT INTO level_step_action VALUES (999999, 0, 0, 0, 7, 999999, NULL)"),
    ("fired_action.outcome", "INSERT INTO fired_action VALUES (999999, 0, 0, 0, 0, 0, 0)"),
    ("fired_action.call", "INSERT INTO fired_action VALUES (999999, 0, 0, 12, 0, 0, 0)"),
    ("level_version.late", "UPDATE level_version SET late = -1 LIMIT 1"),
    ("outbox.payload", OUTBOX + "('k', 0, '{', 1, 1)"),
    ("call_switch.on_since", "INSERT INTO call_switch (id, on_since) VALUES (1, 99999999999)"),
    ("call_switch.beat_at", "INSERT INTO call_switch (id, beat_at) VALUES (1, 99999999999)"),
    ("call_switch.id", "INSERT INTO call_switch (id) VALUES (2)"),
    *((f"call_target.{kind}", "INSERT INTO call_target (oid, host, port, secret_number, rotated_at, failures,"
       f" created_at, removed_at) VALUES ({row})") for kind, row in (
           ("oid", "'short', 'a.example', 443, 1, NULL, 0, 1, NULL"),
           ("host", "'0123456789abcda0', '127.0.0.1', 443, 1, NULL, 0, 1, NULL"),
           ("host", "'0123456789abcda0', 'A.example', 443, 1, NULL, 0, 1, NULL"),
           ("port", "'0123456789abcda0', 'a.example', 80, 1, NULL, 0, 1, NULL"),
           ("secret_number", "'0123456789abcda0', 'a.example', 443, 0, NULL, 0, 1, NULL"),
           ("rotated_at", "'0123456789abcda0', 'a.example', 443, 1, 5, 0, 1, NULL"),
           ("rotated_at", "'0123456789abcda0', 'a.example', 443, 2, 99999999999, 0, 1, NULL"),
           ("failures", "'0123456789abcda0', 'a.example', 443, 1, NULL, -1, 1, NULL"),
           ("removed_at", "'0123456789abcda0', 'a.example', 443, 1, NULL, 0, 9, 5"))),
    *((f"call_try.{kind}", "INSERT INTO call_try (oid, outbox_id, target_id, at, try, outcome, status, url, next_at)"
       f" VALUES ({row})") for kind, row in (
           ("oid", "'short', 1, NULL, 1, 1, 1, 500, '', NULL"),
           ("at", "'0123456789abcda0', 1, NULL, 99999999999, 1, 1, 500, '', NULL"),
           ("outcome", "'0123456789abcda0', 1, NULL, 1, 1, 14, 0, '', NULL"),
           ("try", "'0123456789abcda0', 1, NULL, 1, 0, 1, 500, '', NULL"),
           ("try", "'0123456789abcda0', 1, NULL, 1, 9, 1, 500, '', NULL"),
           ("try", "'0123456789abcda0', 1, NULL, 1, 1, 9, 0, '', NULL"),
           ("status", "'0123456789abcda0', 1, NULL, 1, 1, 0, 500, '', NULL"),
           ("status", "'0123456789abcda0', 1, NULL, 1, 1, 1, 204, '', NULL"),
           ("next_at", "'0123456789abcda0', 1, NULL, 5, 1, 1, 500, '', 4"),
           ("outbox_id", "'0123456789abcda0', 999999999, NULL, 1, 1, 1, 500, '', NULL"),
           ("target_id", "'0123456789abcda0', 1, 999, 1, 1, 1, 500, '', NULL"))),
    *((f"outbox.{kind}", "INSERT INTO outbox (ukey, kind, payload, created_at, send_at, sent_at, state, target_id,"
       f" tries) VALUES ('test:x', {row})") for kind, row in (
           ("state", "1, '{}', 5, 5, NULL, 6, NULL, 0"),
           ("sent_at", "1, '{}', 5, 5, NULL, 2, NULL, 0"),
           ("sent_at", "1, '{}', 5, 5, 7, 3, NULL, 0"),
           ("tries", "1, '{}', 5, 5, NULL, 3, NULL, 9"),
           ("target_id", "1, '{}', 5, 5, NULL, 1, NULL, 0"),
           ("target_id", "1, '{}', 5, 5, NULL, 3, 999, 0"))),
    ("ticket.subject", "UPDATE ticket SET subject = '' ORDER BY id LIMIT 1"),
    ("ticket.invited", "UPDATE ticket SET invited = 2 ORDER BY id LIMIT 1"),
    ("ticket.referrer", "UPDATE ticket SET referrer = CONCAT('https://', CHAR(10)) ORDER BY id LIMIT 1"),
    ("ticket.oid", "UPDATE ticket SET oid = 'UUUUUUUUUUUUUUUU' ORDER BY id LIMIT 1"),
    ("attachment.oid", "UPDATE attachment SET oid = 'short' LIMIT 1"),
    ("attachment.type", "UPDATE attachment SET type = 6 LIMIT 1"),
    ("attachment.name", "UPDATE attachment SET name = '../a' LIMIT 1"),
    ("attachment.name", "UPDATE attachment SET name = ' ' LIMIT 1"),
    ("attachment.position", "UPDATE attachment SET position = 1 LIMIT 1"),
    ("attachment.person_id", "UPDATE attachment SET person_id = (SELECT MAX(id) FROM person) LIMIT 1"),
    ("upload.name", "INSERT INTO upload SELECT REPEAT('u', 32), REPEAT('s', 32), REPEAT('d', 32),"
     " (SELECT MIN(id) FROM person), CONCAT('a', CHAR(92)), 0, size, hash, 1 FROM blob_file LIMIT 1"),
    ("blob_file.used_at", "UPDATE blob_file SET used_at = created_at - 1 LIMIT 1"),
]
