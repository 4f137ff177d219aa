"""The table at the end: what was measured, what is required."""

import sys
from pathlib import Path

BASELINE = Path(__file__).with_name("baseline.txt")


def baseline():
    """What somebody measured before, by figure."""
    try:
        lines = BASELINE.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    pairs = (line.split(": ", 1) for line in lines if not line.startswith("#"))
    return {name: value for name, value in pairs}


class Report:
    def __init__(self):
        self.lines = []
        self.failed = 0
        self.skipped = 0

    def add(self, figure, measured, required, good):
        """A figure as texts, and whether it is what is required; ${good} None:
        for information."""
        self.lines.append((figure, measured, required, good))
        self.failed += good is False
        mark = {True: "ok", False: "NOT MET", None: ""}[good]
        print(f"  {figure}: {measured} {mark}".rstrip(), flush=True)

    def at_least(self, figure, value, limit, text="{:,.0f}"):
        self.add(figure, text.format(value), f">= {text.format(limit)}", value >= limit)

    def at_most(self, figure, value, limit, text="{:,.1f}"):
        self.add(figure, text.format(value), f"< {text.format(limit)}", value < limit)

    def note(self, figure, measured):
        self.add(figure, measured, "", None)

    def skip(self, figure, why):
        self.skipped += 1
        self.add(figure, f"not measured: {why}", "", None)

    def print(self):
        old = baseline()
        rows = [("figure", "measured", "required", "", "baseline")]
        for figure, measured, required, good in self.lines:
            mark = {True: "ok", False: "NOT MET", None: ""}[good]
            rows.append((figure, measured, required, mark, old.get(figure, "")))
        widths = [max(len(row[i]) for row in rows) for i in range(5)]
        print()
        for row in rows:
            print("  ".join(f"{c:<{w}}" for c, w in zip(row, widths)).rstrip())
        print()
        met = sum(good is True for *_, good in self.lines)
        print(f"{met} figures met, {self.failed} not, {self.skipped} not measured")

    def write_baseline(self):
        with open(BASELINE, "w", encoding="utf-8") as file:
            file.write("# Made by tests/bench/run.py --write-baseline.\n")
            for figure, measured, _, _ in self.lines:
                file.write(f"{figure}: {measured}\n")

    def exit(self):
        sys.exit(1 if self.failed else 0)
