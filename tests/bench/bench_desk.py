"""A desk with 100,000 tickets, more than half of them open."""

import contextlib
import datetime
import os
import pwd
import re
import subprocess
import sys
import time
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests/support"))

import more_incidents
from desk import Desk

TICKETS = 100000
OPEN_PERCENT = 70  # of those beyond the sample
LOG = TOP / "sql/sample/incident_events.csv.gz"


class Company:
    """The desk; how fast its tickets were imported."""

    def __init__(self, build, home=None):
        self.desk = Desk(build=build, home=home)
        # The kernel shares cores out between sessions: all of us in one.
        self.desk.own_session = False
        self.imported = None  # events/s

    def fill(self):
        """Import what is missing, with every clock and under its levels."""
        have = int(self.desk.sql("SELECT COUNT(*) FROM ticket")[0][0])
        if have >= TICKETS:
            return
        path = self.desk.home / "tmp/more.csv"
        more_incidents.write(LOG, path, TICKETS - have, OPEN_PERCENT)
        now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
        since = time.monotonic()
        run = subprocess.run(
            [self.desk.build / "duedesk", "import", "incidents", path]
            + ["--shift-weeks", str(more_incidents.weeks_to(now))],
            env={
                **self.desk.env,
                "DUEDESK_CONF": str(self.desk.conf),
                "DUEDESK_SAMPLE_DIR": str(LOG.parent),
            },
            capture_output=True,
            text=True,
        )
        assert run.returncode == 0, run.stdout + run.stderr[-2000:]
        events = int(re.search(r"(\d+) events;", run.stdout)[1])
        self.imported = events / (time.monotonic() - since)
        path.unlink()

    def sweep(self):
        """Once, to the end; after that nothing disturbs."""
        self.desk.hold("sweep")
        subprocess.run(
            [self.desk.build / "duedesk-sweep", "--conf", self.desk.conf],
            capture_output=True,
            check=True,
        )
        self.desk.sql("ANALYZE TABLE ticket, clock, event, message")

    def restart(self, service):
        """New processes: nothing of what was asked before is in them."""
        self.desk.hold(service)
        self.desk.release(service)


    def as_user(self, *command):
        """The command, for the desk's own user: a desk that root starts runs
        as somebody else."""
        owner = (self.desk.home / "db").owner()
        if owner == pwd.getpwuid(os.getuid()).pw_name:
            return list(command)
        return ["setpriv", f"--reuid={owner}", f"--regid={owner}"] + [
            "--clear-groups",
            *command,
        ]

    def root_sql(self, statement):
        """As the owner of the server: rows of text."""
        run = subprocess.run(
            self.as_user("mariadb", "--no-defaults", "--batch", "--raw")
            + ["--skip-column-names", "-u", (self.desk.home / "db").owner()]
            + ["-S", self.desk.setting("db_socket"), "-e", statement],
            capture_output=True,
            text=True,
            check=True,
        )
        return [line.split("\t") for line in run.stdout.splitlines()]


@contextlib.contextmanager
def company(build):
    """Running, filled, quiet. DUEDESK_BENCH_HOME keeps it for the next run."""
    kept = os.environ.get("DUEDESK_BENCH_HOME")
    c = Company(build, kept)
    try:
        c.desk.start(600)
        c.fill()
        c.sweep()
        yield c
    finally:
        if kept:
            c.desk.stop()
        else:
            c.desk.remove()
