"""Working hours as replay_oracle.py needs them: asked point by point, as
calc_oracle.py does it, and remembered in pieces."""

import datetime
import functools
import json

import calc_oracle

CHUNK = 15 * 86400


class Sparse(Exception):
    """So little open time that looking for more would take too long."""


class Always:
    """24x7, in no zone."""

    def is_open(self, _):
        return True

    def work(self, a, b):
        return max(0, b - a)

    def add(self, a, d):
        return a + d

    def next_open(self, at):
        return at

    def days(self, start, n):
        return start + n * 86400

    def opens_after(self, _):
        return None


class Hours(calc_oracle.Calendar):
    def __init__(self, spec):
        super().__init__(spec)
        date = datetime.date.fromisoformat
        self.shift = {date(d) for d in spec.get("shifts") or []}
        if spec.get("closures") == "shift":
            whole = [c for c in self.closed if c[1:] == (0, 1440)]
            self.closed = [c for c in self.closed if c[1:] != (0, 1440)]
            self.shift |= {c[0] for c in whole}
        self.dates = {date(d): [calc_oracle.stretch(*w) for w in windows]
                      for d, windows in (spec.get("dates") or {}).items()}
        for windows in self.dates.values():
            self.edges.update(m % 1440 for pair in windows for m in pair)
        self.chunks = {}
        self.any = any(self.week) or any(self.dates.values())

    def begins(self, date):
        """The windows that begin on a date (R7, D26)."""
        if date in self.shift:
            return []
        return self.dates.get(date, self.week[date.weekday()])

    def is_open(self, at):
        wall = self.local(at)
        date, minute = wall.date(), wall.hour * 60 + wall.minute
        before = date - datetime.timedelta(1)
        for when, start, end in self.closed:
            if (when == date and start <= minute < end) or \
                    (when == before and start <= minute + 1440 < end):
                return False
        return any(s <= minute < e for s, e in self.begins(date)) or \
            any(s <= minute + 1440 < e for s, e in self.begins(before))

    def pieces(self, number):
        """Open pieces of a chunk of time; each within one local date."""
        if number not in self.chunks:
            a, b = number * CHUNK, (number + 1) * CHUNK
            cuts = [a, *self.changes(a, b), b]
            self.chunks[number] = [(s, e) for s, e in zip(cuts, cuts[1:]) if self.is_open(s)]
        return self.chunks[number]

    def open_from(self, a):
        """Open pieces from ``a`` on, without end."""
        number = a // CHUNK
        for n in range(number, number + 250):
            for s, e in self.pieces(n):
                if e > a:
                    yield max(s, a), e
        raise Sparse

    def work(self, a, b):
        found = 0
        if self.any and a < b:
            for n in range(a // CHUNK, (b - 1) // CHUNK + 1):
                found += sum(max(0, min(e, b) - max(s, a)) for s, e in self.pieces(n))
        return found

    def add(self, a, d):
        if d <= 0:
            return a
        if not self.any:
            return None
        for s, e in self.open_from(a):
            if d <= e - s:
                return s + d
            d -= e - s

    def next_open(self, at):
        if not self.any:
            return None
        return next(self.open_from(at))[0]

    def opens_after(self, start):
        """The next instant after ``start`` at which it turns open."""
        if not self.any:
            return None
        last = start + 1 if self.is_open(start) else None
        for s, e in self.open_from(start + 1):
            if s != last:
                return s
            last = e
            if e - start > 40 * 86400:
                return None  # it never closes

    def days(self, start, n):
        """The n-th following date with open time, at the same time of day."""
        if not self.any:
            return None
        wall = self.local(start)
        time = wall.hour * 3600 + wall.minute * 60 + wall.second
        dates = {}
        for s, e in self.open_from(start - 2 * 86400):
            at = self.local(s)
            if at.date() <= wall.date():
                continue
            if at.date() not in dates and len(dates) == n:
                break
            begins = at.hour * 3600 + at.minute * 60 + at.second
            there = s + max(0, time - begins)
            first, _ = dates.get(at.date(), (None, None))
            if first is None and there < e:
                first = there
            dates[at.date()] = first, e
        first, last = list(dates.values())[n - 1]
        return last if first is None else first


ALWAYS = Always()


@functools.lru_cache(maxsize=512)
def _hours(raw):
    return Hours(json.loads(raw))


def hours_of(spec):
    return _hours(json.dumps(spec, sort_keys=True))
