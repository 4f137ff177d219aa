"""Histories of tickets as the tests of `duedesk replay` tell them."""

import json
import os
import subprocess
from pathlib import Path

import replay_oracle

DUEDESK = Path(os.environ.get("TEST_BUILDDIR", "build")) / "duedesk"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
BH = {"tz": "Europe/Berlin", "week": {d: [["09:00", "17:00"]] for d in DAYS[:5]}}
HOUR = 3600
NEW = "09:00 created by=customer"


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
