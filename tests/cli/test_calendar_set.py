#!/usr/bin/python3
"""duedesk calendar show, set, diff: business hours go out as JSON and come back, in versions."""

import json
import os
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap  # noqa: E402
from tap import sql  # noqa: E402

DUEDESK = tap.BUILD / "duedesk"
ENV = {**os.environ, "DUEDESK_SAMPLE_DIR": str(tap.TOP / "sql/sample")}
YEAR = date.today().year  # the program's clock is the machine's
DAYS = ("mon", "tue", "wed", "thu", "fri")
OFFICE = {"name": "Office", "zone": "Europe/Berlin", "week": {day: [["09:00", "17:00"]] for day in DAYS},
          "closures": [], "recurring": [], "replacements": []}
CHRISTMAS = {"rule": "date", "month": 12, "day": 25, "name": "Christmas Day"}


def monday():
    """A Monday of next year, so that nothing about it is past."""
    day = date(YEAR + 1, 6, 1)
    return day + timedelta((7 - day.weekday()) % 7)


def whole():
    """A calendar with one of everything, as `show` writes it."""
    start = monday()
    return {
        "name": "Night shift", "zone": "America/New_York",
        "week": {"mon": [["09:00", "12:00"], ["13:00", "17:00"]], "tue": [["22:00", "06:00"]],
                 "wed": [["12:00", "12:00"]], "thu": [["00:00", "24:00"]], "sun": [["18:30", "23:45"]]},
        "closures": [{"date": str(start), "name": "Größe & \"Söhne\""},
                     {"date": str(start + timedelta(1)), "from": "23:00", "to": "05:00"},
                     {"date": str(start + timedelta(2)), "from": "12:00", "to": "24:00", "mode": "shift", "name": "Half day"},
                     {"date": str(start + timedelta(3)), "mode": "shift"}],
        "recurring": [CHRISTMAS, {"rule": "weekday", "month": 11, "weekday": "thu", "nth": 4, "offset": 1, "name": "Friday"},
                      {"rule": "weekday", "month": 5, "weekday": "mon", "nth": -1, "first_year": YEAR, "last_year": YEAR + 3},
                      {"rule": "easter", "offset": -2, "from": "12:00", "to": "02:00", "mode": "shift"},
                      {"rule": "date", "month": 2, "day": 29}],
        "replacements": [{"date": str(start + timedelta(7)), "windows": [["10:00", "12:00"], ["14:00", "02:00"]]},
                         {"date": str(start + timedelta(14)), "windows": []}],
    }


def duedesk(*args, status=0, stdin=None):
    run = subprocess.run([DUEDESK, *args], capture_output=True, text=True, check=False, env=ENV, input=stdin)
    assert run.returncode == status, (args, run.returncode, run.stdout, run.stderr)
    return run


def calendar(*args, status=0):
    return [line.split("\t") for line in duedesk("calendar", *args, status=status).stdout.splitlines()]


def put(what, *args, status=0):
    return duedesk("calendar", "set", "-", *args, status=status, stdin=what if isinstance(what, str) else json.dumps(what))


def show(name, *args):
    return json.loads(duedesk("calendar", "show", name, *args).stdout)


def fresh():
    """A desk without calendars and levels."""
    duedesk("migrate")
    tables = ("applied_change", "level_target", "level_version", "level", "calendar_window", "calendar_closure", "calendar_rule",
              "calendar_replacement", "calendar_version", "calendar")
    sql("; ".join(f"DELETE FROM {table}" for table in tables))


def sample(*args):
    name = os.environ["DUEDESK_DB_NAME"]
    sql(f"DROP DATABASE {name}; CREATE DATABASE {name} CHARACTER SET utf8mb4")
    duedesk("migrate")
    duedesk("sample", *args)


def figures(run):
    return {w[0]: int(w[1]) for w in (line.split("\t") for line in run.stdout.splitlines()) if len(w) == 2}


def versions():
    return sql("SELECT COUNT(*) FROM calendar_version")[0][0]


# ---- There and back ---------------------------------------------------------------------------------------


def test_a_calendar_comes_back_as_it_was_written():
    fresh()
    assert put(whole()).stdout == "Night shift: version 1\n"
    assert show("Night shift") == whole()
    text = duedesk("calendar", "show", "Night shift").stdout
    assert put(text).stdout == "Night shift: version 1, unchanged\n"
    assert duedesk("calendar", "show", "Night shift").stdout == text
    # One line for each thing, so that errors and other tools name it by its line.
    assert text.splitlines()[0] == '{"name":"Night shift","zone":"America/New_York",'
    assert sum(line.startswith('{"date"') for line in text.splitlines()) == 6, text
    assert calendar("list") == [["Night shift", "America/New_York", "version 1"]]


def test_windows_mean_what_they_say():
    fresh()
    put(whole())
    tuesday = monday() + timedelta(22)
    assert calendar("test", "Night shift", str(tuesday))[1] == ["length", "24h00m", "open 2h00m"]
    # From Tuesday's night six hours, from noon twelve.
    assert calendar("test", "Night shift", str(tuesday + timedelta(1)))[1] == ["length", "24h00m", "open 18h00m"]
    assert calendar("test", "Night shift", str(tuesday + timedelta(2)))[1] == ["length", "24h00m", "open 24h00m"]
    # A replaced date, with its tail on the next.
    assert calendar("test", "Night shift", str(monday() + timedelta(7)))[1] == ["length", "24h00m", "open 12h00m"]


def test_the_same_can_be_written_in_other_words():
    fresh()
    put(whole())
    other = whole()
    other["week"]["tue"] = [["22:00", "30:00"]]
    other["week"]["wed"] = [["12:00", "36:00"]]
    other["week"]["sat"] = []
    other["closures"] = [{"date": c["date"], "from": c.get("from", "00:00"), "to": c.get("to", "24:00"),
                          "mode": c.get("mode", "civil"), "name": c.get("name", "")} for c in reversed(other["closures"])]
    other["recurring"].reverse()
    other["replacements"].reverse()
    other["always_open"] = False
    assert put(other).stdout == "Night shift: version 1, unchanged\n"
    assert versions() == "1"


def test_around_the_clock():
    fresh()
    always = {"name": "Always", "zone": "UTC", "always_open": True}
    assert put(always).stdout == "Always: version 1\n"
    assert show("Always") == always
    assert put({**always, "week": {}, "closures": []}).stdout == "Always: version 1, unchanged\n"
    assert put({**OFFICE, "name": "Always"}).stdout == "Always: version 2\n"
    assert show("Always", "--version", "1") == always
    assert calendar("diff", "Always")[2:4] == [["changed", "zone", "Europe/Berlin", "was UTC"],
                                               ["changed", "always_open", "hours", "was 24x7"]]
    for part, value in (("week", OFFICE["week"]), ("closures", [{"date": "2030-01-01"}]), ("recurring", [CHRISTMAS])):
        assert f"{part}: must be empty or absent" in put({**always, part: value}, status=1).stderr


# ---- Versions ---------------------------------------------------------------------------------------------


def test_versions_stay_and_differ():
    fresh()
    put(OFFICE)
    assert "one version alone" in duedesk("calendar", "diff", "Office", status=1).stderr
    start = monday()
    second = {**OFFICE, "week": {**OFFICE["week"], "fri": [["09:00", "12:00"], ["13:00", "15:00"]], "sat": [["10:00", "14:00"]]},
              "closures": [{"date": str(start), "name": "Fair"}], "recurring": [CHRISTMAS],
              "replacements": [{"date": str(start + timedelta(1)), "windows": [["10:00", "12:00"]]}]}
    del second["week"]["mon"]
    assert put(second).stdout == "Office: version 2\n"
    lines = calendar("diff", "Office")
    assert [line[:2] for line in lines[:2]] == [["from", "version 1"], ["to", "version 2"]]
    assert lines[2:] == [
        ["removed", "window", "Monday 09:00-17:00"],
        ["changed", "window", "Friday 09:00-12:00", "was Friday 09:00-17:00"],
        ["added", "window", "Friday 13:00-15:00"],
        ["added", "window", "Saturday 10:00-14:00"],
        ["added", "closure", f"{start}, Fair"],
        ["added", "recurring", "25 December, Christmas Day"],
        ["added", "replacement", f"{start + timedelta(1)} 10:00-12:00"],
    ], lines
    third = {**second, "zone": "Europe/Vienna", "closures": [{"date": str(start), "from": "12:00", "to": "24:00", "mode": "shift"}],
             "recurring": [{"rule": "weekday", "month": 12, "weekday": "fri", "nth": -2, "offset": -3, "name": "Christmas Day",
                            "first_year": 2020, "last_year": 2399}, {"rule": "easter", "last_year": 2399}],
             "replacements": [{"date": str(start + timedelta(1)), "windows": []}]}
    assert put(third).stdout == "Office: version 3\n"
    assert calendar("diff", "Office")[2:] == [
        ["changed", "zone", "Europe/Vienna", "was Europe/Berlin"],
        ["changed", "closure", f"{start} 12:00-24:00, shift", f"was {start}, Fair"],
        ["changed", "recurring", "2nd last Friday of December -3 days, Christmas Day, 2020 to 2399",
         "was 25 December, Christmas Day"],
        ["added", "recurring", "Easter Sunday, until 2399"],
        ["changed", "replacement", f"{start + timedelta(1)} closed", f"was {start + timedelta(1)} 10:00-12:00"],
    ]
    # What was stored is what was, whichever way one looks.
    assert show("Office", "--version", "1") == OFFICE and show("Office", "--version", "2") == second
    assert show("Office") == show("Office", "--version", "3") == third
    back = calendar("diff", "Office", "3", "1")
    assert ["removed", "recurring", "Easter Sunday, until 2399"] in back and ["added", "window", "Monday 09:00-17:00"] in back
    assert calendar("diff", "Office", "2", "2")[2:] == [["no difference"]]
    assert calendar("diff", "Office", "1") == calendar("diff", "Office", "1", "3")
    for args in (("show", "Office", "--version", "4"), ("diff", "Office", "4"), ("diff", "Office", "1", "4")):
        assert "has no version 4" in duedesk("calendar", *args, status=1).stderr
    # A version is read by the next one's number alone: the old one can be made new again.
    assert put(show("Office", "--version", "1")).stdout == "Office: version 4\n"
    assert calendar("diff", "Office", "1", "4")[2:] == [["no difference"]]


def test_rules_are_carried_out_for_later_years_by_the_next_version():
    fresh()
    put({**OFFICE, "recurring": [CHRISTMAS]})
    sql("DELETE FROM calendar_closure ORDER BY day DESC LIMIT 1")  # as if it had been stored a year ago
    assert put(show("Office")).stdout == "Office: version 2\n"
    assert calendar("diff", "Office")[2:] == [["changed", "recurring until", f"{YEAR + 10}-12-25", f"was {YEAR + 9}-12-25"]]
    assert put(show("Office")).stdout == "Office: version 2, unchanged\n"


def test_names_are_found_whatever_their_case_and_can_change():
    fresh()
    put(OFFICE)
    put({**OFFICE, "name": "Shop"})
    assert put({**OFFICE, "name": " office "}).stdout == " office : version 1, unchanged\n"
    assert calendar("rename", "Office", "Büro") == [["Büro"]]
    assert [line[0] for line in calendar("list")] == ["Büro", "Shop"]
    assert show("Büro", "--version", "1")["name"] == "Büro"
    duedesk("calendar", "show", "Office", status=1)
    calendar("rename", "Büro", "BÜRO")
    assert 'name: another calendar is called "Shop"' in duedesk("calendar", "rename", "BÜRO", "Shop", status=1).stderr
    for name in ("", "  ", "x" * 101, "a\nb"):
        assert "name: " in duedesk("calendar", "rename", "BÜRO", name, status=1).stderr
    assert 'no calendar "Moon"' in duedesk("calendar", "rename", "Moon", "Sun", status=1).stderr
    assert [line[0] for line in calendar("list")] == ["BÜRO", "Shop"]


def test_what_no_level_ever_had_can_be_taken_away():
    fresh()
    put(whole())
    put({**whole(), "closures": []})
    put(OFFICE)
    level = {"name": "Gold", "calendar": "Office", "targets": {"first_answer": 3600}}
    duedesk("level", "set", "-", stdin=json.dumps(level))
    duedesk("level", "set", "-", stdin=json.dumps({**level, "calendar": None}))
    assert "calendar Office stays: level Gold counts by it, or did" in duedesk("calendar", "remove", "Office", status=1).stderr
    assert calendar("remove", "Night shift") == [["Night shift: removed"]]
    assert calendar("list") == [["Office", "Europe/Berlin", "version 1"]]
    for table in ("window", "closure", "rule", "replacement", "version"):
        key = "calendar_id" if table == "version" else "calendar_version_id"
        assert {row[0] for row in sql(f"SELECT {key} FROM calendar_{table}")} <= {sql("SELECT MAX(id) FROM calendar_version")[0][0],
                                                                                  sql("SELECT id FROM calendar")[0][0]}
    duedesk("calendar", "remove", "Night shift", status=1)
    assert duedesk("check", "--json").stdout == ""


# ---- What is refused --------------------------------------------------------------------------------------


def week(*windows):
    return {"week": {"mon": list(windows)}}


def closing(**members):
    return {"closures": [{"date": "2030-12-24"}, {"date": "2030-12-25", **members}]}


def rule(**members):
    return {"recurring": [{**CHRISTMAS, **members}]}


BAD = [
    ({"name": ""}, "name: must be a text of 1 to 100 characters"), ({"name": 1}, "name: must be a text"),
    ({"name": "x" * 101}, "name: must be a text of 1 to 100"), ({"name": "  "}, "name: write one"),
    ({"name": "a\tb"}, "name: a character in it is not allowed"),
    ({"zone": "Berlin"}, 'zone: "Berlin" is not a time zone'), ({"zone": ""}, "zone: must be a name"),
    ({"zone": "europe/berlin"}, 'zone: "europe/berlin" is not'), ({"zone": "../etc/passwd"}, "is not a time zone"),
    ({"zone": "x" * 65}, "zone: must be a name such as \"Europe/Berlin\", at most 64 bytes"), ({"zone": None}, "zone: must be"),
    ({"colour": 1}, "colour: there is no such member"), ({"always_open": 1}, "always_open: must be true or false"),
    ({"week": []}, "week: must be an object"), ({"week": {"monday": []}}, "week: monday: is none of mon, tue"),
    ({"week": {"mon": 1}}, "week: mon: must be a list of at most 24 windows"),
    ({"week": {"mon": [["09:00", "10:00"]] * 25}}, "week: mon: must be a list of at most 24 windows"),
    (week(["09:00", "17:00"], ["09:00"]), 'week: mon: window 2: must be two times of day, such as ["09:00", "17:00"]'),
    (week("09:00-17:00"), "week: mon: window 1: must be two times"),
    (week(["9:00", "17:00"]), 'window 1: from: must be a time from "00:00" to "23:59"'),
    (week(["24:00", "25:00"]), "window 1: from: must be"), (week([900, "17:00"]), "window 1: from: must be"),
    (week(["09:00", "17:60"]), "window 1: to: must be a time such as"), (week(["09:00", "50:00"]), "to: must be a time"),
    (week(["09:00", None]), "window 1: to: must be a time"), (week(["09:00", "2a:00"]), "to: must be a time"),
    (week(["09:00", "33:01"]), "window 1: to: must be at most 24 hours after from"),
    (week(["09:00", "12:00"], ["09:00", "17:00"]), "week: mon: two windows begin at 09:00"),
    ({"closures": {}}, "closures: must be a list of at most 10000"), ({"closures": ["2030-01-01"]}, "closures: closure 1: must be an object"),
    (closing(until="x"), "closures: closure 2: until: there is no such member"),
    (closing(date="2030-02-30"), "closures: closure 2: date: there is no 2030-02-30\n"),
    (closing(date="2030-2-3"), 'closures: closure 2: date: must be written as "2026-12-24"'),
    (closing(date="9999-12-31"), 'closure 2: date: must be in the years 1900 to 2399, not "9999-12-31"'),
    (closing(date="24.12.2030"), "closure 2: date: must be written"), (closing(date=None), "closure 2: date: must be written"),
    (closing(date="2400-01-01"), "closure 2: date: must be in the years 1900 to 2399"),
    (closing(date="1899-12-31"), "closure 2: date: must be in the years"),
    (closing(mode="half"), "closure 2: mode: must be one of civil, shift"), (closing(mode=1), "mode: must be one of"),
    (closing(name="x" * 101), "closure 2: name: must be a text of 0 to 100 characters"),
    (closing(name="a\nb"), "closures: closure 2: name: a character in it is not allowed"),
    (closing(**{"from": "25:00"}), "closure 2: from: must be a time"),
    (closing(**{"from": "12:00", "to": "36:01"}), "closure 2: to: must be at most 24 hours after from"),
    ({"closures": [{"name": "x"}]}, "closure 1: date: must be written"),
    ({"recurring": 1}, "recurring: must be a list of at most 100"), ({"recurring": [CHRISTMAS] * 101}, "recurring: must be a list of at most 100"),
    ({"recurring": [1]}, "recurring: closure 1: must be an object"),
    (rule(rule="daily"), "recurring: closure 1: rule: must be one of date, weekday, easter"),
    (rule(rule=None), "rule: must be one of"), (rule(month=13), "closure 1: month: must be a whole number from 1 to 12"),
    (rule(day=0), "day: must be a whole number from 1 to 31"), (rule(day=31, month=4), "closure 1: no year has that date"),
    (rule(weekday="mon"), "weekday: there is no such member with rule date"), (rule(nth=1), "nth: there is no such member with rule date"),
    (rule(offset=367), "offset: must be a whole number from -366 to 366"), (rule(offset=1.5), "offset: must be a whole number"),
    (rule(first_year=1899), "first_year: must be a whole number from 1900 to 2399"),
    (rule(first_year=2030, last_year=2029), "years from 1900 to 2399, the first before the last"),
    (rule(name="a\x7fb"), "recurring: closure 1: name: a character in it is not allowed"),
    ({"recurring": [{"rule": "date", "month": 1}]}, "closure 1: day: is missing"),
    ({"recurring": [{"rule": "weekday", "month": 1, "weekday": "mon"}]}, "closure 1: nth: is missing"),
    ({"recurring": [{"rule": "weekday", "month": 1, "weekday": "mon", "nth": 0}]}, "nth: must be 1 to 5, or -1 (the last) to -5"),
    ({"recurring": [{"rule": "weekday", "month": 1, "weekday": "mon", "nth": 6}]}, "nth: must be a whole number from -5 to 5"),
    ({"recurring": [{"rule": "weekday", "month": 1, "weekday": "Mon", "nth": 1}]}, "weekday: must be one of mon, tue, wed, thu, fri, sat, sun"),
    ({"recurring": [{"rule": "easter", "month": 4}]}, "month: there is no such member with rule easter"),
    ({"replacements": [{}]}, "replacements: date 1: date: must be written"),
    ({"replacements": [{"date": "2030-01-01"}]}, "replacements: date 1: windows: must be a list of at most 24"),
    ({"replacements": [{"date": "2030-01-01", "windows": [["10:00"]]}]}, "date 1: windows: window 1: must be two times"),
    ({"replacements": [{"date": "2030-01-01", "windows": [], "name": "x"}]}, "date 1: name: there is no such member"),
    ({"replacements": [{"date": "2030-01-01", "windows": []}, {"date": "2030-01-01", "windows": [["10:00", "12:00"]]}]},
     "replacements: 2030-01-01: is there twice"),
    ({"replacements": [{"date": "2030-01-01", "windows": [["10:00", "12:00"], ["10:00", "11:00"]]}]},
     "replacements: 2030-01-01: two windows begin at 10:00"),
]


def test_what_is_wrong_is_named():
    fresh()
    for change, words in BAD:
        run = put({**OFFICE, **change}, status=1)
        assert words in run.stderr and not run.stdout, (change, words, run.stderr)
    for missing in ("name", "zone", "week"):
        assert f"{missing}: is missing" in put({k: v for k, v in OFFICE.items() if k != missing}, status=1).stderr
    assert "must be an object" in put("[]", status=1).stderr
    text = json.dumps(OFFICE, indent=1).replace('"wed"', "wed")
    assert re.search(r"-: JSON line \d\d, column \d", put(text, status=1).stderr), text
    assert "duplicate" in put('{"name":"a",\n"name":"b"}', status=1).stderr
    assert "more than 8388608 bytes" in put(" " * 8388609, status=1).stderr
    assert "/nowhere" in duedesk("calendar", "set", "/nowhere", status=1).stderr
    assert "10000 dated" in put({**OFFICE, "closures": [{"date": str(date(1950, 1, 1) + timedelta(i))} for i in range(9990)],
                                 "recurring": [CHRISTMAS]}, status=1).stderr
    for empty in ("", "\n \n"):
        assert put(empty, status=1).stderr == "duedesk calendar: -: there is nothing in it\n"
    assert "/dev/null: there is nothing in it" in duedesk("calendar", "set", "/dev/null", status=1).stderr
    for args, why in ((("show",), "1 more argument is expected"), (("show", "a", "b"), '"b" is one argument too many'),
                      (("show", "a", "--version"), "--version: its number is missing"),
                      (("show", "a", "--version", "0"), '"0" is no version: they are numbered from 1 on'),
                      (("show", "a", "--version", "1", "2"), '"2" is one argument too many'),
                      (("set",), "FILE is missing"), (("set", "a", "b"), '"b" is one argument too many'),
                      (("set", "-", "--all"), 'there is no option "--all"'), (("diff",), "1 more argument is expected"),
                      (("diff", "a", "x"), '"x" is no version'), (("diff", "a", "1", "2", "3"), '"3" is one argument too many'),
                      (("rename", "a"), "1 more argument is expected"), (("remove",), "1 more argument is expected"),
                      (("changes", "x"), '"x" is one argument too many')):
        run = duedesk("calendar", *args, status=2)
        assert run.stderr.startswith(f"duedesk calendar {args[0]}: {why}"), (args, run.stderr)
        assert "calendar set FILE" in run.stderr and not run.stdout, args
    assert 'no calendar "Moon"' in duedesk("calendar", "show", "Moon", status=1).stderr
    assert versions() == "0" and sql("SELECT COUNT(*) FROM calendar") == [["0"]]


def test_never_open_is_refused_unless_forced():
    fresh()
    never = {**OFFICE, "week": {}}
    past = {**never, "replacements": [{"date": "2020-01-01", "windows": [["09:00", "10:00"]]}]}
    for what in (never, past):
        assert "Office: no open time from now on" in put(what, status=1).stderr
        assert "--force" in put(what, "--preview", status=1).stderr
    assert versions() == "0"
    run = put(never, "--force")
    assert run.stdout == "Office: version 1\n" and "warning: Office: never open" in run.stderr
    assert show("Office") == never
    assert put(past, "--force", "--open").stdout == "Office: version 2, for open tickets too\n"
    assert put(OFFICE).stdout == "Office: version 3\n"
    assert duedesk("check", "--json").stdout == ""


def test_hours_too_few_for_a_level_are_refused_unless_forced():
    """Open on one day alone, in which eight hours do not fit."""
    fresh()
    put(OFFICE)
    duedesk("level", "set", "-", stdin=json.dumps({"name": "Gold", "calendar": "Office", "targets": {"first_resolve": {"seconds": 28800}}}))
    fair = {**OFFICE, "week": {}, "replacements": [{"date": f"{YEAR + 1}-03-01", "windows": [["10:00", "12:00"]]}]}
    for how in ("--open", "--preview"):
        said = put(fair, how, status=1).stderr
        assert "level Gold: targets: first_resolve: no open time: it would never fall due" in said, said
    assert versions() == "1"
    assert put(fair, "--force").stdout == "Office: version 2\n"
    fair["replacements"] = [{"date": f"{YEAR + 1}-03-0{day}", "windows": [["08:00", "12:00"]]} for day in (1, 2)]
    assert put(fair).stdout == "Office: version 3\n"
    assert duedesk("check", "--json").stdout == ""


def test_what_is_likely_not_meant_is_told_and_stored():
    fresh()
    run = put({**OFFICE, "week": {"mon": [["09:00", "12:00"], ["12:01", "23:59"]], "tue": [["09:00", "12:00"], ["11:00", "13:00"]]},
               "closures": [{"date": f"{YEAR}-12-31"}]})
    said = [line for line in run.stderr.splitlines() if line.startswith("warning: ")]
    assert run.stdout == "Office: version 1\n"
    assert "warning: Office: Monday ends at 23:59, a minute before midnight: write 24:00" in said, said
    assert "warning: Office: Monday 12:00-12:01: closed for one minute" in said, said
    assert f"warning: Office: no closures in {YEAR + 1}, though there are some this year" in said, said
    assert "warning: Office: Tuesday 11:00-12:00: two windows overlap" in said, said
    found = [row[1] for row in calendar("lint", "Office", status=1)]
    assert [f"warning: Office: {row}" for row in found] == said
    assert "warning" not in put(OFFICE).stderr


def test_a_long_time_without_open_hours_is_told():
    """Closed for years, day after day: a list of dates with a digit too many."""
    fresh()
    first = monday() + timedelta(1)
    days = [{"date": str(first + timedelta(i))} for i in range(9990)]
    opens = first + timedelta(9990)
    opens += timedelta({5: 2, 6: 1}.get(opens.weekday(), 0))
    told = f"closed from {monday()} until {opens}: what is promised by it then falls due after that"
    run = put({**OFFICE, "closures": days})
    assert run.stdout == "Office: version 1\n" and f"warning: Office: {told}\n" in run.stderr, run.stderr
    assert told in [row[1] for row in calendar("lint", "Office", status=1)]
    # A year is no news (a building site), some days more are.
    assert "warning: Office: closed" not in put({**OFFICE, "closures": days[:360]}).stderr
    assert "warning: Office: closed from" in put({**OFFICE, "closures": days[:370]}).stderr
    # Open on some dates alone: after the last one never again.
    fair = [date.today() + timedelta(n) for n in (30, 250, 500)]
    run = put({**OFFICE, "week": {}, "replacements": [{"date": str(day), "windows": [["10:00", "12:00"]]} for day in fair]})
    assert f"warning: Office: closed from {fair[-1]} on: what is promised by it then never falls due\n" in run.stderr, run.stderr
    # The last window may end two days after its midnight, and that in the west is later still.
    run = put({**OFFICE, "zone": "America/Los_Angeles", "week": {},
               "replacements": [{"date": str(day), "windows": [["20:00", "19:00"]]} for day in fair]})
    assert f"closed from {fair[-1] + timedelta(1)} on" in run.stderr, run.stderr
    assert duedesk("check", "--json").stdout == ""


# ---- For open tickets too ---------------------------------------------------------------------------------


def test_a_preview_does_nothing_and_open_does_what_it_said():
    sample("--tickets", "60", "--open", "80%")
    name = sql("SELECT c.name FROM ticket t JOIN level_version v ON v.id = t.level_version_id JOIN calendar c"
               " ON c.id = v.calendar_id WHERE t.is_open = 1 GROUP BY c.name ORDER BY COUNT(*) DESC LIMIT 1")[0][0]
    hours = show(name)
    before = versions()
    assert "says so already" in put(hours, "--preview", status=1).stderr
    assert put(hours, "--open").stdout == f"{name}: version 1, unchanged\n"
    hours["week"] = {day: [["10:00", "11:00"]] for day in DAYS}
    said = figures(put(hours, "--preview"))
    assert said["open tickets"] > 10 and said["deadlines later"] > 0 and said["deadlines earlier"] == 0, said
    assert versions() == before and sql("SELECT COUNT(*) FROM applied_change") == [["0"]]
    # First for new tickets alone; then, unchanged, for open ones too.
    assert put(hours).stdout == f"{name}: version 2\n"
    assert figures(put(hours, "--preview"))["deadlines later"] == said["deadlines later"]
    assert put(hours, "--open").stdout == f"{name}: version 2, unchanged, for open tickets too\n"
    assert put(hours, "--open").stdout == f"{name}: version 2, unchanged\n"
    assert int(versions()) == int(before) + 1 and sql("SELECT COUNT(*) FROM applied_change") == [["1"]]
    lines = duedesk("calendar", "changes").stdout.splitlines()
    assert lines == duedesk("level", "changes").stdout.splitlines()
    assert lines[-1] == f"{said['open tickets']} tickets left" and lines[0].split("\t")[2] == "calendar", lines
    assert lines[0].endswith(f"\tunder way\t{name}"), lines
    assert duedesk("check", "--json").stdout == ""
    new = {**hours, "name": "Never used"}
    assert "no open ticket" in put(new, "--preview", status=1).stderr
    assert put(new, "--open").stdout == "Never used: version 1\n"


def at_once(commands):
    """What they said who did it, and what those said who did not."""
    runs = [subprocess.Popen([DUEDESK, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, text=True, env=ENV) for words, _ in commands]
    for run, (_, text) in zip(runs, commands):
        run.stdin.write(text)
        run.stdin.close()
    for run in runs:
        run.wait()
    return [(run.returncode, run.stdout.read(), run.stderr.read()) for run in runs]


def test_who_come_at_once_make_each_a_version_and_lose_nothing():
    name = "At once"
    days = [str(monday() + timedelta(n)) for n in range(3)]
    made = at_once([(("calendar", "set", "-"), json.dumps({**OFFICE, "name": name, "closures": [{"date": day}]}))
                    for day in days])
    assert [code for code, _, _ in made] == [0, 0, 0], made
    assert sorted(out for _, out, _ in made) == [f"{name}: version {n}\n" for n in (1, 2, 3)], made
    for turn in range(6):
        days = [str(monday() + timedelta(7 + 3 * turn + n)) for n in range(3)]
        made = at_once([(("calendar", "import", name, "-", "--accept"),
                         "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Off\r\n"
                         f"DTSTART;VALUE=DATE:{day.replace('-', '')}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
                        for day in days])
        taken = [day for day, (code, _, _) in zip(days, made) if code == 0]
        closed = {c["date"] for c in show(name)["closures"]}
        assert taken and set(taken) <= closed and not (set(days) - set(taken)) & closed, (made, closed)
    level = json.loads(duedesk("level", "show", duedesk("level", "list").stdout.split("\t")[0]).stdout)
    made = at_once([(("level", "set", "-"), json.dumps({**level, "name": name}))] * 3)
    assert sorted(out for _, out, _ in made) == [f"{name}: version {n}\n" for n in (1, 2, 3)], made


if __name__ == "__main__":
    tap.need_database()
    tap.run(globals())
