#!/usr/bin/python3
"""Lines for `duedesk calc`: calc_lines.py [LINES [CALENDARS [SEED]]]

Questions of both kinds, mixed over many calendars in the zones of the
system's tzdata, with lunch breaks, nights, holidays and pauses.
"""

import datetime
import json
import random
import sys
import zoneinfo

DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def week(rng):
    kind = rng.randrange(5)
    if kind == 0:
        return {d: [["00:00", "24:00"]] for d in DAYS}
    if kind == 1:
        return {d: [["22:00", "06:00"]] for d in DAYS[: rng.randint(3, 7)]}
    opens, shuts = rng.randint(6, 10), rng.randint(15, 20)
    if kind == 2:
        hours = [[f"{opens:02}:00", "12:00"], ["13:00", f"{shuts:02}:30"]]
    else:
        hours = [[f"{opens:02}:{rng.choice(('00', '15', '30'))}", f"{shuts}:00"]]
    return {d: hours for d in DAYS[:5]}


def day(rng):
    return datetime.date(2026, 1, 1) + datetime.timedelta(rng.randrange(730))


def holidays(rng):
    days = [day(rng).isoformat() for _ in range(rng.randrange(16))]
    if rng.randrange(2):
        days.append({"date": day(rng).isoformat(), "from": "12:00", "to": "24:00"})
    return days


def calendars(rng, n):
    zones = sorted(zoneinfo.available_timezones() - {"localtime"})
    return [
        {"tz": rng.choice(zones), "week": week(rng), "holidays": holidays(rng)}
        for _ in range(n)
    ]


def instant(rng, base=1767225600, spread=730 * 86400):
    at = base + rng.randrange(spread)
    return at, datetime.datetime.fromtimestamp(at, datetime.timezone.utc).strftime(
        "%Y-%m-%dT%H:%M:%SZ"
    )


def pauses(rng, start):
    found = []
    for _ in range(rng.choice((0, 0, 0, 1, 2, 5))):
        at, begin = instant(rng, start, 20 * 86400)
        found.append([begin, instant(rng, at, 5 * 86400)[1]])
    return found


def main(lines=100000, number=1000, seed=1):
    rng = random.Random(int(seed))
    known = calendars(rng, int(number))
    for i in range(int(lines)):
        start, text = instant(rng)
        line = {"id": i, **rng.choice(known), "start": text}
        if rng.randrange(2):
            line.update(op="due", seconds=rng.randrange(40 * 3600))
        else:
            line.update(op="elapsed", end=instant(rng, start, 30 * 86400)[1])
        line["pauses"] = pauses(rng, start)
        print(json.dumps(line))


if __name__ == "__main__":
    main(*sys.argv[1:])
