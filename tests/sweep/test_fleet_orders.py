#!/usr/bin/python3
"""Real sweepers that bring what holds for many tickets to each of them: next
versions of levels and calendars, for open tickets too, and another rule for
when resolved ones close. Ten at once, killed, stopped: what they leave is what
one leaves that nobody disturbed."""

import json
import signal
import time

from fleet import (AT_ONCE, DICE, EVENING, FULL, HOME, SEED, all_end_well,
                   all_is_well, at, bring_back, consistent, duedesk, fleet,
                   keep, kept, kill_again_and_again, left, number, same_as,
                   sample, sql, sweeper, tap)

TICKETS = 1200
RESOLVED = 22000 if FULL else TICKETS  # more than one pass tells of
ORDERED = EVENING + 600
LATER = EVENING + 1783
MODES = ("retarget", "rejudge", "restart", "keep")
COUNTS = "SELECT id, tickets, moved, overdue FROM applied_change ORDER BY id"
HOLIDAY = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//duedesk//tests//EN
BEGIN:VEVENT
UID:holiday@desk.example
DTSTAMP:20260501T000000Z
DTSTART;VALUE=DATE:20260505
SUMMARY:Closed
END:VEVENT
END:VCALENDAR
"""


def shorter(targets):
    """Half of each, of whatever priority."""
    if isinstance(targets, dict):
        return {k: shorter(v) for k, v in targets.items()}
    return targets // 2 if isinstance(targets, int) else targets


def order():
    """A next version of each level, each in another mode, and a holiday."""
    levels = sql("SELECT name FROM level ORDER BY id").splitlines()
    for name, mode in zip(levels, MODES):
        level = json.loads(duedesk("level", "show", name))
        level["targets"] = shorter(level["targets"])
        level["on_change"] = mode
        duedesk("level", "set", "-", "--open", input=json.dumps(level))
    (HOME / "holiday.ics").write_text(HOLIDAY.replace("\n", "\r\n"), "utf-8")
    for name in sql("SELECT name FROM calendar").splitlines():
        duedesk("calendar", "import", name, str(HOME / "holiday.ics"),
                "--accept", "--open")


def desk(name, change, tickets=TICKETS):
    """A desk on which nothing is due, with a change; 20 minutes later."""
    quiet = f"quiet {tickets}"
    if quiet not in kept:
        sample(tickets)
        # Who applies orders for long goes by a later time: steps tell alone.
        sql("DELETE FROM level_step_action WHERE kind BETWEEN 5 AND 11")
        all_end_well([sweeper()])
        keep(quiet)
    if name not in kept:
        bring_back(quiet)
        at(ORDERED)
        change()
        keep(name)
    bring_back(name)
    at(LATER)


def counts():
    return [[int(n) for n in row.split()] for row in sql(COUNTS).splitlines()]


def all_took_them_once():
    consistent()
    sql(f"UPDATE fired_step SET noticed_at = {LATER} WHERE noticed_at >"
        f" {LATER}; UPDATE verdict SET decided_at = {LATER} WHERE decided_at >"
        f" {LATER}; UPDATE event SET at = {LATER} WHERE kind IN (13, 14)"
        f" AND at > {LATER}")
    if "peace" not in kept:
        kept["peace"] = left()
    same_as("peace")


def none_is_counted_twice(died=False):
    """The same deadlines move, and promises break. (What was done by who died
    is not counted; nor is who took an order when nobody waited for it.)"""
    for ours, peace in zip(counts(), kept["counts"]):
        assert ours[1] <= kept["waiting"], (ours, peace)
        assert died or ours[2:] == peace[2:], (ours, peace)


def test_one_brings_orders_to_all():
    desk("ordered", order)
    waiting = number("SELECT COUNT(*) FROM ticket WHERE is_open")
    kept["waiting"] = waiting
    all_end_well([sweeper()])
    kept["counts"] = counts()
    orders = number("SELECT COUNT(*) FROM applied_change")
    assert orders > len(MODES)
    assert number("SELECT COUNT(*) FROM applied_change WHERE done_at IS NULL"
                  ) == 0, kept["counts"]
    assert number("SELECT COUNT(*) FROM ticket WHERE is_open"
                  " AND level_version_id IS NOT NULL"
                  f" AND applied <> {orders}") == 0
    # Nearly all of them: some others fell due, and took the orders with that.
    assert sum(c[1] for c in kept["counts"]) > waiting
    all_took_them_once()
    # What they made due is done, too.
    before = number("SELECT COUNT(*) FROM event")
    all_end_well([sweeper()])
    assert number("SELECT COUNT(*) FROM event") == before


def test_ten_at_once_bring_each_order_once():
    desk("ordered", order)
    all_end_well(fleet())
    all_took_them_once()
    none_is_counted_twice()


def test_whoever_is_killed_leaves_no_ticket_out():
    desk("ordered", order)
    kill_again_and_again()
    all_end_well([sweeper()])
    all_took_them_once()
    none_is_counted_twice(died=True)


def test_who_is_stopped_holds_up_no_other_order():
    desk("ordered", order)
    these = fleet()
    until = time.monotonic() + 2
    while time.monotonic() < until and any(p.poll() is None for p in these):
        some = DICE.sample(these, AT_ONCE // 2)
        for p in some:
            p.send_signal(signal.SIGSTOP)
        time.sleep(DICE.uniform(0.01, 0.2))
        for p in some:
            p.send_signal(signal.SIGCONT)
    all_end_well(these)
    all_took_them_once()
    none_is_counted_twice()


# ---- When resolved tickets close --------------------------------------------

def close_sooner():
    duedesk("desk", "close-after", "36h")


def all_are_told():
    return number("SELECT COUNT(*) FROM sweep_state WHERE closing_since ="
                  f" {ORDERED} AND closing_ticket IS NULL")


def go_on_until_all_are_told():
    """Then once more: what should have closed by then is known only now."""
    for passes in range(1, 100):
        all_end_well([sweeper()])
        assert number("SELECT COUNT(*) FROM clock WHERE state = 0"
                      f" AND next_at <= {LATER}") == 0
        if all_are_told():
            all_end_well([sweeper()])
            return passes
    raise AssertionError("it never ends")


def test_one_tells_tickets_when_they_close():
    desk("closing", close_sooner, RESOLVED)
    closed = "SELECT COUNT(*) FROM event WHERE kind = 11"
    before = number(closed)
    passes = go_on_until_all_are_told()
    assert passes == -(-RESOLVED // 20000)
    assert number(closed) > before
    assert number("SELECT COUNT(*) FROM ticket WHERE status = 4"
                  f" AND settle_at <= {LATER}") == 0
    kept["told"] = left()
    all_is_well("told")


def test_ten_at_once_tell_all():
    desk("closing", close_sooner, RESOLVED)
    all_end_well(fleet())
    go_on_until_all_are_told()
    all_is_well("told")


def test_whoever_is_killed_leaves_no_ticket_untold():
    desk("closing", close_sooner, RESOLVED)
    kill_again_and_again()
    go_on_until_all_are_told()
    all_is_well("told")


tap.run(globals(), f"DUEDESK_TEST_SEED={SEED}")
