#!/usr/bin/python3
"""duedesk audit: what the command line changed stands in the log, is narrowed, shown whole and exported."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap  # noqa: E402

DUEDESK = tap.BUILD / "duedesk"
LEVEL = {"name": "Urgent SLA", "calendar": None, "targets": {"first_answer": 3600}}


def duedesk(*args, status=0, stdin=None):
    run = subprocess.run([DUEDESK, *args], capture_output=True, text=True, check=False, input=stdin)
    assert run.returncode == status, (args, run.returncode, run.stdout, run.stderr)
    return run


def listed(*filters):
    return [line.split("\t") for line in duedesk("audit", "list", *filters).stdout.splitlines()]


def test_what_was_changed_is_told():
    duedesk("migrate")
    assert listed() == []
    duedesk("level", "set", "-", stdin=json.dumps(LEVEL))
    duedesk("level", "set", "-", stdin=json.dumps({**LEVEL, "targets": {"first_answer": 1800}}))
    duedesk("departments", "add", "Harbour, =1+1")
    rows = listed()
    assert [row[3:6] for row in rows] == [
        ["made", "department", "Harbour, =1+1"],
        ["changed", "level", "Urgent SLA"],
        ["made", "level", "Urgent SLA"]], rows
    assert rows[0][2] == "cli"
    assert "targets, first answer, seconds: 3600 s -> 1800 s" in rows[1][6], rows[1]


def test_it_is_narrowed():
    assert len(listed("--object", "level")) == 2
    assert len(listed("--words", "harbour")) == 1
    assert len(listed("--who", "shell")) == 3
    assert len(listed("--limit", "1")) == 1
    assert listed("--until", "2001-01-01") == []
    about = json.loads(duedesk("audit", "show", listed("--object", "department")[0][0]).stdout)["about"]
    assert len(listed("--about", about)) == 1


def test_one_is_shown_whole():
    entry = json.loads(duedesk("audit", "show", listed("--object", "level")[0][0]).stdout)
    assert entry["before"]["targets"] == {"first_answer": {"seconds": 3600}}
    assert entry["after"]["targets"] == {"first_answer": {"seconds": 1800}}
    assert (entry["who"], entry["via"], entry["after"]["version"]) == (None, "cli", 2)


def test_all_are_exported():
    rows = list(csv.DictReader(io.StringIO(duedesk("audit", "export").stdout, newline="")))
    assert {row["object"] for row in rows} == {"level", "department"}
    assert [(row["before"], row["after"]) for row in rows if row["member"] == "targets.first_answer.seconds"
            and row["did"] == "changed"] == [("3600 s", "1800 s")]
    duedesk("departments", "add", "=1+1")
    assert "\"'=1+1\"" in duedesk("audit", "export", "--object", "department").stdout


def test_a_mistake_is_named():
    for args, word in ((("list", "--object", "moon"), "--object"), (("list", "--since", "today"), "--since"),
                       (("list", "--who", "nobody@x.example"), "nobody@x.example"), (("list", "--limit", "0"), "--limit"),
                       (("export", "--limit", "5"), "--limit"), (("list", "--words"), "--words"), (("show",), "argument")):
        assert word in duedesk("audit", *args, status=2).stderr, args
    assert "no such entry" in duedesk("audit", "show", "n0b0dys1d0000000", status=1).stderr


if __name__ == "__main__":
    tap.need_database()
    tap.run(globals())
