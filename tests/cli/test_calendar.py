#!/usr/bin/python3
"""duedesk calendar: dates are tried, mistakes are found, calendar files taken over."""

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap  # noqa: E402
from tap import sql  # noqa: E402

DUEDESK = tap.BUILD / "duedesk"
HOME = Path(os.environ.get("DUEDESK_TEST_DB_DIR", ".")) / "calendar"  # goes with the database
EPOCH = date(1970, 1, 1)
YEAR = date.today().year  # the program's clock is the machine's
HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\n"
TAIL = "END:VCALENDAR\r\n"


def duedesk(*args, status=0):
    run = subprocess.run([DUEDESK, *args], capture_output=True, text=True, check=False)
    assert run.returncode == status, (args, run.returncode, run.stdout, run.stderr)
    return run


def calendar(*args, status=0):
    """Its lines, each a list of what tabs part."""
    return [line.split("\t") for line in duedesk("calendar", *args, status=status).stdout.splitlines()]


def day(text):
    return (date.fromisoformat(text) - EPOCH).days


def fresh(*closures, windows=((0, 540, 1020), (1, 540, 1020), (2, 540, 1020), (3, 540, 1020), (4, 540, 1020)),
          zone="Europe/Berlin", always=0):
    """A desk with one calendar, "Office", and these closures: day, from, to, name, rule."""
    name = os.environ["DUEDESK_DB_NAME"]
    sql(f"DROP DATABASE {name}; CREATE DATABASE {name} CHARACTER SET utf8mb4")
    duedesk("migrate")
    sql("INSERT INTO calendar (id, oid, name, created_at) VALUES (1, 'office', 'Office', 0);"
        " INSERT INTO calendar_version (id, calendar_id, number, zone, always_open, created_at)"
        f" VALUES (1, 1, 1, '{zone}', {always}, 0)")
    for window in windows:
        sql(f"INSERT INTO calendar_window VALUES (1, {window[0]}, {window[1]}, {window[2]})")
    for text, start, end, label, rule in closures:
        sql("INSERT INTO calendar_closure (calendar_version_id, day, from_minute, to_minute, name, rule)"
            f" VALUES (1, {day(text)}, {start}, {end}, '{label}', {rule})")


def event(uid, name, *lines):
    rows = ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z", f"SUMMARY:{name}", *lines, "END:VEVENT"]
    return "".join(row + "\r\n" for row in rows)


def ics(*events):
    HOME.mkdir(exist_ok=True)
    path = HOME / "holidays.ics"
    path.write_bytes((HEAD + "".join(events) + TAIL).encode())
    return str(path)


# ---- Which there are --------------------------------------------------------------------------------------


def test_calendars_are_listed():
    fresh()
    assert calendar("list") == [["Office", "Europe/Berlin", "version 1"]]
    fresh(windows=(), always=1)
    assert calendar("list") == [["Office", "Europe/Berlin", "version 1", "24x7"]]


def test_mistakes_in_arguments_say_how():
    fresh()
    for args, why in ((["draw"], ': there is no "draw": say list, '), ([], ": what is to be done is missing: say list, "),
                      (["list", "x"], ' list: "x" is one argument too many'),
                      (["test", "Office"], " test: 1 more argument is expected"),
                      (["rename"], " rename: 2 more arguments are expected"),
                      (["lint", "a", "b"], ' lint: "b" is one argument too many'),
                      (["import"], " import: NAME and FILE are missing"),
                      (["import", "Office"], " import: FILE is missing"),
                      (["import", "Office", "a.ics", "--from"], " import: --from: a year from 1900 to 2399 belongs behind"),
                      (["import", "Office", "a.ics", "--to", "soon"], " import: --to: a year from 1900 to 2399"),
                      (["import", "Office", "a.ics", "--open"], " import: --open: only with --accept"),
                      (["import", "Office", "a.ics", "--preview"], " import: --preview: only with --accept"),
                      (["import", "Office", "a.ics", "b.ics"], ' import: "b.ics" is one argument too many'),
                      (["import", "Office", "a.ics", "--all"], ' import: there is no option "--all"')):
        run = duedesk("calendar", *args, status=2)
        assert run.stderr.startswith(f"duedesk calendar{why}"), (args, run.stderr)
        assert "calendar test NAME DATE" in run.stderr and not run.stdout, (args, run)
    assert "there is no calendar" in duedesk("calendar", "test", "Nowhere", "2026-12-24", status=1).stderr
    assert "calendar import NAME" in duedesk("help", "calendar").stdout


# ---- A date -----------------------------------------------------------------------------------------------


def test_a_date_is_tried():
    fresh(("2026-12-24", 720, 1440, "Christmas Eve", "NULL"), ("2026-12-25", 0, 1440, "", 0))
    assert calendar("test", "Office", "2026-12-24") == [
        ["date", "2026-12-24", "Thursday", "Europe/Berlin"],
        ["length", "24h00m", "open 3h00m"],
        ["open", "2026-12-24T09:00:00+01:00", "2026-12-24T12:00:00+01:00", "3h00m"],
        ["window", "09:00-17:00", "Thursday", "open 3h00m", "closed by Christmas Eve"],
        ["closure", "12:00-24:00", "Christmas Eve"],
    ]
    assert calendar("test", "Office", "2026-12-25")[1:] == [
        ["length", "24h00m", "open 0h00m"],
        ["window", "09:00-17:00", "Friday", "open 0h00m", "closed by a closure"],
        ["closure", "all day", "a closure, every year"],
    ]


def test_a_date_when_the_clocks_change():
    fresh(windows=((6, 120, 180), (5, 1320, 1560)))
    assert calendar("test", "Office", "2026-03-29") == [
        ["date", "2026-03-29", "Sunday", "Europe/Berlin"],
        ["length", "23h00m", "open 2h00m"],
        ["clocks", "2026-03-29T02:00:00+01:00", "2026-03-29T03:00:00+02:00"],
        ["open", "2026-03-29T00:00:00+01:00", "2026-03-29T03:00:00+02:00", "2h00m"],
        ["window", "00:00-02:00", "Saturday, past midnight", "open 2h00m"],
        ["window", "02:00-03:00", "Sunday", "open 0h00m"],
    ]
    fresh(windows=((i, 0, 1440) for i in range(7)), zone="Pacific/Apia")
    rows = calendar("test", "Office", "2011-12-30")
    assert rows[1] == ["length", "0h00m", "open 0h00m"], rows
    assert rows[2][0] == "clocks" and rows[2][1].startswith("2011-12-30T00:00:00-10:00"), rows


def test_a_date_with_hours_of_its_own():
    fresh()
    sql(f"INSERT INTO calendar_replacement VALUES (1, {day('2026-12-31')}, 600, 720), (1, {day('2027-01-01')}, 0, 0)")
    rows = calendar("test", "Office", "2026-12-31")
    assert rows[0][-1] == "hours of its own"
    assert rows[-1] == ["replacement", "10:00-12:00", "2026-12-31", "open 2h00m"]
    rows = calendar("test", "Office", "2027-01-01")
    assert rows[0][-1] == "hours of its own" and len(rows) == 2


def test_a_date_that_is_none():
    fresh()
    for text in ("2026-02-30", "2026-13-01", "2025-02-29", "0000-00-00"):
        assert f"date: there is no {text}\n" in duedesk("calendar", "test", "Office", text, status=1).stderr
    for text in ("tomorrow", "24.12.2026", "2026-2-30", "", "2026-12-24x", "2026-12_24"):
        assert "date: write it as 2026-12-24" in duedesk("calendar", "test", "Office", text, status=1).stderr
    assert "a date from" in duedesk("calendar", "test", "Office", "2400-01-01", status=1).stderr
    fresh(windows=(), always=1)
    assert calendar("test", "Office", "2026-12-24")[1:] == [["24x7"]]


# ---- Mistakes ---------------------------------------------------------------------------------------------


def test_a_good_calendar_has_no_finding():
    fresh()
    assert calendar("lint") == [] and calendar("lint", "Office") == []
    fresh(windows=(), always=1)
    assert calendar("lint") == []


def test_findings_are_told():
    weekday = date(YEAR + 1, 6, 1)
    while weekday.weekday() != 6:
        weekday += timedelta(1)
    sunday = weekday.isoformat()
    fresh((sunday, 0, 1440, "Fair", "NULL"), ((weekday + timedelta(7)).isoformat(), 0, 1440, "Rule", 0),
          (f"{YEAR}-12-01", 1439, 1440, "Late", "NULL"),
          windows=((0, 540, 720), (0, 700, 1439), (1, 540, 720), (1, 721, 1020), (6, 120, 180)))
    rows = [row[1] for row in calendar("lint", status=1)]
    assert "Monday ends at 23:59, a minute before midnight: write 24:00" in rows, rows
    assert "Tuesday 12:00-12:01: closed for one minute" in rows, rows
    assert "Monday 11:40-12:00: two windows overlap" in rows, rows
    assert any(row.endswith("02:00-03:00: the clocks skip the whole window") for row in rows), rows
    # The Sunday is open from two to three, so the fair closes something.
    assert not any("Fair" in row or "Rule" in row for row in rows), rows
    # Holidays fall on Sundays; a Monday's evening is closed anyway.
    monday = (weekday + timedelta(1)).isoformat()
    fresh((sunday, 0, 1440, "Fair", "NULL"), (monday, 1080, 1440, "Party", "NULL"), (monday, 1020, 1440, "Rule", 0))
    assert calendar("lint", status=1) == [["Office", f"{monday} 18:00-24:00: the closure Party closes nothing"]]
    fresh((f"{YEAR}-12-31", 540, 600, "Stocktaking", "NULL"))
    rows = [row[1] for row in calendar("lint", "Office", status=1)]
    assert f"no closures in {YEAR + 1}, though there are some this year" in rows, rows
    fresh(windows=())
    assert calendar("lint", status=1) == [["Office", "never open: nothing promised by it falls due"]]


# ---- Calendar files ---------------------------------------------------------------------------------------


def test_proposals_change_nothing():
    fresh(("2026-12-25", 0, 1440, "Christmas", "NULL"), ("2026-12-24", 720, 1440, "Half day", "NULL"))
    path = ics(event(1, "Christmas Day", "DTSTART;VALUE=DATE:20201225", "RRULE:FREQ=YEARLY"),
               event(2, "Christmas Eve", "DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261225"),
               event(3, "Party", "DTSTART;TZID=America/New_York:20261211T080000", "DURATION:PT2H"),
               event(4, "Every hour", "DTSTART:20260101T000000", "DURATION:PT1M", "RRULE:FREQ=HOURLY"))
    assert calendar("import", "Office", path, "--from", "2026", "--to", "2027") == [
        ["new", "2026-12-11", "14:00-16:00", "Party"],
        ["different", "2026-12-24", "all day", "Christmas Eve", "there: Half day"],
        ["known", "2026-12-25", "all day", "Christmas Day", "there: Christmas"],
        ["new", "2027-12-25", "all day", "Christmas Day"],
        ["left out", "Every hour", "it recurs in a way that is not understood"],
        ["2 new, 1 known, 1 different, 1 left out"],
    ]
    assert sql("SELECT COUNT(*) FROM calendar_version") == [["1"]]


def test_accepted_proposals_make_a_version():
    fresh(("2026-12-24", 720, 1440, "Half day", "NULL"))
    sql("INSERT INTO calendar_rule (calendar_version_id, position, kind, offset_days, name)"
        " VALUES (1, 0, 2, 1, 'Easter Monday')")
    path = ics(event(1, "Christmas Day", "DTSTART;VALUE=DATE:20261225"),
               event(9, "Noël", "DTSTART;VALUE=DATE:20261225"),
               event(2, "Christmas Eve", "DTSTART;VALUE=DATE:20261224"))
    args = ("import", "Office", path, "--from", "2026", "--to", "2026")
    assert calendar(*args, "--accept")[-2:] == [["1 new, 1 known, 1 different, 0 left out"],
                                                ["version 2: 1 closures more"]]
    # The rule went along, and made the years it makes now.
    assert sql("SELECT COUNT(*) FROM calendar_closure WHERE calendar_version_id = 2 AND rule = 0") == [["14"]]
    assert sql("SELECT name, from_minute FROM calendar_closure WHERE calendar_version_id = 2 AND rule IS NULL"
               " ORDER BY day") == [["Half day", "720"], ["Christmas Day", "0"]]
    assert sql("SELECT COUNT(*) FROM calendar_closure WHERE calendar_version_id = 1") == [["1"]]
    assert calendar("list") == [["Office", "Europe/Berlin", "version 2"]]
    # Again: nothing is new.
    assert calendar(*args, "--accept")[-2:] == [["0 new, 2 known, 1 different, 0 left out"], ["nothing to accept"]]
    assert calendar(*args, "--accept-different")[-1] == ["version 3: 1 closures more"]
    assert calendar("test", "Office", "2026-12-24")[1] == ["length", "24h00m", "open 0h00m"]


def test_the_usual_years_are_this_one_and_two_more():
    fresh()
    path = ics(event(1, "A", "DTSTART;VALUE=DATE:20000103", "RRULE:FREQ=YEARLY"))
    assert [row[1][:4] for row in calendar("import", "Office", path)[:-1]] == [str(YEAR + i) for i in range(3)]
    assert [row[1][:4] for row in calendar("import", "Office", path, "--to", "2020")[:-1]] == ["2020"]
    assert len(calendar("import", "Office", path, "--from", "2001", "--to", "2020")) == 21
    for years in (("2001", "2021"), ("2021", "2020")):
        run = duedesk("calendar", "import", "Office", path, "--from", years[0], "--to", years[1], status=1)
        assert "at most 20 years" in run.stderr, run.stderr


def test_bad_files_change_nothing():
    fresh(("2026-12-25", 0, 1440, "Christmas", "NULL"))
    for name, content in (("page", b"<!doctype html>"), ("latin1", HEAD.encode() + b"X-A:\xe4\r\n" + TAIL.encode()),
                          ("large", HEAD.encode() + b"X-A:" + b"a" * (1 << 20) + b"\r\n" + TAIL.encode()),
                          ("empty", b"")):
        HOME.mkdir(exist_ok=True)
        path = HOME / name
        path.write_bytes(content)
        run = duedesk("calendar", "import", "Office", path, "--accept", status=1)
        assert str(path) in run.stderr and not run.stdout, run
    assert "No such file" in duedesk("calendar", "import", "Office", "/nowhere/a.ics", status=1).stderr
    assert "directory" in duedesk("calendar", "import", "Office", HOME, status=1).stderr
    assert sql("SELECT COUNT(*) FROM calendar_version") == [["1"]]
    fresh(windows=(), always=1)
    path = ics(event(1, "A", "DTSTART;VALUE=DATE:20261225"))
    run = duedesk("calendar", "import", "Office", path, "--from", "2026", "--accept", status=1)
    assert "always open" in run.stderr, run.stderr


if __name__ == "__main__":
    tap.need_database()
    tap.run(globals())
