"""Workers die, are replaced, are told to stop: what the people notice."""

import os
import select
import shutil
import signal
import socket
import tempfile
import threading
import time
from pathlib import Path

import pytest

from desk import PATIENCE, Desk, gone, wait_until

FAST = 4  # workers, unless the settings say otherwise

# After 7 seconds a worker gives up waiting for the database; what happens
# before is decided when a test was done with it that many earlier.
HELD = 5


@pytest.fixture(scope="module")
def own():
    """A desk whose processes these tests may kill."""
    d = Desk("--no-sample")
    try:
        yield d.start()
    finally:
        d.remove()


class Waiting(threading.Thread):
    """A request under way: the database is stopped, so a worker holds it, for
    as long as that is in_time."""

    def __init__(self, desk, path="/healthz", pool="fast"):
        super().__init__(daemon=True)
        self.desk, self.path, self.answer = desk, path, None
        self.db = desk.pid("mariadb")
        self.pool = pool

    def run(self):
        self.answer = self.desk.ask("GET", self.path)

    def __enter__(self):
        wait_until(lambda: not self.desk.busy(self.pool))
        os.kill(self.db, signal.SIGSTOP)
        self.since = time.monotonic()
        self.start()
        try:
            self.worker, = wait_until(lambda: self.desk.busy(self.pool))
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.in_time = time.monotonic() - self.since < HELD
        os.kill(self.db, signal.SIGCONT)
        self.join(PATIENCE)
        assert not self.is_alive()


def in_time(what):
    """Do it anew, on a machine too busy for it, until it was done while a
    worker still waited."""
    for _ in range(20):
        if what().in_time:
            return
    raise AssertionError(f"never done within {HELD} s")


def test_a_killed_worker_costs_one_request_and_is_replaced(own):
    before = wait_until(lambda: len(own.workers("fast")) == FAST
                        and set(own.workers("fast")))
    with Waiting(own) as w:
        os.kill(w.worker, signal.SIGKILL)
        w.join(PATIENCE)
    assert w.answer.status == 502
    assert "We will be right back" in w.answer.text
    now = wait_until(lambda: gone(w.worker)
                     and len(own.workers("fast")) == len(before)
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
    def stop_it():
        master = own.pid("fast")
        workers = wait_until(lambda: len(own.workers("fast")) == FAST
                             and own.workers("fast"))
        with Waiting(own) as w:
            os.kill(master, signal.SIGTERM)
            wait_until(lambda: len([p for p in workers if not gone(p)]) <= 1)
            left = not gone(w.worker)
        if w.in_time:
            assert left and w.answer.status == 200
        wait_until(lambda: all(gone(p) for p in [master, *workers]))
        # The script starts another pool.
        wait_until(lambda: own.pid("fast") != master and own.healthy())
        return w

    in_time(stop_it)


def test_a_worker_told_to_stop_finishes_its_request(own):
    def stop_it():
        with Waiting(own) as w:
            os.kill(w.worker, signal.SIGTERM)
            time.sleep(0.1)  # enough, as a rule, for who would end at once
            left = not gone(w.worker)
        if w.in_time:
            assert left and w.answer.status == 200
        wait_until(lambda: gone(w.worker))
        wait_until(own.healthy)
        return w

    in_time(stop_it)


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
    for _ in range(20):
        idle = [own.connect() for _ in range(50)]
        try:
            for c in idle[:25]:
                c.sendall(b"GET /session/new HTTP/1.1\r\n"
                          b"Host: desk.localhost\r\n")
            for _ in range(10):
                assert own.ask("GET", "/session/new").status == 200
            wait_until(lambda: own.busy("fast") == [])
            if not select.select(idle, [], [], 0)[0]:
                return  # none was hung up on: all of that was beside them
        finally:
            for c in idle:
                c.close()
    raise AssertionError("those that say nothing were always hung up on")


def test_a_client_that_hangs_up_does_not_hurt_the_worker(own):
    workers = wait_until(lambda: len(own.workers("fast")) == FAST
                         and set(own.workers("fast")))
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
        first = wait_until(lambda: len(d.workers("fast")) == 2
                           and set(d.workers("fast")))
        for _ in range(100):
            assert d.ask("GET", "/session/new").status == 200
        wait_until(lambda: d.ask("GET", "/session/new").status == 200
                   and len(d.workers("fast")) == 2
                   and not first & set(d.workers("fast")))
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
            first = wait_until(lambda: len(d.workers("fast")) == 2
                               and set(d.workers("fast")))
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
