"""kill -9 to the database, again and again, while people write."""

import itertools
import os
import re
import secrets
import signal
import threading
import time

import pytest

from desk import PATIENCE, kill, wait_until
from forms import World, encode

KILLS = int(os.environ.get("DUEDESK_TEST_KILLS", "5"))
WRITERS = 4


@pytest.fixture(scope="module")
def world():
    w = World()
    try:
        yield w
    finally:
        w.close()


class Writer(threading.Thread):
    """Somebody who opens ticket after ticket, and sends a form that was
    answered with an error again, as its page offers."""

    def __init__(self, world, number, stop):
        super().__init__(daemon=True)
        self.desk, self.stop, self.number = world.desk, stop, number
        self.c = world.client("customer")
        self.department = world.sql.ask("SELECT oid FROM department"
                                        " LIMIT 1")[0][0]
        self.kept, self.sent, self.odd = {}, [], []
        self.errors_in_a_row, self.retryable = 0, 0

    def run(self):
        i = 0
        try:
            while not self.stop.is_set():
                subject = f"w{self.number}-{i}"
                self.sent.append(subject)
                self.write(subject)
                i += 1
        except Exception as e:  # nobody else hears of it
            self.odd.append(repr(e))

    def write(self, subject):
        fields = {"csrf": self.c.csrf, "once": secrets.token_urlsafe(32),
                  "department": self.department, "subject": subject,
                  "body": f"The words of {subject} \U0001f600"}
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                answer = self.c.post("/tickets", fields)
            except OSError as e:
                self.odd.append(repr(e))
                continue
            if answer.status == 303:
                self.kept[subject] = answer.header("Location")
                return
            if answer.status != 503:
                self.odd.append(answer.status)
                return
            again = answer.form("/tickets")
            assert answer.header("Retry-After")
            assert again["once"] == fields["once"], "another token"
            assert again["subject"] == subject
            self.retryable += 1
            fields = {**again, "csrf": self.c.csrf}
            time.sleep(0.1)
        self.odd.append(f"{subject} was never taken")


def sessions_set_up(log):
    """Of each connection of the web's in the general log: was its first
    statement the one that sets it up?"""
    first, ours, now = {}, [], {}  # numbers begin anew with the server
    serial = itertools.count()
    for line in log.read_text(errors="replace").splitlines():
        m = re.match(r"(?:\d{6}\s+\d+:\d\d:\d\d)?\s+(\d+) (\w+)\t(.*)", line)
        if not m:
            continue
        number, what, text = m.groups()
        if what == "Connect":
            now[number] = next(serial)
            if "duedesk_web@" in text:
                ours.append(now[number])
        elif what in ("Query", "Prepare", "Execute") and number in now:
            first.setdefault(now[number], text)
    return [first[n] for n in ours if n in first]


def is_another(desk, pid):
    """Is there a database again? It writes its number only as it starts."""
    try:
        return desk.pid("mariadb") != pid
    except FileNotFoundError:
        return False


def test_nothing_acknowledged_is_lost_and_nothing_happens_twice(world):
    desk = world.desk
    log = desk.home / "log" / "general.log"
    with open(desk.home / "my.cnf", "a", encoding="utf-8") as f:
        f.write(f"general-log=1\nlog-output=FILE\ngeneral-log-file={log}\n")
    before = sorted(desk.workers("fast") + desk.workers("slow"))
    client, stop = world.client("customer"), threading.Event()
    writers = [Writer(world, i, stop) for i in range(WRITERS)]
    for w in writers:
        w.start()
    back = []

    def written():
        return sum(len(w.kept) for w in writers)

    def wait_for_more():
        """Each kill meets people who write, however long that takes them."""
        before = written()
        wait_until(lambda: written() > before + 2 * WRITERS
                   or any(w.odd for w in writers))

    def kill_it():
        wait_for_more()
        pid = desk.pid("mariadb")
        kill(pid, signal.SIGKILL)
        wait_until(lambda: is_another(desk, pid))
        wait_until(desk.sql_works)
        since = time.monotonic()
        wait_until(lambda: client.get("/tickets").status == 200)
        back.append(time.monotonic() - since)

    try:
        for _ in range(KILLS):
            kill_it()
        # Somebody who wrote has to have met one.
        while not any(w.retryable for w in writers) and len(back) < 5 * KILLS:
            kill_it()
        wait_for_more()
    finally:
        stop.set()
        for w in writers:
            w.join(2 * PATIENCE)
    assert not any(w.is_alive() for w in writers)
    assert not [o for w in writers for o in w.odd]
    kept = {s for w in writers for s in w.kept}
    sent = [s for w in writers for s in w.sent]
    rows = [r[0] for r in desk.sql("SELECT subject FROM ticket"
                                   " WHERE subject LIKE 'w%-%'")]
    retried = sum(w.retryable for w in writers)
    print(f"{len(kept)} written, {retried} retryable errors,"
          f" back after {max(back):.2f} s at most")
    assert len(kept) > KILLS * WRITERS and retried > 0
    assert not kept - set(rows), "lost"
    assert len(rows) == len(set(rows)), "twice"
    assert set(rows) <= set(sent)
    assert sorted(desk.workers("fast") + desk.workers("slow")) == before
    # Whole, in every character, and each in one piece.
    assert desk.sql("SELECT COUNT(*) FROM message WHERE body LIKE '%of w%'"
                    " AND HEX(body) NOT LIKE '%F09F9880%'") == [["0"]]
    assert desk.sql("SELECT COUNT(*) FROM ticket t WHERE NOT EXISTS"
                    " (SELECT 1 FROM message m WHERE m.ticket_id = t.id)"
                    " OR NOT EXISTS (SELECT 1 FROM event e"
                    " WHERE e.ticket_id = t.id)") == [["0"]]
    first = sessions_set_up(log)
    assert len(first) >= KILLS
    for text in first:
        for setting in ("SET NAMES utf8mb4", "time_zone = '+00:00'",
                        "STRICT_ALL_TABLES", "'REPEATABLE-READ'",
                        "innodb_snapshot_isolation = ON"):
            assert setting in text, text


def test_the_one_who_asks_then_is_told_to_try_again(world):
    """One error, with a button that does it, and no more of them."""
    desk, c = world.desk, world.client("manager")
    body = encode([("csrf", c.csrf), ("once", secrets.token_urlsafe(32)),
                   ("name", "Kept & <well>"), ("zone", "UTC")])
    desk.hold("mariadb")
    try:
        answer = world.send_body(c, "/account", body)
        assert answer.status == 503
        again = answer.form("/account")
    finally:
        desk.release("mariadb")
    answer = c.post("/account", {**again, "csrf": c.csrf})
    assert answer.status == 303
    assert desk.sql("SELECT name FROM person WHERE email ="
                    " 'manager@forms.example'") == [["Kept & <well>"]]
