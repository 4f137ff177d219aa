#!/usr/bin/python3
"""duedesk check: finds everything that is not as it should be, and nothing else."""

import hashlib
import json
import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap  # noqa: E402
from tap import sql  # noqa: E402

DUEDESK = tap.BUILD / "duedesk"
HOME = Path(os.environ.get("DUEDESK_TEST_DB_DIR", ".")) / "check"  # goes with the database
BLOBS = HOME / "blobs"
SEED = int(os.environ.get("DUEDESK_TEST_SEED", random.randrange(1 << 30)))
UNTIL = "2026-11-20T12:00:00Z"
ENV = {**os.environ, "DUEDESK_SAMPLE_DIR": str(tap.TOP / "sql/sample"), "DUEDESK_BLOB_DIR": str(BLOBS)}


def duedesk(*args):
    return subprocess.run([DUEDESK, *args], capture_output=True, text=True, check=False, env=ENV)


def fresh(*sample):
    """A desk with that sample."""
    name = os.environ["DUEDESK_DB_NAME"]
    sql(f"DROP DATABASE {name}; CREATE DATABASE {name} CHARACTER SET utf8mb4")
    for args in (("migrate",), ("sample", "--until", UNTIL, *sample)):
        run = duedesk(*args)
        assert run.returncode == 0, run.stderr


def check(*args):
    """The findings, each a dictionary; the exit status."""
    run = duedesk("check", "--json", "--all", *args)
    assert run.returncode in (0, 1), run.stderr
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert (run.returncode == 1) == bool(found), (run.returncode, found)
    return found


# ---- Files, sessions, forms: what a sample has none of --------------------------------------------------


def blob_path(digest):
    return BLOBS / digest[:2] / digest[2:]


def add_file(message, ticket, content):
    digest = hashlib.sha256(content).hexdigest()
    path = blob_path(digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    sql(f"INSERT INTO blob_file VALUES (x'{digest}', {len(content)}, 1, 1);"
        "INSERT INTO attachment (oid, ticket_id, message_id, position, name, type, size, hash, created_at) VALUES"
        f" ('{digest[:16]}', {ticket}, {message}, 0, 'a.txt', 0, {len(content)}, x'{digest}', 1)")
    return digest


def furnish():
    """Six files; sessions, one ended as soon as it began; forms that were carried out."""
    BLOBS.mkdir(parents=True, exist_ok=True)
    files = [(add_file(m, t, b"content %d\n" % i * 50), t)
             for i, (m, t) in enumerate(sql(
                 "SELECT MIN(id), ticket_id FROM message GROUP BY ticket_id ORDER BY 1 LIMIT 6"))]
    person = sql("SELECT MIN(id) FROM person")[0][0]
    code = sql("SELECT code FROM ticket LIMIT 1")[0][0]
    columns = "token_hash, person_id, csrf_key, created_at, seen_at, expires_at"
    sql(f"INSERT INTO session ({columns}) VALUES (REPEAT('a', 32), {person}, REPEAT('k', 32), 1000, 1500, 2000),"
        "(REPEAT('b', 32), NULL, REPEAT('k', 32), 1000, 1500, 2000);"
        f"INSERT INTO session ({columns}, ended) VALUES"
        f" (REPEAT('c', 32), {person}, REPEAT('k', 32), 1000, 1000, 1000, 1);"
        "INSERT INTO once (key_hash, request_hash, answer, created_at) VALUES"
        f" (REPEAT('a', 32), REPEAT('r', 32), '{code}', 1000), (REPEAT('b', 32), REPEAT('r', 32), '{code}', 1000)")
    return files


# ---- What is done to it -------------------------------------------------------------------------------

# The kind that has to be found; which tickets it can be done to; what is done to one of them (:t).
LIVE = "EXISTS (SELECT 1 FROM clock c WHERE c.ticket_id = t.id AND c.state = 0 AND c.due_at IS NOT NULL)"
PAUSED = "EXISTS (SELECT 1 FROM clock c WHERE c.ticket_id = t.id AND c.state = 1)"
MET = "EXISTS (SELECT 1 FROM clock c WHERE c.ticket_id = t.id AND c.state = 2 AND c.agent_id IS NOT NULL)"
MISSED = ("EXISTS (SELECT 1 FROM clock c WHERE c.ticket_id = t.id AND c.state = 3 AND c.metric < 2"
          " AND c.breach_agent_id IS NOT NULL)")
BROKEN = "EXISTS (SELECT 1 FROM clock c WHERE c.ticket_id = t.id AND c.state = 0 AND c.breached_at IS NOT NULL)"
CANCELLED = "EXISTS (SELECT 1 FROM clock c WHERE c.ticket_id = t.id AND c.state = 4)"
STEP = "EXISTS (SELECT 1 FROM clock c JOIN fired_step s ON s.clock_id = c.id WHERE c.ticket_id = t.id)"
OF_STEP = "clock_id IN (SELECT id FROM clock WHERE ticket_id = :t)"
ASSIGNED = "EXISTS (SELECT 1 FROM event v WHERE v.ticket_id = t.id AND v.kind = 4)"
TAGGED = "EXISTS (SELECT 1 FROM event_tag g WHERE g.ticket_id = t.id)"
UNTAGGED = "NOT " + TAGGED
ANSWERED = "t.first_answered_at IS NOT NULL AND t.status = 4"
ANY = "t.level_version_id IS NOT NULL"
HOURS = "t.calendar_version_id > 0"


def ticket(column, value, where=ANY, kind=None):
    return (kind or f"ticket.{column}", where, f"UPDATE ticket SET {column} = {value} WHERE id = :t")


def of_clock(state, column, value, kind=None):
    where, rest = {
        "live": (LIVE, "state = 0 AND due_at IS NOT NULL"), "paused": (PAUSED, "state = 1"),
        "met": (MET, "state = 2 AND agent_id IS NOT NULL"),
        "missed": (MISSED, "state = 3 AND metric < 2 AND breach_agent_id IS NOT NULL"),
        "broken": (BROKEN, "state = 0 AND breached_at IS NOT NULL"), "cancelled": (CANCELLED, "state = 4"),
    }[state]
    return (kind or f"clock.{column}", where,
            f"UPDATE clock SET {column} = {value} WHERE ticket_id = :t AND {rest} LIMIT 1")


def verdict(state, column, value, kind=None):
    where, outcome = {"met": (MET, 2), "missed": (MISSED, 3), "cancelled": (CANCELLED, 4)}[state]
    return (kind or f"verdict.{column}", where,
            f"UPDATE verdict SET {column} = {value} WHERE ticket_id = :t AND outcome = {outcome} LIMIT 1")


def event(column, value, which="seq = 2", where="t.last_seq > 3", kind=None):
    return (kind or f"event.{column}", where, f"UPDATE event SET {column} = {value} WHERE ticket_id = :t AND {which}")


def message(column, value, which="seq = 1", where=ANY, kind=None):
    return (kind or f"message.{column}", where,
            f"UPDATE message SET {column} = {value} WHERE ticket_id = :t AND {which}")


def step(column, value, kind=None):
    return (kind or f"fired_step.{column}", STEP,
            f"UPDATE fired_step SET {column} = {value} WHERE clock_id = (SELECT MIN(c.id) FROM clock c"
            " JOIN (SELECT clock_id FROM fired_step) s ON s.clock_id = c.id WHERE c.ticket_id = :t)")


DEEDS = [
    # rows of tickets
    ticket("status", 1, "t.status = 2"), ticket("status", 5, "t.status = 4"),
    ticket("status_at", "status_at - 1", "t.status_at IS NOT NULL"),
    ticket("before_spam", "(before_spam + 1) % 4", "t.status = 6"),
    ticket("before_deleted", "(before_deleted + 1) % 4", "t.status = 7"),
    ticket("hidden_at", "hidden_at + 1", "t.status = 6"),
    ticket("priority", "priority % 4 + 1"), ticket("department_id", "(SELECT MAX(id) FROM department) + 7"),
    ticket("assignee_id", "COALESCE(assignee_id, 0) + 1"), ticket("by_agent", "1 - by_agent"),
    ticket("level_version_id", "NULL", ANY), ticket("last_seq", "last_seq + 1"),
    ticket("calendar_version_id", "calendar_version_id + 1", HOURS), ticket("calendar_version_id", "NULL", HOURS),
    ticket("calendar_version_id", "1", "t.status = 5"), ticket("applied", 5), ticket("applied", -1),
    ticket("created_at", "created_at - 1"), ticket("last_event_at", "last_event_at + 1"),
    ticket("first_answered_at", "first_answered_at + 1", ANSWERED), ticket("first_answered_at", "NULL", ANSWERED),
    ticket("unanswered_at", "created_at", "t.status = 2"), ticket("last_message_at", "last_message_at - 1"),
    ticket("resolved_at", "NULL", "t.status = 4"), ticket("postponed_until", "created_at", "t.status = 2"),
    ticket("due_at", "due_at + 60", LIVE), ticket("due_metric", "3 - due_metric", LIVE),
    ticket("order_at", "order_at + 1"), ticket("settle_at", "created_at", "t.status = 2"),
    ticket("rule_at", "created_at"), ticket("rule_seen", 5), ticket("version", 0), ticket("version", 99),
    ticket("company_id", "(SELECT MAX(id) FROM company)", "t.company_id < (SELECT MAX(id) FROM company)"),
    ticket("requester_id", "(SELECT MAX(id) FROM person) + 9", ANY), ticket("code", "'abc-defgh-12x'", "t.status = 5"),
    # promises
    of_clock("live", "due_at", "due_at + 1"), of_clock("live", "first_due_at", "first_due_at + 1"),
    of_clock("live", "next_at", "COALESCE(next_at, 0) + 1"), of_clock("live", "consumed", "consumed + 1"),
    of_clock("live", "state", 1), of_clock("paused", "state", 0), of_clock("paused", "since_at", "since_at + 1"),
    of_clock("paused", "consumed", "consumed - 1"), of_clock("broken", "breached_at", "NULL"),
    of_clock("live", "steps_done", "steps_done ^ 32"), of_clock("met", "state", 3),
    of_clock("met", "stopped_at", "stopped_at + 1"), of_clock("met", "margin", "margin + 1"),
    of_clock("met", "margin", "NULL"), of_clock("met", "target", "target + 60"), of_clock("met", "unit", "1 - unit"),
    of_clock("met", "paused_s", "paused_s + 1"), of_clock("met", "started_at", "started_at + 1"),
    of_clock("missed", "breached_at", "breached_at + 1"), of_clock("missed", "breach_agent_id", "COALESCE(breach_agent_id, 0) + 1"),
    of_clock("missed", "breach_department_id", "NULL"), of_clock("missed", "resolver_id", "COALESCE(resolver_id, 0) + 1"),
    of_clock("cancelled", "reason", 5), of_clock("met", "agent_id", "COALESCE(agent_id, 0) + 1"),
    of_clock("met", "department_id", "department_id + 1"), of_clock("met", "requester_id", "COALESCE(requester_id, 0) + 1"),
    of_clock("met", "level_version_id", "level_version_id + 1"),
    of_clock("met", "start_level_version_id", "start_level_version_id + 1"),
    of_clock("met", "calendar_version_id", "COALESCE(calendar_version_id, 0) + 5"),
    of_clock("met", "start_calendar_version_id", "99"), of_clock("met", "ticket_code", "'ABC-DEFGH-123'"),
    of_clock("met", "requester_name", "'Nobody'"), of_clock("met", "department_name", "'None'"),
    of_clock("met", "agent_name", "'Nobody'"), of_clock("met", "level_name", "'None'"),
    of_clock("met", "cycle", 9, kind="clock.extra"), of_clock("met", "cycle", 8, kind="clock.missing"),
    # how they were judged
    verdict("met", "outcome", 4), verdict("missed", "reason", 3), verdict("met", "counted_at", "counted_at - 86400"),
    verdict("missed", "counted_at", "stopped_at + 1"), verdict("met", "decided_at", "decided_at - 1"),
    verdict("met", "started_at", "started_at - 1"), verdict("met", "due_at", "due_at + 1"),
    verdict("met", "stopped_at", "stopped_at - 1"), verdict("missed", "breached_at", "breached_at - 1"),
    verdict("met", "target", "target - 1"), verdict("met", "consumed", "consumed + 1"),
    verdict("met", "paused_s", "paused_s + 1"), verdict("missed", "over_working", "over_working + 1"),
    verdict("missed", "over_calendar", "over_calendar + 1"), verdict("met", "level_version_id", 99),
    verdict("met", "calendar_version_id", 99), verdict("met", "tz_version", "'1999x'"),
    verdict("met", "department_id", 99), verdict("met", "agent_id", "COALESCE(agent_id, 0) + 1"),
    verdict("met", "resolver_id", "COALESCE(resolver_id, 0) + 1"), verdict("missed", "breach_department_id", 99),
    verdict("missed", "breach_agent_id", "COALESCE(breach_agent_id, 0) + 1"), verdict("met", "metric", "3 - metric"),
    verdict("met", "cycle", "cycle + 1"), verdict("met", "supersedes", "id"), verdict("met", "kind", 7),
    verdict("met", "kind", "1, supersedes = NULL", kind="verdict.supersedes"),
    ("verdict.missing", MET, "DELETE FROM verdict WHERE ticket_id = :t AND outcome = 2 LIMIT 1"),
    # events
    ("event.seq", "t.last_seq > 3", "DELETE FROM event WHERE ticket_id = :t AND seq = 2"),
    ("ticket.last_seq", "t.last_seq > 3 AND t.status = 5",
     "DELETE FROM event WHERE ticket_id = :t ORDER BY seq DESC LIMIT 1"),
    ("event.missing", "t.status = 5", "DELETE FROM event WHERE ticket_id = :t"),
    event("at", "at - 40000000"), event("kind", 99), event("did", "did | 65536"), event("status", 77, "seq = 1"),
    event("priority", 0, "seq = 1"), event("department_id", "NULL", "seq = 1"),
    event("calendar_version_id", 99, "seq = 1", HOURS), event("calendar_version_id", 1),
    ("event.kind", BROKEN, "UPDATE event v JOIN ticket t ON t.id = v.ticket_id SET v.kind = 33, v.did = 128,"
     " v.level_version_id = t.level_version_id, v.calendar_version_id = t.calendar_version_id, v.metric = NULL,"
     " v.cycle = NULL, v.due_at = NULL WHERE v.ticket_id = :t AND v.kind = 13"),
    event("level_version_id", 99, "seq = 1", ANY), event("actor_id", "(SELECT MAX(id) FROM person) + 9", "seq = 1"),
    event("actor_kind", 55), event("via", 44), event("recorded_at", -99999999999999),
    event("pause_code", 9, "kind = 7", "EXISTS (SELECT 1 FROM event v WHERE v.ticket_id = t.id AND v.kind = 7)"),
    event("pause_code", 1), event("due_at", "due_at + 1", "kind = 13", BROKEN), event("metric", 9, "kind = 13", BROKEN),
    ("ticket.status", "t.status = 4", "UPDATE event SET status = 1 WHERE ticket_id = :t AND kind = 9"
     " ORDER BY seq DESC LIMIT 1"),
    ("event.overdue", BROKEN, "UPDATE event SET kind = 15, metric = NULL, cycle = NULL, due_at = NULL"
     " WHERE ticket_id = :t AND kind = 13"),
    # what rules did
    ("event.rule_version_id", ASSIGNED, "UPDATE event SET kind = 35, did = 0, assignee_id = NULL"
     " WHERE ticket_id = :t AND kind = 4 LIMIT 1"),
    ("event.did", ASSIGNED, "UPDATE event SET kind = 36 WHERE ticket_id = :t AND kind = 4 LIMIT 1"),
    # what was said
    message("at", "at + 1"), message("author_id", "COALESCE(author_id, 0) + 1"), message("author_kind", "1 - author_kind"),
    message("visibility", 1), message("trust", 9), message("body", "''"), message("oid", "'short'", kind="message.oid"),
    message("seq", 999), ("message.missing", ANY, "DELETE FROM message WHERE ticket_id = :t AND seq = 1"),
    ("message.extra", ANY, "INSERT INTO message (oid, ticket_id, seq, at, author_id, author_kind, visibility, body)"
     " SELECT LEFT(REVERSE(oid), 16), ticket_id, seq, at, author_id, author_kind, visibility, 'x' FROM message"
     " WHERE ticket_id = :t AND seq = 1"),
    # steps
    step("due_at", "due_at + 1"), step("noticed_at", "due_at - 1"), step("reason", "''"), step("outcome", 0),
    step("step", "step + 9", kind="clock.steps_done"),
    ("clock.steps_done", STEP, "DELETE FROM fired_step WHERE clock_id IN (SELECT id FROM clock WHERE ticket_id = :t)"),
    # what steps did
    ("fired_step.committed_at", STEP, "UPDATE fired_step SET committed_at = noticed_at - 1 WHERE " + OF_STEP),
    ("fired_step.level_version_id", STEP, "UPDATE fired_step SET level_version_id = 999999 WHERE " + OF_STEP),
    ("fired_action.missing", STEP, "INSERT INTO fired_action SELECT clock_id, step, 0, 12, 1, 0, 0 FROM fired_step"
     " WHERE " + OF_STEP + " LIMIT 1"),
    ("fired_step.event", STEP, "INSERT INTO fired_action SELECT clock_id, step, 0, 5, 0, 0, 0 FROM fired_step"
     " WHERE " + OF_STEP + " LIMIT 1"),
    ("notice.missing", STEP, "INSERT INTO notice (clock_id, step, recipient, position, ukey, slot)"
     " SELECT clock_id, step, 'p1', 0, 'step:1:1:0:p1', 1000 FROM fired_step"
     " WHERE " + OF_STEP + " LIMIT 1"),
    ("fired_step.missing", ASSIGNED, "UPDATE event SET kind = 15, metric = 0, cycle = 1, step = 9"
     " WHERE ticket_id = :t AND kind = 4 LIMIT 1"),
    # tags
    ("ticket_tag.missing", TAGGED, "DELETE FROM ticket_tag WHERE ticket_id = :t LIMIT 1"),
    ("ticket_tag.extra", UNTAGGED, "INSERT INTO ticket_tag SELECT :t, MIN(id) FROM tag"),
    ("event_tag.missing", TAGGED, "DELETE FROM event_tag WHERE ticket_id = :t"),
    ("event_tag.added", TAGGED, "UPDATE event_tag SET added = 0 WHERE ticket_id = :t LIMIT 1"),
    ("event_tag.seq", UNTAGGED, "INSERT INTO event_tag SELECT :t, 1, MIN(id), 1 FROM tag"),
]

# Of no ticket.
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

# Of no ticket, either: each is done alone, found by its kind, and undone.
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


def choose(draw, where, used):
    rows = [r for r in sql(f"SELECT t.id, t.code FROM ticket t WHERE {where} ORDER BY t.id") if r[0] not in used]
    assert rows, f"no ticket is left with {where}"
    row = draw.choice(rows)
    used.add(row[0])
    return row


def corrupt(draw, deeds, used):
    """Do them all, each to a ticket of its own; what has to be found."""
    wanted, script = [], ["SET foreign_key_checks = 0, sql_mode = ''"]
    for kind, where, deed in deeds:
        number, code = choose(draw, where, used)
        if kind == "ticket.code":
            code = "abc-defgh-12x"
        wanted.append((kind, code))
        script.append(deed.replace(":t", number))
    sql(";\n".join(script))
    return wanted


def spoil_files(files):
    """One is gone, one is longer, one holds something else, and so on."""
    gone, longer, other, row = (blob_path(d) for d, _ in files[:4])
    gone.unlink()
    longer.write_bytes(longer.read_bytes() + b"!")
    other.write_bytes(b"C" + other.read_bytes()[1:])
    sql(f"SET foreign_key_checks = 0; UPDATE blob_file SET size = size + 1 WHERE hash = x'{files[3][0]}';"
        f"DELETE FROM blob_file WHERE hash = x'{files[4][0]}';"
        f"UPDATE attachment SET message_id = 99999999 WHERE ticket_id = {files[5][1]}")
    code = {t: c for t, c in sql("SELECT id, code FROM ticket")}
    name = ["/".join((d[:2], d[2:])) for d, _ in files]
    return ([("blob.missing", name[0]), ("blob.content", name[1]), ("blob.content", name[2]),
             ("blob.content", name[3])],
            [("attachment.size", code[files[3][1]]), ("attachment.hash", code[files[4][1]]),
             ("attachment.message_id", code[files[5][1]])])


def test_a_clean_desk_has_no_findings():
    fresh("--tickets", "1500")
    furnish()
    assert check() == []
    assert check("--quick") == []
    run = duedesk("check")
    assert run.returncode == 0 and "0 findings in 1500 tickets" in run.stdout, run.stdout


def test_every_kind_of_corruption_is_found_by_its_kind():
    draw = random.Random(SEED)
    files = [(h.lower(), t) for h, t in sql("SELECT HEX(hash), ticket_id FROM attachment ORDER BY id")]
    used = {t for _, t in files}
    deeds = DEEDS[:]
    draw.shuffle(deeds)
    wanted = corrupt(draw, deeds, used)
    sql(";\n".join(["SET foreign_key_checks = 0, sql_mode = ''"] + [deed for _, deed in LOOSE]))
    blobs, attachments = spoil_files(files)
    wanted += attachments
    found = check()
    got = {(f["kind"], f["ticket"]) for f in found} | {(f["kind"], f["what"]) for f in found if f["ticket"] == "-"}
    missing = [w for w in wanted + blobs if w not in got]
    assert not missing, (SEED, missing)
    kinds = {f["kind"] for f in found if f["ticket"] == "-"}
    assert not {k for k, _ in LOOSE} - kinds, (SEED, {k for k, _ in LOOSE} - kinds)
    # Nobody else is accused.
    guilty = {code for _, code in wanted} | {"-"}
    innocent = [f for f in found if f["ticket"] not in guilty and not f["kind"].endswith(("_name", ".company_id"))]
    assert not innocent, (SEED, innocent[:5])
    assert len(wanted) + len(LOOSE) + len(blobs) >= 140


def test_findings_are_counted_and_shortened():
    run = duedesk("check")
    assert run.returncode == 1, run.stdout
    sql("SET foreign_key_checks = 0; UPDATE ticket SET order_at = order_at + 1")
    run = duedesk("check")
    lines = [x for x in run.stdout.splitlines() if x.startswith("ticket.order_at\t")]
    assert len(lines) == 20, len(lines)
    counts = dict(reversed(x.split()) for x in run.stdout.splitlines() if len(x.split()) == 2)
    assert int(counts["ticket.order_at"]) > 1400, run.stdout[-3000:]
    assert sum(map(int, counts.values())) == int(run.stdout.splitlines()[-1].split()[0])


def dump(table):
    env = os.environ
    run = subprocess.run(
        ["mariadb-dump", "--no-defaults", "-S", env["DUEDESK_DB_SOCKET"], "-u", env["DUEDESK_DB_USER_ADMIN"],
         f"-p{env['DUEDESK_DB_PASSWORD_ADMIN']}", "--hex-blob", "--skip-comments", env["DUEDESK_DB_NAME"], table],
        capture_output=True, text=True, check=True)
    return run.stdout


def test_what_people_and_admins_keep_is_looked_at_too():
    fresh("--tickets", "40", "--seed", "6")
    furnish()
    sql("INSERT INTO invitation VALUES (REPEAT('i', 32), (SELECT MIN(id) FROM person), 1000, NULL, 2000, 1500);"
        "INSERT IGNORE INTO desk (id, name, zone, created_at) VALUES (1, 'Harbour Office', 'UTC', 1);"
        "UPDATE desk SET sandbox_until = 5; DELETE FROM sweep_state")
    assert check() == []
    for kind, deed in VALUES:
        table = re.match(r"(?:UPDATE|INSERT INTO|DELETE FROM) (\w+)", deed).group(1)
        was = dump(table)
        sql("SET foreign_key_checks = 0, sql_mode = ''; " + deed)
        assert dump(table) != was, deed
        found = {f["kind"] for f in check()}
        assert kind in found, (deed, found)
        sql(was)
    assert check() == []


def test_one_ticket_alone_can_be_asked_for():
    fresh("--tickets", "50", "--seed", "3")
    code, other = [r[0] for r in sql("SELECT code FROM ticket LIMIT 2")]
    sql(f"UPDATE ticket SET version = 77 WHERE code = '{code}'")
    assert [(f["kind"], f["ticket"], f["stands"]) for f in check("--ticket", code)] == [("ticket.version", code, "77")]
    assert check("--ticket", other) == []
    run = duedesk("check", "--ticket", "NNN-NNNNN-999")
    assert run.returncode == 2 and "no ticket" in run.stderr, run.stderr


def test_files_nobody_wants_are_told_of_and_are_no_fault():
    fresh("--tickets", "20")
    old, new = blob_path("ab" * 32), blob_path("cd" * 32)
    for path in (old, new):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    os.utime(old, (time.time() - 3 * 86400,) * 2)
    before = len([p for p in BLOBS.glob("*/*") if p.stat().st_mtime < time.time() - 86400])
    run = duedesk("check")
    assert run.returncode == 0 and f"{before} files nobody wants" in run.stdout, run.stdout


def test_promises_by_other_time_zones_are_counted_not_accused():
    fresh("--tickets", "60")
    code = sql("SELECT ticket_code FROM clock WHERE state = 0 AND due_at IS NOT NULL LIMIT 1")[0][0]
    sql(f"UPDATE clock SET tz_version = '1999a', due_at = due_at + 3600 WHERE ticket_code = '{code}' AND state = 0")
    run = duedesk("check")
    assert run.returncode == 0 and "1 tickets were counted by other time zones" in run.stdout, run.stdout


def test_nothing_is_found_while_others_write():
    fresh("--tickets", "300", "--seed", "4")
    with subprocess.Popen([DUEDESK, "sample", "--tickets", "3000", "--seed", "5", "--until", UNTIL], env=ENV,
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as writer:
        rounds = 0
        while writer.poll() is None:
            run = duedesk("check")
            assert run.returncode == 0, run.stdout[-2000:]
            rounds += 1
        assert writer.returncode == 0 and rounds >= 1
    assert check() == []


def test_it_says_when_it_cannot_look():
    name = os.environ["DUEDESK_DB_NAME"]
    sql(f"DROP DATABASE {name}; CREATE DATABASE {name} CHARACTER SET utf8mb4")
    run = duedesk("check")
    assert run.returncode == 2 and "no tables" in run.stderr, (run.returncode, run.stderr)
    assert duedesk("check", "--thoroughly").returncode == 2


if __name__ == "__main__":
    tap.need_database()
    HOME.mkdir(exist_ok=True)
    tap.run(globals(), f"DUEDESK_TEST_SEED={SEED}")
