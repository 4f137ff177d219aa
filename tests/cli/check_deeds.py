"""What test_check.py does to tickets, one ticket a deed."""

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
