#!/usr/bin/python3
"""Real sweepers, many at once, on a desk that slept for weeks: killed at any
moment, stopped and gone on, the database killed under them, some tickets
broken. What they leave is what one sweeper leaves that nobody disturbed, with
all that steps change."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

from fleet import (AT_ONCE, DAY, DICE, ENV, EVENING, FULL, HOME, SEED,
                   all_end_well, all_is_well, at, bring_back, consistent,
                   duedesk, fleet, keep, kept, kill_again_and_again, kill_all,
                   left, number, owner, programs_say, sample, sql, sweeper,
                   tap)

TICKETS = int(os.environ.get("DUEDESK_TEST_TICKETS", "500"))
BROKEN = 999999
TAKEN_AFTER = 25  # seconds, nearly: idle_transaction_timeout is 30
WOKE = EVENING + 40 * DAY
ROWS_LOCKED = (
    "SELECT COALESCE(SUM(t.trx_rows_locked), 0) FROM information_schema"
    ".innodb_trx t JOIN information_schema.processlist p"
    " ON p.id = t.trx_mysql_thread_id WHERE p.user = '"
    + ENV["DUEDESK_DB_USER_SWEEP"] + "'")


# Of the second steps, behind telling managers and raising the priority: level
# and metric, what (core/action.h), whom or what, words.
DEEDS = ((1, 0, 8, 3, None), (1, 0, 10, None, "Found **late**."),
         (1, 0, 12, None, "https://hook.example/1"), (1, 0, 11, 5, None),
         (1, 3, 9, 1, None), (1, 3, 6, None, None),
         (2, 0, 1, None, None), (2, 0, 11, 5, None),
         (2, 1, 6, 4, None), (2, 1, 4, None, "boss@harbour.example"),
         (2, 3, 7, 2, None), (2, 3, 6, 5, None), (2, 3, 8, 5, None),
         (2, 3, 0, None, None),
         (3, 0, 0, None, None), (3, 0, 11, 4, None),
         (3, 3, 12, None, "https://hook.example/3"), (3, 3, 7, 3, None),
         (4, 1, 11, 1, None), (4, 1, 10, None, "Answer it."))

STERN = {"name": "Stern", "calendar": None, "on_change": "restart", "targets": {
    "first_answer": {"seconds": 600}, "next_answer": {"seconds": 600},
    "first_resolve": {"seconds": 86400}}}  # level 5


def make_steps_do_things():
    """Each action there is; one level tells of each step by itself, the others
    of what is late in one letter; one starts promises anew."""
    duedesk("level", "set", "-", input=json.dumps(STERN))
    sql("UPDATE person SET roles = roles | 8 WHERE id <= 3;"
        "UPDATE level_version SET late = 100 * 86400 WHERE id = 2;"
        "UPDATE level_step_action SET kind = 2 WHERE kind = 3"
        " AND level_version_id = 1 AND metric = 3")
    for position, (level, metric, kind, what, words) in enumerate(DEEDS, 2):
        values = ("NULL" if v is None else repr(v) for v in (what, words))
        sql("INSERT INTO level_step_action VALUES"
            f" ({level}, {metric}, 1, {position}, {kind}, {','.join(values)})")


def asleep():
    """The desk as it fell asleep, woken up."""
    if "asleep" not in kept:
        sample(TICKETS)
        make_steps_do_things()
        keep("asleep")
    bring_back("asleep")
    at(WOKE)


def test_one_sweeper_does_all_of_it():
    asleep()
    counts = ["SELECT COUNT(*) FROM event WHERE kind IN (13, 14)",
              "SELECT COUNT(*) FROM fired_step",
              "SELECT COUNT(*) FROM event WHERE kind = 11"]
    counts += [f"SELECT COUNT(*) FROM fired_action WHERE kind = {kind}"
               " AND outcome = 0" for kind in range(13)]
    before = [number(q) for q in counts]
    all_end_well([sweeper()])
    for query, least in zip(counts, before):
        assert number(query) > least, query
    assert number("SELECT COUNT(*) FROM fired_step WHERE committed_at IS NULL"
                  f" AND noticed_at = {WOKE}") == 0
    kept["peace"] = left()
    # Nothing is left, and the next pass finds nothing.
    before = number("SELECT COUNT(*) FROM event")
    all_end_well([sweeper()])
    assert number("SELECT COUNT(*) FROM event") == before
    all_is_well("peace")


def test_ten_at_once_do_it_once():
    asleep()
    all_end_well(fleet())
    all_is_well("peace")


def test_whoever_is_killed_leaves_nothing_half():
    asleep()
    kill_again_and_again()
    all_end_well([sweeper()])
    all_is_well("peace")


def stopped_with_locks():
    """A sweeper that sleeps with tickets in its hand."""
    for _ in range(20):
        asleep()
        p = sweeper()
        while p.poll() is None:
            time.sleep(DICE.uniform(0.01, 0.05))
            p.send_signal(signal.SIGSTOP)
            time.sleep(0.02)  # what it asked for last is answered
            if int(owner(ROWS_LOCKED)) > 10:
                return p
            p.send_signal(signal.SIGCONT)
    raise AssertionError("none was ever found with tickets in its hand")


def due():
    return set(sql("SELECT DISTINCT ticket_id FROM clock WHERE state = 0"
                   f" AND next_at <= {WOKE}").split())


def sleep_in_between(seconds, slept_out):
    """One stops with tickets in its hand, longer than others wait for a lock;
    all the other tickets are done meanwhile, and it goes on where it was."""
    slow = stopped_with_locks()
    since = time.monotonic()
    others = fleet(3)
    try:
        time.sleep(seconds)
        while len(due()) > (0 if slept_out else 100):
            assert time.monotonic() < since + 120, "others wait for who sleeps"
            time.sleep(0.1)
        # On a slow machine the server may have taken them from it by now.
        assert due() or time.monotonic() > since + TAKEN_AFTER or slept_out, \
            "it had none in its hand"
    finally:
        slow.send_signal(signal.SIGCONT)
    all_end_well([slow, *others])
    all_is_well("peace")


def test_who_is_stopped_holds_up_no_other():
    sleep_in_between(6.5, False)


if FULL:
    def test_who_is_stopped_for_long_loses_its_tickets_to_the_others():
        """The server takes them from it, after half a minute."""
        sleep_in_between(45, True)


def test_all_are_stopped_and_go_on_again_and_again():
    asleep()
    these = fleet()
    until = time.monotonic() + (60 if FULL else 3)
    while time.monotonic() < until and any(p.poll() is None for p in these):
        some = DICE.sample(these, AT_ONCE // 2)
        for p in some:
            p.send_signal(signal.SIGSTOP)
        time.sleep(DICE.uniform(0.01, 6 if FULL else 0.3))
        for p in some:
            p.send_signal(signal.SIGCONT)
    all_end_well(these)
    all_is_well("peace")


# ---- The clock is set -------------------------------------------------------

# All that does not hang on when it was noticed.
TIMELESS = (
    "c.ticket_id, c.metric, c.cycle, f.step, f.outcome, f.reason"
    " FROM fired_step f JOIN clock c ON c.id = f.clock_id",
    "c.ticket_id, c.metric, c.cycle, f.step, f.position, f.kind, f.outcome,"
    " f.told FROM fired_action f JOIN clock c ON c.id = f.clock_id",
    "ticket_id, seq, kind, metric, cycle, step FROM event",
    "ticket_id, metric, cycle, kind, outcome, reason, due_at, breached_at"
    " FROM verdict",
    "id, version, status, priority, department_id, assignee_id FROM ticket",
    "c.ticket_id, c.metric, c.cycle, n.step, n.recipient FROM notice n"
    " JOIN clock c ON c.id = n.clock_id",
    "ticket_id, tag_id FROM ticket_tag",
)
EARLIER = ("SELECT COUNT(*) FROM event e JOIN event f USING (ticket_id)"
           " WHERE f.seq = e.seq + 1 AND f.at < e.at")


def timeless():
    return [sorted(sql(f"SELECT {what}").splitlines()) for what in TIMELESS]


def test_a_clock_that_is_set_back_under_them_fires_nothing_twice():
    """By up to a day, the database's with it; by a few seconds for each of
    them in another way; some are killed, one lives through all of it."""
    asleep()
    all_end_well([sweeper()])
    peace = timeless()
    asleep()
    lasting = sweeper("--every", "1")
    for back in (0, 3600, 0, 7200, 60, 86400, 10):
        at(WOKE - back)
        these = []
        for off in (0, -4, 4, -2):
            programs_say(WOKE - back + off)
            these.append(sweeper())
            time.sleep(DICE.uniform(0.01, 0.05))
        kill_all(these[1:3])
        # Who looked at both clocks while they were set did nothing.
        assert {p.wait() for p in these[::3]} <= {0, 1}
        programs_say(WOKE - back - 30)
    lasting.terminate()
    assert lasting.wait() in (0, 1)
    at(WOKE)
    all_end_well([sweeper()])
    consistent()
    assert number(EARLIER) == 0
    assert number("SELECT COUNT(*) FROM clock WHERE consumed < 0"
                  " OR paused_s < 0") == 0
    for ours, theirs in zip(timeless(), peace):
        assert ours == theirs, sorted(set(ours) ^ set(theirs))[:10]


RECORDS = {
    "event": "ticket_id, seq, at, kind, did, status, recorded_at FROM event",
    "verdict": "ticket_id, metric, cycle, kind, outcome, reason, counted_at,"
    " decided_at, due_at, stopped_at, breached_at FROM verdict",
    "step": "clock_id, step, due_at, noticed_at, outcome FROM fired_step",
}


def records():
    return {name: set(sql(f"SELECT {what}").splitlines())
            for name, what in RECORDS.items()}


def until(query, what=0):
    end = time.monotonic() + 120
    while number(query) != what:
        assert time.monotonic() < end, (query, number(query))
        time.sleep(0.05)


def said(path, event):
    """What a program wrote of that event, as one dictionary a line."""
    lines = [line.split() for line in path.read_text("utf-8").splitlines()]
    told = [dict(w.split("=", 1) for w in line if "=" in w) for line in lines]
    return [t for t in told if t.get("event") == event]


def start_anew(name):
    """Another version of that level, for open tickets too: each running
    promise begins again with it."""
    level = json.loads(duedesk("level", "show", name))
    level["on_change"] = "restart"
    duedesk("level", "set", "-", "--open", input=json.dumps(level))


def test_who_sees_the_clock_go_back_says_so_and_judges_by_no_earlier_time():
    """A sweeper lives through an hour that comes twice, and the second time
    has something to do: another version, for open tickets too."""
    asleep()
    back, log = WOKE - 3600, HOME / "went_back.log"
    level = sql("SELECT name FROM level WHERE id = 1").strip()
    with open(log, "wb") as f:
        lasting = sweeper("--every", "1", stderr=f)
    try:
        until(f"SELECT COUNT(*) FROM sweep_state WHERE last_ok = {WOKE}", 1)
        assert said(log, "clock_went_back") == []
        before = records()
        ahead = set(sql(
            "SELECT t.code FROM ticket t JOIN level_version v"
            " ON v.id = t.level_version_id WHERE t.is_open AND v.level_id = 1"
            " AND (SELECT MAX(at) FROM event e WHERE e.ticket_id = t.id)"
            f" > {back + 5}").split())
        assert len(ahead) > 5
        at(back)
        owner(f"KILL USER {ENV['DUEDESK_DB_USER_SWEEP']}@localhost")
        start_anew(level)
        until("SELECT COUNT(*) FROM ticket t JOIN level_version v"
              " ON v.id = t.level_version_id WHERE t.is_open"
              " AND v.level_id = 1 AND v.number = 1")
    finally:
        lasting.terminate()
    assert lasting.wait() in (0, 1)
    # It says of each ticket that it knew a later time, and by how much.
    told = said(log, "clock_went_back")
    assert {t["ticket"] for t in told} == ahead, set(
        t["ticket"] for t in told) ^ ahead
    assert {(t["level"], int(t["by_s"])) for t in told} == {("warn", 3600)}
    # What was written stays, in its order; what begins anew does so after it.
    after = records()
    for name, rows in before.items():
        assert rows <= after[name], (name, sorted(rows - after[name])[:5])
    assert len(after["event"]) > len(before["event"])
    assert number(EARLIER) == 0
    assert number("SELECT COUNT(*) FROM event WHERE at > recorded_at"
                  f" AND recorded_at = {back} AND at = {WOKE}") >= len(ahead)
    began = sql(
        "SELECT c.started_at FROM clock c JOIN ticket t ON t.id = c.ticket_id"
        f" WHERE t.code IN ({', '.join(map(repr, ahead))}) AND EXISTS"
        " (SELECT 1 FROM clock d WHERE d.ticket_id = c.ticket_id"
        " AND d.metric = c.metric AND d.cycle = c.cycle - 1"
        f" AND d.stopped_at >= {back})").split()
    assert len(began) > len(ahead) // 2 and set(began) == {str(WOKE)}, began
    at(WOKE)
    all_end_well([sweeper()])
    consistent()


def test_where_clocks_differ_nothing_is_done():
    asleep()
    before = number("SELECT COUNT(*) FROM event")
    for off in (-90, 61, 2 * DAY):  # an answer may take some seconds
        programs_say(WOKE + off)
        assert sweeper().wait() == 1
    assert number("SELECT COUNT(*) FROM event") == before
    assert number("SELECT COUNT(*) FROM sweep_state WHERE last_ok IS NOT NULL"
                  f" AND last_ok > {EVENING}") == 0
    at(WOKE)
    all_end_well(fleet(2))
    all_is_well("peace")


# ---- The database, and what is broken ---------------------------------------

def restart_database():
    """kill -9, and up again with what it was started with."""
    pid = int(kept.setdefault("pid", ENV["DUEDESK_TEST_DB_PID"]))
    words = Path(f"/proc/{pid}/cmdline").read_text("utf-8").split("\0")[:-1]
    os.kill(pid, signal.SIGKILL)
    while Path(f"/proc/{pid}/stat").exists() and \
            Path(f"/proc/{pid}/stat").read_text("utf-8").split()[2] != "Z":
        time.sleep(0.01)
    # pylint: disable=consider-using-with
    kept["server"] = subprocess.Popen(
        ["setpriv", "--pdeathsig", "KILL", "--", *words],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    kept["pid"] = kept["server"].pid
    for _ in range(2400):
        try:
            owner("SELECT 1")
            return
        except subprocess.CalledProcessError:
            time.sleep(0.05)
    raise AssertionError("the database did not come back")


def test_the_database_may_be_killed_under_them():
    asleep()
    for _ in range(2):
        these = fleet(4)
        time.sleep(DICE.uniform(0.05, 0.3))
        restart_database()
        for p in these:
            p.wait()
    all_end_well([sweeper()])
    all_is_well("peace")


def test_broken_tickets_hold_up_no_other():
    asleep()
    bad = sql("SELECT DISTINCT ticket_id FROM clock WHERE state = 0 AND"
              f" next_at <= {WOKE} ORDER BY next_at LIMIT 7").split()
    those = ", ".join(bad)
    level = sql(f"SELECT level_version_id FROM ticket WHERE id IN ({those})"
                " ORDER BY id").split()
    sql(f"UPDATE ticket SET level_version_id = {BROKEN}"
        f" WHERE id IN ({those})")
    all_end_well([sweeper()])
    rest = due() - set(bad)
    assert not rest, rest
    for ticket, was in zip(sorted(bad, key=int), level):
        sql(f"UPDATE ticket SET level_version_id = {was} WHERE id = {ticket};"
            f"UPDATE clock SET next_at = {WOKE} WHERE ticket_id = {ticket}"
            " AND state = 0 AND next_at IS NOT NULL")
    all_end_well([sweeper()])
    all_is_well("peace")


tap.run(globals(), f"DUEDESK_TEST_SEED={SEED}")
