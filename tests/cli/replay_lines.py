"""Random scenarios for `duedesk replay`, each reproducible by its seed.

Many events and questions stand where it matters: at a deadline and a second
after it, at one instant with another, at the edges of working hours.
"""

import json
import random
import sys

import replay_hours
import replay_oracle
from calc_oracle import DAYS, parse, text

ZONES = ["Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "Europe/Berlin",
         "America/Sao_Paulo", "America/Chicago", "Asia/Kathmandu", "Antarctica/Troll", "UTC"]
EPOCHS = ["2011-12-28T06:00:00Z", "2026-02-13T12:00:00Z", "2026-03-27T12:00:00Z",
          "2026-04-03T12:00:00Z", "2026-06-05T06:00:00Z", "2026-10-23T18:00:00Z",
          "2026-12-23T12:00:00Z"]
GAPS = [0, 0, 0, 1, 2, 59, 600, 1800, 3600, 3600, 7200, 14400, 28800, 43200, 86400, 2 * 86400]
STATES = ["new", "open", "answered", "postponed", "resolved", "closed", "spam", "deleted", "merged"]
TARGETS = [1, 60, 900, 3600, 3600, 7200, 14400, 28800, 36000, 72000]
METRICS = replay_oracle.METRICS
# How often each comes in a history of everything.
TYPES = {"customer_message": 8, "agent_message": 9, "internal_note": 1, "state": 14,
         "level_change": 3, "calendar_change": 2, "assigned": 3, "priority": 3,
         "mark_answered": 2, "no_reply": 2, "merged_in": 2, "deadline": 3, "queued": 3,
         "accepted": 2, "abandoned": 2, "resume": 1, "changed": 3, "restored": 2}
COMMON = {"customer_message": 8, "agent_message": 8, "internal_note": 1, "state": 10,
          "level_change": 2, "calendar_change": 1}


# ---- Calendars --------------------------------------------------------------


def week_of(rng):
    kind = rng.randrange(6)
    if kind == 0:  # all day and all night
        return {d: [["00:00", "24:00"]] for d in DAYS}
    if kind == 1:  # nights
        return {d: [["22:00", "06:00"]] for d in DAYS if rng.randrange(5)}
    if kind == 2:  # with lunch
        return {d: [["09:00", "12:00"], ["13:00", "17:30"]] for d in DAYS[:5]}
    if kind == 3:
        return {d: [[f"{rng.randrange(12):02}:{rng.choice(['00', '30', '59'])}",
                     f"{rng.randrange(12, 24):02}:{rng.choice(['00', '15', '59'])}"]]
                for d in DAYS if rng.randrange(4)}
    return {d: [["09:00", "17:00"]] for d in DAYS[:5]}


def calendar_of(rng, epoch):
    calendar = {"tz": rng.choice(ZONES), "week": week_of(rng)}
    if sum(map(len, calendar["week"].values())) < 3:
        calendar["week"]["mon"] = [["08:00", "20:00"]]
        calendar["week"]["thu"] = [["00:00", "00:00"]]
    holidays = []
    for _ in range(rng.choice([0, 0, 1, 2])):
        day = text(epoch + rng.randint(0, 9) * 86400)[:10]
        if rng.randrange(3) == 0:
            day = {"date": day, "from": "12:00", "to": rng.choice(["24:00", "14:30", "02:00"])}
        holidays.append(day)
    if holidays:
        calendar["holidays"] = holidays
        if rng.randrange(3) == 0:
            calendar["closures"] = "shift"
    if rng.randrange(4) == 0:
        calendar["shifts"] = [text(epoch + rng.randint(0, 9) * 86400)[:10]]
    if rng.randrange(4) == 0:
        day = text(epoch + rng.randint(0, 9) * 86400)[:10]
        calendar["dates"] = {day: rng.choice([[], [["10:00", "12:00"]],
                                              [["07:30", "08:00"], ["20:00", "03:00"]]])}
    return calendar


_POOL = {}


def pool(seed):
    """Some calendars for each epoch, so that the oracle reads each but once."""
    if seed not in _POOL:
        rng = random.Random(seed)
        _POOL[seed] = {e: [calendar_of(rng, parse(e)) for _ in range(14)] for e in EPOCHS}
        for e in EPOCHS:
            _POOL[seed][e].append({"tz": "UTC", "week": {}})
    return _POOL[seed]


# ---- Levels -----------------------------------------------------------------


def value_of(rng, extras):
    seconds = rng.choice(TARGETS)
    if not extras or rng.randrange(3):
        return seconds if rng.randrange(12) else None
    kind = rng.randrange(5)
    if kind == 0:
        return {"seconds": seconds, "unit": "calendar"}
    if kind == 1:
        return {"days": rng.choice([1, 1, 2, 3])}
    if kind == 2:
        return {"next_open": rng.choice([1, 3600, 14400])}
    own = {p: rng.choice([None, seconds // 2 + 1, {"seconds": seconds * 2, "unit": "calendar"}])
           for p in rng.sample(replay_oracle.PRIORITIES, 2)}
    if kind == 3:
        return {"priority": own}
    return {"seconds": seconds, "priority": own}


def level_of(rng, extras, names):
    few = rng.sample(names, rng.randint(1, len(names)))
    return {n: value_of(rng, extras) for n in few}


def gears_of(rng, line, extras):
    """Of a line, or of one of its levels."""
    if rng.randrange(3):
        line["on_change"] = rng.choice(["retarget", "rejudge", "restart", "keep"])
    if rng.randrange(3):
        line["reopen"] = rng.choice(["first_only", "new_cycle", "continue"])
    if rng.randrange(2):
        line["pause"] = [
            {"states": rng.sample(STATES[:4], rng.randint(1, 2)),
             "metrics": rng.sample(METRICS, rng.randint(1, 4))}
            for _ in range(rng.randrange(3))]
    if not extras:
        return
    if rng.randrange(3) == 0:
        line["max_pause"] = rng.choice([1, 1800, 3600, 20000, 86400])
    if rng.randrange(3) == 0:
        line["reopen_window"] = rng.choice([1, 3600, 86400])
    if rng.randrange(3) == 0:
        line["by_agent"] = rng.choice(["none", "start", "met"])
    if rng.randrange(4) == 0:
        line["by_consumption"] = True
    if rng.randrange(5) == 0:
        line["grace"] = rng.choice([60, 3600])


# ---- Events -----------------------------------------------------------------


def another_level(rng, e, line, names):
    e["level"] = level_of(rng, True, names)
    if rng.randrange(2):
        e["gears"] = {}
        gears_of(rng, e["gears"], True)
    if rng.randrange(3) == 0:
        e["calendar"] = rng.choice(list(line["calendars"]))


def besides(rng, e, line, names):
    """What the same save changes, too."""
    if rng.randrange(2):
        e["priority"] = rng.choice(replay_oracle.PRIORITIES)
    if rng.randrange(2):
        e.update(rng.choice([{"assigned": "ann"}, {"assigned": "bob"}, {"unassigned": True}]))
    if rng.randrange(3) == 0:
        another_level(rng, e, line, names)
    elif rng.randrange(4) == 0:
        e["calendar"] = rng.choice(list(line["calendars"]))


def goes_back_to_work(e):
    """Out of what is resolved or hidden, perhaps."""
    return e["type"] in ("customer_message", "merged_in") or \
        (e.get("to") or e.get("state")) in replay_oracle.WORKING


def fill(rng, e, at, line, extras, names):
    fill_in(rng, e, at, line, extras, names)
    if not extras:
        return
    if e["type"] == "changed" or (rng.randrange(6) == 0 and not goes_back_to_work(e) and e["type"] in (
            "agent_message", "mark_answered", "internal_note", "state")):
        besides(rng, e, line, names)
    if rng.randrange(8) == 0:
        e["hours"] = rng.choice(list(line["calendars"]))


def fill_in(rng, e, at, line, extras, names):
    kind = e["type"]
    if kind == "state":
        e["to"] = rng.choice(STATES[:6] * 3 + STATES if extras else STATES[:6] * 5 + STATES)
        if e["to"] == "postponed" and extras and rng.randrange(2):
            e["until"] = text(at + rng.choice([-5, 1, 3600, 20000, 86400]))
    elif kind in ("customer_message", "agent_message", "mark_answered", "internal_note"):
        if extras and rng.randrange(5) == 0:
            e["state"] = rng.choice(STATES[:6])
    elif kind == "level_change":
        if extras and rng.randrange(2):
            another_level(rng, e, line, names)
        else:
            e["level"] = level_of(rng, extras, names) if rng.randrange(5) else None
    elif kind == "calendar_change":
        e["calendar"] = rng.choice([*line["calendars"], None])
    elif kind == "assigned":
        e["to"] = rng.choice(["ann", "bob", None])
    elif kind == "priority":
        e["to"] = rng.choice(replay_oracle.PRIORITIES)
    elif kind == "merged_in":
        if rng.randrange(5):
            e["oldest_unanswered"] = text(at - rng.choice([0, 1, 3600, 40000, 3 * 86400]))
        if rng.randrange(4) == 0:
            e["state"] = "open"
    elif kind == "deadline":
        e["metric"] = rng.choice(names)
        if rng.randrange(3):
            e["due"] = text(at + rng.choice([-100, 0, 1, 3600, 40000, 2 * 86400]))
    elif kind in ("queued", "accepted", "abandoned"):
        e["channel"] = rng.choice(["chat", "call"])


def dues(line, at):
    """Deadlines in force at the end of what happened so far."""
    asked = {**line, "ask": [{"after": len(line["events"]), "at": text(at)}]}
    return [parse(m["due"]) for m in replay_oracle.answer(asked)["asked"][0]
            if m["due"] and not m["closed_at"]]


def next_instant(rng, line, at):
    if rng.randrange(4) == 0:
        found = [d for d in dues(line, at) if at <= d < at + 6 * 86400]
        if found:
            return rng.choice(found) + rng.choice([0, 0, 1])
    gap = rng.choice(GAPS)
    return at + (gap if rng.randrange(2) else rng.randint(0, gap))


def asks_of(rng, line):
    asks = []
    events = line["events"]
    for k, e in enumerate(events, 1):
        if rng.randrange(3) == 0 or k == len(events):
            asks.append({"after": k})
        if rng.randrange(4) == 0:
            asks.append({"after": k, "at": text(parse(e["at"]) + rng.choice(GAPS))})
    last = events[-1]["at"]
    for d in dues(line, parse(last)):
        if d >= parse(last):
            asks.append({"after": len(events), "at": text(d + rng.randrange(2))})
    whole = {"after": len(events), "every": True}
    if rng.randrange(2):
        whole["at"] = text(parse(last) + rng.choice(GAPS))
    asks.append(whole)
    if rng.randrange(4) == 0:
        rng.shuffle(asks)
    return asks


def scenario(rng, number, calendars):
    extras = rng.randrange(3) != 0
    epoch = rng.choice(EPOCHS)
    names = [m if m != "first_resolve" or number % 2 else "resolve" for m in METRICS]
    if not extras:
        names = names[:4] + names[6:]
    chosen = rng.sample(calendars[epoch][:14], 2)
    if rng.randrange(12) == 0:
        chosen[1] = calendars[epoch][14]
    line = {"id": number, "calendars": dict(zip("AB", chosen)),
            "calendar": rng.choice(["A", "A", "A", "B", None]),
            "level": level_of(rng, extras, names) if rng.randrange(10) else None, "events": []}
    gears_of(rng, line, extras)
    if extras and rng.randrange(5) == 0:
        line["close_after"] = rng.choice([1, 7200, 86400])
    at = parse(epoch) + rng.randint(0, 4 * 86400)
    first = {"at": text(at), "type": "created", "by": rng.choice(["customer"] * 3 + ["agent"])}
    if rng.randrange(6) == 0:
        first["state"] = rng.choice(STATES)
    if extras and rng.randrange(4) == 0:
        first["priority"] = rng.choice(replay_oracle.PRIORITIES)
    if extras and rng.randrange(8) == 0:
        first["assigned"] = "ann"
    if extras and first["by"] == "customer" and "state" not in first and rng.randrange(8) == 0:
        first["since"] = text(at - rng.choice([0, 1, 3600, 40000, 3 * 86400]))
    line["events"].append(first)
    types = TYPES if extras else COMMON
    for _ in range(rng.randint(1, 10)):
        at = next_instant(rng, line, at)
        e = {"at": text(at), "type": rng.choices(list(types), types.values())[0]}
        fill(rng, e, at, line, extras, names)
        line["events"].append(e)
    line["ask"] = asks_of(rng, line)
    return line


def scenarios(seed, n):
    """``n`` scenarios and their answers; those that are too sparse left out."""
    calendars = pool(seed)
    for number in range(n):
        try:
            line = scenario(random.Random(f"{seed}/{number}"), number, calendars)
            yield line, replay_oracle.answer(line)
        except replay_hours.Sparse:
            continue


if __name__ == "__main__":
    for made, _ in scenarios(int(sys.argv[1]), int(sys.argv[2])):
        print(json.dumps(made))
