"""Workers die, are replaced, are told to stop: what the people notice."""

import os
import shutil
import signal
import socket
import tempfile
import threading
import time
from pathlib import Path

import pytest

from desk import Desk, children, gone, wait_until

FAST = 4  # workers, unless the settings say otherwise


@pytest.fixture(scope="module")
def own():
    """A desk whose processes these tests may kill."""
    d = Desk("--no-sample")
    try:
        yield d.start()
    finally:
        d.remove()


class Waiting(threading.Thread):
    """A request under way: the database is stopped, so a worker holds it."""

    def __init__(self, desk, path="/healthz", pool="fast"):
        super().__init__(daemon=True)
        self.desk, self.path, self.answer = desk, path, None
        self.db = desk.pid("mariadb")
        self.pool = pool

    def run(self):
        self.answer = self.desk.ask("GET", self.path)

    def __enter__(self):
        os.kill(self.db, signal.SIGSTOP)
        self.start()
        try:
            self.worker = wait_until(self.busy_worker)
        except AssertionError:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        os.kill(self.db, signal.SIGCONT)
        self.join(30)
        assert not self.is_alive()

    def busy_worker(self):
        """The one that has a connection of nginx open."""
        for pid in self.desk.workers(self.pool):
            if connections(pid, f"{self.pool}"):
                return pid
        return None


def connections(pid, name):
    """How many accepted connections of the pool's socket a worker has."""
    mine = set()
    for fd in Path(f"/proc/{pid}/fd").iterdir():
        try:
            mine.add(os.readlink(fd))
        except OSError:
            pass
    n = 0
    for line in Path("/proc/net/unix").read_text().splitlines()[1:]:
        words = line.split()
        # state 03: connected; 01: listening
        if (len(words) > 7 and words[7].endswith(f"/sock/{name}")
                and words[5] == "03" and f"socket:[{words[6]}]" in mine):
            n += 1
    return n


def test_a_killed_worker_costs_one_request_and_is_replaced(own):
    before = wait_until(lambda: len(own.workers("fast")) == FAST
                        and set(own.workers("fast")))
    with Waiting(own) as w:
        os.kill(w.worker, signal.SIGKILL)
        w.join(10)
    assert w.answer.status == 502
    assert "We will be right back" in w.answer.text
    now = wait_until(lambda: len(own.workers("fast")) == len(before)
                     and set(own.workers("fast")))
    assert w.worker not in now and len(now & before) == len(before) - 1
    for _ in range(20):
        assert own.ask("GET", "/session/new").status == 200


def test_every_worker_killed_at_once_is_replaced(own):
    before = wait_until(lambda: len(own.workers("fast")) == FAST
                        and own.workers("fast"))
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: len(set(own.workers("fast")) - set(before))
               == len(before))
    assert own.ask("GET", "/session/new").status == 200


def test_a_request_under_way_is_finished_before_the_pool_stops(own):
    master = own.pid("fast")
    workers = own.workers("fast")
    with Waiting(own) as w:
        os.kill(master, signal.SIGTERM)
        wait_until(lambda: len([p for p in workers if not gone(p)]) == 1)
        assert not gone(w.worker)
    assert w.answer.status == 200
    wait_until(lambda: all(gone(p) for p in [master, *workers]))
    wait_until(own.healthy)  # the script started another pool


def test_a_worker_told_to_stop_finishes_its_request(own):
    with Waiting(own) as w:
        os.kill(w.worker, signal.SIGTERM)
        time.sleep(0.1)
        assert not gone(w.worker)
    assert w.answer.status == 200
    wait_until(lambda: gone(w.worker))
    wait_until(own.healthy)


def test_workers_die_with_their_master(own):
    master = own.pid("slow")
    workers = own.workers("slow")
    assert workers
    os.kill(master, signal.SIGKILL)
    wait_until(lambda: all(gone(p) for p in workers))
    wait_until(lambda: own.pid("slow") != master and own.workers("slow"))


def test_the_pools_do_not_wait_for_each_other(own):
    assert own.workers("fast") and own.workers("slow")
    own.hold("slow")
    try:
        assert own.ask("GET", "/session/new").status == 200
        assert own.ask("GET", "/reports/log.csv").status == 502
        assert own.ask("POST", "/session", body="").status == 502
    finally:
        own.release("slow")
    own.hold("fast")
    try:
        assert own.ask("GET", "/session/new").status == 502
        assert own.ask("POST", "/session", body="").status != 502
    finally:
        own.release("fast")


def test_sockets_are_for_our_user_and_group_only(own):
    sockets = Path(own.setting("db_socket")).parent
    assert sockets.stat().st_mode & 0o777 == 0o700
    for pool in ("fast", "slow"):
        assert (sockets / pool).stat().st_mode & 0o007 == 0


def test_idle_connections_hold_no_worker(own):
    idle = [own.connect() for _ in range(50)]
    try:
        for c in idle[:25]:
            c.sendall(b"GET /session/new HTTP/1.1\r\nHost: desk.localhost\r\n")
        for _ in range(10):
            since = time.monotonic()
            assert own.ask("GET", "/session/new").status == 200
            assert time.monotonic() - since < 2
    finally:
        for c in idle:
            c.close()


def test_a_client_that_hangs_up_does_not_hurt_the_worker(own):
    workers = set(own.workers("fast"))
    for _ in range(50):
        c = own.connect()
        c.sendall(b"GET /session/new HTTP/1.1\r\nHost: desk.localhost\r\n\r\n")
        c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                     b"\1\0\0\0\0\0\0\0")
        c.close()
    assert own.ask("GET", "/session/new").status == 200
    assert set(own.workers("fast")) == workers


def test_workers_leave_after_their_share_of_requests():
    d = Desk("--no-sample", env={"DUEDESK_WORKER_REQUESTS": "20",
                                 "DUEDESK_FAST_WORKERS": "2"})
    try:
        d.start()
        first = set(d.workers("fast"))
        assert len(first) == 2
        for _ in range(100):
            assert d.ask("GET", "/session/new").status == 200
        wait_until(lambda: len(d.workers("fast")) == 2
                   and not first & set(d.workers("fast")))
        master = d.pid("fast")
        assert set(children(master)) == set(d.workers("fast"))
    finally:
        d.remove()


def test_workers_leave_when_the_time_zones_change():
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        zones = Path(folder, "zones")
        shutil.copytree("/usr/share/zoneinfo", zones, symlinks=True)
        d = Desk("--no-sample", env={"TZDIR": str(zones),
                                     "DUEDESK_FAST_WORKERS": "2"})
        try:
            d.start()
            first = set(d.workers("fast"))
            for _ in range(20):
                assert d.ask("GET", "/session/new").status == 200
            assert set(d.workers("fast")) == first
            new = zones / "new"
            new.write_text("# version 2099z\n")
            new.replace(zones / "tzdata.zi")
            wait_until(lambda: d.ask("GET", "/session/new").status == 200
                       and not first & set(d.workers("fast")))
            second = wait_until(lambda: len(d.workers("fast")) == 2
                                and set(d.workers("fast")))
            for _ in range(20):
                assert d.ask("GET", "/session/new").status == 200
            assert set(d.workers("fast")) == second
        finally:
            d.remove()


def test_a_worker_that_grew_too_large_leaves():
    # No worker fits into the least that may be set: each answers one request.
    d = Desk("--no-sample", env={"DUEDESK_WORKER_MEMORY_MIB": "16",
                                 "DUEDESK_FAST_WORKERS": "1"})
    try:
        d.start()
        log = wait_until(lambda: d.ask("GET", "/session/new").status == 200
                         and d.log("fast"))
        assert "event=" in log
    finally:
        d.remove()
