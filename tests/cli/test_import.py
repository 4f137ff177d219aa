#!/usr/bin/python3
"""Logs of incidents, people and departments, from the command line."""

import csv
import gzip
import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap  # noqa: E402
from killer import Killer  # noqa: E402

DUEDESK = tap.BUILD / "duedesk"
SAMPLE = tap.TOP / "sql/sample"
LOG = SAMPLE / "incident_events.csv.gz"
COLUMNS = ("number incident_state caller_id opened_at sys_updated_by sys_updated_at contact_type category"
           " u_symptom priority assignment_group assigned_to").split()
WORK = Path(os.environ.get("DUEDESK_TEST_DB_DIR", ".")) / "import"  # goes with the database
NEW, OPEN, ANSWERED, POSTPONED, RESOLVED, CLOSED = range(6)


def duedesk(*args, stdin=""):
    return subprocess.run([DUEDESK, *args], input=stdin, capture_output=True, text=True, check=False,
                          env={**os.environ, "DUEDESK_SAMPLE_DIR": str(SAMPLE)})


def sql(text):
    """Rows of an answer, as lists of texts."""
    env = os.environ
    run = subprocess.run(
        ["mariadb", "--no-defaults", "-S", env["DUEDESK_DB_SOCKET"], "-u", env["DUEDESK_DB_USER_ADMIN"],
         f"-p{env['DUEDESK_DB_PASSWORD_ADMIN']}", "--batch", "-N", env["DUEDESK_DB_NAME"], "-e", text],
        capture_output=True, text=True, check=True)
    return [line.split("\t") for line in run.stdout.splitlines()]


def fresh():
    """An empty desk."""
    name = os.environ["DUEDESK_DB_NAME"]
    sql(f"DROP DATABASE {name}; CREATE DATABASE {name} CHARACTER SET utf8mb4")
    run = duedesk("migrate")
    assert run.returncode == 0, run.stderr


def row(number, state, at, **more):
    base = {"number": number, "incident_state": state, "caller_id": "7", "opened_at": "2016-03-01 09:00:00",
            "sys_updated_by": "21", "sys_updated_at": at, "contact_type": "Phone", "category": "5",
            "u_symptom": "3", "priority": "3", "assignment_group": "70", "assigned_to": ""}
    return {**base, **more}


def write(rows, name="log.csv"):
    out = io.StringIO()
    w = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    w.writeheader()
    w.writerows(rows)
    path = WORK / name
    path.write_text(out.getvalue())
    return str(path)


def take(path, *more):
    run = duedesk("import", "incidents", path, *more)
    assert run.returncode == 0, run.stderr
    return run


def events(number):
    return sql("SELECT e.kind, e.did, from_unixtime(e.at), e.status, e.party FROM event e JOIN ticket t"
               f" ON t.id = e.ticket_id WHERE t.import_key = 'incident:{number}' AND e.kind NOT IN (13, 14)"
               " ORDER BY e.seq")


def test_the_first_active_update_is_the_answer():
    fresh()
    take(write([row("1", "New", "2016-03-01 09:10:00"), row("1", "Active", "2016-03-01 09:40:00"),
                row("1", "Active", "2016-03-01 09:50:00"), row("1", "Resolved", "2016-03-01 12:00:00"),
                row("1", "Closed", "2016-03-06 12:00:00")]))
    got = sql("SELECT author_kind, from_unixtime(m.at), p.import_key FROM message m JOIN person p ON p.id = m.author_id"
              " ORDER BY m.seq")
    assert got == [["0", "2016-03-01 09:00:00", "caller:7"], ["1", "2016-03-01 09:40:00", "updater:21"]], got
    assert sql("SELECT status, from_unixtime(first_answered_at) FROM ticket") == [
        [str(CLOSED), "2016-03-01 09:40:00"]]


def test_without_an_active_update_the_resolution_is_the_answer():
    fresh()
    take(write([row("1", "New", "2016-03-01 09:10:00"), row("1", "Resolved", "2016-03-01 12:00:00"),
                row("1", "Closed", "2016-03-06 12:00:00")]))
    assert sql("SELECT from_unixtime(first_answered_at), from_unixtime(resolved_at) FROM ticket") == [
        ["2016-03-01 12:00:00", "2016-03-01 12:00:00"]]


def test_awaiting_states_postpone_for_their_party():
    fresh()
    take(write([row("1", "Active", "2016-03-01 09:10:00"), row("1", "Awaiting User Info", "2016-03-01 10:00:00"),
                row("1", "Awaiting Vendor", "2016-03-01 11:00:00"), row("1", "-100", "2016-03-01 11:30:00"),
                row("1", "Awaiting Problem", "2016-03-01 12:00:00"), row("1", "Active", "2016-03-01 13:00:00")]))
    got = [(int(e[3]), e[4]) for e in events("1") if e[3] != "NULL"]
    assert got == [(NEW, "NULL"), (OPEN, "NULL"), (POSTPONED, "1"), (POSTPONED, "2"), (POSTPONED, "3"),
                   (OPEN, "NULL")], got


def test_an_update_before_the_opening_is_set_to_it_and_reported():
    fresh()
    run = take(write([row("1", "Active", "2016-03-01 08:00:00"), row("1", "Resolved", "2016-03-01 12:00:00")]))
    assert "line 2: an update before opened_at" in run.stderr
    assert [e[2] for e in events("1")] == ["2016-03-01 09:00:00"] * 2 + [
        "2016-03-01 12:00:00", "2016-03-06 12:00:00"]  # the last: it closed by itself


def test_no_group_is_the_department_unsorted():
    fresh()
    take(write([row("1", "New", "2016-03-01 09:10:00", assignment_group="")]))
    assert sql("SELECT d.name, d.oid FROM ticket t JOIN department d ON d.id = t.department_id") == [
        ["Unsorted", "default"]]


def test_how_it_came_is_its_source():
    fresh()
    ways = ["Phone", "Self service", "Email", "IVR", "Direct opening"]
    take(write([row(str(n), "New", "2016-03-01 09:10:00", contact_type=w) for n, w in enumerate(ways, 1)]))
    assert sql("SELECT source FROM ticket ORDER BY import_key") == [["3"], ["6"], ["1"], ["7"], ["8"]]


def test_whole_weeks_move_every_time():
    fresh()
    take(write([row("1", "Resolved", "2016-03-01 12:00:00")]), "--shift-weeks", "509")
    assert sql("SELECT (created_at - unix_timestamp('2016-03-01 09:00:00')) / 604800,"
               " (resolved_at - created_at) FROM ticket") == [["509.0000", "10800"]]


def test_bad_rows_are_named_by_line_and_cost_only_themselves():
    fresh()
    path = write([row("1", "New", "2016-03-01 09:10:00"), row("1", "Sleeping", "2016-03-01 09:20:00"),
                  row("1", "Resolved", "2016-13-01 12:00:00"), row("2", "New", "2016-03-01 09:10:00", priority="9"),
                  row("3", "Resolved", "2016-03-01 12:00:00")])
    with open(path, "ab") as f:
        f.write(b'4,New\r\n5,"Ne"w,7\r\n6,\xff\xfe,7\r\n7,"Ne\0w",7\r\n')
    run = take(path)
    for line, what in ((3, "cannot read incident_state"), (4, "cannot read sys_updated_at"),
                       (5, "cannot read priority"), (7, "2 fields, the heading has 12"),
                       (8, "text follows a closing quote"), (9, "not UTF-8"), (10, "NUL")):
        assert any(x.startswith(f"line {line}: ") and what in x for x in run.stderr.splitlines()), run.stderr
    assert "2 incidents stored" in run.stdout and "7 rows reported" in run.stdout, run.stdout
    assert sql("SELECT import_key FROM ticket ORDER BY 1") == [["incident:1"], ["incident:3"]]


def test_an_open_quote_says_which_lines_it_swallowed():
    fresh()
    path = Path(write([row("1", "New", "2016-03-01 09:10:00"), row("2", "New", "2016-03-01 09:10:00"),
                       row("3", "New", "2016-03-01 09:10:00")]))
    text = path.read_bytes().replace(b"\n2,", b'\n"2,')
    path.write_bytes(b"\xef\xbb\xbf" + text)
    run = take(str(path))
    assert "line 3: a quote is not closed; lost up to line 4" in run.stderr, run.stderr
    assert sql("SELECT import_key FROM ticket") == [["incident:1"]]


def test_a_heading_that_lacks_a_column_is_refused():
    fresh()
    path = WORK / "short.csv"
    path.write_text("number,incident_state\r\n1,New\r\n")
    run = duedesk("import", "incidents", str(path))
    assert run.returncode == 1 and "lacks column caller_id" in run.stderr, run.stderr


def test_a_file_cut_short_says_so():
    fresh()
    data = LOG.read_bytes()
    path = WORK / "cut.csv.gz"
    path.write_bytes(data[:100_000])
    run = duedesk("import", "incidents", str(path))
    assert "damaged or cut short" in run.stderr, run.stderr[-300:]
    assert duedesk("import", "incidents", str(WORK / "none.csv")).returncode == 1


def small_log(incidents):
    """The beginning of the real log, and how many events the tickets get."""
    path = WORK / f"first{incidents}.csv"
    if not path.exists():
        numbers = {}
        with gzip.open(LOG, "rt") as f, open(path, "w", encoding="utf-8") as out:
            out.write(next(f))
            for line in f:
                numbers.setdefault(line.split(",", 1)[0])
                if len(numbers) > incidents:
                    break
                out.write(line)
    return str(path)


def everything():
    """What an import leaves, without ids and what is drawn at random."""
    return [sql(f"SELECT {what} ORDER BY 1, 2, 3") for what in (
        "import_key, status, created_at, resolved_at, last_seq, subject FROM ticket",
        "t.import_key, e.seq, e.kind, e.did, e.at FROM event e JOIN ticket t ON t.id = e.ticket_id",
        "import_key, name, email FROM person WHERE import_key IS NOT NULL",
        "t.import_key, m.seq, m.body FROM message m JOIN ticket t ON t.id = m.ticket_id")]


def test_run_twice_it_stores_nothing_twice():
    fresh()
    take(small_log(300))
    before = everything()
    run = take(small_log(300))
    assert "0 incidents stored, 300 known before" in run.stdout, run.stdout
    assert everything() == before


def test_killed_and_run_again_it_ends_as_if_never_killed():
    fresh()
    take(small_log(2000))
    whole = everything()
    fresh()
    with Killer(os.environ["DUEDESK_DB_SOCKET"]) as killer:
        command = [DUEDESK, "import", "incidents", small_log(2000)]
        env = {**os.environ, "DUEDESK_SAMPLE_DIR": str(SAMPLE), "DUEDESK_DB_SOCKET": killer.at}
        status, said = killer.run(command, env)
        assert status == 0 and everything() == whole, said
        asked = killer.asked
        assert asked > 100, asked
        fresh()
        stored = []
        for share in (0.02, 0.1, 0.2, 0.15, 0.2):
            nth = int(asked * share)
            status, said = killer.run(command, env, nth)
            assert status == -signal.SIGKILL, (share, nth, status, said)
            stored.append(int(sql("SELECT COUNT(*) FROM ticket")[0][0]))
        assert stored == sorted(stored) and stored[0] < stored[-1], stored
        take(small_log(2000))
        assert everything() == whole


def test_people_are_added_listed_and_locked_out():
    fresh()
    assert duedesk("departments", "add", "Support").returncode == 0
    run = duedesk("people", "add", "--name", "Ann Lee", "--email", "Ann@Example.com", "--role", "agent", "--role",
                  "manager", "--department", "Support", "--zone", "Europe/Riga")
    assert run.returncode == 0 and "password: " in run.stdout, run.stderr
    assert sql("SELECT email, left(password_hash, 9) FROM person") == [["ann@example.com", "$argon2id"]]
    assert "ann@example.com\tAnn Lee\tagent,manager\tEurope/Riga\n" == duedesk("people", "list").stdout
    assert duedesk("people", "disable", "ann@example.com").returncode == 0
    assert duedesk("people", "list").stdout.endswith("\tdisabled\n")
    assert duedesk("departments", "leave", "Support", "ann@example.com").returncode == 0
    assert sql("SELECT count(*) FROM department_member") == [["0"]]


def test_what_is_wrong_with_a_person_is_named():
    fresh()
    for arguments, stdin, word in (
            (["--name", " ", "--email", "a@b.c", "--role", "agent"], "", "name:"),
            (["--name", "A\tB\nC", "--email", "a@b.c", "--role", "agent"], "", "name:"),
            (["--name", "x" * 101, "--email", "a@b.c", "--role", "agent"], "", "100 characters"),
            (["--name", "A", "--email", "nobody", "--role", "agent"], "", "email:"),
            (["--name", "A", "--email", "a@b.c", "--role", "boss"], "", 'no role "boss"'),
            (["--name", "A", "--email", "a@b.c"], "", "role:"),
            (["--name", "A", "--email", "a@b.c", "--role", "agent", "--zone", "Mars/Base"], "", "zone"),
            (["--name", "A", "--email", "a@b.c", "--role", "agent", "--department", "None"], "", '"None"'),
            (["--name", "A", "--email", "a@b.c", "--role", "agent", "--password-stdin"], "short\n", "password:")):
        run = duedesk("people", "add", *arguments, stdin=stdin)
        assert run.returncode == 1 and word in run.stderr, (arguments, run.stderr)
    assert sql("SELECT count(*) FROM person") == [["0"]]


if __name__ == "__main__":
    tap.need_database()
    WORK.mkdir(exist_ok=True)
    tap.run(globals())
