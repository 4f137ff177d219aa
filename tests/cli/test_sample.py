#!/usr/bin/python3
"""duedesk sample --tickets: a history that looks like work, the same every time, whole even when interrupted."""

import hashlib
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap  # noqa: E402
from killer import Killer  # noqa: E402

DUEDESK = tap.BUILD / "duedesk"
UNTIL = "2026-11-20T12:00:00Z"
HOME = Path(os.environ.get("DUEDESK_TEST_DB_DIR", ".")) / "sample"  # goes with the database
ENV = {**os.environ, "DUEDESK_SAMPLE_DIR": str(tap.TOP / "sql/sample"), "DUEDESK_BLOB_DIR": str(HOME)}
# What is drawn at random, or says when the tables were made.
RANDOM = {"calendar": "oid", "department": "oid", "level": "oid", "rule": "oid",
          "rule_state": "version"}


def duedesk(*args):
    return subprocess.run([DUEDESK, *args], capture_output=True, text=True, check=False, env=ENV)


def sample(*args):
    run = duedesk("sample", *args)
    assert run.returncode == 0, run.stderr
    return run


def sql(text):
    """Rows of an answer, as lists of texts."""
    env = os.environ
    run = subprocess.run(
        ["mariadb", "--no-defaults", "-S", env["DUEDESK_DB_SOCKET"], "-u", env["DUEDESK_DB_USER_ADMIN"],
         f"-p{env['DUEDESK_DB_PASSWORD_ADMIN']}", "--batch", "-N", env["DUEDESK_DB_NAME"], "-e", text],
        capture_output=True, text=True, check=True)
    return [line.split("\t") for line in run.stdout.splitlines()]


def number(text):
    return int(float(sql(text)[0][0]))


def fresh():
    """An empty desk."""
    name = os.environ["DUEDESK_DB_NAME"]
    sql(f"DROP DATABASE {name}; CREATE DATABASE {name} CHARACTER SET utf8mb4")
    run = duedesk("migrate")
    assert run.returncode == 0, run.stderr


def dump():
    """By table, a digest of all rows, without what is drawn at random."""
    digests = {}
    for (table,) in sql("SHOW TABLES"):
        if table == "schema_migration":
            continue
        columns = [f"HEX({c[0]})" if "binary" in c[1] else c[0] for c in sql(f"SHOW COLUMNS FROM {table}")
                   if c[0] != RANDOM.get(table)]
        rows = sql(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {', '.join(columns[:4])}")
        digests[table] = (len(rows), hashlib.sha256(repr(rows).encode()).hexdigest())
    return digests


def check():
    run = duedesk("check")
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr


def test_a_history_is_sound_and_as_large_as_asked_for():
    fresh()
    run = sample("--tickets", "3000", "--open", "600", "--days", "60", "--until", UNTIL)
    assert "3000 tickets (600 open)" in run.stdout, run.stdout
    assert number("SELECT COUNT(*) FROM ticket") == 3000
    assert number("SELECT COUNT(*) FROM ticket WHERE is_open") == 600
    end = number(f"SELECT UNIX_TIMESTAMP('{UNTIL[:19].replace('T', ' ')}')")
    assert number("SELECT MAX(last_event_at) FROM ticket") <= end
    assert 55 * 86400 < number("SELECT MAX(created_at) - MIN(created_at) FROM ticket") <= 60 * 86400
    check()


def test_it_looks_like_work():
    busy = {int(h): int(n) for h, n in sql("SELECT FLOOR(created_at % 86400 / 3600), COUNT(*) FROM ticket GROUP BY 1")}
    assert min(busy.get(h, 0) for h in (9, 10, 14)) > 5 * max(busy.get(h, 0) for h in (1, 2, 3)), busy
    day = dict(sql("SELECT WEEKDAY(FROM_UNIXTIME(created_at)), COUNT(*) FROM ticket GROUP BY 1"))
    assert int(day["1"]) > 3 * int(day["6"]), day
    met, missed = (number(f"SELECT COUNT(*) FROM clock WHERE state = {s}") for s in (2, 3))
    assert 0.03 < missed / (met + missed) < 0.25, (met, missed)
    # A tenth of the customers ask for at least a third of it.
    asked = sorted((int(n) for (n,) in sql("SELECT COUNT(*) FROM ticket GROUP BY requester_id")), reverse=True)
    assert sum(asked[:len(asked) // 10]) > 1000, asked[:10]
    kinds = {int(k) for (k,) in sql("SELECT DISTINCT kind FROM event")}
    assert kinds >= {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 16, 18, 19}, kinds
    assert {int(s) for (s,) in sql("SELECT DISTINCT status FROM ticket")} == set(range(8))
    assert number("SELECT COUNT(DISTINCT department_id) FROM ticket") >= 3
    assert number("SELECT COUNT(DISTINCT company_id) FROM ticket") > 10
    assert number("SELECT COUNT(*) FROM ticket_tag") > 1000
    assert number("SELECT COUNT(*) FROM attachment") > 100
    assert number("SELECT COUNT(*) FROM blob_file") == len(list(HOME.glob("*/*"))) == 11
    assert number("SELECT COUNT(*) FROM message WHERE body LIKE '%{%' OR body LIKE '%lorem%'") == 0
    assert number("SELECT COUNT(DISTINCT subject) FROM ticket") > 100
    for word in ("Rechnung", "commande", "factura"):
        assert number(f"SELECT COUNT(*) FROM ticket WHERE subject LIKE '%{word}%'") > 0, word


def test_the_same_seed_gives_the_same_rows_however_many_write():
    fresh()
    sample("--tickets", "1500", "--seed", "7", "--until", UNTIL, "--jobs", "1")
    one = dump()
    fresh()
    sample("--tickets", "1500", "--seed", "7", "--until", UNTIL, "--jobs", "3")
    other = dump()
    assert one == other, [t for t in one if one[t] != other[t]]
    fresh()
    sample("--tickets", "1500", "--seed", "8", "--until", UNTIL)
    assert dump()["ticket"][1] != one["ticket"][1]


def wait_for_the_server():
    """Until it has seen that they are gone whose links are: a client's own is the only one."""
    until = time.monotonic() + 120
    while number("SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE DB = DATABASE()") > 1:
        assert time.monotonic() < until, sql("SHOW PROCESSLIST")
        time.sleep(0.01)


def test_killed_at_any_moment_it_stands_whole_and_goes_on():
    fresh()
    args = ("--tickets", "2400", "--seed", "9", "--until", UNTIL)
    with Killer(ENV["DUEDESK_DB_SOCKET"]) as killer:
        command, env = [DUEDESK, "sample", *args], {**ENV, "DUEDESK_DB_SOCKET": killer.at}
        status, said = killer.run(command, env, word=b"COMMIT")
        assert status == 0, said
        whole, first = dump(), killer.asked - 12 + 1  # of twelve blocks
        status, said = killer.run(command, env, word=b"COMMIT")
        assert status == 0 and "there already" in said, said
        again = killer.asked + 1
        fresh()
        status, said = killer.run(command, env, 200)
        wait_for_the_server()
        assert status == -signal.SIGKILL and number("SELECT COUNT(*) FROM person") == 0, said
        fresh()  # ids that it drew are not drawn again
        for sign, nth in ((signal.SIGKILL, first), (signal.SIGINT, again), (signal.SIGTERM, again)):
            status, said = killer.run(command, env, nth, sign, b"COMMIT")
            assert status == (-sign if sign == signal.SIGKILL else 1), (sign, nth, status, said)
            assert sign == signal.SIGKILL or re.search(r"\d+ of 2400 tickets stand", said) or "interrupted" in said, said
            wait_for_the_server()
            assert number("SELECT COUNT(*) % 200 FROM ticket") == 0
    assert 0 < number("SELECT COUNT(*) FROM ticket") < 2400
    assert number("SELECT COUNT(*) FROM sample_run WHERE done = 0") == 1
    check()
    run = duedesk("sample", "--tickets", "2401")
    assert run.returncode == 1 and "another one was begun" in run.stderr, run.stderr
    sample("--tickets", "2400", "--seed", "9", "--until", UNTIL)
    assert dump() == whole
    check()
    assert "there already" in sample(*args).stdout
    assert dump() == whole


def test_a_desk_that_has_people_and_hours_keeps_and_uses_them():
    fresh()
    assert duedesk("departments", "add", "Support").returncode == 0
    assert duedesk("people", "add", "--name", "Ann Lee", "--email", "ann@desk.example", "--role", "agent",
                   "--department", "Support").returncode == 0
    sample("--tickets", "400", "--departments", "2", "--agents", "3", "--customers", "30", "--until", UNTIL)
    assert number("SELECT COUNT(*) FROM department") == 2
    assert number("SELECT COUNT(*) FROM person WHERE roles = 1") == 30
    assert number("SELECT COUNT(*) FROM person WHERE roles = 4") == 4
    assert number("SELECT COUNT(*) FROM ticket t JOIN department d ON d.id = t.department_id"
                  " WHERE d.name = 'Support'") > 150
    assert number("SELECT COUNT(*) FROM event e JOIN person p ON p.id = e.actor_id"
                  " WHERE p.email = 'ann@desk.example'") > 20
    sample("--tickets", "200", "--seed", "2", "--until", UNTIL)
    assert number("SELECT COUNT(*) FROM ticket") == 600
    check()


def test_what_cannot_be_is_refused_by_name():
    for args, word in ((("--tickets", "0"), "--tickets takes"), (("--tickets", "60000000"), "50000000"),
                       (("--tickets", "x"), "--tickets takes"), (("--seed", "4"), "--tickets is missing"),
                       (("--tickets", "9", "--until", "yesterday"), "--until takes"),
                       (("--tickets", "9", "--until", "2090-01-01T00:00:00Z"), "lies ahead"),
                       (("--tickets", "9", "--open", "10"), "--open takes"),
                       (("--tickets", "9", "--open", "101%"), "--open takes"),
                       (("--tickets", "9", "--days", "5000"), "3650"), (("--tickets",), "needs a value"),
                       (("--tickets", "9", "--colour", "red"), "no option --colour")):
        run = duedesk("sample", *args)
        assert run.returncode == 2 and word in run.stderr, (args, run.stderr)


def test_memory_does_not_grow_with_the_history():
    if b"__asan" in Path(DUEDESK).read_bytes():
        return  # a sanitizer keeps what was freed

    def memory(tickets, seed):
        run = subprocess.run(["/usr/bin/time", "-f", "%M", DUEDESK, "sample", "--tickets", str(tickets), "--seed",
                              str(seed), "--until", UNTIL, "--customers", "500"], env=ENV, capture_output=True,
                             text=True, check=True)
        return int(run.stderr.split()[-1])
    fresh()
    small = memory(400, 1)
    assert memory(3000, 2) < small * 1.3 + 2048, small


if __name__ == "__main__":
    tap.need_database()
    HOME.mkdir(exist_ok=True)
    tap.run(globals())
