#!/usr/bin/python3
"""The rules of a time zone change: Germany gives up its summer time in the
middle of it. What is promised by German hours from then on is due at the same
time of the clocks there, an hour later; what was decided stays as it is."""

import json
import shutil
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from fleet import (DAY, EVENING, HOME, STILL, all_end_well, at, bring_back,
                   consistent, duedesk, keep, kept, run, sample, sql, sweeper,
                   tap)

PLACE = "Europe/Berlin"
ZONES = HOME / "zones"
OLD, NEW = "2026a", "2026b"
CHANGE = EVENING + 4 * 3600 + 1800  # Tuesday 00:00 there, 22:00 UTC
RULES = """# A zone as the system has it, but for what begins in 1996.
Rule EU 1981 max - Mar lastSun 1:00u 1:00 S
Rule EU 1996 max - Oct lastSun 1:00u 0 -
Zone Europe/Berlin 1:00 EU CE%sT"""
COLUMNS = ("state", "unit", "zone", "due", "tz", "breached", "by_hand",
           "consumed", "paused", "stopped")
CLOCKS = ("SELECT t.code, c.metric, c.cycle, c.state, c.unit, v.zone,"
          " c.due_at, c.tz_version, c.breached_at, c.manual_at, c.consumed,"
          " c.paused_s, c.stopped_at"
          " FROM clock c JOIN ticket t ON t.id = c.ticket_id"
          " LEFT JOIN calendar_version v ON v.id = c.calendar_version_id")
RUNNING, CALENDAR = "0", "1"
METRICS = ("first_answer", "next_answer", "first_assign", "first_resolve")


def zones_are(rules, version):
    """The system's, but for one that zic compiles, as an update brings it."""
    if not ZONES.exists():
        shutil.copytree("/usr/share/zoneinfo", ZONES, symlinks=True,
                        ignore=shutil.ignore_patterns("posix", "right"))
    source = HOME / "rules"
    source.write_text(rules + "\n", "ascii")
    (ZONES / PLACE).unlink()
    run("/usr/sbin/zic", "-d", str(ZONES), str(source))
    edition = HOME / "edition"
    edition.write_text(f"# version {version}\n{rules}\n", "ascii")
    edition.replace(ZONES / "tzdata.zi")
    with open(ZONES / PLACE, "rb") as f:
        return ZoneInfo.from_file(f)


def clocks():
    """By ticket, metric and cycle."""
    rows = [row.split("\t") for row in sql(CLOCKS).splitlines()]
    return {tuple(row[:3]): dict(zip(COLUMNS, row[3:])) for row in rows}


def records():
    return [set(sql(f"SELECT * FROM {table}").splitlines())
            for table in ("verdict", "fired_step", "event")]


def by_the_clocks_there(due, old, new):
    """The instant at which they show what they would have shown then."""
    wall = datetime.fromtimestamp(int(due), old).replace(tzinfo=new)
    return str(int(wall.timestamp()))


def moves(c):
    """Does it run, by German hours, to a deadline of after the change?"""
    return (c["state"] == RUNNING and c["unit"] != CALENDAR
            and c["zone"] == PLACE and c["breached"] == c["by_hand"] == "NULL"
            and int(c["due"]) > CHANGE)


def rules_change_at(instant):
    """A desk at ${instant}, when the new rules come; the promises of before
    and after, the zone of before and after."""
    STILL["TZDIR"] = str(ZONES)
    old = zones_are(RULES, OLD)
    if "quiet" not in kept:
        sample(150)
        all_end_well([sweeper()])
        keep("quiet")
    bring_back("quiet")
    at(instant)
    all_end_well([sweeper()])
    before, was = clocks(), records()
    assert {c["tz"] for c in before.values()} == {OLD}
    new = zones_are(f"{RULES} 2026 May 5 0:00\n 1:00 - CET", NEW)
    assert new.utcoffset(datetime(2026, 7, 1)) == timedelta(hours=1)
    all_end_well([sweeper()])
    # What was decided, done and noted is what it was.
    for rows, now in zip(was, records()):
        assert rows == now, sorted(rows ^ now)[:5]
    return before, clocks(), old, new


def ends_stay_and_the_rest_moves(before, after, old, new):
    moved = 0
    assert before.keys() == after.keys()
    for key, was in before.items():
        want, now = dict(was), after[key]
        if was["stopped"] == "NULL":
            want["tz"] = NEW
        if moves(was):
            want["due"] = by_the_clocks_there(was["due"], old, new)
            assert int(want["due"]) == int(was["due"]) + 3600
            moved += 1
        assert now == want, (key, was, now, want)
    assert moved >= 5, moved
    consistent()
    duedesk("explain", "--all", "--check")


def test_what_runs_is_due_by_the_new_rules_and_is_explained_by_them():
    before, after, old, new = rules_change_at(EVENING)
    ends_stay_and_the_rest_moves(before, after, old, new)
    code, metric, cycle = key = next(k for k, c in before.items() if moves(c))
    told = json.loads(duedesk("explain", code, "--json"))["promises"]
    told = next(p for p in told if p["metric"] == METRICS[int(metric)]
                and p["cycle"] == int(cycle))
    due = datetime.fromisoformat(told["due_at"].replace("Z", "+00:00"))
    assert due.timestamp() == int(after[key]["due"])
    assert told["tz_version"] == NEW
    assert told["other_time_zones"]  # those by which it began
    text = duedesk("explain", code)
    wall = datetime.fromtimestamp(int(before[key]["due"]), old)
    shown = f"{wall:%a %Y-%m-%d %H:%M}{wall.second and f':{wall:%S}' or ''}"
    assert f"due {shown} CET\n" in text, (shown, text)
    assert f"times of {PLACE}, time zones {NEW}" in text, text


def test_what_broke_by_the_old_rules_stays_broken_though_they_came_late():
    """Two days after they began to hold."""
    before, after, old, new = rules_change_at(EVENING + 2 * DAY)
    late = [c for c in before.values() if c["stopped"] == "NULL"
            and c["zone"] == PLACE and c["breached"] != "NULL"
            and int(c["breached"]) > CHANGE]
    assert len(late) > 3, len(late)
    ends_stay_and_the_rest_moves(before, after, old, new)


tap.run(globals())
