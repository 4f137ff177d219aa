"""How long people wait, in moments that tests bring about and do not time:
while many guess passwords, once the database is back, at a second start; and
whether a ticket of others takes as long as none."""

import statistics
import time
from concurrent.futures import ThreadPoolExecutor

from desk import Desk, wait_until

NOWHERE = "AAA-AAAAA-000"


def timed(what):
    since = time.monotonic()
    what()
    return time.monotonic() - since


def storm(desk, reader, n):
    """n guess at once: how long a page takes meanwhile, at the 95th of 100."""
    clients = [desk.client() for _ in range(n)]
    pages = [c.get("/session/new") for c in clients]

    def guess(i):
        clients[i].submit(pages[i], "/session", email=f"nobody{i}@example.org",
                          password="not the right one")

    took = []
    with ThreadPoolExecutor(n) as pool:
        guesses = [pool.submit(guess, i) for i in range(n)]
        while not all(g.done() for g in guesses):
            took.append(timed(lambda: reader.get("/inbox")))
    return sorted(took)[len(took) * 95 // 100]


def foreign(desk, reader, pairs):
    """By how much of the time that none takes a ticket of others differs.
    Taken in turns, so that whatever else runs slows down both."""
    code = desk.sql(
        "SELECT t.code FROM ticket t WHERE t.department_id NOT IN (SELECT"
        " m.department_id FROM department_member m JOIN person p ON p.id ="
        f" m.person_id WHERE p.email = '{desk.people['agent'].email}')"
        " AND t.requester_id <> (SELECT id FROM person WHERE email ="
        f" '{desk.people['agent'].email}') ORDER BY t.id LIMIT 1")[0][0]
    took = {code: [], NOWHERE: []}
    for i in range(pairs + 20):
        for one in (code, NOWHERE) if i % 2 else (NOWHERE, code):
            seconds = timed(lambda: reader.get(f"/tickets/{one}"))
            if i >= 20:  # all statements are prepared
                took[one].append(seconds)
    there, none = (statistics.median(took[one]) for one in (code, NOWHERE))
    return abs(there - none) / none


def back(desk, reader):
    """How long after the database pages are there again."""
    desk.hold("mariadb")
    reader.get("/tickets")
    (desk.home / "hold-mariadb").unlink()
    wait_until(desk.sql_works)
    return timed(lambda: wait_until(
        lambda: reader.get("/tickets").status == 200))


def measure(report, build):
    desk = Desk(build=build)
    try:
        desk.start()
        reader = desk.client().enter(desk.people["agent"])
        report.at_most("pages while 100 guess, p95", storm(desk, reader, 100),
                       0.3, "{:.2f} s")
        report.at_most("a ticket of others, beside none",
                       min(foreign(desk, reader, 400) for _ in range(3)),
                       0.1, "{:.1%}")
        report.at_most("pages after the database is back",
                       max(back(desk, reader) for _ in range(3)), 2, "{:.2f} s")
        desk.stop()
        report.at_most("a second start", timed(desk.start), 5, "{:.1f} s")
    finally:
        desk.remove()
