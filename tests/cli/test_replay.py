#!/usr/bin/python3
"""`duedesk replay` as others call it: histories in, promises out.

DUEDESK_TEST_SEED repeats a run; DUEDESK_TEST_LINES says how many random
histories are compared with replay_oracle.py.
"""

import itertools
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import replay_lines
import replay_oracle
from replay_told import BH, DUEDESK, HOUR, NEW, ask, at, replay, story

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap  # noqa: E402

SEED = int(os.environ.get("DUEDESK_TEST_SEED", 1))
LINES = int(os.environ.get("DUEDESK_TEST_LINES", "2000"))

# ---- Mistakes ---------------------------------------------------------------

GOOD = {**story({"first_answer": HOUR}, NEW), "ask": [{"after": 1}]}
GOOD_ANSWER = {"id": 1, "asked": [[{"metric": "first_answer", "state": "running",
                                    "due": at("10:00"), "closed_at": None, "elapsed": 0}]]}


def events(*more):
    return {"events": GOOD["events"] + [{"at": at("10:00"), **m} for m in more]}


def level(**targets):
    return {"level": targets}


def hours(**changes):
    return {"calendars": {"c": {**BH, **changes}}}


# What differs from GOOD, and what the error must say.
MISTAKES = [
    ({"id": [1]}, "id: "),
    ({"lines": 1}, 'unknown member "lines"'),
    ({"calendars": []}, "calendars: "),
    ({"calendars": {"": BH}}, "200 bytes"),
    ({"calendars": {"x" * 201: BH}}, "200 bytes"),
    ({"calendars": {str(n): BH for n in range(101)}}, "more than 100"),
    ({"calendars": {"c": {"week": {}}}}, "calendars.c: tz: is missing"),
    ({"calendars": {"c": None}}, "calendars.c: "),
    (hours(tz="Mars/Base"), "calendars.c: tz: "),
    (hours(week={"mon": [["9", "17"]]}), "calendars.c: week.mon[0]: "),
    (hours(holidays=["2026-02-30"]), "calendars.c: holidays[0]: "),
    (hours(closures="none"), "calendars.c: closures: "),
    (hours(days=1), 'calendars.c: unknown member "days"'),
    (hours(shifts="2026-12-25"), "calendars.c: shifts: must be an array"),
    (hours(shifts=["25.12."]), "calendars.c: shifts[0]: must be a date"),
    (hours(dates=[]), "calendars.c: dates: must be an object"),
    (hours(dates={"2026-13-01": []}), "calendars.c: dates.2026-13-01: is no date"),
    (hours(dates={"2026-12-24": "09:00"}), "dates.2026-12-24: must be an array of windows"),
    (hours(dates={"2026-12-24": [["9"]]}), "dates.2026-12-24[0]: must be two times of day"),
    (hours(dates={"2026-12-24": [["09:00", "10:00"]] * 25}), "more than 24 windows"),
    ({"calendar": "c"}, 'calendar: there is no "c"'),
    ({"calendar": 1}, "calendar: "),
    ({"level": 3600}, "level: "),
    (level(second_answer=1), '"second_answer"'),
    (level(first_answer=0), "level.first_answer: "),
    (level(first_answer=-1), "316224000"),
    (level(first_answer=316224001), "316224000"),
    (level(first_answer=1.5), "level.first_answer: "),
    (level(first_answer="60"), "level.first_answer: "),
    (level(first_answer={}), "level.first_answer: "),
    (level(first_answer={"unit": "working"}), "level.first_answer: "),
    (level(first_answer={"seconds": 1, "days": 1}), "level.first_answer: "),
    (level(first_answer={"seconds": 1, "unit": "days"}), "unit: "),
    (level(first_answer={"days": 1, "unit": "working"}), "unit: "),
    (level(first_answer={"days": 3661}), "3660"),
    (level(first_answer={"next_open": 0}), "next_open: "),
    (level(first_answer={"priority": {"top": 1}}), '"top"'),
    (level(first_answer={"priority": {"low": 0}}), "priority: low: "),
    (level(first_answer={"priority": {"low": {"priority": {}}}}), "priority: "),
    (level(resolve=1, first_resolve=1), "use one name"),
    ({"level": {"resolve": 1}, **events({"type": "level_change", "level": {"first_resolve": 1}})},
     "use one name"),
    ({"pause": {}}, "pause: "),
    ({"pause": [{}]}, "pause[0]: states: is missing"),
    ({"pause": [{"states": ["new"]}]}, "pause[0]: metrics: is missing"),
    ({"pause": [{"states": ["asleep"], "metrics": []}]}, '"asleep"'),
    ({"pause": [{"states": [], "metrics": ["answer"]}]}, '"answer"'),
    ({"on_change": "recount"}, "on_change: "),
    ({"reopen": "never"}, "reopen: "),
    ({"reopen_window": 0}, "reopen_window: "),
    ({"by_agent": "yes"}, "by_agent: "),
    ({"by_consumption": 1}, "by_consumption: "),
    ({"max_pause": -5}, "max_pause: "),
    ({"grace": "1h"}, "grace: "),
    ({"close_after": 0}, "close_after: "),
    ({"events": None}, "events: is missing"),
    ({"events": []}, "events: there is none"),
    ({"events": {}}, "events: "),
    ({"events": [1]}, "event 1: "),
    ({"events": [{"type": "created", "by": "agent"}]}, "event 1: at: is missing"),
    ({"events": [{"at": at("09:00"), "by": "agent"}]}, "event 1: type: is missing"),
    ({"events": [{"at": "2026-06-01", "type": "created", "by": "agent"}]}, "event 1: at: "),
    ({"events": [{"at": at("09:00"), "type": "created"}]}, "event 1: by: is missing"),
    ({"events": [{"at": at("09:00"), "type": "created", "by": "rule"}]}, '"rule"'),
    ({"events": [{"at": at("09:00"), "type": "state", "to": "open"}]}, "event 1: type: the first"),
    ({"events": [{**GOOD["events"][0], "since": at("09:00:01")}]}, "since: is after the event"),
    ({"events": [{**GOOD["events"][0], "since": at("08:00"), "by": "agent"}]}, "since: only by a customer"),
    ({"events": [{**GOOD["events"][0], "since": at("08:00"), "state": "open"}]}, "without state"),
    (events({"type": "created", "by": "agent"}), "event 2: type: only"),
    (events({"type": "answer"}), 'event 2: type: "answer"'),
    (events({"type": "internal_note"}, {"type": "internal_note", "at": at("09:59:59")}),
     "event 3: at: is before"),
    (events({"type": "state"}), "event 2: to: is missing"),
    (events({"type": "state", "to": "chatting"}), '"chatting"'),
    (events({"type": "state", "to": "open", "until": at("11:00")}), "until: "),
    (events({"type": "agent_message", "to": "open"}), 'has no member "to"'),
    (events({"type": "agent_message", "from": "x"}), 'unknown member "from"'),
    (events({"type": "calendar_change", "calendar": "c"}), 'event 2: calendar: there is no "c"'),
    (events({"type": "level_change", "level": {"x": 1}}), "event 2: level: "),
    (events({"type": "priority", "to": "any"}), '"any"'),
    (events({"type": "priority"}), "event 2: to: is missing"),
    (events({"type": "level_change", "gears": {}}), "event 2: gears: only with level"),
    (events({"type": "level_change", "level": {}, "gears": []}), "event 2: gears: must be an object"),
    (events({"type": "level_change", "level": {}, "gears": {"grace": 0}}), "gears: grace: "),
    (events({"type": "level_change", "level": {}, "gears": {"close_after": 1}}), '"close_after"'),
    (events({"type": "changed", "level": {}, "calendar": "c"}), 'event 2: calendar: there is no "c"'),
    (events({"type": "changed", "hours": "c"}), 'event 2: calendar: there is no "c"'),
    (events({"type": "changed", "to": "open"}), '"changed" has no member "to"'),
    (events({"type": "changed", "unassigned": False}), "event 2: unassigned: must be true"),
    (events({"type": "changed", "assigned": "ann", "unassigned": True}), "unassigned: only without"),
    (events({"type": "changed", "assigned": ""}), "event 2: assigned: "),
    (events({"type": "restored", "state": "open"}), '"restored" has no member "state"'),
    (events({"type": "deadline", "due": at("11:00")}), "event 2: metric: is missing"),
    (events({"type": "queued"}), "event 2: channel: is missing"),
    (events({"type": "queued", "channel": "mail"}), '"mail"'),
    (events({"type": "merged_in", "oldest_unanswered": at("10:00:01")}), "oldest_unanswered: "),
    (events(*[{"type": "no_reply"}] * 10000), "events: more than 10000"),
    ({"ask": None}, "ask: is missing"),
    ({"ask": {}}, "ask: "),
    ({"ask": [{}]}, "ask[0]: after: is missing"),
    ({"ask": [{"after": 1}, {"after": 2}]}, "ask[1]: after: there are only 1"),
    ({"ask": [{"after": 0}]}, "ask[0]: after: "),
    ({"ask": [{"after": 1, "at": at("08:59:59")}]}, "ask[0]: at: is before event 1"),
    ({"ask": [{"after": 1}] * 5001}, "ask: more than 5000"),
    ({"ask": [{"after": 1, "every": 1}]}, "every: must be true or false"),
    ({"ask": [{"after": 1, "every": True}] * 2}, "ask[1]: every: only once"),
]


def test_mistakes_are_named_and_stop_nothing():
    lines = []
    for changes, _ in MISTAKES:
        lines += [{**GOOD, **changes}, GOOD]
    found = ask(*lines)
    assert found[1::2] == [GOOD_ANSWER] * len(MISTAKES)
    for (changes, says), got in zip(MISTAKES, found[::2]):
        assert set(got) == {"id", "error"}, (str(changes)[:200], got)
        assert says in got["error"], (str(changes)[:200], got)
        assert got["id"] == (None if "id" in changes else 1)


def test_members_that_are_null_are_missing():
    nulls = {name: None for name in ("calendars", "calendar", "pause", "on_change", "reopen",
                                     "reopen_window", "by_agent", "by_consumption", "max_pause",
                                     "grace", "close_after")}
    assert ask({**GOOD, **nulls}) == [GOOD_ANSWER]
    assert ask({**GOOD, "level": None}) == [{"id": 1, "asked": [[]]}]
    assert ask({**GOOD, "ask": []}) == [{"id": 1, "asked": []}]


BROKEN = [b"", b" ", b"{", b"[]", b"1", b"null", b"{}", b"\x00", b"\xff", b'{"id":1,}',
          b'{"id":1} {"id":2}', b'{"id":1,"id":2}', b'{"events":' + b"[" * 100000, b'{"x":' * 1000]


def test_what_is_no_json_is_answered_and_stops_nothing():
    lines = []
    for broken in BROKEN:
        lines += [broken, GOOD]
    found = ask(*lines)
    assert found[1::2] == [GOOD_ANSWER] * len(BROKEN)
    assert all(set(a) == {"id", "error"} for a in found[::2])


def test_an_id_of_any_kind_comes_back_as_it_was_written():
    ids = ['"a"', "-0.0", "1e400", "123456789012345678901234567890", "true", "null", '"\\u00e4 \\/"']
    rest = json.dumps({k: v for k, v in GOOD.items() if k != "id"})[1:]
    data = "".join(f'{{"id": {i}, {rest}\n' for i in ids).encode()
    for i, got in zip(ids, replay(data)):
        assert got.decode().startswith(f'{{"id":{i},"asked":'), got


def test_a_line_that_is_too_long_is_answered_and_skipped():
    text = json.dumps(GOOD)
    longer, good, whole, huger, last = ask(
        text[:-1] + " " * (1024 * 1024) + "}", GOOD, text + " " * (1024 * 1024 - len(text)),
        '{"id": "big", "x": "' + "y" * 10_000_000, GOOD)
    assert longer == {"id": 1, "error": "a line has more than 1048576 bytes"}
    assert huger["id"] == "big" and "1048576" in huger["error"]
    assert good == whole == last == GOOD_ANSWER


def test_the_largest_history_is_answered():
    """As many events, questions and metrics as there may be."""
    every = {m: HOUR for m in replay_oracle.METRICS}
    line = story(every, NEW, id=0)
    line["events"] += [{"at": at("10:00"), "type": "agent_message"},
                       {"at": at("10:00"), "type": "customer_message"}] * 4999
    line["ask"] = [{"after": 9999 - n} for n in range(5000)]
    line = json.dumps(line, separators=(",", ":"))
    assert len(line) < 1024 * 1024, len(line)
    [got] = ask(line)
    assert len(got["asked"]) == 5000
    following = [a[1]["state"] for a in got["asked"]]
    assert following[:3] == ["running", "met", "running"]


def test_who_asks_and_waits_gets_each_answer_at_once():
    with subprocess.Popen([DUEDESK, "replay"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as p:
        for number in range(50):
            p.stdin.write(json.dumps({**GOOD, "id": number}).encode() + b"\n")
            p.stdin.flush()
            assert json.loads(p.stdout.readline())["id"] == number
        p.stdin.close()
        assert p.wait(10) == 0


def test_arguments_are_refused():
    run = subprocess.run([DUEDESK, "replay", "x"], capture_output=True, check=False)
    assert run.returncode == 2 and b"no option" in run.stderr


def memory(lines):
    """Peak memory in KiB of answering these lines."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    with subprocess.Popen([DUEDESK, "replay"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as p:
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
    line = story({"first_answer": HOUR, "resolve": HOUR}, NEW, "10:00 agent_message",
                 "11:00 customer_message", "12:00 state to=resolved", calendars={"BH": BH}, calendar="BH")
    line["events"] += [{"at": at("13:00"), "type": "level_change",
                        "level": {"next_answer": n + 1}} for n in range(500)]
    line["ask"] = [{"after": n + 1} for n in range(500)]
    line = json.dumps(line).encode() + b"\n"
    few, many = memory([line] * 3), memory([line] * 300)
    assert many < few + 8 * 1024, (few, many)


# ---- Random histories -------------------------------------------------------


def test_random_histories_are_answered_as_by_the_oracle():
    made, compared = replay_lines.scenarios(SEED, LINES), 0
    while batch := list(itertools.islice(made, 1000)):
        for (line, want), got in zip(batch, ask(*[line for line, _ in batch])):
            assert got == want, f"seed {SEED}: {json.dumps(line)}: {got}, not {want}"
        compared += len(batch)
    assert compared > LINES * 0.9


if __name__ == "__main__":
    tap.run(globals(), f"DUEDESK_TEST_SEED={SEED} DUEDESK_TEST_LINES={LINES}")
