#!/usr/bin/python3
"""duedesk-hook as it is installed, in a world of its own (world.py): what it
calls, what it never calls, and what becomes of what fails."""

import contextlib
import hashlib
import hmac
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent),
                str(Path(__file__).resolve().parents[1] / "support")]

import world  # noqa: E402
import tap  # noqa: E402
from calls import (  # noqa: E402
    BAD_URL, DONE, DUEDESK, ENV, GIVEN_UP, HIDDEN, INSIDE, NEW, NOT_ALLOWED,
    NO_LINK, NO_NAME, POINTLESS, REDIRECT, REFUSED, SENT, STATUS, TIMEOUT,
    TLS, TOO_OLD, WAITS, allow, due_again, fresh, hook, number, paths,
    quoted, secret_of, sql, started, tries, wait_for, wants)
from world import Answers, names  # noqa: E402


# ---- The good ones ----------------------------------------------------------

def test_a_call_arrives_signed():
    fresh("a.hooks.example")
    ukey = wants("https://a.hooks.example/ok?key=1")
    hook()
    (path, headers, body), = Answers.got
    assert path == "/ok?key=1"
    said = json.loads(body)
    assert said["id"] == hashlib.sha256(ukey.encode()).hexdigest()[:32]
    assert said["kind"] == "test" and headers["Duedesk-Id"] == said["id"]
    stamp = headers["Duedesk-Timestamp"]
    assert abs(int(stamp) - time.time()) < 20
    mac = hmac.new(secret_of("a.hooks.example").encode(),
                   stamp.encode() + b"." + body, "sha256").hexdigest()
    assert headers["Duedesk-Signature"] == "v1=" + mac
    assert headers["Content-Type"] == "application/json"
    assert tries(ukey) == [(DONE, 200, SENT)]
    (address, answer, url, ms), = sql("SELECT address, answer, url, ms"
                                      " FROM call_try")
    assert (address, answer) == (world.HERE, "thank <you>\\n"), answer
    assert url == "https://a.hooks.example:443/ok" and int(ms) < 5000


def blocks(language):
    """What doc/hooks.md shows in that language."""
    return re.findall(rf"```{language}\n(.*?)```",
                      (tap.TOP / "doc/hooks.md").read_text("utf-8"), re.S)


def test_a_receiver_checks_it_as_the_documentation_says():
    fresh("a.hooks.example")
    wants("https://a.hooks.example/ok")
    sql(f"UPDATE call_target SET secret_number = 2, rotated_at = {int(time.time())}")
    hook()
    (_, headers, body), = Answers.got
    (python,), (shell,) = blocks("python"), blocks("sh")
    names_of = {}
    exec(python, names_of)  # pylint: disable=exec-used
    (world.WORK / "body").write_bytes(body)
    (world.WORK / "other").write_bytes(body + b" ")
    for secret, file, good in (
            (secret_of("a.hooks.example", 1), "body", True),
            (secret_of("a.hooks.example", 2), "body", True),
            (secret_of("a.hooks.example", 3), "body", False),
            (secret_of("a.hooks.example", 2), "other", False)):
        path = world.WORK / file
        assert names_of["is_ours"](secret, headers,
                                   path.read_bytes()) == good
        run = subprocess.run(
            ["sh", "-c", shell], capture_output=True, text=True, check=True,
            env={**os.environ, "secret": secret, "body": str(path),
                 "stamp": headers["Duedesk-Timestamp"],
                 "signature": headers["Duedesk-Signature"]})
        assert run.stdout == ("ours\n" if good else "not ours\n")
    old = {**headers, "Duedesk-Timestamp": "1000"}
    assert not names_of["is_ours"](secret_of("a.hooks.example", 2), old, body)


def test_a_new_secret_signs_beside_the_old_one_for_a_day():
    fresh("a.hooks.example")
    for age, both in ((3600, True), (90000, False)):
        Answers.got.clear()
        sql("UPDATE call_target SET secret_number = 2, rotated_at ="
            f" {int(time.time()) - age}")
        wants("https://a.hooks.example/ok")
        hook()
        (_, headers, body), = Answers.got
        text = headers["Duedesk-Timestamp"].encode() + b"." + body
        macs = ["v1=" + hmac.new(secret_of("a.hooks.example", n).encode(),
                                 text, "sha256").hexdigest() for n in (2, 1)]
        assert headers["Duedesk-Signature"] == ",".join(
            macs if both else macs[:1])


def test_both_ports_and_the_new_internet_are_called():
    fresh("a.hooks.example", "a.hooks.example:8443")
    allow("six.hooks.example", [world.HERE6])
    rows = [wants("https://A.Hooks.Example:8443/ok"),
            wants("https://six.hooks.example/ok"),
            wants("https://a.hooks.example:443/code/201")]
    hook()
    assert [tries(u) for u in rows] == [
        [(DONE, 200, SENT)], [(DONE, 200, SENT)], [(DONE, 201, SENT)]]
    assert sorted(r[0] for r in sql("SELECT address FROM call_try")) == sorted(
        [world.HERE, world.HERE, world.HERE6])


# ---- What is never called ---------------------------------------------------

URLS = """
http://a.hooks.example/ok
ftp://a.hooks.example/ok
file:///etc/passwd
gopher://a.hooks.example:443/ok
https://a.hooks.example:80/ok
https://a.hooks.example:22/ok
https://a.hooks.example:0443/ok
https://a.hooks.example:/ok
https://user@a.hooks.example/ok
https://user:word@a.hooks.example/ok
https://a.hooks.example@127.0.0.1/ok
https://127.0.0.1/ok
https://127.1/ok
https://127.0.0.1./ok
https://2130706433/ok
https://0x7f.1/ok
https://0x7f000001/ok
https://0177.0.0.1/ok
https://127.0.0.1.hex.0x1/ok
https://[::1]/ok
https://[::ffff:127.0.0.1]/ok
https://[::ffff:7f00:1]/ok
https://[64:ff9b::7f00:1]/ok
https://localhost/ok
https://a.hooks.example\\@127.0.0.1/ok
https://a.hooks.example#@127.0.0.1/ok
https://a.hooks.example\t/ok
https:a.hooks.example/ok
https:/a.hooks.example/ok
https:///a.hooks.example/ok
//a.hooks.example/ok
https://a.hooks.example./ok
https://-a.hooks.example/ok
https://a..hooks.example/ok
https://a%2ehooks.example/ok
https://\u24d0.hooks.example/ok
https://\uff11\uff12\uff17.0.0.1/ok
https://
""".strip().split("\n")


def test_a_url_that_could_be_read_otherwise_is_refused():
    fresh("a.hooks.example")
    # Whatever is allowed: nobody looks at that for these.
    for host in ("localhost", "127.0.0.1", "2130706433"):
        allow(host)
    rows = {wants("", payload='{"url":"%s"}' % url): url for url in URLS}
    rows[wants("", payload='{"url":7}')] = "no text"
    rows[wants("", payload='{"kind":"step_call"}')] = "none"
    hook()
    for ukey, url in rows.items():
        assert tries(ukey) == [(BAD_URL, 0, REFUSED)], (url, tries(ukey))
    assert paths() == [] and world.heard() == 0
    assert names.asked == {}


def test_a_host_that_nobody_allowed_is_refused():
    fresh("a.hooks.example", "gone.hooks.example")
    names.names["b.hooks.example"] = [[world.HERE]]
    sql("UPDATE call_target SET removed_at = 5 WHERE host LIKE 'gone.%'")
    rows = [wants(u) for u in ("https://b.hooks.example/ok",
                               "https://a.hooks.example:8443/ok",
                               "https://x.a.hooks.example/ok",
                               "https://gone.hooks.example/ok")]
    hook()
    assert all(tries(u) == [(NOT_ALLOWED, 0, REFUSED)] for u in rows)
    assert paths() == [] and names.asked == {}


def test_a_row_that_is_no_good_holds_up_no_other():
    fresh("a.hooks.example")
    long = ".".join(["x" * 60] * 4)
    rows = {wants(f"https://{long}/ok"): (NOT_ALLOWED, 0, REFUSED),
            wants(f"https://{'y' * 200}/ok"): (BAD_URL, 0, REFUSED),
            # A letter stands across the 1000th byte.
            wants("https://a.hooks.example/" + "\u00e9" * 500,
                  payload=json.dumps({"url": "https://a.hooks.example/"
                                      + "\u00e9" * 500 + "z"})):
            (BAD_URL, 0, REFUSED),
            wants("https://a.hooks.example/" + "\u20ac" * 400):
            (BAD_URL, 0, REFUSED)}
    good = wants("https://a.hooks.example/ok")
    hook()
    assert {u: tries(u) for u in rows} == {u: [r] for u, r in rows.items()}
    assert tries(good) == [(DONE, 200, SENT)]
    assert number("SELECT MAX(LENGTH(detail)) FROM call_try") == 200
    assert number("SELECT MAX(CHAR_LENGTH(url)) FROM call_try") <= 1000


def test_a_row_that_changed_for_the_worse_ends_alone():
    fresh("a.hooks.example")
    rows = [wants("https://a.hooks.example/code/500") for _ in range(3)]
    hook()
    sql("UPDATE outbox SET payload = '{\"kind\":\"test\"}' WHERE ukey ="
        f" {quoted(rows[0])}; UPDATE outbox SET payload = REPLACE(payload,"
        " '\"kind\": \"test\"', CONCAT('\"kind\":\"', REPEAT('x', 1100000),"
        f" '\"')) WHERE ukey = {quoted(rows[1])}; UPDATE outbox SET payload ="
        " REPLACE(payload, '/code/500', '/ok') WHERE ukey ="
        f" {quoted(rows[2])}")
    due_again()
    hook()
    assert [tries(u)[1] for u in rows] == [
        (BAD_URL, 0, REFUSED), (BAD_URL, 0, REFUSED), (DONE, 200, SENT)]


def test_a_host_that_is_taken_away_gets_nothing_that_waits_for_it():
    fresh("a.hooks.example")
    ukey = wants("https://a.hooks.example/code/500")
    hook()
    sql("UPDATE call_target SET removed_at = 5")
    due_again()
    hook()
    assert tries(ukey) == [(STATUS, 500, REFUSED), (NOT_ALLOWED, 0, REFUSED)]
    assert len(Answers.got) == 1


INSIDE_SETS = [
    *([a] for a in world.INSIDE + world.INSIDE6),
    ["::ffff:127.0.0.1"], ["64:ff9b::7f00:1"], ["2002:7f00:1::"],
    ["2001:0:7f00:1::"], ["::127.0.0.1"], ["fec0::1"], ["ff02::1"],
    ["224.0.0.1"], ["255.255.255.255"], ["198.18.0.1"], ["192.0.0.8"],
    # One good one beside it changes nothing, in whatever order.
    [world.HERE, "127.0.0.1"], ["127.0.0.1", world.HERE],
    [world.HERE6, "10.1.2.3"], [world.HERE, "fd00::5"],
    [world.HERE, "192.168.7.7", world.HERE6]]


def test_an_address_that_is_none_of_the_internet_is_refused():
    fresh()
    rows = {}
    for i, addresses in enumerate(INSIDE_SETS):
        for port in ("", ":8443"):
            allow(f"in{i}.hooks.example{port}", addresses)
            rows[wants(f"https://in{i}.hooks.example{port}/ok")] = addresses
    hook()
    for ukey, addresses in rows.items():
        assert tries(ukey) == [(INSIDE, 0, REFUSED)], (addresses, tries(ukey))
    assert paths() == [] and world.heard() == 0


def test_a_name_that_changes_between_two_questions_is_asked_once():
    fresh()
    for i in range(6):
        host = f"re{i}.hooks.example"
        allow(host)
        names.names[host] = [[world.HERE], ["127.0.0.1"]]
        wants(f"https://{host}/ok")
    hook()
    assert len(Answers.got) == 6 and world.heard() == 0
    assert {n for (_, kind), n in names.asked.items()} == {1}
    # The next call asks anew, and goes nowhere.
    again = [wants(f"https://re{i}.hooks.example/ok") for i in range(6)]
    hook()
    assert all(tries(u) == [(INSIDE, 0, REFUSED)] for u in again)
    assert len(Answers.got) == 6 and world.heard() == 0


def test_a_redirect_is_not_followed():
    fresh("a.hooks.example")
    ukey = wants("https://a.hooks.example/redirect")
    hook()
    assert tries(ukey) == [(REDIRECT, 302, WAITS)]
    assert paths() == ["/redirect"] and world.heard() == 0


def test_who_cannot_prove_to_be_the_host_hears_nothing():
    fresh()
    allow("old.hooks.example", [world.OTHER])
    allow("wrong.hooks.example:8443", [world.OTHER])
    allow("alone.hooks.example:8443", [world.HERE6])
    rows = [wants(f"https://{host}/ok") for host in (
        "old.hooks.example", "wrong.hooks.example:8443",
        "alone.hooks.example:8443")]
    hook()
    for ukey in rows:
        assert tries(ukey) == [(TLS, 0, WAITS)], tries(ukey)
    said = " ".join(r[0] for r in sql("SELECT detail FROM call_try"))
    assert all(w in said for w in ("expired", "self-signed", "name")), said
    assert Answers.got == []


# ---- What does not hold ------------------------------------------------------

def test_nothing_is_called_while_calls_are_off():
    fresh("a.hooks.example", on=False)
    ukey = wants("https://a.hooks.example/ok")
    hook()
    sql("DELETE FROM call_switch")
    hook()
    assert Answers.got == [] and tries(ukey) == []
    # Nor later what was written before.
    sql(f"INSERT INTO call_switch (id, on_since) VALUES (1, {int(time.time()) + 1})")
    hook()
    assert Answers.got == []
    assert number("SELECT state FROM outbox") == POINTLESS


def test_nothing_leaves_a_sandbox_nor_what_was_written_in_one():
    fresh("a.hooks.example")
    sql("INSERT INTO desk (id, name, zone, created_at, sandbox_at)"
        " VALUES (1, 'x', 'UTC', 1, 1)")
    wants("https://a.hooks.example/ok", age=5)
    hook()
    assert Answers.got == [] and number("SELECT state FROM outbox") == NEW
    sql("UPDATE desk SET sandbox_at = NULL,"
        f" sandbox_until = {int(time.time()) - 2}")
    wants("https://a.hooks.example/ok")
    hook()
    assert len(Answers.got) == 1
    assert sql("SELECT state FROM outbox ORDER BY id") == [
        [str(POINTLESS)], [str(SENT)]]


def test_a_call_of_a_ticket_that_was_hidden_meanwhile_is_not_made():
    fresh("a.hooks.example")
    ukey = wants("https://a.hooks.example/code/503", ticket="77")
    sql("SET foreign_key_checks = 0; INSERT INTO ticket (id, oid, code,"
        " last_event_at, subject, source, priority, status, department_id,"
        " requester_id, created_at, order_at) VALUES (77, 'x',"
        " 'ABC-DEFGH-123', 1, 's', 0, 1, 1, 1, 1, 1, 1)")
    hook()
    sql("UPDATE ticket SET hidden_at = 1")
    due_again()
    hook()
    sql("DELETE FROM ticket")
    assert tries(ukey) == [(STATUS, 503, POINTLESS), (HIDDEN, 0, POINTLESS)]
    assert len(Answers.got) == 1


# ---- What fails is tried again -----------------------------------------------

def test_it_is_tried_eight_times_and_given_up():
    fresh("a.hooks.example")
    ukey = wants("https://a.hooks.example/code/500")
    waits = []
    for _ in range(8):
        now = int(time.time())
        hook()
        waits.append(number("SELECT send_at FROM outbox") - now)
        due_again()
        # A day has not passed.
        sql("UPDATE call_target SET failures = 0, paused_until = NULL")
    hook()
    assert tries(ukey) == [(STATUS, 500, GIVEN_UP)] * 8
    wanted = (60, 300, 900, 3600, 10800, 21600, 32400)
    for wait, want in zip(waits, wanted):
        assert want * 0.9 <= wait <= want * 1.1 + 2, waits
    ids = {h["Duedesk-Id"] for _, h, _ in Answers.got}
    assert len(Answers.got) == 8 and len(ids) == 1


def test_gone_is_gone_and_old_is_old():
    fresh("a.hooks.example")
    gone = wants("https://a.hooks.example/code/410")
    sql("UPDATE call_switch SET on_since = 1")
    old = wants("https://a.hooks.example/ok", age=90000)
    hook()
    assert tries(gone) == [(STATUS, 410, GIVEN_UP)]
    assert tries(old) == [(TOO_OLD, 0, GIVEN_UP)]
    assert paths() == ["/code/410"]


def test_what_is_no_answer_fails():
    fresh("a.hooks.example")
    names.names["nowhere.hooks.example"] = None
    allow("nobody.hooks.example:8443", [world.HERE])
    sql("UPDATE call_target SET host = 'nowhere.hooks.example' WHERE port ="
        " 8443")
    rows = {wants(f"https://a.hooks.example/{what}"): want for what, want in (
        ("code/404", (STATUS, 404, WAITS)), ("silence", (NO_LINK, 0, WAITS)),
        ("bytes", (STATUS, 500, WAITS)), ("code/204", (DONE, 204, SENT)))}
    rows[wants("https://nowhere.hooks.example:8443/")] = (NO_NAME, 0, WAITS)
    hook()
    for ukey, want in rows.items():
        assert tries(ukey) == [want], (want, tries(ukey))


def test_a_host_that_fails_ten_times_gets_a_rest():
    fresh("a.hooks.example", "b.hooks.example")
    for _ in range(20):
        wants("https://a.hooks.example/code/500")
    hook()
    first = len(Answers.got)
    assert 10 <= first < 14, first
    assert number("SELECT paused_until FROM call_target WHERE failures > 9")
    # Nobody else waits for that; then one call finds out.
    wants("https://b.hooks.example/ok")
    hook()
    assert len(Answers.got) == first + 1
    sql("UPDATE call_target SET paused_until = 1")
    hook()
    assert len(Answers.got) == first + 2
    sql("UPDATE call_target SET paused_until = 1;"
        " UPDATE outbox SET payload = REPLACE(payload, '/code/500', '/ok')")
    hook()
    assert number("SELECT SUM(failures) FROM call_target") == 0
    assert number("SELECT COUNT(*) FROM outbox WHERE state = 0") == 0


# ---- Slow ones hold up nobody ------------------------------------------------

def test_a_slow_host_holds_up_nobody_and_has_five_seconds():
    fresh("a.hooks.example", "slow.hooks.example")
    slow = {wants(f"https://slow.hooks.example/{what}"): want
            for what, want in (("drip", (TIMEOUT, 200, WAITS)),
                               ("gate", (TIMEOUT, 0, WAITS)),
                               ("gate", (TIMEOUT, 0, WAITS)),
                               ("gate", (TIMEOUT, 0, WAITS)))}
    endless = [wants("https://a.hooks.example/endless"),
               wants("https://a.hooks.example/endlesshead")]
    quick = [wants("https://a.hooks.example/ok") for _ in range(20)]
    with started() as run:
        # The quick ones are through before the first slow one is over.
        wait_for(lambda: number("SELECT COUNT(*) FROM call_try") >= 22)
        assert number("SELECT COUNT(*) FROM call_try WHERE outcome = 6") == 0
        assert run.wait(timeout=30) == 0
    assert all(tries(u) == [(DONE, 200, SENT)] for u in quick + endless)
    for ukey, want in slow.items():
        assert tries(ukey) == [want], (want, tries(ukey))
    assert number("SELECT MAX(ms) FROM call_try") < 6500
    assert number("SELECT MAX(LENGTH(answer)) FROM call_try") <= 500


# ---- At least once, and by one at a time -------------------------------------

def test_killed_in_the_middle_it_is_made_again_with_the_same_id():
    fresh("a.hooks.example")
    ukey = wants("https://a.hooks.example/gate")
    with started():
        wait_for(lambda: Answers.got)
    Answers.gate.set()
    hook()  # somebody may still be at it
    assert len(Answers.got) == 1 and tries(ukey) == []
    assert number("SELECT send_at - UNIX_TIMESTAMP() FROM outbox") > 15
    due_again()
    hook()
    assert tries(ukey) == [(DONE, 200, SENT)]
    assert number("SELECT tries FROM outbox") == 2
    ids = {h["Duedesk-Id"] for _, h, _ in Answers.got}
    assert len(Answers.got) == 2 and len(ids) == 1


def test_what_is_noted_already_is_not_noted_again():
    """As when the link to the database broke while the first was written."""
    fresh("a.hooks.example")
    wants("https://a.hooks.example/gate")
    with started() as run:
        wait_for(lambda: Answers.got)
        sql("UPDATE outbox SET fence = fence + 1, state = 3")
        sql("UPDATE call_target SET failures = 1")
        Answers.gate.set()
        assert run.wait(timeout=30) == 0
    assert number("SELECT COUNT(*) FROM call_try") == 0
    assert number("SELECT failures FROM call_target") == 1


def test_several_at_once_make_each_call_once():
    fresh(*(f"h{i}.hooks.example" for i in range(5)))
    for i in range(150):
        wants(f"https://h{i % 5}.hooks.example/ok?{i}")
    with contextlib.ExitStack() as stack:
        runs = [stack.enter_context(started()) for _ in range(4)]
        ends = [r.wait(timeout=60) for r in runs]
    if any(ends):  # one met another's lock: the next pass goes on
        assert set(ends) <= {0, 75}, ends
        hook()
    assert sorted(paths()) == sorted(f"/ok?{i}" for i in range(150))
    assert number("SELECT COUNT(*) FROM outbox WHERE state = 2") == 150
    assert number("SELECT COUNT(*) FROM call_try") == 150
    run = subprocess.run([DUEDESK, "check"], env=ENV, capture_output=True,
                         text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_told_to_stop_it_ends_what_it_began_and_begins_nothing():
    fresh("a.hooks.example")
    rows = [wants("https://a.hooks.example/gate") for _ in range(6)]
    with started("--every", "60") as run:
        wait_for(lambda: len(Answers.got) == 4)
        run.send_signal(signal.SIGTERM)
        Answers.gate.set()
        assert run.wait(timeout=30) == 0
    assert sorted(len(tries(u)) for u in rows) == [0, 0, 1, 1, 1, 1]
    assert len(Answers.got) == 4


def test_it_learns_nothing_but_what_it_sends():
    """The process that talks to strangers has neither the database's password
    nor the key, and no file open but its own."""
    fresh("a.hooks.example")
    wants("https://a.hooks.example/gate")
    with started() as run:
        wait_for(lambda: Answers.got)
        (child,) = Path(f"/proc/{run.pid}/task/{run.pid}/children"
                        ).read_text().split()
        assert Path(f"/proc/{child}/environ").read_bytes() == b""
        ours, its = ([os.readlink(f) for f in
                      Path(f"/proc/{pid}/fd").iterdir()]
                     for pid in (run.pid, child))
        assert any(f.startswith("socket:") for f in ours)  # the database
        shared = [f for f in its if f in ours]
        assert not any(f.startswith("socket:") for f in shared), shared
        Answers.gate.set()
        assert run.wait(timeout=30) == 0


# ---- The program -------------------------------------------------------------

def test_without_a_key_or_an_account_it_does_nothing():
    fresh("a.hooks.example")
    ukey = wants("https://a.hooks.example/ok")
    for name in ("DUEDESK_HOOK_KEY", "DUEDESK_DB_USER_HOOK"):
        assert "not_set_up" in hook(env={**ENV, name: ""})
    assert "hook_key" in hook(1, env={**ENV, "DUEDESK_HOOK_KEY": "abc"})
    assert tries(ukey) == []


def test_its_account_reads_no_more_than_it_must():
    def may(statement):
        env = os.environ
        return subprocess.run(
            ["mariadb", "--no-defaults", "-S", env["DUEDESK_DB_SOCKET"],
             "-u", env["DUEDESK_DB_USER_HOOK"],
             f"-p{env['DUEDESK_DB_PASSWORD_HOOK']}",
             env["DUEDESK_DB_NAME"], "-e", statement], capture_output=True,
            check=False).returncode == 0
    assert may("SELECT hidden_at FROM ticket LIMIT 1")
    assert not may("SELECT subject FROM ticket LIMIT 1")
    for table in ("message", "person", "session", "event", "audit"):
        assert not may(f"SELECT 1 FROM {table} LIMIT 1"), table
    for statement in ("INSERT INTO call_target (oid, host, port, created_at)"
                      " VALUES ('x', 'x', 1, 1)",
                      "UPDATE call_target SET host = 'x'",
                      "UPDATE call_switch SET on_since = 1",
                      "UPDATE outbox SET payload = '{}'",
                      "INSERT INTO outbox (ukey, kind, payload, created_at,"
                      " send_at) VALUES ('x', 1, '', 1, 1)"):
        assert not may(statement), statement


def test_nobody_inside_was_ever_called():
    assert world.heard() == 0


if __name__ == "__main__":
    subprocess.run([DUEDESK, "migrate", "--grant"], check=True,
                   capture_output=True)
    tap.run(dict(globals()))
