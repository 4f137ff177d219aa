#!/usr/bin/python3
"""Real sweepers, many at once, on a desk that slept for weeks: killed at any
moment, the database killed under them, some tickets broken. What they leave is
what one sweeper leaves that nobody disturbed."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap  # noqa: E402

tap.need_database()

KILLS = int(os.environ.get("DUEDESK_TEST_KILLS", "20"))
TICKETS = int(os.environ.get("DUEDESK_TEST_TICKETS", "1600"))
SEED = int(os.environ.get("DUEDESK_TEST_SEED", str(time.time_ns() % 10 ** 6)))
AT_ONCE = 10
HOME = Path(os.environ["DUEDESK_TEST_DB_DIR"])
DUEDESK, SWEEP = (str(tap.BUILD.resolve() / p)
                  for p in ("duedesk", "duedesk-sweep"))
ENV = {**os.environ, "DUEDESK_BLOB_DIR": str(HOME / "files"),
       "DUEDESK_SAMPLE_DIR": str(tap.TOP / "sql/sample")}
NAME = ENV["DUEDESK_DB_NAME"]
CLIENT = ["--no-defaults", "-S", ENV["DUEDESK_DB_SOCKET"],
          "-u", ENV["DUEDESK_DB_USER_ADMIN"],
          "-p" + ENV["DUEDESK_DB_PASSWORD_ADMIN"]]
DICE = random.Random(SEED)
BROKEN = 999999
kept = {}


def run(*words, **kw):
    return subprocess.run(words, env=ENV, text=True, capture_output=True,
                          check=True, **kw).stdout


def sql(text):
    return run("mariadb", *CLIENT, "--batch", "-N", NAME, "-e", text)


def number(text):
    return int(sql(text))


def asleep():
    """The desk as it fell asleep: made once, then brought back."""
    sql(f"DROP DATABASE {NAME}; CREATE DATABASE {NAME} CHARACTER SET utf8mb4")
    if "desk" in kept:
        run("mariadb", *CLIENT, NAME, input=kept["desk"])
        run(DUEDESK, "migrate", "--grant")
        return
    run(DUEDESK, "migrate", "--grant")
    until = time.strftime("%Y-%m-%dT12:00:00Z",
                          time.gmtime(time.time() - 40 * 86400))
    run(DUEDESK, "sample", "--tickets", str(TICKETS),
        "--open", str(TICKETS * 3 // 4), "--days", "30", "--until", until)
    # What steps change counts from when somebody noticed: they tell alone.
    sql("DELETE FROM level_step_action WHERE kind BETWEEN 5 AND 11")
    kept["desk"] = run("mariadb-dump", *CLIENT, NAME)


def sweeper():
    # pylint: disable=consider-using-with
    return subprocess.Popen([SWEEP], env=ENV, stdin=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL)


def left():
    """What became of it, without when somebody noticed."""
    return [sorted(sql(f"SELECT {what}").splitlines()) for what in (
        "ticket_id, metric, cycle, kind, outcome, reason, counted_at, due_at,"
        " stopped_at, breached_at, consumed, paused_s, over_working,"
        " agent_id FROM verdict",
        "ticket_id, metric, cycle, state, due_at, next_at, breached_at,"
        " consumed, paused_s, steps_done FROM clock",
        "clock_id, step, due_at, outcome, reason FROM fired_step",
        "ticket_id, kind, IF(kind IN (13, 14), 0, at), metric, cycle, step,"
        " did, status, due_at FROM event",
        "id, status, due_at, settle_at FROM ticket")]


def all_is_well():
    """Nothing twice, nothing missing, as if one had swept in peace."""
    assert number("SELECT COUNT(*) - COUNT(DISTINCT ticket_id, metric, cycle)"
                  " FROM event WHERE kind = 13") == 0
    assert number("SELECT COUNT(*) - COUNT(DISTINCT ticket_id, metric, cycle,"
                  " step) FROM event WHERE kind = 14") == 0
    check = subprocess.run([DUEDESK, "check"], env=ENV, text=True,
                           capture_output=True, check=False)
    assert check.returncode == 0, check.stdout[-2000:]
    for ours, peace in zip(left(), kept["peace"]):
        assert ours == peace, sorted(set(ours) ^ set(peace))[:10]


def test_one_sweeper_does_all_of_it():
    asleep()
    marks = "SELECT COUNT(*) FROM event WHERE kind IN (13, 14)"
    steps = "SELECT COUNT(*) FROM fired_step"
    closed = "SELECT COUNT(*) FROM event WHERE kind = 11"
    before = [number(q) for q in (marks, steps, closed)]
    assert sweeper().wait() == 0
    for query, least in zip((marks, steps, closed), before):
        assert number(query) > least, query
    kept["peace"] = left()
    # Nothing is left, and the next pass finds nothing.
    before = number("SELECT COUNT(*) FROM event")
    assert sweeper().wait() == 0
    assert number("SELECT COUNT(*) FROM event") == before
    all_is_well()


def test_ten_at_once_do_it_once():
    asleep()
    fleet = [sweeper() for _ in range(AT_ONCE)]
    assert [p.wait() for p in fleet] == [0] * AT_ONCE
    all_is_well()


def test_whoever_is_killed_leaves_nothing_half():
    asleep()
    killed = 0
    while killed < KILLS:
        fleet = [sweeper() for _ in range(DICE.choice((1, 2, 4)))]
        time.sleep(DICE.uniform(0.005, 0.15))
        for p in fleet:
            p.kill()
        for p in fleet:
            killed += p.wait() == -signal.SIGKILL
    assert sweeper().wait() == 0
    all_is_well()


def restart_database():
    """kill -9, and up again with what it was started with."""
    pid = int(kept.setdefault("pid", ENV["DUEDESK_TEST_DB_PID"]))
    words = Path(f"/proc/{pid}/cmdline").read_text("utf-8").split("\0")[:-1]
    os.kill(pid, signal.SIGKILL)
    while Path(f"/proc/{pid}/stat").exists() and \
            Path(f"/proc/{pid}/stat").read_text("utf-8").split()[2] != "Z":
        time.sleep(0.01)
    # pylint: disable=consider-using-with
    kept["server"] = subprocess.Popen(
        ["setpriv", "--pdeathsig", "KILL", "--", *words],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    kept["pid"] = kept["server"].pid
    for _ in range(600):
        try:
            number("SELECT 1")
            return
        except subprocess.CalledProcessError:
            time.sleep(0.05)
    raise AssertionError("the database did not come back")


def test_the_database_may_be_killed_under_them():
    asleep()
    for _ in range(2):
        fleet = [sweeper() for _ in range(4)]
        time.sleep(DICE.uniform(0.05, 0.3))
        restart_database()
        for p in fleet:
            p.wait()
    assert sweeper().wait() == 0
    all_is_well()


def test_broken_tickets_hold_up_no_other():
    asleep()
    due = "SELECT DISTINCT ticket_id FROM clock WHERE state = 0 AND next_at <="
    now = int(time.time())
    bad = sql(f"{due} {now} ORDER BY next_at LIMIT 7").split()
    those = ", ".join(bad)
    level = sql(f"SELECT level_version_id FROM ticket WHERE id IN ({those})"
                " ORDER BY id").split()
    sql(f"UPDATE ticket SET level_version_id = {BROKEN}"
        f" WHERE id IN ({those})")
    assert sweeper().wait() == 0
    rest = set(sql(f"{due} {now}").split()) - set(bad)
    assert not rest, rest
    for ticket, was in zip(sorted(bad, key=int), level):
        sql(f"UPDATE ticket SET level_version_id = {was} WHERE id = {ticket};"
            f"UPDATE clock SET next_at = {now} WHERE ticket_id = {ticket}"
            " AND state = 0 AND next_at IS NOT NULL")
    assert sweeper().wait() == 0
    all_is_well()


tap.run(globals(), f"DUEDESK_TEST_SEED={SEED}")
