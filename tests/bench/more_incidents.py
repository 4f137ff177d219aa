"""More incidents made from the log of real ones, under numbers of their own.

So many percent of them are not resolved yet: what resolved and closed them is
left out.
"""

import csv
import datetime
import gzip
import itertools

COLUMNS = [
    "number",
    "incident_state",
    "caller_id",
    "opened_at",
    "sys_updated_by",
    "sys_updated_at",
    "contact_type",
    "category",
    "u_symptom",
    "priority",
    "assignment_group",
    "assigned_to",
]
# Where the log's thick part ends. With this instant shifted to now, the last
# promises of the open ones are due in the days to come.
ENDS = datetime.datetime(2016, 6, 1)


def weeks_to(now):
    """How many weeks to shift the copies by, so that they end just before."""
    return (now - ENDS) // datetime.timedelta(weeks=1)


def incidents(path):
    """Lists of rows, one for each incident; none is later than ENDS."""
    with gzip.open(path, "rt", newline="") as file:
        rows = csv.DictReader(file)
        for _, group in itertools.groupby(rows, lambda r: r["number"]):
            past = [r for r in group if r["sys_updated_at"] < str(ENDS)]
            if past:
                yield [{c: row[c] for c in COLUMNS} for row in past]


def still_open(rows):
    """Its rows without those that end it; the first one is always there."""
    kept = [r for r in rows if r["incident_state"] not in ("Resolved", "Closed")]
    return kept or [{**rows[0], "incident_state": "New"}]


def copy(rows, turn, is_open):
    for row in still_open(rows) if is_open else rows:
        yield {**row, "number": f"{row['number']}-{turn}"}


def write(log, to, how_many, open_percent):
    """CSV into the file ${to}; the number of rows."""
    n = 0
    with open(to, "w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, COLUMNS)
        out.writeheader()
        known = list(incidents(log))
        for i in range(how_many):
            turn, which = divmod(i, len(known))
            rows = list(copy(known[which], turn, i * 37 % 100 < open_percent))
            out.writerows(rows)
            n += len(rows)
    return n
