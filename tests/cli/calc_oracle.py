"""What `duedesk calc` should answer, found another way: Python's zoneinfo, and
openness asked point by point between all instants where it could change."""

import datetime
from zoneinfo import ZoneInfo

DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
UTC = datetime.timezone.utc
DAY = 86400


def parse(text):
    """Seconds since 1970 of an RFC 3339 time, without its fraction."""
    whole = datetime.datetime.fromisoformat(text[:19]).replace(tzinfo=UTC)
    zone = text[19:].lstrip(".0123456789")
    if zone in ("Z", "z"):
        away = 0
    else:
        away = int(zone[1:3]) * 3600 + int(zone[4:6]) * 60
        away = -away if zone[0] == "-" else away
    return int(whole.timestamp()) - away


def text(at):
    stamp = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=at)
    return stamp.strftime("%Y-%m-%dT%H:%M:%SZ")


def minutes(clock):
    return int(clock[:2]) * 60 + int(clock[3:])


def stretch(opens, shuts):
    opens, shuts = minutes(opens), minutes(shuts)
    return opens, shuts if shuts > opens else shuts + 1440


class Calendar:
    def __init__(self, line):
        self.zone = ZoneInfo(line["tz"])
        week = line.get("week") or {}
        self.week = [[stretch(*w) for w in week.get(d) or []] for d in DAYS]
        self.closed = []
        for h in line.get("holidays") or []:
            if isinstance(h, str):
                self.closed.append((datetime.date.fromisoformat(h), 0, 1440))
            else:
                self.closed.append(
                    (
                        datetime.date.fromisoformat(h["date"]),
                        *stretch(h["from"], h["to"]),
                    )
                )
        self.edges = {0}
        for w in self.week:
            self.edges.update(m % 1440 for pair in w for m in pair)
        self.edges.update(m % 1440 for c in self.closed for m in c[1:])

    def local(self, at):
        return datetime.datetime.fromtimestamp(at, UTC).astimezone(self.zone)

    def is_open(self, at):
        wall = self.local(at)
        date, minute = wall.date(), wall.hour * 60 + wall.minute
        before = date - datetime.timedelta(1)
        for when, start, end in self.closed:
            if when == date and start <= minute < end:
                return False
            if when == before and start <= minute + 1440 < end:
                return False
        return any(s <= minute < e for s, e in self.week[date.weekday()]) or any(
            s <= minute + 1440 < e for s, e in self.week[before.weekday()]
        )

    def offset(self, at):
        return self.local(at).utcoffset()

    def offset_changes(self, a, b):
        step = DAY // 2
        for at in range(a, b, step):
            low, high = at, min(at + step, b)
            if self.offset(low) == self.offset(high):
                continue
            while high - low > 1:
                mid = (low + high) // 2
                if self.offset(mid) == self.offset(low):
                    low = mid
                else:
                    high = mid
            yield high

    def changes(self, a, b):
        """All instants in (a, b) where openness could change, sorted."""
        found = set(self.offset_changes(a, b))
        date = self.local(a).date() - datetime.timedelta(2)
        last = self.local(b).date() + datetime.timedelta(2)
        while date <= last:
            for m in self.edges:
                wall = datetime.datetime.combine(
                    date, datetime.time(m // 60, m % 60), self.zone
                )
                found.add(int(wall.timestamp()))
                found.add(int(wall.replace(fold=1).timestamp()))
            date += datetime.timedelta(1)
        return sorted(at for at in found if a < at < b)


def spans(line, a, b):
    """The stretches of [a, b) that count."""
    calendar = Calendar(line)
    pauses = [
        (parse(s), None if e is None else parse(e)) for s, e in line.get("pauses") or []
    ]
    cuts = {a, b}
    for start, end in pauses:
        cuts.update(at for at in (start, end) if at is not None and a < at < b)
    cuts = sorted(cuts.union(calendar.changes(a, b)))
    for start, end in zip(cuts, cuts[1:]):
        paused = any(s <= start and (e is None or start < e) for s, e in pauses)
        if not paused and calendar.is_open(start):
            yield start, end


def due(line):
    left, at = line["seconds"], parse(line["start"])
    if left == 0:
        return {"due": text(at)}
    if not any((line.get("week") or {}).values()):
        return {"due": None, "reason": "no_open_time"}
    endless = [parse(s) for s, e in line.get("pauses") or [] if e is None]
    stop = min(endless, default=None)
    while True:
        till = at + 10 * DAY if stop is None else min(at + 10 * DAY, stop)
        for start, end in spans(line, at, till):
            if left <= end - start:
                return {"due": text(start + left)}
            left -= end - start
        if till == stop or (stop is not None and stop <= at):
            return {"due": None, "reason": "paused"}
        at = till


def elapsed(line):
    a, b = parse(line["start"]), parse(line["end"])
    return {"seconds": sum(e - s for s, e in spans(line, a, b)) if a < b else 0}


def answer(line):
    found = due(line) if line["op"] == "due" else elapsed(line)
    return {"id": line.get("id"), **found}
