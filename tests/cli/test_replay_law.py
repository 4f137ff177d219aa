#!/usr/bin/python3
"""The law (doc/sla.md) as `duedesk replay` tells it: its vectors that are about
whole histories, and its decisions. replay_oracle.py must say the same of each.
"""

import sys
from pathlib import Path

import replay_oracle
from replay_told import BH, DAYS, HOUR, NEW, ask, asked, at, state, step, story

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap  # noqa: E402

UTC_BH = {**BH, "tz": "UTC"}
MODES = ("retarget", "rejudge", "restart", "keep")
NONE = ("none", None, None, None)
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


def every(line):
    """(metric, cycle, state, reason, due, breached, stopped, used, paused) of all there were."""
    line = {**line, "ask": [{"after": len(line["events"]), "every": True}]}
    [got] = ask(line)
    assert got == replay_oracle.answer(line), (line, got)
    return [tuple(m[k] for k in ("metric", "cycle", "state", "reason", "due_at", "breached_at",
                                 "stopped_at", "used", "paused")) for m in got["asked"][0]]


def test_every_cycle_can_be_asked_for():
    line = story({"next_answer": HOUR, "resolve": 8 * HOUR}, NEW, "09:10 agent_message",
                 "09:20 customer_message", "10:30 agent_message", "11:00 customer_message",
                 "11:10 state to=spam")
    assert every(line) == [
        ("next_answer", 1, "missed", "done", at("10:20"), at("10:20"), at("10:30"), 70 * 60, 0),
        ("next_answer", 2, "cancelled", "spam", None, None, at("11:10"), 600, 0),
        ("first_resolve", 1, "cancelled", "spam", None, None, at("11:10"), 90 * 60, 40 * 60)]


def test_d47_a_deadline_set_in_the_past_breaks_when_it_is_set():
    line = story({"resolve": 8 * HOUR}, NEW, "11:00 deadline metric=resolve due=10:00")
    assert every(line)[0][4:6] == (at("10:00"), at("11:00"))


def test_d42_the_mode_is_that_of_the_level_that_comes():
    """Gears change with levels: what was kept before is restarted now."""
    line = story({"resolve": 8 * HOUR}, NEW, ("10:00 level_change", {"level": {"resolve": HOUR}}),
                 ("11:00 level_change", {"level": {"resolve": 2 * HOUR}, "gears": {"on_change": "restart"}}),
                 on_change="keep")
    assert every(line) == [
        ("first_resolve", 1, "cancelled", "level", None, None, at("11:00"), 2 * HOUR, 0),
        ("first_resolve", 2, "running", None, at("13:00"), None, None, 0, 0)]


def test_d77_a_shorter_longest_pause_ends_none_before_it_came():
    line = story({"resolve": 8 * HOUR}, NEW, "10:00 state to=postponed",
                 ("13:00 level_change", {"level": {"resolve": 8 * HOUR}, "gears": {"max_pause": HOUR}}),
                 "14:00 internal_note")
    assert every(line)[0][7:] == (2 * HOUR, 3 * HOUR)


def test_d39_rejudged_by_other_pausing_statuses():
    """What did not pause before did, under the new level."""
    line = story({"first_answer": 8 * HOUR}, NEW, "10:00 state to=postponed", "12:00 state to=open",
                 ("13:00 level_change", {"level": {"first_answer": 8 * HOUR}, "gears": {
                     "on_change": "rejudge",
                     "pause": [{"states": ["postponed"], "metrics": ["first_answer"]}]}}))
    assert every(line)[0][4] == at("19:00")
    assert every(line)[0][7:] == (2 * HOUR, 2 * HOUR)


def test_d31_newer_hours_hold_for_what_comes_next_where_nothing_runs():
    """By hours that nobody had when the level was given."""
    later = {**BH, "week": {d: [["12:00", "17:00"]] for d in DAYS}}
    line = story({"next_answer": HOUR}, NEW, "09:10 agent_message",
                 ("09:30 customer_message", {"hours": "later"}),
                 ("09:40 internal_note", {"hours": "BH"}),
                 calendars={"BH": UTC_BH, "later": {**later, "tz": "UTC"}}, calendar="BH")
    assert every(line)[0][4] == at("13:00")


def test_a_save_is_one_event_whatever_it_changes():
    """R8: answered and assigned by the promise before it, then by the other priority."""
    line = story({"first_answer": HOUR, "first_assign": HOUR,
                  "resolve": {"seconds": 8 * HOUR, "priority": {"urgent": 2 * HOUR}}},
                 NEW, ("10:00 agent_message", {"priority": "urgent", "assigned": "ann", "state": "open"}))
    assert [m[:7] for m in every(line)] == [
        ("first_answer", 1, "met", "done", at("10:00"), None, at("10:00")),
        ("first_assign", 1, "met", "done", at("10:00"), None, at("10:00")),
        ("first_resolve", 1, "running", None, at("11:00"), None, None)]


def test_d73_what_is_split_off_counts_from_when_it_was_said():
    """A deadline that has passed by then breaks as it begins."""
    line = story({"first_answer": HOUR, "first_assign": HOUR, "resolve": 8 * HOUR},
                 ("09:00 created by=customer", {"since": at("06:00"), "assigned": "ann"}))
    assert [m[:7] for m in every(line)] == [
        ("first_answer", 1, "running", None, at("07:00"), at("09:00"), None),
        ("first_assign", 1, "met", "done", at("10:00"), None, at("09:00")),
        ("first_resolve", 1, "running", None, at("14:00"), None, None)]


def test_deleted_spam_is_spam_first():
    line = story({"resolve": 8 * HOUR}, NEW, "10:00 state to=spam", "11:00 state to=deleted",
                 "12:00 restored", "13:00 restored")
    assert [m[1:4] for m in every({**line, "events": line["events"][:4]})] == [(1, "cancelled", "spam")]
    assert every(line)[1][:5] == ("first_resolve", 2, "running", None, at("17:00"))


def test_one_date_has_hours_of_its_own_and_another_begins_no_shift():
    calendar = {"tz": "UTC", "week": {d: [["22:00", "06:00"]] for d in DAYS},
                "shifts": ["2026-06-02"], "dates": {"2026-06-03": [["10:00", "12:00"]]}}
    line = story({"resolve": 9 * HOUR}, "21:00 created by=customer", calendars={"c": calendar},
                 calendar="c")
    # Monday night 8 h, none on Tuesday, Wednesday 10:00-12:00
    assert state(line)[1] == at("Wed 11:00")


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


if __name__ == "__main__":
    tap.run(globals())
