"""Levels, and one promise, as replay_oracle.py reads doc/sla.md: a Clock knows
its stretches of running, each under its own hours, and adds them up whenever
it is asked. Where a rule of the law is meant, its number stands beside."""

import math

from calc_oracle import text
from replay_hours import ALWAYS

NEVER = math.inf


# ---- Levels -----------------------------------------------------------------


def target_of(value):
    """(unit, number), or None."""
    if value is None:
        return None
    if isinstance(value, int):
        return "working", value
    if "days" in value:
        return "days", value["days"]
    if "next_open" in value:
        return "next_open", value["next_open"]
    if "seconds" in value:
        return value.get("unit") or "working", value["seconds"]
    return None


def metric_of(name):
    return "first_resolve" if name == "resolve" else name


class Level:
    """A version: what is promised, by which hours."""

    def __init__(self, told, hours, calendar, version):
        self.version = version
        self.hours = hours
        self.calendar = calendar  # its name: two may have equal hours
        self.targets = {}
        for name, value in told.items():
            own = {None: target_of(value)}
            if isinstance(value, dict):
                for p, v in (value.get("priority") or {}).items():
                    own[p] = target_of(v)
            self.targets[metric_of(name)] = own

    def target(self, metric, priority):
        own = self.targets.get(metric, {})
        return own.get(priority) or own.get(None)

    def promises(self, metric):
        return any(self.targets.get(metric, {}).values())

    def counts_by(self, target):
        return ALWAYS if target[0] == "calendar" else self.hours

    def names(self, target):
        """The calendar that a target counts by (D14)."""
        return None if target[0] == "calendar" else self.calendar

    def seconds(self, target, start):
        """R2, D47: the seconds that a clock which starts then counts."""
        unit, number = target
        if unit == "days":
            till = self.hours.days(start, number)
            return NEVER if till is None else max(1, self.hours.work(start, till))
        if unit == "next_open":
            opens = self.hours.opens_after(start)
            return NEVER if opens is None else self.hours.work(start, opens) + number
        return number


# ---- One promise ------------------------------------------------------------


class Clock:
    def __init__(self, ticket, metric, start, level, target, stay, law=None):
        self.law = law or ticket.law  # of the level it runs by
        self.law_since = -NEVER
        self.metric = metric
        self.start = start
        self.level = level
        self.promised = target
        self.target = level.seconds(target, start)
        self.ran = []  # (from, until, hours)
        self.runs_from = None if any(stay) else start
        self.stands_from = start if any(stay) else None
        self.stay = stay  # in a pausing status, waiting
        self.paused_from = start if stay[0] else None
        self.run_on = False  # through this stay, by D46
        self.held = False  # stands because its ticket was resolved
        self.calc = None if any(stay) else self.deadline(start, self.target)
        self.manual = None
        self.breached = None
        self.ended = None  # (at, "met" | "missed" | "cancelled", why)
        self.by_hiding = False  # ended so, and may come back as self.before

    def hours(self):
        return self.level.counts_by(self.promised)

    def used(self, now):
        if self.ended:
            now = self.ended[0]
        found = sum(h.work(a, b) for a, b, h in self.ran)
        if self.runs_from is not None:
            found += self.hours().work(self.runs_from, now)
        return found

    def left(self, now):
        return self.target - self.used(now)

    def deadline(self, a, d):
        if d == NEVER:
            return None
        at = self.hours().add(a, d)
        if at is not None and self.law.by_consumption:
            at = self.hours().next_open(at)  # D49
        return at

    def due(self):
        return self.calc if self.manual is None else self.manual

    def live(self):
        return self.ended is None

    def stood(self, now):
        """Seconds that it was paused: it runs or stands from start to end."""
        now = self.ended[0] if self.ended else now
        ran = sum(b - a for a, b, _ in self.ran)
        return now - self.start - ran - (0 if self.runs_from is None else now - self.runs_from)

    # What time does

    def pass_to(self, now):
        """Until ``now``: a pause may have been long enough (D46), the deadline
        may have passed (R17, R18)."""
        longest = self.law.max_pause
        if self.paused_from is not None and longest and self.stands_from is not None \
                and not self.held and self.paused_from + longest <= now:
            at = max(self.paused_from + longest, self.law_since)
            self.look(at)
            self.run_on = True
            self.paused_from = None
            if not self.stay[1]:
                self.go_on(at)
        self.look(now)

    def look(self, now, not_before=-NEVER):
        """D47: a deadline set in the past breaks when it is set."""
        due = self.due()
        stands = self.stands_from is not None and self.manual is None
        if due is not None and due < now and not stands and self.breached is None:
            self.breached = max(due, not_before)

    # Pauses

    def pause(self, now):
        """R9, D8"""
        left = self.left(now)
        if left == 0:
            return
        self.stop_running(now)
        self.stands_from = now
        if left > 0:
            self.calc = None

    def stop_running(self, now):
        if self.runs_from is not None:
            self.ran.append((self.runs_from, now, self.hours()))
            self.runs_from = None

    def go_on(self, now):
        self.stands_from = None
        self.held = False
        self.runs_from = now
        left = self.left(now)
        if left > 0:
            self.calc = self.deadline(now, left)
        elif self.calc is None:
            self.used_up(now)  # D11

    def set_stay(self, stay, now):
        """Its ticket is in a pausing status, or is not (D9)."""
        stood = self.stands(self.stay)
        if stay[0] and not self.stay[0]:
            self.paused_from = now
        if not stay[0]:
            self.run_on = False
            self.paused_from = None
        if self.stands(stay) and not stood:
            self.pause(now)
        elif not self.stands(stay) and self.stands_from is not None:
            self.go_on(now)
        self.stay = stay

    def stands(self, stay):
        return stay[1] or (stay[0] and not self.run_on)

    # Changes

    def used_up(self, now):
        """Breached on change, unless there is grace (R12)."""
        if self.breached is None and self.manual is None:
            if self.law.grace:
                self.target = self.used(now) + self.law.grace
                self.calc = self.deadline(now, self.law.grace)
                return
            self.breached = now
        self.calc = now

    def judge_by(self, law, now):
        """From now on: no pause has been too long before."""
        self.law, self.law_since = law, now

    def retarget(self, law, level, target, now):
        running = self.runs_from is not None
        self.stop_running(now)
        self.judge_by(law, now)
        self.level, self.promised = level, target
        self.target = level.seconds(target, self.start)
        left = self.left(now)
        if not running:
            if self.breached is None or left > 0:
                self.calc = None
            return
        self.runs_from = now
        if left > 0:
            self.calc = self.deadline(now, left)
        elif self.breached is None:
            self.used_up(now)
        elif self.calc is None:
            self.calc = now
        if self.stands(self.stay):  # D9: asks again
            self.paused_from = now if self.stay[0] else None
            self.pause(now)

    # Ends

    def end(self, now, why):
        goes_on = why == "done" or (why == "resolved" and not self.stay[1])
        if self.stands_from is not None and goes_on:
            self.go_on(now)  # R8: the pause is credited first
        self.stop_running(now)
        self.stands_from = None
        if self.breached is not None and why not in ("spam", "deleted"):
            how = "missed"  # R18
        else:
            how = "met" if why == "done" else "cancelled"
        self.ended = now, how, why

    def told(self, name, now):
        state, due, closed, used = "none", None, None, None
        if not self.ended or self.ended[1] != "cancelled":
            due, used = self.due(), self.used(now)
            closed = self.ended[0] if self.ended else None
            state = "met" if self.ended else "running" if self.runs_from is not None else "paused"
            if self.breached is not None:
                state = "breached"
        return {"metric": name, "state": state,
                "due": None if due is None else text(due),
                "closed_at": None if closed is None else text(closed), "elapsed": used}

    def whole(self, cycle, now):
        """All that is to be told of this cycle."""
        def instant(at):
            return None if at is None else text(at)

        state = self.ended[1] if self.ended else "paused" if self.runs_from is None else "running"
        return {"metric": self.metric, "cycle": cycle, "state": state,
                "reason": self.ended[2] if self.ended else None,
                "started_at": text(self.start), "due_at": None if state == "cancelled" else instant(self.due()),
                "breached_at": instant(self.breached),
                "stopped_at": text(self.ended[0]) if self.ended else None,
                "target": None if self.target == NEVER else self.target,
                "used": self.used(now), "paused": self.stood(now)}
