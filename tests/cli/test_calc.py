#!/usr/bin/python3
"""`duedesk calc` as others call it: lines in, lines out.

DUEDESK_TEST_SEED repeats a run; DUEDESK_TEST_LINES says how many random
questions are compared with calc_oracle.py.
"""

import json
import os
import random
import resource
import subprocess
import sys
import time
import zoneinfo
from pathlib import Path

import calc_oracle

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap  # noqa: E402

DUEDESK = Path(os.environ.get("TEST_BUILDDIR", "build")) / "duedesk"
SEED = int(os.environ.get("DUEDESK_TEST_SEED", time.time_ns() % 10**9))
LINES = int(os.environ.get("DUEDESK_TEST_LINES", "3000"))
BH = {d: [["09:00", "17:00"]] for d in ("mon", "tue", "wed", "thu", "fri")}
DAYS = calc_oracle.DAYS
ALWAYS = {d: [["00:00", "24:00"]] for d in DAYS}
GOOD = {
    "id": 1,
    "tz": "Europe/Berlin",
    "week": BH,
    "op": "due",
    "start": "2026-06-01T07:00:00Z",
    "seconds": 3600,
}
GOOD_DUE = {"id": 1, "due": "2026-06-01T08:00:00Z"}


def calc(data):
    """Its answers to these bytes, as they are."""
    run = subprocess.run(
        [DUEDESK, "calc"], input=data, capture_output=True, timeout=600, check=False
    )
    assert run.returncode == 0, run
    assert run.stderr == b"", run.stderr
    assert run.stdout == b"" or run.stdout.endswith(b"\n")
    return run.stdout.split(b"\n")[:-1]


def ask(*lines):
    """Answers, parsed, to questions: objects, text or bytes."""
    raw = []
    for line in lines:
        if isinstance(line, dict):
            line = json.dumps(line)
        raw.append(line if isinstance(line, bytes) else line.encode())
    found = [json.loads(a) for a in calc(b"".join(r + b"\n" for r in raw))]
    assert len(found) == len(lines)
    return found


def with_(**changes):
    return {**GOOD, **changes}


def without(*names):
    return {k: v for k, v in GOOD.items() if k not in names}


# ---- Known answers ----------------------------------------------------------

SPRING = "2026-03-28T21:00:00Z"
NIGHT = {d: [["22:00", "06:00"]] for d in DAYS}
LUNCH = {d: [["09:00", "12:00"], ["13:00", "17:00"]] for d in BH}
LONG = {d: [["08:00", "18:00"]] for d in BH}

# The vectors of doc/sla.md: name, what differs from GOOD, due.
VECTORS = [
    ("V01", {"start": "2026-03-27T15:00:00Z", "seconds": 28800}, "2026-03-30T14:00:00Z"),
    ("V02", {"week": ALWAYS, "start": "2026-03-28T11:00:00Z", "seconds": 86400}, "2026-03-29T11:00:00Z"),
    ("V03", {"week": ALWAYS, "start": "2026-10-24T10:00:00Z", "seconds": 86400}, "2026-10-25T10:00:00Z"),
    ("V04", {"week": NIGHT, "start": SPRING, "seconds": 28800}, "2026-03-29T21:00:00Z"),
    ("V05", {"week": NIGHT, "start": "2026-10-24T20:00:00Z", "seconds": 28800}, "2026-10-25T04:00:00Z"),
    ("V10", {"holidays": ["2026-12-25"], "start": "2026-12-24T15:00:00Z", "seconds": 14400}, "2026-12-28T11:00:00Z"),
    ("V11", {"holidays": [{"date": "2026-12-24", "from": "12:00", "to": "24:00"}, "2026-12-25"], "start": "2026-12-24T10:00:00Z", "seconds": 14400}, "2026-12-28T11:00:00Z"),
    ("V12", {"week": LUNCH, "start": "2026-06-01T09:30:00Z", "seconds": 3600}, "2026-06-01T11:30:00Z"),
    ("V13", {"seconds": 28800}, "2026-06-01T15:00:00Z"),
    ("V14", {"start": "2026-06-01T15:00:00Z", "seconds": 3600}, "2026-06-02T08:00:00Z"),
    ("V15", {"start": "2026-06-06T01:00:00Z", "seconds": 3600}, "2026-06-08T08:00:00Z"),
    ("V16", {"week": {"tue": [["09:00", "10:00"]]}, "start": "2026-06-01T10:00:00Z", "seconds": 36000}, "2026-08-04T08:00:00Z"),
    ("V17", {"seconds": 20800 * 3600}, "2036-05-16T15:00:00Z"),
    ("V18", {"week": {}}, None),
    ("V19", {"seconds": 28800, "pauses": [["2026-06-01T10:00:00Z", "2026-06-03T08:00:00Z"]]}, "2026-06-03T13:00:00Z"),
    ("V20", {"start": "2026-06-05T11:00:00Z", "seconds": 28800, "pauses": [["2026-06-05T15:00:00Z", "2026-06-08T07:00:00Z"]]}, "2026-06-08T11:00:00Z"),
    ("V21", {"week": LONG, "start": "2026-06-01T15:00:00Z", "seconds": 14400}, "2026-06-02T09:00:00Z"),
    ("V22", {"week": LONG, "start": "2026-06-01T15:00:00Z", "seconds": 5400}, "2026-06-02T06:30:00Z"),
    ("V23", {"week": LONG, "start": "2026-06-01T12:00:00Z", "seconds": 21600}, "2026-06-02T08:00:00Z"),
    ("V26", {"tz": "UTC", "week": ALWAYS, "start": "2038-01-18T12:00:00Z", "seconds": 172800}, "2038-01-20T12:00:00Z"),
    ("V27", {"tz": "UTC", "week": ALWAYS, "start": "2016-12-31T23:59:30Z", "seconds": 60}, "2017-01-01T00:00:30Z"),
    ("V28", {"week": {d: [["00:00", "23:59"]] for d in DAYS}, "start": "2026-05-31T22:00:00Z", "seconds": 30 * 86400}, "2026-06-30T22:30:00Z"),
    ("V29", {"week": NIGHT, "holidays": ["2026-12-25"], "start": "2026-12-24T21:00:00Z", "seconds": 21600}, "2026-12-26T03:00:00Z"),
    ("V30", {"seconds": 28800, "pauses": [["2026-06-01T15:00:00Z", "2026-06-02T07:00:00Z"]]}, "2026-06-01T15:00:00Z"),
    ("V31", {"seconds": 21600, "pauses": [["2026-06-01T10:00:00Z", "2026-06-03T08:00:00Z"]]}, "2026-06-03T11:00:00Z"),
]

# Lengths: name, zone, window, from, until, seconds.
LENGTHS = [
    ("V06", "Europe/Berlin", ["02:00", "04:00"], "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", 3600),
    ("V07", "Europe/Berlin", ["02:00", "03:00"], "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", 0),
    ("V08", "Europe/Berlin", ["02:00", "03:00"], "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", 7200),
    ("V08b", "Europe/Berlin", ["02:30", "03:00"], "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", 3600),
    ("V09 Lord Howe", "Australia/Lord_Howe", ["00:00", "24:00"], "2026-04-04T13:00:00Z", "2026-04-05T13:30:00Z", 88200),
    ("V09 Apia", "Pacific/Apia", ["00:00", "24:00"], "2011-12-29T10:00:00Z", "2011-12-31T10:00:00Z", 172800),
]


def test_the_vectors_of_the_law():
    found = ask(*[with_(id=n, **changes) for n, changes, _ in VECTORS])
    for (name, _, due), got in zip(VECTORS, found):
        want = {"id": name, "due": due}
        if due is None:
            want["reason"] = "no_open_time"
        assert got == want, (name, got)


def test_the_lengths_of_odd_days():
    lines = [
        {"id": n, "tz": z, "week": {d: [w] for d in DAYS}, "op": "elapsed", "start": a, "end": b}
        for n, z, w, a, b, _ in LENGTHS
    ]
    for length, got in zip(LENGTHS, ask(*lines)):
        assert got == {"id": length[0], "seconds": length[5]}, got


def test_v24_hand_over_to_another_calendar():
    hand_over = {"id": "V24", "tz": "America/Chicago", "week": BH, "op": "elapsed",
                 "start": "2026-06-01T17:00:00Z", "end": "2026-06-01T21:00:00Z"}
    manila = {"id": "V24", "tz": "Asia/Manila", "op": "due", "seconds": 6 * 3600,
              "week": {d: [["09:00", "18:00"]] for d in BH}, "start": "2026-06-01T21:00:00Z"}
    assert ask(hand_over, manila) == [
        {"id": "V24", "seconds": 14400},
        {"id": "V24", "due": "2026-06-02T07:00:00Z"},
    ]


# ---- The fine print ---------------------------------------------------------


def test_zero_seconds_are_the_start_even_while_paused_or_never_open():
    start = {"start": "2026-06-06T01:02:03Z", "seconds": 0}
    for extra in ({}, {"week": {}}, {"pauses": [["2026-01-01T00:00:00Z", None]]}):
        assert ask(with_(**start, **extra))[0] == {"id": 1, "due": "2026-06-06T01:02:03Z"}


def test_an_end_before_the_start_gives_zero():
    line = {**without("seconds"), "op": "elapsed", "end": "2026-05-01T00:00:00Z"}
    assert ask(line) == [{"id": 1, "seconds": 0}]


def test_why_there_is_no_due_instant():
    endless = [["2026-06-01T07:30:00Z", None]]
    paused, done, never, far = ask(
        with_(pauses=endless),
        with_(pauses=endless, seconds=1800),
        with_(pauses=endless, week=None),
        with_(seconds=2**63 - 1),
    )
    assert paused == {"id": 1, "due": None, "reason": "paused"}
    assert done == {"id": 1, "due": "2026-06-01T07:30:00Z"}
    assert never == far == {"id": 1, "due": None, "reason": "no_open_time"}


def test_the_horizon_is_a_hundred_years():
    century = 36525 * 864 * 100
    line = with_(tz="UTC", week=ALWAYS, start="2000-01-01T00:00:00Z")
    assert ask({**line, "seconds": century}, {**line, "seconds": century + 1}) == [
        {"id": 1, "due": "2100-01-01T00:00:00Z"},
        {"id": 1, "due": None, "reason": "no_open_time"},
    ]
    hold = [["2000-01-02T00:00:00Z", "2099-12-31T00:00:00Z"]]
    assert ask(
        {**line, "seconds": 2 * 86400, "pauses": hold},
        {**line, "seconds": 2 * 86400 + 1, "pauses": hold},
    ) == [
        {"id": 1, "due": "2100-01-01T00:00:00Z"},
        {"id": 1, "due": None, "reason": "paused"},
    ]


def test_windows_that_close_as_they_open_last_a_day():
    for window in (["09:00", "09:00"], ["00:00", "00:00"], ["00:00", "24:00"]):
        line = {**without("seconds"), "op": "elapsed", "week": {"mon": [window]},
                "start": "2026-05-31T00:00:00Z", "end": "2026-06-06T00:00:00Z"}
        assert ask(line) == [{"id": 1, "seconds": 86400}], window


def test_sunday_night_reaches_into_monday():
    line = {**without("seconds"), "op": "elapsed", "week": {"sun": [["22:00", "06:00"]]},
            "start": "2026-05-31T22:00:00Z", "end": "2026-06-07T20:00:00Z"}
    assert ask(line) == [{"id": 1, "seconds": 6 * 3600}]


def test_overlapping_windows_and_pauses_count_once():
    week = {"mon": [["12:00", "17:00"], ["09:00", "13:00"], ["09:00", "13:00"]]}
    pauses = [
        ["2026-06-01T09:00:00Z", "2026-06-01T10:00:00Z"],
        ["2026-06-01T08:30:00Z", "2026-06-01T09:30:00Z"],
        ["2026-06-01T10:00:00Z", "2026-06-01T09:00:00Z"],
        ["2020-01-01T00:00:00Z", "2020-02-01T00:00:00Z"],
        ["2026-06-01T11:00:00.9Z", "2026-06-01T11:00:01.1Z"],
    ]
    line = {**without("seconds"), "op": "elapsed", "week": week, "pauses": pauses,
            "start": "2026-05-31T22:00:00Z", "end": "2026-06-01T22:00:00Z"}
    assert ask(line) == [{"id": 1, "seconds": 8 * 3600 - 5400 - 1}]


def test_times_may_have_offsets_and_fractions():
    for start in ("2026-06-01T09:00:00+02:00", "2026-06-01T07:00:00.999999Z",
                  "2026-06-01t07:00:00z", "2026-05-31T21:00:00-10:00"):
        assert ask(with_(start=start)) == [GOOD_DUE], start
    leap = with_(tz="UTC", week=ALWAYS, start="2016-12-31T23:59:60Z")
    assert ask(leap) == [{"id": 1, "due": "2017-01-01T01:00:00Z"}]


def test_missing_and_null_lists_are_empty():
    assert ask(
        with_(holidays=None, pauses=None), with_(holidays=[], pauses=[]),
        with_(week={**BH, "sat": None, "sun": []}), with_(end=None),
    ) == [GOOD_DUE] * 4


def test_a_part_day_holiday_may_end_on_the_next_day():
    line = {**without("seconds"), "op": "elapsed", "week": NIGHT,
            "holidays": [{"date": "2026-06-01", "from": "23:00", "to": "01:00"}],
            "start": "2026-06-01T10:00:00Z", "end": "2026-06-02T10:00:00Z"}
    assert ask(line) == [{"id": 1, "seconds": 6 * 3600}]


def test_escapes_are_read():
    line = json.dumps(GOOD).replace('"tz"', '"\\u0074z"').replace("Berlin", "B\\u0065rlin")
    assert ask(line) == [GOOD_DUE]


# ---- Ids --------------------------------------------------------------------

IDS = ['"a"', "0", "-7", "1.50", "1e400", "-0.0", "true", "false", "null",
       "123456789012345678901234567890", '"\\u00e4\\ud83d\\ude00 \\"q\\" \\/"',
       '"ä 😀"', '""', "9007199254740993"]


def test_an_id_of_any_kind_comes_back_as_it_was_written():
    rest = json.dumps(without("id"))[1:]
    data = "".join(f'{{"id": {i}, {rest}\n' for i in IDS).encode()
    for i, got in zip(IDS, calc(data)):
        assert got.decode() == f'{{"id":{i},"due":"2026-06-01T08:00:00Z"}}', got


def test_the_id_of_a_broken_line_is_found():
    found = ask(
        '{"id": "x", "tz": "Europe/Berlin", "week": {',
        '{"tz": 7, "id": 5}',
        '{"week": {"mon": [[1, 2]]}, "id": 6} x',
        '{"id": [1], "tz": "UTC"}',
        '{"id": {"id": 3}}',
        '{"tz": "UTC", "id"',
        '{"id": 12',
        '{"nested": {"id": 1}, "broken": ',
    )
    assert [a["id"] for a in found] == ["x", 5, 6, None, None, None, 12, None]
    assert all("error" in a for a in found)


def test_a_line_without_id_is_answered():
    assert ask(without("id")) == [{"id": None, "due": GOOD_DUE["due"]}]


# ---- Mistakes ---------------------------------------------------------------

# What differs from GOOD, and what the error must say.
MISTAKES = [
    ({"tz": None}, "tz: is missing"),
    ({"tz": "Mars/Base"}, "tz: "),
    ({"tz": "../../etc/passwd"}, "tz: "),
    ({"tz": "/etc/localtime"}, "tz: "),
    ({"tz": "right/Europe/Berlin"}, "tz: "),
    ({"tz": "europe/berlin"}, "tz: "),
    ({"tz": "Europe"}, "tz: "),
    ({"tz": "Fixed/UTC+01:00:00"}, "tz: "),
    ({"tz": ""}, "64"),
    ({"tz": "x" * 65}, "64"),
    ({"tz": 1}, "tz: must be a string"),
    ({"week": []}, "week: "),
    ({"week": {"monday": []}}, '"monday"'),
    ({"week": {"mon": "09:00-17:00"}}, "week.mon: "),
    ({"week": {"mon": ["09:00", "17:00"]}}, "week.mon[0]: "),
    ({"week": {"mon": [["09:00", "17:00"], ["9:00", "17:00"]]}}, "week.mon[1]: "),
    ({"week": {"mon": [["24:00", "24:00"]]}}, "week.mon[0]: "),
    ({"week": {"mon": [["09:00", "24:01"]]}}, "week.mon[0]: "),
    ({"week": {"mon": [["09:60", "17:00"]]}}, "week.mon[0]: "),
    ({"week": {"mon": [["09:00"]]}}, "week.mon[0]: "),
    ({"week": {"mon": [["09:00", "12:00", "17:00"]]}}, "week.mon[0]: "),
    ({"week": {"mon": [[]]}}, "week.mon[0]: "),
    ({"week": {"mon": [["00:00", "00:01"]] * 25}}, "24"),
    ({"holidays": "2026-12-25"}, "holidays: "),
    ({"holidays": ["2026-12-25", "2026-02-30"]}, "holidays[1]: "),
    ({"holidays": ["2026-12-25T00:00:00Z"]}, "holidays[0]: "),
    ({"holidays": [20261225]}, "holidays[0]: "),
    ({"holidays": [{"date": "2026-12-24"}]}, "holidays[0]: "),
    ({"holidays": [{"date": "2026-12-24", "from": "12:00"}]}, "holidays[0]: "),
    ({"holidays": [{"date": "2026-12-24", "from": "12:00", "to": "24:00", "x": 1}]}, "holidays[0]: "),
    ({"holidays": ["2026-12-25"] * 10001}, "10000"),
    ({"op": None}, "op: is missing"),
    ({"op": "overdue"}, "op: "),
    ({"start": None}, "start: is missing"),
    ({"start": "2026-06-01"}, "start: "),
    ({"start": "2026-06-01T07:00:00"}, "start: "),
    ({"start": "2026-02-29T07:00:00Z"}, "start: "),
    ({"start": "1899-12-31T23:59:59Z"}, "1900"),
    ({"start": "2400-01-01T00:00:01Z"}, "2400"),
    ({"start": 1780000000}, "start: "),
    ({"seconds": None}, "seconds: is missing"),
    ({"seconds": -1}, "seconds: "),
    ({"seconds": 1.5}, "seconds: "),
    ({"seconds": "60"}, "seconds: "),
    ({"seconds": 2**63}, "9223372036854775807"),
    ({"op": "elapsed"}, "end: is missing"),
    ({"op": "elapsed", "end": "tomorrow"}, "end: "),
    ({"pauses": [["2026-06-01T07:00:00Z"]]}, "pauses[0]: "),
    ({"pauses": [[None, "2026-06-01T07:00:00Z"]]}, "pauses[0]: "),
    ({"pauses": [["2026-06-01T07:00:00Z", None, None]]}, "pauses[0]: "),
    ({"pauses": {}}, "pauses: "),
    ({"pauses": [["2026-06-01T07:00:00Z", None]] * 10001}, "10000"),
    ({"holyday": []}, '"holyday"'),
    ({"id": [1]}, "id: "),
]


def test_mistakes_are_named_and_stop_nothing():
    lines = []
    for changes, _ in MISTAKES:
        lines += [with_(**changes), GOOD]
    found = ask(*lines)
    assert found[1::2] == [GOOD_DUE] * len(MISTAKES)
    for (changes, says), got in zip(MISTAKES, found[::2]):
        assert set(got) == {"id", "error"}, (changes, got)
        assert says in got["error"], (str(changes)[:99], got)
        assert got["id"] == (None if "id" in changes else 1)


BROKEN = [
    b"", b" ", b"\r", b"{", b"}", b"[]", b"1", b'"x"', b"null", b"nul", b"{}", b"\x00", b"\xff",
    b"\xef\xbb\xbf{}", b'{"id":1,}', b'{"id":01}', b"{'id':1}", b'{"id":1} {"id":2}', b'{"id":"\xff"}',
    b'{"id":"\xc0\x80"}', b'{"id":"\\ud800"}', b'{"id":"\\x"}', b'{"id":"\x01"}', b'{"id":1,"id":2}',
    b'{"tz":"\\u0000"}', b'{"id":+1}', b'{"id":.5}', b'{"id":1.}', b'{"id":NaN}', b'{"id":1e}',
    b'{"week":' + b"[" * 100000, b'{"x":' * 1000, b"[" * 64 + b"]" * 64,
]


def test_what_is_no_json_is_answered_and_stops_nothing():
    lines = []
    for broken in BROKEN:
        lines += [broken, GOOD]
    found = ask(*lines)
    assert found[1::2] == [GOOD_DUE] * len(BROKEN)
    assert all(set(a) == {"id", "error"} for a in found[::2])


def test_a_line_that_is_too_long_is_answered_and_skipped():
    huge = json.dumps(GOOD)[:-1] + " " * (1024 * 1024)
    fits = json.dumps(GOOD) + " " * (1024 * 1024 - len(json.dumps(GOOD)))
    longer, good, whole, huger, last = ask(
        huge + "}", GOOD, fits, '{"id": "big", "x": "' + "y" * 10_000_000, GOOD
    )
    assert longer == {"id": 1, "error": "a line has more than 1048576 bytes"}
    assert huger["id"] == "big" and "1048576" in huger["error"]
    assert good == whole == last == GOOD_DUE
    [only] = calc(b"z" * 3_000_000)
    assert b"1048576" in only


def test_the_last_line_needs_no_line_feed():
    assert calc(json.dumps(GOOD).encode())[0].startswith(b'{"id":1,"due"')
    assert calc(b"") == []
    assert len(calc(json.dumps(GOOD).encode() + b"\r\n")) == 1


# ---- Streams ----------------------------------------------------------------


def test_who_asks_and_waits_gets_each_answer_at_once():
    with subprocess.Popen([DUEDESK, "calc"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as p:
        for number in range(50):
            p.stdin.write(json.dumps(with_(id=number)).encode() + b"\n")
            p.stdin.flush()
            assert json.loads(p.stdout.readline())["id"] == number
        p.stdin.close()
        assert p.wait(10) == 0


def test_a_reader_that_leaves_ends_it_quietly():
    with subprocess.Popen(
        [DUEDESK, "calc"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as p:
        p.stdout.close()
        try:
            p.stdin.write((json.dumps(GOOD) + "\n").encode() * 20000)
            p.stdin.close()
        except BrokenPipeError:
            pass
        assert p.stderr.read() == b""
        assert p.wait(10) == 1


def test_arguments_are_refused():
    run = subprocess.run([DUEDESK, "calc", "x"], capture_output=True, check=False)
    assert run.returncode == 2 and b"no arguments" in run.stderr


def memory(lines):
    """Peak memory in KiB of answering these lines."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    with subprocess.Popen([DUEDESK, "calc"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as p:
        for line in lines:
            p.stdin.write(line)
        p.stdin.flush()
        status = Path(f"/proc/{p.pid}/status").read_text()
        p.stdin.close()
        assert p.wait(60) == 0
    assert before >= 0
    return int(status.split("VmHWM:")[1].split()[0])


def test_memory_does_not_follow_the_input():
    if b"__asan" in DUEDESK.read_bytes():
        return  # a sanitizer keeps what was freed
    names = sorted(zoneinfo.available_timezones() - {"localtime"})
    zones = [json.dumps(with_(tz=z)).encode() + b"\n" for z in names]
    few = memory(zones)

    def flood():
        for i in range(20000):
            minutes = f"{i // 60 % 24:02}:{i % 60:02}"
            yield json.dumps(
                with_(tz=names[i % len(names)], week={"mon": [[minutes, "24:00"]]}, id="x" * 100)
            ).encode() + b"\n"
        for i in range(300):  # calendars with many holidays, unknown zones
            days = [f"{1970 + i}-{m:02}-{d:02}" for m in range(1, 13) for d in range(1, 29)]
            yield json.dumps(with_(holidays=days)).encode() + b"\n"
            yield json.dumps(with_(tz=f"No/Where{i}")).encode() + b"\n"
        yield b"[[" + b"[]," * 349000 + b"\n"

    many = memory(flood())
    assert many < 32 * 1024, f"{many} KiB"
    assert many < few + 16 * 1024, (few, many)


# ---- Random questions -------------------------------------------------------

ODD = ["Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "Africa/El_Aaiun",
       "America/Sao_Paulo", "Africa/Cairo", "Asia/Gaza", "Antarctica/Troll", "Europe/Dublin",
       "America/St_Johns", "Asia/Kathmandu", "Pacific/Chatham", "America/Scoresbysund",
       "Pacific/Kiritimati", "America/Caracas", "Asia/Pyongyang", "Europe/Berlin", "UTC"]
NAMES = sorted(zoneinfo.available_timezones() - {"localtime"})


def clock(rng, last=1439):
    m = rng.randint(0, last)
    m = m if rng.randrange(3) == 0 else m // 30 * 30
    return f"{m // 60:02}:{m % 60:02}"


def random_instant(rng):
    """Often within days of a change of the clocks in many zones."""
    year = rng.choice([2011, 2018, 2024, 2026, 2026, 2026, 2027, 2036, 2040, 2087])
    if rng.randrange(3):
        month, day = rng.choice([(3, 8), (3, 29), (4, 5), (10, 4), (10, 25), (11, 1), (12, 29), (2, 15)])
    else:
        month, day = rng.randint(1, 12), rng.randint(1, 28)
    at = calc_oracle.parse(f"{year}-{month:02}-{day:02}T00:00:00Z")
    return at + rng.randint(-3 * 86400, 3 * 86400)


def random_line(rng, number):
    start = random_instant(rng)
    week = {}
    for day in DAYS:
        if rng.randrange(4):
            week[day] = [[clock(rng), rng.choice([clock(rng), clock(rng), "24:00"])]
                         for _ in range(rng.choice([0, 1, 1, 1, 2, 3]))]
    line = {"id": number, "tz": rng.choice(ODD if rng.randrange(2) else NAMES), "week": week,
            "start": calc_oracle.text(start)}
    holidays = []
    for _ in range(rng.choice([0, 0, 1, 3])):
        date = calc_oracle.text(start + rng.randint(-2, 9) * 86400)[:10]
        if rng.randrange(2):
            date = {"date": date, "from": clock(rng), "to": rng.choice([clock(rng), "24:00"])}
        holidays.append(date)
    if holidays or rng.randrange(2):
        line["holidays"] = holidays
    pauses = []
    for _ in range(rng.choice([0, 0, 1, 2, 4])):
        a = start + rng.randint(-86400, 6 * 86400)
        pauses.append([calc_oracle.text(a), calc_oracle.text(a + rng.randint(-3600, 2 * 86400))])
    if pauses and rng.randrange(8) == 0:
        rng.choice(pauses)[1] = None
    if pauses or rng.randrange(2):
        line["pauses"] = pauses
    if rng.randrange(2):
        line.update(op="due", seconds=rng.choice([0, 1, rng.randint(1, 60), rng.randint(1, 100000)]))
    else:
        line.update(op="elapsed", end=calc_oracle.text(start + rng.randint(-3600, 8 * 86400)))
    return line


def sparse(line):
    """So little open time that the oracle would walk for years?"""
    return line["op"] == "due" and sum(
        e - s for d in line["week"].values() for s, e in (calc_oracle.stretch(*w) for w in d)
    ) * 60 < line["seconds"] / 6 and any(line["week"].values())


def test_random_questions_are_answered_as_by_the_oracle():
    rng = random.Random(SEED)
    lines = [line for line in (random_line(rng, n) for n in range(LINES)) if not sparse(line)]
    assert len(lines) > LINES / 2
    for line, got in zip(lines, ask(*lines)):
        want = calc_oracle.answer(line)
        assert got == want, f"seed {SEED}: {json.dumps(line)}: {got}, not {want}"


if __name__ == "__main__":
    tap.run(globals(), f"DUEDESK_TEST_SEED={SEED} DUEDESK_TEST_LINES={LINES}")
