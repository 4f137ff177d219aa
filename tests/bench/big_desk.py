#!/usr/bin/python3
"""A desk as large as the figures are promised for, made once and kept:
DUEDESK_BIG_HOME=DIR big_desk.py [--tickets N] [--open SHARE] [--build DIR] [--check]

DIR lies outside the checkout, with some 20 GiB free for 1,000,000 tickets. Run again it makes what is missing, and goes on where it
was interrupted; script/server --home DIR shows the desk. Benches take it by
``with big_desk.kept(build) as desk``.
"""

import argparse
import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests/support"))

from desk import Desk

TICKETS = 1000000
OPEN = "25%"
UNTIL_FILE = "sample-until"  # the first run's, so that the next goes on with it
POOL = "4G"  # of the database: what is asked for often stays in memory
ENV = {"DUEDESK_BUFFER_POOL": POOL, "DUEDESK_REDO_LOG": "2G"}


def home():
    """Where it is kept, or None."""
    return os.environ.get("DUEDESK_BIG_HOME")


def until(folder):
    file = Path(folder) / UNTIL_FILE
    if not file.exists():
        file.write_text(time.strftime("%Y-%m-%dT%H:00:00Z", time.gmtime()))
    return file.read_text().strip()


def fill(desk, tickets, share):
    """Make what is missing; how long it took, or None if nothing was."""
    if int(desk.sql("SELECT COUNT(*) FROM sample_run WHERE done = 1")[0][0]):
        return None
    since = time.monotonic()
    subprocess.run(
        [desk.build / "duedesk", "sample", "--tickets", str(tickets)]
        + ["--open", share, "--until", until(desk.home)],
        env={**desk.env, "DUEDESK_CONF": str(desk.conf),
             "DUEDESK_SAMPLE_DIR": str(TOP / "sql/sample")},
        check=True,
    )
    took = time.monotonic() - since
    desk.sql("ANALYZE TABLE ticket, clock, event, message, verdict")
    return took


@contextlib.contextmanager
def kept(build, folder=None, tickets=TICKETS, share=OPEN):
    """Running and filled; stopped afterwards, and left where it is."""
    folder = folder or home()
    assert folder, "DUEDESK_BIG_HOME names no folder"
    desk = Desk(build=Path(build), home=folder, env=ENV)
    desk.own_session = False
    try:
        desk.start(900)
        fill(desk, tickets, share)
        yield desk
    finally:
        desk.stop()


def main():
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--tickets", type=int, default=TICKETS)
    words.add_argument("--open", default=OPEN)
    words.add_argument("--build", type=Path, default=Path.cwd())
    words.add_argument("--check", action="store_true", help="afterwards")
    args = words.parse_args()
    if not home():
        words.error("DUEDESK_BIG_HOME names no folder")
    with kept(args.build.resolve(), home(), args.tickets, args.open) as desk:
        print("tickets:", desk.sql("SELECT COUNT(*), SUM(is_open) FROM ticket")[0])
        if args.check:
            sys.exit(subprocess.run(
                [desk.build / "duedesk", "check"], check=False,
                env={**desk.env, "DUEDESK_CONF": str(desk.conf)}).returncode)


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    main()
