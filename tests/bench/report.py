"""The table at the end: what was measured, what is required."""

import sys
from pathlib import Path

BASELINE = Path(__file__).with_name("baseline.txt")


def baseline():
    """What the last release had, by figure."""
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
        required = sum(good is not None for *_, good in self.lines)
        print(f"{required - self.failed} figures met, {self.failed} not")

    def write_baseline(self):
        with open(BASELINE, "w", encoding="utf-8") as file:
            file.write("# Made by tests/bench/run.py --write-baseline.\n")
            for figure, measured, _, _ in self.lines:
                file.write(f"{figure}: {measured}\n")

    def exit(self):
        sys.exit(1 if self.failed else 0)
