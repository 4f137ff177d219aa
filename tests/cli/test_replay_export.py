#!/usr/bin/python3
"""Tickets of a desk, told as lines to `duedesk replay`: whoever trusts nobody judges them again, by our program or by one
of his own (here replay_oracle.py), and finds what the desk stored.

DUEDESK_TEST_SEED repeats a run.
"""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import replay_oracle

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap  # noqa: E402
from tap import sql  # noqa: E402

DUEDESK = tap.BUILD / "duedesk"
SWEEP = tap.BUILD / "duedesk-sweep"
SEED = int(os.environ.get("DUEDESK_TEST_SEED", "1"))
ENV = {**os.environ, "DUEDESK_SAMPLE_DIR": str(tap.TOP / "sql/sample")}
FORMS = [("messages", "body=words"), ("messages", "body=words", "then=resolve"), ("notes", "body=words"),
         ("postponement", "code=vendor"), ("resolution",), ("reopening",), ("priority", "priority=urgent"),
         ("priority", "priority=low"), ("marking",), ("spam",), ("deletion",), ("restoration",), ("assignment",)]
REPLY, PRIORITY, SPAM, DELETED, RESTORED, REVISED = 2, 6, 18, 19, 20, 32  # kinds of events


def duedesk(*args, status=0, stdin=None):
    run = subprocess.run([DUEDESK, *args], capture_output=True, text=True, check=False, env=ENV, input=stdin)
    assert status is None or run.returncode == status, (args, run.returncode, run.stdout[-300:], run.stderr[-300:])
    return run


def fresh(*sample):
    name = os.environ["DUEDESK_DB_NAME"]
    sql(f"DROP DATABASE {name}; CREATE DATABASE {name} CHARACTER SET utf8mb4")
    duedesk("migrate", "--grant")
    duedesk("sample", "--seed", str(SEED), *sample)


def judged_again():
    """How many promises of how many tickets came out as they are stored, twice over."""
    lines = duedesk("replay", "--all").stdout
    found = duedesk("replay", stdin=lines).stdout.splitlines()
    stored = duedesk("replay", "--all", "--stored").stdout.splitlines()
    tickets, clocks = (int(sql(f"SELECT COUNT(*) FROM {t}")[0][0]) for t in ("ticket", "clock"))
    assert len(found) == len(stored) == tickets, (len(found), len(stored), tickets)
    told = 0
    for line, got, kept in zip(lines.splitlines(), found, stored):
        assert got == kept, f"{line}: {got}, not {kept}"
        want = replay_oracle.answer(json.loads(line))
        assert json.loads(got) == want, f"{line}: {got}, not {want}"
        told += len(want["asked"][0])
    assert told == clocks
    return tickets, told


def test_a_year_of_tickets_is_judged_as_it_was():
    fresh("--tickets", "150", "--until", "2026-11-20T12:00:00Z")
    tickets, promises = judged_again()
    assert tickets == 150 and promises > 3 * tickets
    states = {int(r[0]) for r in sql("SELECT DISTINCT state FROM clock")}
    assert states == {0, 1, 2, 3, 4}, states


def another(rng, level):
    """The level with other targets and gears."""
    hour = 3600
    return {**level, "on_change": rng.choice(["retarget", "rejudge", "restart", "keep"]),
            "reopen": rng.choice(["first_only", "new_cycle", "continue"]),
            "grace": rng.choice([0, 60]), "by_consumption": rng.choice([True, False]),
            "max_pause": rng.choice([0, 1, 10 * hour]),
            "pauses": {"first_answer": rng.choice([[], ["open"]]), "next_answer": ["postponed"]},
            "targets": {"first_answer": rng.choice([hour, {"days": 1}, {"next_open": hour}]),
                        "next_answer": rng.choice([60, {"seconds": hour, "unit": "calendar"}]),
                        "first_assign": rng.choice([1, 9 * hour]),
                        "first_resolve": rng.choice([{"days": 2}, {"seconds": hour, "priority": {
                            "urgent": 60, "low": {"seconds": 90 * hour, "unit": "calendar"}}}]),
                        "keep_informed": rng.choice([hour, {"seconds": 1, "unit": "calendar"}])}}


def act(rng, tickets, agents, *form):
    code = rng.choice(tickets)
    form, *fields = form or rng.choice(FORMS)
    if form == "assignment":
        fields = [f"agent={rng.choice(agents)[1]}"]
    [[seen]] = sql(f"SELECT version FROM ticket WHERE code = '{code}'")
    duedesk("page", "POST", f"/tickets/{code}/{form}", "--as", rng.choice(agents)[0], f"seen={seen}",
            f"once={rng.randrange(10 ** 20):020}", *fields, status=None)


def closes_a_day(number):
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Day off\r\n" \
        f"DTSTART;VALUE=DATE:202711{number:02}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


def test_whatever_levels_hours_and_people_do_is_judged_as_it_was():
    """Levels change in every way, calendars too, people work, the sweeper passes."""
    rng = random.Random(SEED)
    fresh("--tickets", "30", "--open", "90%")
    names = [line.split("\t")[0] for line in duedesk("level", "list").stdout.splitlines()]
    calendars = [r[0] for r in sql("SELECT name FROM calendar")]
    tickets = [r[0] for r in sql("SELECT code FROM ticket WHERE is_open ORDER BY id LIMIT 8")]
    sql("UPDATE person SET roles = roles | 16 WHERE roles & 4")  # admins work on every ticket
    agents = sql("SELECT email, oid FROM person WHERE roles & 4 ORDER BY id LIMIT 3")
    path = Path(os.environ["DUEDESK_SPOOL_DIR"]) / "day.ics"
    for turn in range(5):
        for name in names:
            level = another(rng, json.loads(duedesk("level", "show", name).stdout))
            # One that is always open never opens next: refused (R6).
            duedesk("level", "set", "-", *rng.choice([["--open"], ["--open"], []]), stdin=json.dumps(level),
                    status=None)
        if turn % 2:
            path.write_text(closes_a_day(turn + 1))
            duedesk("calendar", "import", rng.choice(calendars), str(path), "--from", "2027", "--to", "2027",
                    "--accept", *rng.choice([["--open"], []]), status=None)
        for _ in range(10):
            act(rng, tickets[:-1], agents)
        for form in ("marking", "spam", "deletion", "restoration", "restoration"):
            act(rng, tickets[-1:], agents, form)
        swept = subprocess.run([SWEEP], env=ENV, check=False, capture_output=True, text=True)
        assert swept.returncode == 0, swept.stderr
    path.unlink()
    judged_again()
    kinds = {int(r[0]) for r in sql("SELECT DISTINCT kind FROM event")}
    missing = {REPLY, PRIORITY, SPAM, DELETED, RESTORED, REVISED} - kinds
    assert not missing, missing


def test_what_was_tampered_with_stands_out():
    fresh("--tickets", "20", "--until", "2026-11-20T12:00:00Z")
    [[clock, code]] = sql("SELECT c.id, t.code FROM clock c JOIN ticket t ON t.id = c.ticket_id WHERE c.state = 3 LIMIT 1")
    sql(f"UPDATE clock SET state = 2, breached_at = NULL WHERE id = {clock}")
    found = duedesk("replay", stdin=duedesk("replay", "--all").stdout).stdout.splitlines()
    stored = duedesk("replay", "--all", "--stored").stdout.splitlines()
    differ = [(json.loads(a), json.loads(b)) for a, b in zip(found, stored) if a != b]
    assert [a["id"] for a, _ in differ] == [code]
    [(was, now)] = differ
    [(a, b)] = [(a, b) for a, b in zip(was["asked"][0], now["asked"][0]) if a != b]
    assert (a["state"], b["state"]) == ("missed", "met")


def test_one_ticket_is_told_as_among_all():
    lines = duedesk("replay", "--all").stdout.splitlines(keepends=True)
    for line in (lines[0], lines[-1]):
        assert duedesk("replay", "--of", json.loads(line)["id"]).stdout == line


def test_lines_name_nobody():
    lines = duedesk("replay", "--all").stdout
    for table, column in (("person", "name"), ("person", "email"), ("ticket", "subject"), ("department", "name"),
                          ("calendar", "name"), ("level", "name"), ("message", "body")):
        for (text,) in sql(f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL"):
            assert f'"{text}"' not in lines and (len(text) < 12 or text not in lines), (table, column, text)


def test_what_cannot_be_told_is_named_and_stops_nothing():
    [[first, code], [second, other]] = sql("SELECT id, code FROM ticket ORDER BY id LIMIT 2")
    sql(f"UPDATE event SET kind = 99 WHERE ticket_id = {first} AND seq = 1")
    sql(f"UPDATE event SET did = did | 2 WHERE ticket_id = {second} AND seq = 1")
    for more in ((), ("--stored",)):
        run = duedesk("replay", "--all", *more, status=1)
        told = {json.loads(line)["id"] for line in run.stdout.splitlines()}
        assert told == {r[0] for r in sql("SELECT code FROM ticket")} - {code, other}
        assert run.stderr.splitlines() == [f"{code}: event.kind cannot be followed",
                                           f"{other}: event 1 does what cannot be told"]
    duedesk("replay", "--of", code, status=1)


def test_mistakes_in_the_arguments_are_told():
    for args in (["--of"], ["--stored"], ["--all", "--of", "X"], ["--every"], ["X"]):
        run = duedesk("replay", *args, status=2)
        assert run.stdout == "" and run.stderr, args
    assert "no ticket" in duedesk("replay", "--of", "NOS-UCHTI-001", status=1).stderr


if __name__ == "__main__":
    tap.need_database()
    tap.run(globals(), f"DUEDESK_TEST_SEED={SEED}")
