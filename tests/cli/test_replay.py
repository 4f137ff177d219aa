#!/usr/bin/python3
"""`duedesk replay` as others call it: histories in, promises out.

DUEDESK_TEST_SEED repeats a run; DUEDESK_TEST_LINES says how many random
histories are compared with replay_oracle.py, which also judges each known one.
"""

import itertools
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import replay_lines
import replay_oracle

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap  # noqa: E402

DUEDESK = Path(os.environ.get("TEST_BUILDDIR", "build")) / "duedesk"
SEED = int(os.environ.get("DUEDESK_TEST_SEED", time.time_ns() % 10**9))
LINES = int(os.environ.get("DUEDESK_TEST_LINES", "2000"))
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
BH = {"tz": "Europe/Berlin", "week": {d: [["09:00", "17:00"]] for d in DAYS[:5]}}
UTC_BH = {**BH, "tz": "UTC"}
MODES = ("retarget", "rejudge", "restart", "keep")
HOUR = 3600


def replay(data):
    """Its answers to these bytes, as they are."""
    run = subprocess.run(
        [DUEDESK, "replay"], input=data, capture_output=True, timeout=1200, check=False
    )
    assert run.returncode == 0, run
    assert run.stderr == b"", run.stderr
    assert run.stdout == b"" or run.stdout.endswith(b"\n")
    return run.stdout.split(b"\n")[:-1]


def ask(*lines):
    """Answers, parsed, to histories: objects, text or bytes."""
    raw = []
    for line in lines:
        if isinstance(line, dict):
            line = json.dumps(line)
        raw.append(line if isinstance(line, bytes) else line.encode())
    found = [json.loads(a) for a in replay(b"".join(r + b"\n" for r in raw))]
    assert len(found) == len(lines)
    return found


# ---- Known answers ----------------------------------------------------------


def at(text):
    """"09:30", "Tue 09:30" or "09:30:01" of a week in June 2026, in UTC; what
    is longer is told in full."""
    if len(text) > 12:
        return text
    day, _, clock = text.rpartition(" ")
    number = 1 + (DAYS.index(day.lower()) if day else 0)
    return f"2026-06-{number:02}T{clock + ':00' if len(clock) == 5 else clock}Z"


TIMES = ("until", "due", "oldest_unanswered")


def step(told):
    """"09:00 state to=open" as an event; a pair adds what is no text."""
    told, more = told if isinstance(told, tuple) else (told, {})
    words = told.split()
    when = [words.pop(0)]
    if words[0][:1].isdigit():
        when.append(words.pop(0))
    e = {"at": at(" ".join(when)), "type": words[0], **more}
    for word in words[1:]:
        name, _, value = word.partition("=")
        e[name] = at(value.replace("_", " ")) if name in TIMES else value
    return e


def story(level, *steps, **rest):
    return {"id": 1, "level": level, "events": [step(s) for s in steps], **rest}


def asked(line, *asks):
    """What C and the law say, which is the same, for (after, at) each."""
    line = {**line, "ask": [
        {"after": k} if when is None else {"after": k, "at": at(when)} for k, when in asks]}
    [got] = ask(line)
    assert "asked" in got, got
    want = replay_oracle.answer(line)
    assert got == want, f"{json.dumps(line)}: {got}, not {want}"
    return got["asked"]


def state(line, when=None):
    """(state, due, closed_at, elapsed) of the only metric at the end."""
    [[m]] = asked(line, (len(line["events"]), when))
    return m["state"], m["due"], m["closed_at"], m["elapsed"]


NONE = ("none", None, None, None)
NEW = "09:00 created by=customer"
WORKDAYS = {"calendars": {"BH": BH}, "calendar": "BH"}


def test_v19_a_pause_is_credited():
    line = story({"resolve": 8 * HOUR}, "07:00 created by=customer", "10:00 state to=postponed",
                 "Wed 08:00 state to=open", **WORKDAYS)
    assert state(line) == ("running", at("Wed 13:00"), None, 3 * HOUR)
    assert asked(line, (2, None), (2, "Wed 07:59"), (3, "Wed 13:00"), (3, "Wed 13:00:01")) == [
        [{"metric": "resolve", "state": s, "due": d, "closed_at": None, "elapsed": u}]
        for s, d, u in (("paused", None, 3 * HOUR), ("paused", None, 3 * HOUR),
                        ("running", at("Wed 13:00"), 8 * HOUR),
                        ("breached", at("Wed 13:00"), 8 * HOUR + 1))]


def test_v20_a_pause_in_closed_time_changes_nothing():
    line = story({"resolve": 8 * HOUR}, "Fri 11:00 created by=customer",
                 "Fri 15:00 state to=postponed", "2026-06-08T07:00:00Z state to=open", **WORKDAYS)
    assert state(line)[:2] == ("running", "2026-06-08T11:00:00Z")


def test_v24_hand_over_to_another_calendar():
    calendars = {"Chicago": {**BH, "tz": "America/Chicago"},
                 "Manila": {"tz": "Asia/Manila", "week": {d: [["09:00", "18:00"]] for d in DAYS[:5]}}}
    line = story({"first_resolve": 10 * HOUR}, "17:00 created by=customer",
                 "21:00 calendar_change calendar=Manila", calendars=calendars, calendar="Chicago")
    assert state(line) == ("running", at("Tue 07:00"), None, 4 * HOUR)


def test_v25_every_mode():
    want = {"retarget": ("breached", at("10:00"), None, 3 * HOUR),
            "rejudge": ("breached", at("09:00"), None, 3 * HOUR),
            "restart": ("running", at("12:00"), None, 0),
            "keep": ("running", at("15:00"), None, 3 * HOUR)}
    for mode in MODES:
        line = story({"first_answer": 8 * HOUR}, "07:00 created by=customer",
                     ("10:00 level_change", {"level": {"first_answer": 2 * HOUR}}),
                     on_change=mode, **WORKDAYS)
        assert state(line) == want[mode], mode


def test_v29_closures_civil_and_shift():
    night = {"tz": "Europe/Berlin", "week": {d: [["22:00", "06:00"]] for d in DAYS},
             "holidays": ["2026-12-25"]}
    for mode, due in ((None, "2026-12-26T03:00:00Z"), ("civil", "2026-12-26T03:00:00Z"),
                      ("shift", "2026-12-25T03:00:00Z")):
        line = story({"resolve": 6 * HOUR}, "2026-12-24T21:00:00Z created by=customer",
                     calendars={"night": {**night, "closures": mode}}, calendar="night")
        assert state(line)[1] == due, mode


def test_v30_nothing_remains_nothing_pauses():
    line = story({"resolve": 8 * HOUR}, "07:00 created by=customer", "15:00 state to=postponed",
                 "Tue 07:00 state to=open", **WORKDAYS)
    assert asked(line, (2, "Tue 06:59"))[0][0]["state"] == "breached"
    assert state(line) == ("breached", at("15:00"), None, 8 * HOUR)
    assert asked(line, (2, None))[0][0]["state"] == "running"


def test_every_metric_from_start_to_end():
    line = story({"first_answer": HOUR, "next_answer": HOUR, "first_assign": HOUR,
                  "resolve": HOUR, "keep_informed": HOUR, "chat_answer": HOUR},
                 NEW, "09:10 assigned to=ann", "09:20 agent_message", "09:30 customer_message",
                 "09:40 agent_message", "09:50 queued channel=chat", "09:55 accepted channel=chat",
                 "10:10 state to=resolved")
    got = {m["metric"]: m for m in asked(line, (8, None))[0]}
    assert list(got) == list(line["level"])
    want = {"first_answer": ("met", "10:00", "09:20", 1200),
            "next_answer": ("met", "10:30", "09:40", 600),
            "first_assign": ("met", "10:00", "09:10", 600),
            "resolve": ("met", "10:40", "10:10", 1800),  # Answered pauses it
            "chat_answer": ("met", "10:50", "09:55", 300)}
    for name, (how, due, closed, used) in want.items():
        m = got[name]
        assert (m["state"], m["due"], m["closed_at"], m["elapsed"]) == \
            (how, at(due), at(closed), used), m
    assert got["keep_informed"]["state"] == "none"


def test_messages_move_the_status_and_state_sets_it():
    pause = [{"states": ["answered"], "metrics": ["resolve"]}]
    line = story({"resolve": 9 * HOUR}, NEW, "10:00 agent_message", "11:00 customer_message",
                 "12:00 internal_note", "13:00 state to=answered", pause=pause)
    assert [a[0]["state"] for a in asked(line, *((k, None) for k in range(1, 6)))] == \
        ["running", "paused", "running", "running", "paused"]
    assert state(line)[3] == 3 * HOUR


def test_only_the_pauses_that_are_given_hold():
    for pause, states in (([], "rr"), (None, "pp"), ([{"states": ["new"], "metrics": ["resolve"]}], "rr"),
                          ([{"states": ["postponed"], "metrics": ["first_resolve"]}], "rp")):
        line = story({"resolve": 9 * HOUR}, NEW, "10:00 state to=answered",
                     "11:00 state to=postponed", pause=pause)
        got = asked(line, (2, None), (3, None))
        assert "".join(a[0]["state"][0] for a in got) == states, pause


def test_events_of_one_instant_go_in_their_order():
    for first, second, want in (("agent_message", "customer_message", "running"),
                                ("customer_message", "agent_message", "none")):
        line = story({"next_answer": HOUR}, "09:00 created by=agent", "10:00 agent_message",
                     f"10:00 {first}", f"10:00 {second}")
        if want == "none":
            want = "met"
        assert state(line)[0] == want


def test_an_answer_in_the_due_second_is_in_time():
    for second, want in (("10:00:00", "met"), ("10:00:01", "breached")):
        line = story({"first_answer": HOUR}, NEW, f"{second} agent_message")
        assert state(line)[0] == want


def test_a_question_about_later_applies_no_later_event():
    line = story({"first_answer": HOUR}, NEW, "09:30 agent_message")
    assert [a[0]["state"] for a in asked(line, (1, "09:45"), (1, "10:00:01"), (2, None))] == \
        ["running", "breached", "met"]


def test_asks_may_come_in_any_order():
    line = story({"first_answer": HOUR}, NEW, "09:30 agent_message")
    got = asked(line, (2, None), (1, None), (2, None), (1, "11:00"))
    assert [a[0]["state"] for a in got] == ["met", "running", "met", "breached"]


def test_metrics_come_in_order_of_first_naming():
    line = story({"resolve": None, "next_answer": HOUR}, NEW,
                 ("10:00 level_change", {"level": {"first_assign": 1, "resolve": 60}}),
                 ("11:00 level_change", {"level": None}))
    for names in asked(line, (1, None), (3, None)):
        assert [m["metric"] for m in names] == ["resolve", "next_answer", "first_assign"]


# ---- The decisions ----------------------------------------------------------


def test_d15_a_promise_made_later_counts_from_then():
    line = story(None, NEW, ("12:00 level_change", {"level": {"first_answer": HOUR}}))
    assert state(line) == ("running", at("13:00"), None, 0)


def test_d35_what_was_hidden_counts_on():
    for to in ("spam", "deleted", "merged"):
        line = story({"first_answer": 3 * HOUR}, NEW, f"10:00 state to={to}", "11:00 state to=open")
        assert asked(line, (2, "11:00")) == [[{"metric": "first_answer", "state": "none", "due": None,
                                               "closed_at": None, "elapsed": None}]]
        assert state(line) == ("running", at("12:00"), None, 2 * HOUR)


def test_d39_rejudge_goes_through_the_pauses_again():
    line = story({"first_resolve": 4 * HOUR}, NEW, "10:00 state to=postponed",
                 "12:00 state to=open", ("13:00 level_change", {"level": {"first_resolve": 3 * HOUR}}),
                 on_change="rejudge")
    assert state(line) == ("running", at("14:00"), None, 2 * HOUR)


def test_d39_what_was_broken_stays_broken_under_a_longer_target():
    line = story({"first_resolve": HOUR}, NEW,
                 ("11:00 level_change", {"level": {"first_resolve": 9 * HOUR}}), on_change="rejudge")
    assert state(line) == ("breached", at("18:00"), None, 2 * HOUR)


def test_d40_restart_starts_again_only_where_the_target_changes():
    level = {"first_answer": {"seconds": 4 * HOUR, "priority": {"urgent": HOUR}},
             "first_assign": 4 * HOUR}
    line = story(level, NEW, "10:00 priority to=urgent", on_change="restart")
    assert [m["due"] for m in asked(line, (2, None))[0]] == [at("11:00"), at("13:00")]
    line = story(level, NEW, ("10:00 level_change", {"level": level}), on_change="restart")
    assert [m["due"] for m in asked(line, (2, None))[0]] == [at("14:00"), at("14:00")]


def test_d41_keep_ends_only_what_is_not_promised_any_more():
    line = story({"first_answer": 4 * HOUR, "first_assign": HOUR}, NEW,
                 ("09:30 level_change", {"level": {"first_answer": 60, "next_answer": 60}}),
                 "10:00 agent_message", "10:30 customer_message", on_change="keep")
    first, assign, following = asked(line, (4, None))[0]
    assert (first["state"], first["due"]) == ("met", at("13:00"))
    assert assign["state"] == "none"
    assert following["due"] == at("10:31")


def test_d42_a_level_switched_off_ends_its_clocks_in_every_mode():
    for mode in MODES:
        line = story({"first_answer": HOUR}, NEW, ("09:30 level_change", {"level": None}),
                     on_change=mode)
        assert state(line) == NONE
        line = story({"first_answer": HOUR}, NEW, ("10:30 level_change", {"level": None}),
                     on_change=mode)
        assert state(line) == ("breached", at("10:00"), at("10:30"), 5400)


def test_d43_reopening():
    steps = (NEW, "10:00 state to=resolved", "12:00 customer_message")
    for mode, want in (("first_only", ("met", at("11:00"), at("10:00"), HOUR)),
                       ("new_cycle", ("running", at("14:00"), None, 0)),
                       ("continue", ("running", at("13:00"), None, HOUR))):
        assert state(story({"resolve": 2 * HOUR}, *steps, reopen=mode)) == want, mode
    for window, due in ((7199, at("14:00")), (7200, at("13:00"))):
        line = story({"resolve": 2 * HOUR}, *steps, reopen="continue", reopen_window=window)
        assert state(line)[1] == due


def test_d43_what_had_nothing_left_broke_at_its_deadline():
    line = story({"resolve": HOUR}, NEW, "10:00 state to=resolved", "12:00 state to=open",
                 reopen="continue")
    assert state(line) == ("breached", at("10:00"), None, 3 * HOUR)


def test_d44_keep_informed_waits_for_the_customer_no_more_than_needed():
    line = story({"keep_informed": 4 * HOUR}, NEW, "10:00 agent_message", "11:00 customer_message",
                 "12:00 no_reply")
    assert [a[0]["state"] for a in asked(line, (1, None), (2, None), (3, None))] == \
        ["none", "running", "paused"]
    assert state(line) == ("running", at("15:00"), None, HOUR)


def test_d44_each_public_word_starts_the_next():
    line = story({"keep_informed": HOUR}, "09:00 created by=agent", "11:00 mark_answered")
    assert state(line) == ("running", at("12:00"), None, 0)
    assert state({**line, "events": line["events"] + [step("11:30 state to=resolved")]}) == NONE


def test_d45_the_older_unanswered_message_of_a_merged_ticket_counts():
    steps = (NEW, "10:00 agent_message", "12:00 customer_message")
    line = story({"next_answer": 4 * HOUR}, *steps, "12:30 merged_in oldest_unanswered=11:00")
    assert state(line) == ("running", at("15:00"), None, 5400)
    line = story({"next_answer": HOUR}, *steps, "12:30 merged_in oldest_unanswered=11:00")
    assert state(line) == ("breached", at("12:00"), None, 5400)
    line = story({"next_answer": 4 * HOUR}, *steps[:2], "12:30 merged_in oldest_unanswered=08:00")
    assert state(line) == ("breached", at("12:00"), None, 4 * HOUR + 1800)
    line = story({"next_answer": 4 * HOUR}, *steps, "12:30 merged_in oldest_unanswered=12:15")
    assert state(line)[1] == at("16:00")


def test_d46_a_pause_lasts_no_longer_than_it_may():
    steps = (NEW, "10:00 state to=postponed")
    line = story({"resolve": 4 * HOUR}, *steps, max_pause=HOUR)
    assert state(line, "10:59:59")[0] == "paused"
    assert state(line, "11:00") == ("running", at("14:00"), None, HOUR)
    line = story({"resolve": 4 * HOUR}, *steps, "12:00 state to=answered", "12:30 priority to=low",
                 max_pause=HOUR)
    assert state(line) == ("running", at("14:00"), None, 2 * HOUR + 1800)
    line = story({"resolve": 4 * HOUR}, *steps, "12:00 state to=open", "13:00 state to=postponed",
                 max_pause=HOUR)
    assert state(line)[0] == "paused"


def test_d47_a_deadline_by_hand():
    level = {"resolve": 4 * HOUR}
    fixed = "10:00 deadline metric=resolve due=11:00"
    line = story(level, NEW, "09:30 state to=postponed", fixed)
    assert state(line, "11:00") == ("paused", at("11:00"), None, 1800)
    assert state(line, "11:00:01") == ("breached", at("11:00"), None, 1800)
    line = story(level, NEW, fixed, "10:15 priority to=low",
                 ("10:20 level_change", {"level": {"resolve": 60}}))
    assert state(line) == ("running", at("11:00"), None, 4800)
    line = story(level, NEW, fixed, "10:30 deadline metric=resolve")
    assert state(line) == ("running", at("13:00"), None, 5400)


def test_d48_no_reply_needed_means_nothing_before_the_first_word():
    line = story({"first_answer": HOUR}, NEW, "09:30 no_reply")
    assert state(line)[0] == "running"
    line = story({"next_answer": HOUR}, NEW, "09:30 agent_message", "10:00 customer_message",
                 "10:30 no_reply")
    assert state(line) == NONE
    line = story({"next_answer": HOUR}, NEW, "09:30 agent_message", "10:00 customer_message",
                 "11:30 no_reply")
    assert state(line) == ("breached", at("11:00"), at("11:30"), 5400)


def test_d49_working_days_and_the_next_opening():
    for value, start, due in (({"days": 1}, "Fri 10:00", "2026-06-08T10:00:00Z"),
                              ({"days": 2}, "12:30:15", at("Wed 12:30:15")),
                              ({"days": 1}, "Sat 20:00", "2026-06-08T17:00:00Z"),
                              ({"days": 1}, "07:00", at("17:00")),
                              ({"next_open": HOUR}, "10:00", at("Tue 10:00")),
                              ({"next_open": HOUR}, "09:00", at("Tue 10:00")),
                              ({"next_open": HOUR}, "08:59:59", at("10:00"))):
        line = story({"resolve": value}, f"{start} created by=customer",
                     calendars={"BH": UTC_BH}, calendar="BH")
        assert state(line)[1] == due, (value, start)
    never = story({"resolve": {"next_open": HOUR}}, NEW)
    assert state(never, "2027-01-01T00:00:00Z")[:2] == ("running", None)


def test_d50_by_consumption_the_next_opening_is_still_in_time():
    line = story({"resolve": 8 * HOUR}, NEW, "Tue 08:30 state to=resolved", by_consumption=True,
                 calendars={"BH": UTC_BH}, calendar="BH")
    assert state(line) == ("met", at("Tue 09:00"), at("Tue 08:30"), 8 * HOUR)
    assert state({**line, "by_consumption": None})[0] == "breached"


def test_d51_chats_and_calls():
    level = {"call_answer": 600}
    line = story(level, NEW, "09:10 queued channel=call", "09:15 queued channel=call",
                 "09:16 queued channel=chat")
    assert state(line) == ("running", at("09:20"), None, 360)
    for step_, want in (("09:18 accepted channel=call", "met"), ("09:18 agent_message", "met"),
                        ("09:18 abandoned channel=call", "none"),
                        ("09:21 abandoned channel=call", "breached"),
                        ("09:18 accepted channel=chat", "running")):
        assert state(story(level, NEW, "09:10 queued channel=call", step_))[0] == want, step_
    line = story(level, "Sat 10:00 created by=customer", "Sat 11:00 queued channel=call",
                 calendars={"BH": UTC_BH}, calendar="BH")
    assert state(line) == NONE
    line = story(level, NEW, "09:10 queued channel=call", "09:11 accepted channel=call",
                 "09:12 queued channel=call")
    assert state(line)[1] == at("09:22")


def test_d52_a_ticket_that_an_agent_opened():
    for gear, want in ((None, NONE), ("none", NONE), ("start", ("running", at("10:00"), None, 0)),
                       ("met", ("met", at("10:00"), at("09:00"), 0))):
        line = story({"first_answer": HOUR}, "09:00 created by=agent", by_agent=gear)
        assert state(line) == want, gear


def test_d53_state_brings_back_and_then_sets_the_status():
    line = story({"resolve": 9 * HOUR}, NEW, "10:00 state to=spam", "11:00 state to=deleted",
                 "12:00 state to=postponed", "14:00 state to=open")
    assert state(line) == ("running", at("20:00"), None, 3 * HOUR)


def test_what_happens_by_itself_happens_at_its_instant():
    line = story({"resolve": 9 * HOUR}, NEW, "10:00 state to=postponed until=11:00")
    assert state(line, "11:30") == ("running", at("19:00"), None, HOUR + 1800)
    for after, want in ((HOUR, "none"), (HOUR + 1, "running")):
        line = story({"next_answer": HOUR}, NEW, "09:30 agent_message",
                     "10:00 state to=resolved", "11:00 customer_message", close_after=after)
        assert state(line)[0] == want, after


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
    assert run.returncode == 2 and b"no arguments" in run.stderr


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
                 "11:00 customer_message", "12:00 state to=resolved", **WORKDAYS)
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
