"""Words, and what a level has beside its targets, as replay_oracle.py reads
doc/sla.md."""

from replay_clock import NEVER, metric_of

METRICS = ["first_answer", "next_answer", "first_assign", "first_resolve",
           "chat_answer", "call_answer", "keep_informed"]
PRIORITIES = ["urgent", "high", "normal", "low"]
ENDED = ("resolved", "closed")
HIDDEN = ("spam", "deleted", "merged")
WORKING = ("new", "open", "answered", "postponed")
DEFAULT_PAUSES = {"first_resolve": {"answered", "postponed"},
                  "keep_informed": {"postponed"}}


class Law:
    """The gears of a level; close_after is the scenario's."""

    def __init__(self, line):
        self.on_change = line.get("on_change") or "retarget"
        self.reopen = line.get("reopen") or "first_only"
        self.window = line.get("reopen_window") or NEVER
        self.by_agent = line.get("by_agent") or "none"
        self.by_consumption = bool(line.get("by_consumption"))
        self.max_pause = line.get("max_pause")
        self.grace = line.get("grace")
        self.close_after = line.get("close_after")
        self.pauses = {m: set(DEFAULT_PAUSES.get(m, ())) for m in METRICS}
        if line.get("pause") is not None:
            self.pauses = {m: set() for m in METRICS}
            for p in line["pause"]:
                for m in p["metrics"]:
                    self.pauses[metric_of(m)].update(p["states"])
