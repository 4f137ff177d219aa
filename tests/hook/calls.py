"""What tests of duedesk-hook share: rows of outbox, hosts that may be called,
and the program, in the world of world.py."""

import contextlib
import hashlib
import hmac
import json
import os
import subprocess
import time

import tap
import world
from world import Answers, names

HOOK = str(tap.BUILD.resolve() / "duedesk-hook")
DUEDESK = str(tap.BUILD.resolve() / "duedesk")
ENV = {**os.environ, "DUEDESK_HOOK_KEY": "ab" * 32,
       # Nobody asks these.
       **{name: "http://127.0.0.1:3128" for name in (
           "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")}}
KEY = bytes.fromhex("ab" * 32)
(DONE, STATUS, REDIRECT, NO_NAME, NO_LINK, TLS, TIMEOUT, BROKEN, BAD_URL,
 NOT_ALLOWED, INSIDE, WAS_OFF, HIDDEN, TOO_OLD) = range(14)
NEW, WAITS, SENT, GIVEN_UP, REFUSED, POINTLESS = range(6)
sql = tap.sql


def number(statement):
    return int(sql(statement)[0][0])


def quoted(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


# ---- What a test begins with ------------------------------------------------

def fresh(*hosts, on=True):
    """Calls are on, to these hosts; nothing waits."""
    Answers.got.clear()
    Answers.gate.clear()
    names.names.clear()
    names.asked.clear()
    sql("DELETE FROM call_try; DELETE FROM outbox; DELETE FROM call_target;"
        " DELETE FROM call_switch; DELETE FROM desk; INSERT INTO call_switch"
        f" (id, on_since) VALUES (1, {int(time.time()) - 1000 if on else 'NULL'})")
    for host in hosts:
        allow(host)


def allow(host, at=(world.HERE,)):
    name, _, port = host.partition(":")
    oid = hashlib.sha256(host.encode()).hexdigest()[:16]
    sql("INSERT INTO call_target (oid, host, port, created_at) VALUES"
        f" ({quoted(oid)}, {quoted(name)}, {port or 443}, 1)")
    names.names[name] = [list(at)]


def secret_of(host, which=1):
    oid = hashlib.sha256(host.encode()).hexdigest()[:16]
    info = f"duedesk call {oid} {which}".encode() + b"\x01"
    return hmac.new(KEY, info, "sha256").hexdigest()[:32]


def wants(url, ukey=None, age=0, ticket="NULL", payload=None):
    """A row of outbox, as a step writes it."""
    wants.n += 1
    ukey = ukey or f"test:{wants.n}"
    said = payload or json.dumps({"kind": "test", "url": url, "n": wants.n})
    at = int(time.time()) - age
    sql("INSERT INTO outbox (ukey, kind, ticket_id, payload, created_at,"
        f" send_at) VALUES ({quoted(ukey)}, 1, {ticket}, {quoted(said)}, {at},"
        f" {at})")
    return ukey


wants.n = 0


def hook(status=0, env=None):
    run = subprocess.run([HOOK], env=env or ENV, capture_output=True,
                         text=True, timeout=60, check=False)
    assert run.returncode == status, (run.returncode, run.stderr)
    return run.stderr


@contextlib.contextmanager
def started(*words):
    """One that goes on beside us, and is gone afterwards."""
    with subprocess.Popen([HOOK, *words], env=ENV,
                          stderr=subprocess.DEVNULL) as run:
        try:
            yield run
        finally:
            run.kill()


def tries(ukey):
    """What came of it: (outcome, status, state)."""
    return [tuple(map(int, row)) for row in sql(
        "SELECT x.outcome, x.status, o.state FROM call_try x JOIN outbox o"
        f" ON o.id = x.outbox_id WHERE o.ukey = {quoted(ukey)}"
        " ORDER BY x.id")]


def paths():
    return sorted(path for path, _, _ in Answers.got)


def wait_for(what):
    for _ in range(1000):
        if what():
            return
        time.sleep(0.02)
    raise AssertionError("it did not come")


def due_again():
    """As if all that is tried again later were due."""
    sql("UPDATE outbox SET send_at = 1 WHERE state = 1")
