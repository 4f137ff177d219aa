"""Load: requests by wrk, in turn to several addresses, and what they cost in
memory."""

import re
import statistics
import subprocess
import threading
from pathlib import Path
from typing import NamedTuple

CONNECTIONS = 8
SECONDS = 2
ROUNDS = 7


class Target(NamedTuple):
    port: int
    host: str  # the name asked for
    path: str
    cookie: str
    size: int  # of the body


def rate(target, seconds=SECONDS, connections=CONNECTIONS):
    """Requests per second; every one must be answered well."""
    run = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s"]
        + ["-H", f"Host: {target.host}", "-H", f"Cookie: {target.cookie}"]
        + [f"http://127.0.0.1:{target.port}{target.path}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Non-2xx" not in run.stdout, (target, run.stdout)
    assert "Socket errors" not in run.stdout, (target, run.stdout)
    found = re.search(r"(\d+) requests in .*, ([\d.]+)([KMG])B read", run.stdout)
    read = float(found[2]) * 1024 ** ("KMG".index(found[3]) + 1)
    assert read > 0.95 * int(found[1]) * target.size, (target, run.stdout)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", run.stdout)[1])


class Compared(NamedTuple):
    rate: float  # of the first, median
    other: float  # of the second, median
    ratio: float  # median of the ratios of each round


def in_turn(first, second, rounds=ROUNDS):
    """Measure A B, B A, A B ...: whatever else the machine does meets both.
    Both are functions that return a rate."""
    pairs = []
    for i in range(rounds):
        if i % 2:
            b, a = second(), first()
        else:
            a, b = first(), second()
        pairs.append((a, b))
    return Compared(
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def compare(first, second, rounds=ROUNDS):
    """The same for requests to two targets, which are warmed up first."""
    for target in (first, second):
        rate(target, 1)
    return in_turn(lambda: rate(first), lambda: rate(second), rounds)


def pss(pid):
    """MiB of a process, its share of shared pages counted; 0 if it is gone."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return int(re.search(r"^Pss:\s+(\d+) kB", text, re.M)[1]) / 1024


class Watch:
    """The most memory of any of some processes, for as long as we are in it.
    ${pids}() names them; they may come and go."""

    def __init__(self, pids, every=0.05):
        self.pids, self.every = pids, every
        self.most = 0.0
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.look, daemon=True)

    def look(self):
        while not self.over.wait(self.every):
            try:
                self.most = max(self.most, *map(pss, self.pids()), 0.0)
            except (OSError, ValueError):
                pass # between two masters there is no pid

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()
