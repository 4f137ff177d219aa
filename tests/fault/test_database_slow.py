"""The database answers late, or not at all: people are told at once, what
needs no database stays up, and all is well soon after."""

import os
import shutil
import statistics
import tempfile
import threading
import time
from pathlib import Path

import pytest

from desk import PATIENCE, wait_until
from forms import PASSWORD, World
from proxy import Proxy

# How many are told at once, once it is known that waiting is in vain.
TOLD = int(os.environ.get("DUEDESK_TEST_TOLD", "300"))
STATEMENT = 3.0  # seconds that one statement takes, at least
FAST, SLOW = 4, 2  # workers
OTHERS = 6  # the sweeper, who watches it, exports, commands


@pytest.fixture(scope="module")
def place():
    folder = Path(tempfile.mkdtemp(prefix="duedesk-proxy-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def slow(place):
    home = tempfile.mkdtemp(prefix="duedesk-", dir="/tmp")
    with Proxy(place / "db", Path(home) / "sock" / "db") as proxy:
        w = World(home=home, env={"DUEDESK_DB_SOCKET": str(place / "db")})
        try:
            for _ in range(20):
                w.ticket()
            yield w, proxy
        finally:
            proxy.delay, proxy.hang = 0, False
            w.close()


@pytest.fixture
def agent(slow):
    return slow[0].client("agent")


class Crowd:
    """Several who ask for the same page over and over: when they asked, how
    long it took, and the answer, in the order of the answers."""

    def __init__(self, ask, path, n):
        self.ask, self.path, self.n, self.seen = ask, path, n, []
        self.stop, self.odd = False, []
        self.threads = [threading.Thread(target=self._run, daemon=True)
                        for _ in range(n)]

    def __enter__(self):
        for t in self.threads:
            t.start()
        return self

    def __exit__(self, *_):
        self.stop = True
        for t in self.threads:
            t.join(PATIENCE)

    def _run(self):
        try:
            while not self.stop:
                since = time.monotonic()
                answer = self.ask("GET", self.path)
                self.seen.append((since, time.monotonic() - since, answer))
                time.sleep(0.05)
        except OSError as e:  # nobody else hears of it
            self.odd.append(repr(e))

    def answers(self):
        return [a for _, _, a in self.seen]

    def quick(self, since=0):
        """Who asked since and did not wait for a single statement."""
        return [a for at, took, a in self.seen
                if at >= since and took < STATEMENT]

    def slow(self, since=0):
        return [a for at, took, a in self.seen
                if at >= since and took >= STATEMENT]

    def usual(self):
        """How long one who is told at once waits: the median."""
        return statistics.median(took for _, took, _ in self.seen
                                 if took < STATEMENT)

    def known(self):
        """From when on it is known that waiting is in vain: somebody was told
        so at once."""
        return next((at + took for at, took, _ in self.seen
                     if took < STATEMENT), float("inf"))


def nobody_waits_in_vain(crowd, door, static):
    """While the database does not answer in time, and from its crowd's first
    moments on."""
    with crowd, door, static:
        wait_until(lambda: len(crowd.quick()) >= TOLD
                   and len(door.quick(crowd.known())) >= 20,
                   PATIENCE * max(1, TOLD // 300))
        known = crowd.known()
    end = time.monotonic()
    assert not crowd.odd + door.odd + static.odd
    answers = crowd.answers()
    assert {a.status for a in answers} <= {200, 503}
    assert all(a.header("Retry-After") for a in answers if a.status == 503)
    assert {a.status for a in crowd.quick()} == {503}
    assert crowd.usual() < STATEMENT / 3
    # At first each may wait, and then who tries how it is: one in 4 seconds.
    before = len(crowd.slow()) - len(crowd.slow(known))
    tries = len(crowd.slow(known))
    print(f"{len(answers)} answers, {before} late, {tries} who tried in"
          f" {end - known:.0f} s")
    assert before <= 2 * crowd.n
    # A machine that stands still for a moment holds up all who ask then.
    assert tries <= 2 + (end - known) / 4 + 2 * crowd.n
    # What needs no database has no share in that.
    assert {a.status for a in door.answers() + static.answers()} == {200}
    assert len(door.slow(known)) <= len(door.quick(known)) / 10
    assert len(static.slow()) <= len(static.quick()) / 10


def test_a_fifth_of_a_second_makes_pages_slow_and_nothing_else(slow, agent):
    _, proxy = slow
    proxy.delay = 0.2
    try:
        for path in ("/inbox", "/tickets", "/account"):
            assert agent.get(path).status == 200, path
    finally:
        proxy.delay = 0


def test_three_seconds_end_in_an_answer_within_the_time_of_a_page(slow, agent):
    """Three for each statement: no page of three of them can be made in time.
    (With two some can, and the pool goes on with each that was.)"""
    desk, proxy = slow[0].desk, slow[1]
    proxy.delay = STATEMENT
    crowd = Crowd(agent.ask, "/inbox", 6)
    try:
        nobody_waits_in_vain(crowd, Crowd(desk.ask, "/session/new", 2),
                             Crowd(desk.ask, "/static/css/base.css", 1))
    finally:
        proxy.delay = 0
        wait_until(lambda: agent.get("/inbox").status == 200)
    assert {a.status for a in crowd.answers()} == {503}


def test_a_database_that_hangs_holds_up_nobody_for_long(slow, agent):
    desk, proxy = slow[0].desk, slow[1]
    before = sorted(desk.workers("fast") + desk.workers("slow"))
    proxy.most = 0
    proxy.hang = True
    try:
        nobody_waits_in_vain(Crowd(agent.ask, "/inbox", 8),
                             Crowd(desk.ask, "/session/new", 2),
                             Crowd(desk.ask, "/static/css/base.css", 1))
    finally:
        proxy.hang = False
    wait_until(lambda: agent.get("/inbox").status == 200)
    assert 0 < proxy.most <= FAST + SLOW + OTHERS
    for _ in range(20):
        assert agent.get("/inbox").status == 200
    # Nobody had to be started again.
    assert sorted(desk.workers("fast") + desk.workers("slow")) == before


def test_signing_in_is_refused_in_words_and_works_again(slow):
    desk, proxy = slow[0].desk, slow[1]
    email = "customer@forms.example"
    client = desk.client()
    page = client.get("/session/new")
    proxy.hang = True
    try:
        answer = client.post("/session", {
            **page.form("/session"), "email": email,
            "password": PASSWORD})
        assert answer.status == 503 and answer.header("Retry-After")
        assert PASSWORD not in answer.text
    finally:
        proxy.hang = False
    wait_until(lambda: desk.client().sign_in(
        email, PASSWORD).status == 303)
