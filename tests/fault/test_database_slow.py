"""The database answers late, or not at all: people are told at once, what
needs no database stays up, and all is well soon after."""

import os
import shutil
import tempfile
import threading
import time
from pathlib import Path

import pytest

from desk import wait_until
from forms import PASSWORD, World
from proxy import Proxy

LONG = int(os.environ.get("DUEDESK_TEST_HANG_SECONDS", "12"))
FAST, SLOW = 4, 2  # workers
OTHERS = 6  # the sweeper, who watches it, exports, commands
WAITED_IN_VAIN = 9  # seconds after which the whole pool knows


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
    """Several who ask for the same page over and over: (when, how long it took,
    status) of each."""

    def __init__(self, ask, path, n):
        self.ask, self.path, self.seen = ask, path, []
        self.began, self.stop = time.monotonic(), False
        self.threads = [threading.Thread(target=self._run, daemon=True)
                        for _ in range(n)]

    def __enter__(self):
        for t in self.threads:
            t.start()
        return self

    def __exit__(self, *_):
        self.stop = True
        for t in self.threads:
            t.join(60)

    def _run(self):
        while not self.stop:
            since = time.monotonic()
            answer = self.ask("GET", self.path, timeout=60)
            self.seen.append((since - self.began,
                              time.monotonic() - since, answer))
            time.sleep(0.05)

    def after(self, seconds):
        return [(took, a) for at, took, a in self.seen if at > seconds]


def timed(ask, *words):
    since = time.monotonic()
    answer = ask(*words, timeout=60)
    return answer.status, time.monotonic() - since


def test_a_fifth_of_a_second_makes_pages_slow_and_nothing_else(slow, agent):
    _, proxy = slow
    proxy.delay = 0.2
    try:
        for path in ("/inbox", "/tickets", "/account"):
            status, took = timed(agent.ask, "GET", path)
            assert status == 200 and took < 8, path
    finally:
        proxy.delay = 0


def test_three_seconds_end_in_an_answer_within_the_time_of_a_page(slow, agent):
    """Three for each statement: no page of three of them can be made in time.
    (With two some can, and the pool goes on with each that was.)"""
    desk, proxy = slow[0].desk, slow[1]
    proxy.delay = 3.0
    try:
        with Crowd(agent.ask, "/inbox", 6) as crowd, \
                Crowd(desk.ask, "/session/new", 2) as door, \
                Crowd(desk.ask, "/static/css/base.css", 1) as static:
            time.sleep(LONG)
    finally:
        proxy.delay = 0
        wait_until(lambda: agent.get("/inbox").status == 200, 10)
    answers = [(took, a.status) for _, took, a in crowd.seen]
    assert {s for _, s in answers} == {503}
    assert max(took for took, _ in answers) < 20
    assert all(a.header("Retry-After") for _, _, a in crowd.seen
               if a.status == 503)
    fast = [took for took, a in crowd.after(WAITED_IN_VAIN) if took < 1]
    assert len(fast) > len(crowd.after(WAITED_IN_VAIN)) / 2
    assert {a.status for _, _, a in door.seen} == {200}
    waits = sorted(took for _, took, _ in door.seen)
    assert waits[-1] < 12 and waits[len(waits) // 2] < 1
    assert max(took for _, took, _ in static.seen) < 1


def test_a_database_that_hangs_holds_up_nobody_for_long(slow, agent):
    desk, proxy = slow[0].desk, slow[1]
    proxy.most = proxy.open
    before = sorted(desk.workers("fast") + desk.workers("slow"))
    proxy.hang = True
    try:
        with Crowd(agent.ask, "/inbox", 8) as crowd, \
                Crowd(desk.ask, "/session/new", 2) as door, \
                Crowd(desk.ask, "/static/css/base.css", 1) as static:
            time.sleep(LONG + 2)
    finally:
        since = time.monotonic()
        proxy.hang = False
    wait_until(lambda: agent.get("/inbox").status == 200, 10)
    healed = time.monotonic() - since
    late = crowd.after(WAITED_IN_VAIN)
    late_ok = [took for took, a in late if a.status == 503]
    quick = [took for took in late_ok if took < 1]
    print(f"{len(crowd.seen)} answers, the longest took"
          f" {max(t for _, t, _ in crowd.seen):.1f} s; {len(quick)} of"
          f" {len(late)} at once when known; healed after {healed:.1f} s;"
          f" {proxy.most} connections")
    assert {a.status for _, _, a in crowd.seen} <= {200, 503}
    assert max(took for _, took, _ in crowd.seen) < 20
    assert all(a.header("Retry-After") for _, a in late)
    assert len(late) > 50 and len(quick) >= len(late) * 0.9
    assert {a.status for _, _, a in door.seen} == {200}
    assert max(took for took, _ in door.after(WAITED_IN_VAIN)) < 4
    assert max(took for _, took, _ in static.seen) < 1
    assert proxy.most <= FAST + SLOW + OTHERS
    assert healed < 5
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
            "password": PASSWORD}, timeout=60)
        assert answer.status == 503 and answer.header("Retry-After")
        assert PASSWORD not in answer.text
    finally:
        proxy.hang = False
    wait_until(lambda: desk.client().sign_in(
        email, PASSWORD).status == 303, 10)
