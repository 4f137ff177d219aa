#!/usr/bin/python3
"""How fast open tickets are taken to a new version of their calendar:
bench_apply.py HOME [--build DIR] [--tickets N] [--open SHARE] [--sweepers N]

HOME is a desk of big_desk.py's making, or where one is made; each run stores
one more closed day in its busiest calendar. Beside the sweepers somebody asks
for 20 pages a second.
"""

import argparse
import datetime
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import big_desk
import bench_large

PROMISED = 1000000 / 180  # running promises a second
PAGES = 20                # a second
ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//bench//
BEGIN:VEVENT
UID:{day}
DTSTART;VALUE=DATE:{day}
SUMMARY:Bench
END:VEVENT
END:VCALENDAR
"""


def busiest(desk):
    """Name and id of the calendar by which most open tickets go, how many and
    how many running promises these have."""
    rows = desk.sql(
        "SELECT c.name, c.id, COUNT(*) FROM ticket t"
        " JOIN level_version v ON v.id = t.level_version_id"
        " JOIN calendar c ON c.id = v.calendar_id WHERE t.is_open = 1"
        " GROUP BY c.id ORDER BY 3 DESC LIMIT 1")
    name, number, tickets = rows[0]
    clocks = desk.sql(
        "SELECT COUNT(*) FROM ticket t JOIN level_version v"
        " ON v.id = t.level_version_id JOIN clock c ON c.ticket_id = t.id"
        f" AND c.state <= 1 WHERE t.is_open = 1 AND v.calendar_id = {number}")
    return name, int(tickets), int(clocks[0][0])


def close_a_day(desk, name):
    """One that no earlier run closed."""
    closed = int(desk.sql("SELECT COUNT(*) FROM calendar_version")[0][0])
    day = datetime.date.today() + datetime.timedelta(days=1 + closed * 7 // 5)
    with tempfile.NamedTemporaryFile("w", suffix=".ics") as file:
        file.write(ICS.format(day=day.strftime("%Y%m%d")).replace("\n", "\r\n"))
        file.flush()
        run = subprocess.run(
            [desk.build / "duedesk", "calendar", "import", name, file.name,
             "--from", str(day.year), "--to", str(day.year), "--accept",
             "--open"],
            env={**desk.env, "DUEDESK_CONF": str(desk.conf)},
            capture_output=True, text=True)
    assert run.returncode == 0 and "open tickets" in run.stdout, run


class Pages(threading.Thread):
    """Somebody who asks for so many pages a second."""

    def __init__(self, desk):
        super().__init__()
        agent = desk.client().enter(desk.people["agent"])
        self.asker = bench_large.Asker(desk, agent)
        self.times, self.stop = [], threading.Event()

    def run(self):
        at = time.monotonic()
        while not self.stop.wait(max(0, at - time.monotonic())):
            self.times.append(self.asker.get("/inbox")[0])
            at += 1 / PAGES
        self.asker.close()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        self.join()


def peak_mib(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        for line in file:
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    return 0


def sweep(desk, sweepers):
    """Seconds until all are through, the most MiB one of them needed."""
    since, most = time.monotonic(), 0
    running = [
        subprocess.Popen([desk.build / "duedesk-sweep", "--conf", desk.conf],
                         env=desk.env)
        for _ in range(sweepers)
    ]
    while any(p.poll() is None for p in running):
        for p in running:
            try:
                most = max(most, peak_mib(p.pid))
            except (FileNotFoundError, ProcessLookupError):
                pass
        time.sleep(0.1)
    assert all(p.returncode == 0 for p in running), running
    return time.monotonic() - since, most


def one_run(desk, sweepers, beside):
    name, tickets, clocks = busiest(desk)
    close_a_day(desk, name)
    if beside:
        with Pages(desk) as pages:
            seconds, mib = sweep(desk, sweepers)
        ms = bench_large.p95(pages.times)
    else:
        (seconds, mib), ms = sweep(desk, sweepers), None
    left = int(desk.sql(
        "SELECT COUNT(*) FROM applied_change a JOIN level_version v"
        " ON v.calendar_id = a.calendar_id JOIN ticket t"
        " ON t.level_version_id = v.id AND t.is_open = 1"
        " AND t.applied < a.id")[0][0])
    assert left == 0, left
    return tickets, clocks, seconds, mib, ms


def rate(report, desk, name, sweepers=2):
    """How fast, with nobody else there; ``desk`` runs, and nobody sweeps it."""
    sweep(desk, 1)
    tickets, clocks, seconds, mib, _ = one_run(desk, sweepers, False)
    print(f"  {tickets:,} tickets, {clocks:,} running promises,"
          f" {seconds:.1f} s", flush=True)
    report.at_least(f"{name}, applied to open tickets, promises",
                    clocks / seconds, PROMISED, "{:,.0f} /s")
    report.at_most(f"{name}, applied to open tickets, memory", mib, 32,
                   "{:.1f} MiB")


def measure(report, desk, name, sweepers=2):
    """The same, and with somebody there."""
    rate(report, desk, name, sweepers)
    with Pages(desk) as pages:
        time.sleep(10)
    alone = bench_large.p95(pages.times)
    # What cron starts is one; people come before speed.
    _, clocks, seconds, _, ms = one_run(desk, 1, True)
    report.note(f"{name}, the same by one sweeper, beside {PAGES} pages/s",
                f"{clocks / seconds:,.0f} /s")
    report.note(f"{name}, inbox alone, p95", f"{alone:.1f} ms")
    report.at_most(f"{name}, inbox while versions are applied, p95", ms,
                   2 * alone, "{:.1f} ms")


def main():
    from report import Report

    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("home")
    words.add_argument("--build", type=Path, default=Path.cwd())
    words.add_argument("--tickets", type=int, default=big_desk.TICKETS)
    words.add_argument("--open", default=big_desk.OPEN)
    words.add_argument("--sweepers", type=int, default=os.cpu_count() or 2)
    args = words.parse_args()
    report = Report()
    with big_desk.kept(args.build, args.home, args.tickets,
                       args.open) as desk:
        desk.hold("sweep")
        measure(report, desk, f"{args.tickets:,} tickets", args.sweepers)
    report.print()
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
