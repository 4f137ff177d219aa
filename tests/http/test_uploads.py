"""Files on their way in: ahead of their form, or with it; and what breaks."""

import hashlib
import itertools
import json
import os
import re
import secrets
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest

from desk import PATIENCE, kill, wait_until
from files import (MB, agent, assert_rows_have_files, blobs,  # noqa: F401
                   customer, fetch, files_on, link_to, multipart, send_form,
                   ticket, upload)


# ---- Without script --------------------------------------------------------


def test_a_new_ticket_brings_its_files_without_script(desk, customer):
    one, two = secrets.token_bytes(100_000), b""
    page = customer.get("/tickets/new")
    answer = send_form(customer, page, "/tickets", subject="Plain form",
                       body="with files", files=[("one", one), ("two", two)],
                       department=page.choices("department")[0])
    assert answer.status == 303, answer.text
    shown = files_on(customer.get(answer.header("Location")))
    assert fetch(desk, link_to(customer, shown["one"])).body == one
    assert fetch(desk, link_to(customer, shown["two"])).body == two


def test_a_form_without_files_works_as_ever(customer, agent, ticket):
    for client in customer, agent:
        page = client.get(ticket)
        answer = send_form(client, page, f"{ticket}/messages",
                           body="Zeile\r\nzwei: ü “q” \\ %22")
        assert answer.status == 303, answer.text
        assert "zwei: ü “q” \\ %22" in client.get(ticket).text


def test_a_form_that_comes_back_still_has_its_files(desk, customer, ticket):
    data = secrets.token_bytes(1000)
    action = f"{ticket}/messages"
    answer = send_form(customer, customer.get(ticket), action, body="  ",
                       files=[("kept.bin", data)])
    assert answer.status == 422
    assert "kept.bin" in answer.text
    form = answer.form(action)
    assert re.fullmatch(r"[0-9a-f]{32}", form["upload"])
    again = send_form(customer, answer, action, body="now with words")
    assert again.status == 303, again.text
    shown = files_on(customer.get(ticket))
    assert fetch(desk, link_to(customer, shown["kept.bin"])).body == data


def test_too_large_a_file_is_named_and_the_others_stay(customer, ticket):
    action = f"{ticket}/messages"
    answer = send_form(customer, customer.get(ticket), action, body="big",
                       files=[("huge.bin", b"x" * (25 * MB + 1)),
                              ("small.bin", b"y")])
    assert answer.status == 422
    assert "huge.bin: At most 25 MB a file" in answer.text
    assert answer.form(action)["body"] == "big"
    assert "small.bin" in answer.text and answer.form(action)["upload"]


def test_too_many_files_are_said_to_be_too_many(customer, ticket):
    action = f"{ticket}/messages"
    answer = send_form(customer, customer.get(ticket), action, body="many",
                       files=[(f"f{i}", b"%d" % i) for i in range(21)])
    assert answer.status == 422
    assert "f20: At most 20 files" in answer.text


def test_the_same_form_twice_is_one_message_with_one_file(desk, customer,
                                                          ticket):
    page = customer.get(ticket)
    body = "once " + secrets.token_hex(8)
    answers = [send_form(customer, page, f"{ticket}/messages", body=body,
                         files=[("once.bin", b"once")]) for _ in range(2)]
    assert [a.status for a in answers] == [303, 303]
    assert desk.sql("SELECT COUNT(*) FROM attachment a JOIN message m"
                    f" ON m.id = a.message_id WHERE m.body = '{body}'") == \
        [["1"]]
    other = send_form(customer, page, f"{ticket}/messages", body=body,
                      files=[("once.bin", b"another")])
    assert other.status == 409


BROKEN = [
    b"", b"--", b"------b0undary", b"------b0undary\r\n",
    b"------b0undary--\r\n",
    b"------b0undary\r\nContent-Disposition: form-data\r\n\r\nx\r\n"
    b"------b0undary--\r\n",
    b"------b0undary\r\n\r\nx\r\n------b0undary--\r\n",
    b"------b0undary\r\nContent-Disposition: form-data; name=\"file\"; "
    b"filename=\"x\"\r\n\r\ncut off",
    b"------b0undary\r\nX: " + b"x" * 9000 + b"\r\n\r\n",
    b"preamble\r\n------b0undary--\r\n",
    b"------b0undary\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx"
    b"\r\n" * 100,
]


@pytest.mark.parametrize("body", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_form_is_refused_and_leaves_nothing(desk, customer, ticket,
                                                     body):
    before = blobs(desk).keys()
    answer = customer.ask("POST", f"{ticket}/messages", body=body, headers={
        "Content-Type": "multipart/form-data; boundary=----b0undary",
        "Origin": desk.url, "Sec-Fetch-Site": "same-origin"})
    assert answer.status in (400, 403)
    assert blobs(desk).keys() == before


def test_only_forms_with_files_may_be_multipart(desk, customer, ticket):
    page = customer.get(ticket)
    fields = {**page.form("/session/end"), "once": "x" * 43}
    for path in "/session/end", f"{ticket}/resolution", "/uploads":
        answer = customer.ask("POST", path, body=multipart(fields, ()),
                              headers={
            "Content-Type": "multipart/form-data; boundary=----b0undary",
            "Origin": desk.url})
        assert answer.status in (400, 403), path
    assert customer.get(ticket).status == 200


def test_files_of_another_page_or_origin_are_not_even_kept(desk, customer,
                                                           ticket):
    before = blobs(desk).keys()
    page = customer.get(ticket)
    action = f"{ticket}/messages"
    good = {k: v for k, v in page.form(action).items() if k != "file"}
    for fields, origin in [({**good, "csrf": "0" * 64}, desk.url),
                           ({k: v for k, v in good.items() if k != "csrf"},
                            desk.url), (good, "https://evil.example")]:
        answer = customer.ask(
            "POST", action, body=multipart({**fields, "body": "x"},
                                           [("f", secrets.token_bytes(99))]),
            headers={"Content-Type":
                     "multipart/form-data; boundary=----b0undary",
                     "Origin": origin})
        assert answer.status in (403, 422), answer.text
    assert blobs(desk).keys() == before


def test_a_body_that_stops_half_way_leaves_nothing(desk, customer, ticket):
    before = blobs(desk).keys()
    page = customer.get(ticket)
    form = page.form(f"{ticket}/messages")
    body = multipart({k: v for k, v in form.items() if k != "file"},
                     [("f", secrets.token_bytes(200_000))])
    head = (f"POST {ticket}/messages HTTP/1.1\r\n"
            f"Host: {desk.name}:{desk.port}\r\nOrigin: {desk.url}\r\n"
            f"Cookie: {customer.cookie}\r\nContent-Type: multipart/form-data; "
            f"boundary=----b0undary\r\nContent-Length: {len(body)}\r\n\r\n")
    access = desk.home / "nginx/access.log"
    asked = access.read_text().count(f'path="{ticket}/messages"')
    with desk.connect() as s:
        s.sendall(head.encode() + body[:100_000])
    wait_until(lambda: access.read_text().count(
        f'path="{ticket}/messages"') > asked)
    wait_until(lambda: not desk.busy("slow"))
    assert blobs(desk).keys() == before
    assert customer.get(ticket).status == 200


# ---- Ahead, and refused ----------------------------------------------------


def test_uploads_need_a_session_a_token_and_our_own_page(desk, customer,
                                                         ticket):
    before = blobs(desk).keys()
    page = customer.get(ticket)
    action = f"{ticket}/messages"
    data = secrets.token_bytes(100)
    for headers in ({"X-Csrf-Token": "0" * 64}, {"X-Csrf-Token": ""},
                    {"Origin": "https://evil.example"},
                    {"Sec-Fetch-Site": "cross-site"},
                    {"Cookie": "__Host-duedesk=" + "A" * 43}):
        answer = upload(customer, page, action, "x", data, headers)
        assert answer.status == 403, headers
    assert blobs(desk).keys() == before
    for draft in "short", "x" * 44, "é" * 43:
        answer = upload(customer, page, action, "x", data, draft=draft)
        assert answer.status == 400
    assert customer.get("/uploads").status == 405
    assert blobs(desk).keys() == before


def test_a_file_that_is_too_large_is_refused_with_its_limit(desk, customer,
                                                            ticket):
    before = blobs(desk).keys()
    page = customer.get(ticket)
    answer = upload(customer, page, f"{ticket}/messages", "x",
                    b"x" * (25 * MB + 1))
    assert answer.status == 413
    assert "25 MB" in json.loads(answer.text)["error"]
    assert blobs(desk).keys() == before


def test_a_day_has_its_quota(desk, customer, people, ticket):
    page = customer.get(ticket)
    action = f"{ticket}/messages"
    token = json.loads(upload(customer, page, action, "x", b"quota").text)
    where = ("WHERE token_hash = UNHEX('%s')" %
             hashlib.sha256(token["token"].encode()).hexdigest())
    desk.sql(f"UPDATE upload SET size = 1024 * {MB} {where}")
    try:
        answer = upload(customer, page, action, "y", b"one more")
        assert answer.status == 429
        assert "1024 MB" in json.loads(answer.text)["error"]
        answer = send_form(customer, page, action, body="x",
                           files=[("y", b"one more")])
        assert answer.status == 422 and "1024 MB" in answer.text
    finally:
        desk.sql(f"DELETE FROM upload {where}")


def test_a_token_of_another_form_or_session_is_worth_nothing(
        desk, customer, agent, people, ticket):
    page = customer.get(ticket)
    action = f"{ticket}/messages"
    token = json.loads(upload(customer, page, action, "mine", b"m").text)[
        "token"]
    second = desk.client().enter(people["customer"])
    for client, on in (customer, customer.get(ticket)), \
            (second, second.get(ticket)), (agent, agent.get(ticket)):
        answer = client.submit(on, action, body="stolen", upload=token)
        assert answer.status == 422, answer.text
        assert "not here any more" in answer.text
    good = customer.submit(page, action, body="mine", upload=token,
                           seen=customer.get(ticket).form(action)["seen"])
    assert good.status == 303


# ---- When things break -----------------------------------------------------


def test_without_its_folder_text_still_goes(desk, customer, ticket):
    folder = desk.home / "blobs"
    folder.rename(desk.home / "blobs-away")
    action = f"{ticket}/messages"
    try:
        page = customer.get(ticket)
        answer = upload(customer, page, action, "x", b"x")
        assert answer.status == 503
        assert "could not be kept" in json.loads(answer.text)["error"]
        answer = send_form(customer, page, action, body="typed words",
                           files=[("x", b"x")])
        assert answer.status == 503
        assert answer.form(action)["body"] == "typed words"
        answer = send_form(customer, answer, action, body="typed words")
        assert answer.status == 303
        assert "files=broken" in desk.ask("GET", "/healthz").text
    finally:
        (desk.home / "blobs-away").rename(folder)
    assert "files=ok" in desk.ask("GET", "/healthz").text


def test_killed_workers_leave_no_row_without_its_file(desk, customer, ticket):
    """A1, A2: whatever moment it is."""
    page = customer.get(ticket)
    action = f"{ticket}/messages"
    stop = threading.Event()
    statuses = []

    def send():
        while not stop.is_set():
            answer = upload(customer, page, action, "k",
                            secrets.token_bytes(MB))
            statuses.append(answer.status)

    senders = [threading.Thread(target=send) for _ in range(2)]
    for t in senders:
        t.start()
    moments = itertools.count()

    def kill_some():
        """Until files came through and others were broken off: how long one
        takes is the machine's affair."""
        i = next(moments)
        time.sleep(0.02 + i % 7 * 0.01)
        broken = [s for s in statuses if s >= 500]
        if i < 25 or not broken:
            for pid in desk.workers("slow")[:1]:
                kill(pid, signal.SIGKILL)
        return i >= 25 and broken and 201 in statuses

    try:
        wait_until(kill_some)
    finally:
        stop.set()
        for t in senders:
            t.join()
    wait_until(lambda: desk.ask("GET", "/reports/log.csv").status < 500)
    assert_rows_have_files(desk)
    data = secrets.token_bytes(100)
    assert upload(customer, page, action, "k", data).status == 201
    assert_rows_have_files(desk)


def strace(workers, *words):
    """Attached to the workers; they are watched once this returns."""
    trace = subprocess.Popen(
        ["strace", "-f", *words, *(f"-p{pid}" for pid in workers)],
        stderr=subprocess.PIPE, text=True)
    for _ in workers:
        assert "attached" in trace.stderr.readline()
    return trace


def test_a_disk_that_cannot_sync_keeps_nothing(desk, customer, ticket):
    before = blobs(desk).keys()
    page = customer.get(ticket)
    action = f"{ticket}/messages"
    trace = strace(desk.workers("slow"), "-o", "/dev/null", "-e",
                   "trace=fsync", "-e", "inject=fsync:error=EIO")
    try:
        answer = upload(customer, page, action, "x", b"x" * 5000)
        assert answer.status == 503
        assert "could not be kept" in json.loads(answer.text)["error"]
        answer = send_form(customer, page, action, body="typed words",
                           files=[("x", b"x" * 5000)])
        assert answer.status == 503
        assert answer.form(action)["body"] == "typed words"
    finally:
        trace.terminate()
        trace.wait(PATIENCE)
    assert blobs(desk).keys() == before
    assert_rows_have_files(desk)
    assert upload(customer, page, action, "x", b"x" * 5000).status == 201


def test_a_row_comes_after_its_file_is_on_the_disk(desk, customer, ticket,
                                                   tmp_path):
    """F3: open without a name, write, sync, link, sync the folders, insert."""
    page = customer.get(ticket)
    # A file for each worker: lines of another's are not put in between.
    trace = strace(desk.workers("slow"), "-ff", "-s", "80", "-o",
                   str(tmp_path / "trace"), "-e",
                   "trace=openat,write,fsync,linkat,sendto,sendmsg,writev")
    try:
        answer = upload(customer, page, f"{ticket}/messages", "s",
                        b"strace me " + os.urandom(8))
        assert answer.status == 201
    finally:
        trace.terminate()
        trace.wait(PATIENCE)
    calls, = [text for text in map(Path.read_text, tmp_path.glob("trace.*"))
              if "strace me" in text]
    lines = [x for x in calls.splitlines()
             if re.search(r"O_TMPFILE|strace me|fsync|linkat", x)]
    wanted = [r"openat\(.*O_TMPFILE", r"write\(.*strace me", r"fsync\(",
              r"linkat\(", r"fsync\(", r"fsync\("]
    assert len(lines) == len(wanted), "\n".join(lines)
    for want, line in zip(wanted, lines):
        assert re.search(want, line), "\n".join(lines)
    assert re.search(r"(write|sendto|writev)\(",
                     calls[calls.rindex("fsync("):]), \
        "nothing was told to the database after the last sync"
