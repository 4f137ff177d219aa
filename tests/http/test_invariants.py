"""Something that must be true is not: one worker ends, one request is lost,
and whoever runs the desk hears of it."""

import os
import re
import signal

import pytest

from desk import BUILD, Desk, gone, sanitized, wait_until

PATH = "/tickets/new"
FAST = 4  # workers


@pytest.fixture(scope="module")
def own():
    # A build for tests has a page that is broken on purpose; in any other a
    # worker is ended in the middle of a request as abort() would.
    d = Desk("--no-sample", env={"DUEDESK_TEST_INVARIANT": PATH})
    try:
        yield d.start()
    finally:
        d.remove()


def report(desk, pool=""):
    """What it says of itself; a request may be one that a killed worker had."""
    answer = wait_until(
        lambda: (answer := desk.ask("GET", f"/healthz{pool}")).status == 200
        and answer)
    assert answer.text.startswith("ok\n")
    return dict(line.split("=", 1) for line in answer.text.splitlines()[1:])


def break_one(desk):
    """The answer of the request that meets it."""
    if sanitized(BUILD):
        return desk.ask("GET", PATH).status
    db = desk.pid("mariadb")
    wait_until(lambda: not desk.busy("fast"))
    os.kill(db, signal.SIGSTOP)
    try:
        with desk.connect() as s:
            s.sendall(f"GET /healthz HTTP/1.1\r\nHost: {desk.name}\r\n"
                      "Connection: close\r\n\r\n".encode())
            pid, = wait_until(lambda: desk.busy("fast"))
            os.kill(pid, signal.SIGABRT)
            return int(s.makefile("rb").readline().split()[1])
    finally:
        os.kill(db, signal.SIGCONT)


def test_it_costs_one_request_and_is_counted_and_told(own):
    assert report(own)["invariants"] == "0"
    before = wait_until(lambda: len(own.workers("fast")) == FAST
                        and set(own.workers("fast")))
    assert break_one(own) == 502
    wait_until(lambda: [p for p in before if gone(p)]
               and len(own.workers("fast")) == FAST)
    after = set(own.workers("fast"))
    assert len(before - after) == 1
    for _ in range(20):
        assert own.ask("GET", "/session/new").status == 200
    said = report(own)
    assert said["invariants"] == "1" and said["workers_lost"] == "1"
    log = own.log("fast")
    assert len(re.findall("event=alarm what=invariant", log)) == 1
    if sanitized(BUILD):
        assert "event=invariant condition=" in log
        assert "file=" in log and "router.c" in log
    # The other pool has its own numbers, and nothing to tell.
    assert report(own, "/slow")["invariants"] == "0"


def test_a_worker_that_is_killed_is_lost_and_no_alarm(own):
    before = report(own)
    pid = own.workers("slow")[0]
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: report(own, "/slow")["workers_lost"] == "1")
    assert report(own, "/slow")["invariants"] == "0"
    assert report(own)["invariants"] == before["invariants"]


def test_a_sweeper_that_stops_is_told_by_the_other_program(own):
    assert report(own)["sweeper"] == "ok"
    wait_until(lambda: own.sql("SELECT COUNT(*) FROM sweep_state WHERE"
                               " last_ok > 0") == [["1"]])
    own.hold("sweep")
    own.sql("UPDATE sweep_state SET last_ok = last_ok - 200")
    wait_until(lambda: "event=alarm what=sweeper_late" in own.log("fast"))
    wait_until(lambda: report(own)["sweeper"] == "late")
    own.release("sweep")
    wait_until(lambda: report(own)["sweeper"] == "ok")
