"""What tests of real sweepers share: a desk in a MariaDB of its own, a time
that stands still until a test moves it, many sweepers, and what they left.

As time stands still, whatever is done to sweepers has to leave the very rows
that one of them leaves that nobody disturbed: all_is_well() compares them."""

import os
import pwd
import random
import struct
import subprocess
import sys
import time
from calendar import timegm
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap  # noqa: E402

tap.need_database()

KILLS = int(os.environ.get("DUEDESK_TEST_KILLS", "12"))
SEED = int(os.environ.get("DUEDESK_TEST_SEED", str(time.time_ns() % 10 ** 6)))
FULL = "DUEDESK_TEST_FULL" in os.environ
AT_ONCE = 10
DICE = random.Random(SEED)
HOME = Path(os.environ["DUEDESK_TEST_DB_DIR"])
BUILD = tap.BUILD.resolve()
DUEDESK, SWEEP = (str(BUILD / p) for p in ("duedesk", "duedesk-sweep"))
TIME = HOME / "time"
ENV = {**os.environ, "DUEDESK_BLOB_DIR": str(HOME / "files"),
       "DUEDESK_SAMPLE_DIR": str(tap.TOP / "sql/sample"),
       "STILL_TIME": str(TIME)}
# For our programs alone: shells and clients keep the real time.
STILL = {**ENV, "LD_PRELOAD": str(BUILD / "tests/support/still_time.so"),
         "ASAN_OPTIONS": ":".join(filter(None, (
             os.environ.get("ASAN_OPTIONS"), "verify_asan_link_order=0")))}
NAME = ENV["DUEDESK_DB_NAME"]
SOCKET = ["--no-defaults", "-S", ENV["DUEDESK_DB_SOCKET"]]
ADMIN = [*SOCKET, "-u", ENV["DUEDESK_DB_USER_ADMIN"],
         "-p" + ENV["DUEDESK_DB_PASSWORD_ADMIN"]]
OWNER = [*SOCKET, "-u", pwd.getpwuid(os.getuid()).pw_name]
EVENING = timegm((2026, 5, 4, 17, 30, 0))  # a Monday; when the sample ends
DAY = 86400
kept = {}  # desks and what was left, by name


# ---- Time -------------------------------------------------------------------

def programs_say(instant):
    """It is ${instant} now for our programs, at once."""
    if TIME.exists():
        with open(TIME, "r+b") as f:
            f.write(struct.pack("q", instant))
    else:
        TIME.write_bytes(struct.pack("q", instant))


def database_says(instant):
    """... in each session of the database that begins from here on, and after
    it was started anew."""
    statement = f"SET timestamp = {instant}"
    owner(f"SET GLOBAL init_connect = '{statement}'")
    conf = HOME / "my.cnf"
    lines = [x for x in conf.read_text("utf-8").splitlines()
             if not x.startswith("init-connect")]
    conf.write_text("\n".join([*lines, f'init-connect="{statement}"', ""]),
                    "utf-8")


def at(instant):
    """It is ${instant} now, for all."""
    programs_say(instant)
    database_says(instant)


# ---- Programs ---------------------------------------------------------------

def run(*words, env=None, **kw):
    return subprocess.run(words, env=env or ENV, text=True, check=True,
                          stdout=subprocess.PIPE, **kw).stdout


def duedesk(*words, **kw):
    return run(DUEDESK, *words, env=STILL, **kw)


def sql(text):
    return run("mariadb", *ADMIN, "--batch", "-N", NAME, "-e", text)


def owner(text):
    """As whoever owns the server."""
    return run("mariadb", *OWNER, "--batch", "-N", "-e", text)


def number(text):
    return int(sql(text))


def sweeper(*words, stderr=subprocess.DEVNULL):
    # pylint: disable=consider-using-with
    return subprocess.Popen([SWEEP, *words], env=STILL,
                            stdin=subprocess.DEVNULL, stderr=stderr)


def fleet(n=AT_ONCE):
    return [sweeper() for _ in range(n)]


def all_end_well(sweepers):
    ends = [p.wait() for p in sweepers]
    assert not any(ends), ends


def kill_all(sweepers):
    """kill -9; how many had not ended."""
    for p in sweepers:
        p.kill()
    return sum(p.wait() < 0 for p in sweepers)


def kill_again_and_again(most=0.15):
    """KILLS sweepers, one to four at once, each wherever it is by then."""
    killed = idle = 0
    while killed < KILLS and idle < 20:
        these = fleet(DICE.choice((1, 2, 4)))
        time.sleep(DICE.uniform(0.005, most))
        died = kill_all(these)
        killed += died
        idle = 0 if died else idle + 1


# ---- Desks ------------------------------------------------------------------

def new_desk():
    sql(f"DROP DATABASE {NAME}; CREATE DATABASE {NAME} CHARACTER SET utf8mb4")


def sample(tickets, days=30, still_open=None):
    """A desk with people and tickets, up to EVENING."""
    (HOME / "files").mkdir(exist_ok=True)
    at(EVENING)
    new_desk()
    duedesk("migrate", "--grant")
    until = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(EVENING))
    duedesk("sample", "--tickets", str(tickets),
            "--open", str(still_open or tickets * 3 // 4),
            "--days", str(days), "--until", until)


def keep(name):
    kept[name] = run("mariadb-dump", *ADMIN, "--hex-blob", NAME)


def bring_back(name):
    new_desk()
    run("mariadb", *ADMIN, NAME, input=kept[name])


# ---- What they left ---------------------------------------------------------

# Ids of rows that sweepers made, and which of them did it, are left out.
LEFT = (
    "ticket_id, metric, cycle, kind, outcome, reason, counted_at, decided_at,"
    " due_at, stopped_at, breached_at, consumed, paused_s, over_working,"
    " level_version_id, calendar_version_id, department_id, agent_id"
    " FROM verdict",
    "ticket_id, metric, cycle, state, reason, level_version_id,"
    " calendar_version_id, target, first_due_at, due_at, next_at, breached_at,"
    " stopped_at, consumed, since_at, paused_s, steps_done, department_id,"
    " agent_id FROM clock",
    "c.ticket_id, c.metric, c.cycle, f.step, f.due_at, f.noticed_at, f.outcome,"
    " f.reason, f.level_version_id FROM fired_step f"
    " JOIN clock c ON c.id = f.clock_id",
    "c.ticket_id, c.metric, c.cycle, f.step, f.position, f.kind, f.outcome,"
    " f.told, f.missed FROM fired_action f JOIN clock c ON c.id = f.clock_id",
    "c.ticket_id, c.metric, c.cycle, n.step, n.recipient, n.position"
    " FROM notice n JOIN clock c ON c.id = n.clock_id",
    "ticket_id, kind, JSON_VALUE(payload, '$.metric'),"
    " JSON_VALUE(payload, '$.cycle'), JSON_VALUE(payload, '$.step')"
    " FROM outbox WHERE kind = 1",
    "ticket_id, seq, at, kind, did, status, priority, department_id,"
    " assignee_id, level_version_id, calendar_version_id, metric, cycle, step,"
    " due_at FROM event",
    "id, version, status, priority, department_id, assignee_id,"
    " level_version_id, calendar_version_id, due_at, order_at, settle_at,"
    " applied FROM ticket",
    "ticket_id, seq, body FROM message",
    "ticket_id, tag_id FROM ticket_tag",
    "id, level_version_id, at, done_at FROM applied_change",
)


def left():
    return [sorted(sql(f"SELECT {what}").splitlines()) for what in LEFT]


def consistent():
    """Nothing twice, nothing missing, nothing before its time."""
    assert number("SELECT COUNT(*) - COUNT(DISTINCT ticket_id, metric, cycle)"
                  " FROM event WHERE kind = 13") == 0
    assert number("SELECT COUNT(*) - COUNT(DISTINCT ticket_id, metric, cycle,"
                  " step) FROM event WHERE kind = 14") == 0
    assert number("SELECT COUNT(*) FROM fired_step WHERE NOT (due_at <="
                  " noticed_at AND noticed_at <="
                  " IFNULL(committed_at, noticed_at))") == 0
    # Each notice is in one letter, and no letter tells of nothing.
    assert number("SELECT COUNT(*) FROM notice n LEFT JOIN outbox o"
                  " USING (ukey) WHERE o.id IS NULL") == 0
    assert number("SELECT COUNT(*) FROM outbox o WHERE kind = 0 AND ukey NOT IN"
                  " (SELECT ukey FROM notice)") == 0
    check = subprocess.run([DUEDESK, "check"], env=STILL, text=True,
                           capture_output=True, check=False)
    assert check.returncode == 0, check.stdout[-2000:]


def same_as(peace):
    for ours, theirs in zip(left(), kept[peace]):
        assert ours == theirs, sorted(set(ours) ^ set(theirs))[:10]


def all_is_well(peace):
    """As if one had swept in peace."""
    consistent()
    same_as(peace)
