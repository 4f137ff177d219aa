#!/usr/bin/python3
"""How fast a desk that slept catches up with its steps, and how long a sweeper
looks when nothing is due:
bench_steps.py HOME [--build DIR] [--clocks N] [--running N] [--sweepers N]

HOME is where a desk is made and kept: N open tickets with one promise each,
that broke while it slept, and one step behind each deadline. It is put back as
it was for each kind of step. At last it gets so many running promises of which
none is due.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import big_desk
import bench_apply
from desk import TOP, Desk

CLOCKS, RUNNING = 100000, 1000000
SECONDS = 60  # that CLOCKS of them may take
PASS_MS, PROCESS_MS = 20, 150
DAY = 86400
# All tickets are opened in the days before it falls asleep; every promise
# breaks afterwards.
HISTORY, SLEPT, TARGET = 30, 40, 34
LEVEL = {
    "name": "Bench",
    "calendar": None,
    "targets": {"first_resolve": {"seconds": TARGET * DAY, "unit": "calendar"}},
    "pauses": {"first_resolve": []},
    "steps": {"first_resolve": [
        {"seconds": 60, "actions": [{"do": "tell_agent"}]}]},
    "late": 30 * DAY,
}
# What the step does, as a row of level_step_action has it.
ACTIONS = {
    "tell the agent": "kind = 0, number = NULL",
    "set the priority": "kind = 5, number = 1",
    "put on a tag": "kind = 8, number = (SELECT MIN(id) FROM tag)",
}
ASLEEP = "asleep"  # the folder of the database as it was
ROWS = 50000       # to clone at once
PASSES = 15


class Sleeper:
    """The desk; nobody sweeps it but us."""

    def __init__(self, build, home, clocks):
        self.desk = Desk("--no-sample", build=build, home=home, env={
            "DUEDESK_BUFFER_POOL": big_desk.POOL,
            "DUEDESK_REDO_LOG": "512M"})
        self.desk.own_session = False
        self.clocks = clocks

    def start(self):
        made = self.desk.home.exists()
        if made:
            (self.desk.home / "hold-sweep").touch()
        self.desk.start(900)
        if not made:
            self.desk.hold("sweep")

    def number(self, statement):
        return int(self.desk.sql(statement)[0][0])

    def program(self, name, *words, **kw):
        desk = self.desk
        return subprocess.run(
            [desk.build / name, *words], text=True, capture_output=True,
            env={**desk.env, "DUEDESK_CONF": str(desk.conf),
                 "DUEDESK_SAMPLE_DIR": str(TOP / "sql/sample")}, **kw)

    def copy(self, there, here):
        """The database as it stands, its owner kept."""
        home = self.desk.home
        subprocess.run(["rm", "-rf", home / here], check=True)
        subprocess.run(["cp", "-a", home / there, home / here], check=True)

    def make(self):
        desk = self.desk
        if (desk.home / ASLEEP).exists():
            return
        self.start()
        self.program("duedesk", "level", "set", "-", check=True,
                     input=json.dumps(LEVEL))
        until = time.gmtime(time.time() - SLEPT * DAY)
        self.program(
            "duedesk", "sample", "--tickets", str(self.clocks * 11 // 10),
            "--open", str(self.clocks), "--departments", "6",
            "--days", str(HISTORY), "--until",
            time.strftime("%Y-%m-%dT%H:00:00Z", until), check=True)
        desk.sql("ANALYZE TABLE ticket, clock, event, message, verdict")
        desk.stop()
        self.copy("db", "db.copy")
        (desk.home / "db.copy").rename(desk.home / ASLEEP)

    def wake_up(self):
        self.desk.stop()
        self.copy(ASLEEP, "db")
        self.start()

    def clone(self, running):
        """Promises that run and are not due for a day or more; their tickets
        know nothing of those beyond the first."""
        later = ("UNIX_TIMESTAMP() + 86400 + id % 1000000",) * 2
        self.desk.sql("UPDATE clock SET breached_at = NULL, due_at = {},"
                      " next_at = {} WHERE state = 0".format(*later))
        own = [row[0] for row in self.desk.sql(
            "SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE"
            " TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'clock' AND"
            " IS_GENERATED = 'NEVER' AND COLUMN_NAME NOT IN ('id', 'cycle')")]
        columns = ", ".join(own)
        have = first = self.number("SELECT COUNT(*) FROM clock WHERE state = 0")
        while have < running:
            some = min(ROWS, running - have, first - have % first)
            self.desk.sql(
                f"INSERT INTO clock (cycle, {columns})"
                f" SELECT cycle + {have // first * 1000}, {columns} FROM clock"
                " WHERE state = 0 AND cycle < 1000 ORDER BY ticket_id, metric"
                f" LIMIT {some} OFFSET {have % first}")
            have += some
        self.desk.sql("ANALYZE TABLE clock")


def all_is_well(sleeper, due):
    """Every step fired once, and did what it is for."""
    n = sleeper.number
    assert n("SELECT COUNT(*) FROM fired_step WHERE outcome <= 1") == due
    assert n("SELECT COUNT(*) FROM fired_step") == due
    assert n("SELECT COUNT(*) FROM fired_action") == due
    assert n("SELECT COUNT(*) FROM event WHERE kind = 14") == due
    assert n("SELECT COUNT(*) FROM clock WHERE state = 0 AND"
             " next_at <= UNIX_TIMESTAMP()") == 0
    check = sleeper.program("duedesk", "check")
    assert check.returncode == 0 and "0 findings" in check.stdout, check


def catch_up(report, sleeper, what, sweepers):
    desk = sleeper.desk
    sleeper.wake_up()
    desk.sql(f"UPDATE level_step_action SET {ACTIONS[what]}")
    due = sleeper.number("SELECT COUNT(*) FROM clock WHERE state = 0 AND"
                         " due_at + 60 <= UNIX_TIMESTAMP()")
    assert due >= sleeper.clocks * 9 // 10, due
    seconds, mib = bench_apply.sweep(desk, sweepers)
    report.at_most(f"{due:,} overdue promises, {what}", seconds,
                   SECONDS * due / CLOCKS, "{:.1f} s")
    report.at_most(f"{due:,} overdue promises, memory", mib, 32, "{:.1f} MiB")
    all_is_well(sleeper, due)


def idle(report, sleeper, running):
    """Middle of some passes, each by a process of its own as cron starts it."""
    sleeper.wake_up()
    sleeper.clone(running)
    running = sleeper.number("SELECT COUNT(*) FROM clock WHERE state = 0")
    sleeper.program("duedesk-sweep", check=True)  # what goes by itself
    passes, processes = [], []
    for _ in range(PASSES):
        since = time.perf_counter()
        run = sleeper.program("duedesk-sweep", check=True)
        processes.append((time.perf_counter() - since) * 1000)
        said = re.search(r"event=pass tickets=0 .*\bms=(\d+)", run.stderr)
        assert said, run.stderr
        passes.append(int(said[1]))
    passes.sort()
    processes.sort()
    print(f"  slowest pass {passes[-1]} ms, process {processes[-1]:.0f} ms")
    name = f"{running:,} running promises, none due"
    report.at_most(f"{name}, pass", passes[PASSES // 2], PASS_MS, "{:.0f} ms")
    report.at_most(f"{name}, process", processes[PASSES // 2], PROCESS_MS,
                   "{:.0f} ms")


def measure(report, build, home, clocks, running, sweepers=2, actions=ACTIONS):
    sleeper = Sleeper(build, home, clocks)
    try:
        sleeper.make()
        for what in actions:
            catch_up(report, sleeper, what, sweepers)
        idle(report, sleeper, running)
    finally:
        sleeper.desk.stop()


def once(report, build, clocks=CLOCKS, running=RUNNING, actions=ACTIONS):
    """On a desk that goes afterwards."""
    print(f"a desk with {clocks:,} overdue promises ...", flush=True)
    with tempfile.TemporaryDirectory(prefix="duedesk-", dir="/tmp") as folder:
        os.chmod(folder, 0o755)
        measure(report, build, Path(folder) / "steps", clocks, running,
                actions=actions)


def main():
    from report import Report

    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("home")
    words.add_argument("--build", type=Path, default=Path.cwd())
    words.add_argument("--clocks", type=int, default=CLOCKS)
    words.add_argument("--running", type=int, default=RUNNING)
    words.add_argument("--sweepers", type=int, default=os.cpu_count() or 2)
    args = words.parse_args()
    report = Report()
    measure(report, args.build.resolve(), args.home, args.clocks, args.running,
            args.sweepers)
    report.print()
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    sys.exit(main())
