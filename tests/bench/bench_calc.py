#!/usr/bin/python3
"""How long `duedesk calc` takes for 100,000 mixed lines with 1,000 calendars,
and how much memory: bench_calc.py [DUEDESK [RUNS]]

The figures to keep: under 4 s, under 32 MiB.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LINES, CALENDARS = 100000, 1000


def run(duedesk, path):
    """Seconds and KiB of one run; every line must be answered."""
    with open(path, "rb") as lines, tempfile.TemporaryFile() as answers:
        since = time.monotonic()
        child = subprocess.Popen([duedesk, "calc"], stdin=lines, stdout=answers)
        _, status, usage = os.wait4(child.pid, 0)
        took = time.monotonic() - since
        child.returncode = os.waitstatus_to_exitcode(status)
        answers.seek(0)
        good = sum(b'"error"' not in answer for answer in answers)
    assert child.returncode == 0 and good == LINES, (child.returncode, good)
    return took, usage.ru_maxrss


def measure(duedesk, runs):
    """Seconds of a run, median; MiB, most."""
    with tempfile.NamedTemporaryFile() as file:
        script = Path(__file__).with_name("calc_lines.py")
        subprocess.run(
            [sys.executable, script, str(LINES), str(CALENDARS)],
            stdout=file,
            check=True,
        )
        found = [run(duedesk, file.name) for _ in range(runs)]
    took = sorted(t for t, _ in found)
    return took[len(took) // 2], max(m for _, m in found) / 1024


def main(duedesk="./duedesk", runs=5):
    seconds, mib = measure(duedesk, int(runs))
    print(f"calc {LINES} lines, {CALENDARS} calendars, median: {seconds:.2f} s")
    print(f"calc memory, most: {mib:.1f} MiB")


if __name__ == "__main__":
    main(*sys.argv[1:])
