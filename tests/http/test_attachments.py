"""Files on their way out: to who may read their message, and to nobody else."""

import hashlib
import hmac
import os
import re
import secrets
import time
from urllib.parse import quote, unquote

import pytest

from desk import wait_until
from files import (MB, PNG, agent, blobs, customer, fetch,  # noqa: F401
                   files_on, link_to, place, reply_with, send_form, ticket)

DELIVERED = {
    "Strict-Transport-Security": "max-age=63072000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-site",
    "Cache-Control": "private",
    "Set-Cookie": None,
    "X-Accel-Redirect": None,
}


# ---- In and out ------------------------------------------------------------


def test_a_file_goes_ahead_with_its_message_and_out_again(desk, customer,
                                                          agent, ticket):
    data = secrets.token_bytes(300_000)
    mine = files_on(reply_with(customer, ticket, ("Übersicht März.bin", data)))
    theirs = files_on(agent.get(ticket))
    assert mine["Übersicht März.bin"] == theirs["Übersicht März.bin"]
    for client in customer, agent:
        answer = fetch(desk, link_to(client, mine["Übersicht März.bin"]))
        assert answer.status == 200 and answer.body == data
    assert blobs(desk)[place(data)].stat().st_mode & 0o777 == 0o600
    assert blobs(desk)[place(data)].parent.stat().st_mode & 0o777 == 0o700


def test_the_delivered_headers_are_exactly_these(desk, customer, ticket):
    name = "a \"b\"; ü 100%.png"
    shown = files_on(reply_with(customer, ticket, (name, PNG)))
    path = link_to(customer, shown[name])
    for method in "GET", "HEAD":
        answer = fetch(desk, path, method)
        assert answer.status == 200
        for header, value in DELIVERED.items():
            assert answer.header(header) == value, header
        assert answer.header("Content-Type") == "image/png"
        assert answer.header("Content-Length") == str(len(PNG))
        assert answer.header("Content-Disposition") == \
            "attachment; filename*=UTF-8''" + quote(name, safe="")
        assert answer.header("Accept-Ranges") == "bytes"
    assert fetch(desk, path).body == PNG
    assert fetch(desk, path, "HEAD").body == b""


def test_parts_of_a_file_can_be_had(desk, customer, ticket):
    data = secrets.token_bytes(10_000)
    shown = files_on(reply_with(customer, ticket, ("parts.bin", data)))
    path = link_to(customer, shown["parts.bin"])
    answer = fetch(desk, path, Range="bytes=100-199")
    assert answer.status == 206 and answer.body == data[100:200]
    assert answer.header("Content-Range") == "bytes 100-199/10000"
    for header, value in DELIVERED.items():
        assert answer.header(header) == value, header
    assert fetch(desk, path, Range="bytes=20000-").status == 416
    since = fetch(desk, path).header("Last-Modified")
    assert fetch(desk, path, **{"If-Modified-Since": since}).status == 304


NAMES = {
    "../../../etc/passwd": "passwd",
    "..\\..\\boot.ini": "boot.ini",
    ".htaccess": ".htaccess",
    "CON": "CON",
    "%2e%2e%2fx": "%2e%2e%2fx",
    "a\0b.txt": "ab.txt",
    "x\r\nSet-Cookie: a=b.txt": "xSet-Cookie: a=b.txt",
    "\u202efdp.exe": "fdp.exe",
    "\u200b.js": ".js",
    "<script>alert(1)<.svg": "<script>alert(1)<.svg",
    "報告書 🧾.pdf": "報告書 🧾.pdf",
}


def test_any_name_is_a_name_and_never_a_path(desk, customer, ticket):
    contents = {name: f"content of {i} {secrets.token_hex(8)}".encode()
                for i, name in enumerate(NAMES)}
    shown = files_on(reply_with(customer, ticket, *contents.items()))
    for name, data in contents.items():
        answer = fetch(desk, link_to(customer, shown[NAMES[name]]))
        assert answer.body == data
        assert answer.header("Content-Type") == "application/octet-stream"
        given = answer.header("Content-Disposition").split("''", 1)[1]
        assert unquote(given) == NAMES[name]
        assert answer.header("Set-Cookie") is None
    for there in blobs(desk):
        assert re.fullmatch(r"[0-9a-f]{2}/[0-9a-f]{62}", there), there


def test_a_name_of_4_kb_is_cut_in_the_middle(desk, customer, ticket):
    data = secrets.token_bytes(20)
    page = customer.get(ticket)
    answer = send_form(customer, page, f"{ticket}/messages", body="long",
                       files=[("n" * 4000 + "end.pdf", data)])
    assert answer.status == 303, answer.text
    name, = [n for n in files_on(customer.get(ticket)) if n.startswith("nnn")]
    assert len(name) == 40 and "…" in name and name.endswith("end.pdf")


@pytest.mark.parametrize("name,data,kind", [
    ("evil.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
     "application/octet-stream"),
    ("page.html", b"<!DOCTYPE html><script>alert(1)</script>",
     "application/octet-stream"),
    ("really.txt", PNG + b"really", "image/png"),
    ("anim.gif", b"GIF89a" + secrets.token_bytes(40), "image/gif"),
    ("paper", b"%PDF-1.7\n" + secrets.token_bytes(40), "application/pdf"),
])
def test_what_a_file_is_its_first_bytes_say(desk, customer, ticket, name, data,
                                            kind):
    data += secrets.token_bytes(8)
    page = reply_with(customer, ticket, (name, data), body=name)
    address = files_on(page)[name]
    answer = fetch(desk, link_to(customer, address))
    assert answer.header("Content-Type") == kind
    images = [i.get("src") for i in page.html().iter("img")]
    assert (address in images) == kind.startswith("image/")


def test_the_same_content_is_kept_once(desk, customer, ticket):
    data = secrets.token_bytes(5000)
    shown = files_on(reply_with(customer, ticket, ("one.bin", data),
                                ("two.bin", data)))
    assert fetch(desk, link_to(customer, shown["one.bin"])).body == data
    assert fetch(desk, link_to(customer, shown["two.bin"])).body == data
    assert desk.sql("SELECT COUNT(*) FROM blob_file WHERE hash = UNHEX('%s')"
                    % hashlib.sha256(data).hexdigest()) == [["1"]]


def test_a_large_file_comes_through_whole(desk, customer, ticket):
    data = secrets.token_bytes(25 * MB)
    page = reply_with(customer, ticket, ("large.bin", data))
    answer = fetch(desk, link_to(customer, files_on(page)["large.bin"]))
    assert hashlib.sha256(answer.body).digest() == \
        hashlib.sha256(data).digest()


# ---- Who may have it -------------------------------------------------------


@pytest.fixture(scope="module")
def private(customer, agent, ticket):
    """A file of a note, and one of a message: their addresses."""
    reply_with(agent, ticket, ("public.bin", b"public " + os.urandom(8)))
    page = reply_with(agent, ticket, ("private.bin", b"p " + os.urandom(8)),
                      part="notes")
    shown = files_on(page)
    return shown["private.bin"], shown["public.bin"]


def test_who_reads_the_message_has_its_files(desk, people, private, ticket):
    note, message = private
    anybody = desk.client()
    assert anybody.get(message).header("Location").startswith("/session/new")
    for role in "agent", "owner", "admin", "manager":
        client = desk.client().enter(people[role])
        assert fetch(desk, link_to(client, note)).status == 200, role
        assert fetch(desk, link_to(client, message)).status == 200, role
    bob = desk.client().enter(people["customer"])
    assert fetch(desk, link_to(bob, message)).status == 200
    assert bob.get(note).status == 404
    assert "private.bin" not in bob.get(ticket).text
    assert note.rsplit("/", 1)[1] not in bob.get(ticket).text


def test_denied_files_are_logged(desk, customer, private):
    oid = private[0].rsplit("/", 1)[1]
    assert customer.get(private[0]).status == 404
    wait_until(lambda: re.search(rf"event=denied.*oid={oid}",
                                 desk.log("fast")))


def test_links_are_keys_and_stand_in_no_log(desk, customer, private):
    path = link_to(customer, private[1])
    _, _, oid, _, _, mac, _ = path.split("/", 6)
    assert fetch(desk, path).status == 200
    assert fetch(desk, path.replace(oid, "0" * 16)).status == 404
    access = desk.home / "nginx/access.log"
    wait_until(lambda: f'path="/f/{oid}"' in access.read_text())
    for log in access, *(desk.home / "log").glob("*.log"):
        assert mac not in log.read_text(errors="replace"), log


def test_a_link_is_good_for_one_file_one_person_and_five_minutes(
        desk, customer, people, private):
    path = link_to(customer, private[1])
    _, f, oid, person, expires, mac, name = path.split("/", 6)
    assert 200 <= int(expires) - time.time() <= 300
    assert fetch(desk, path).status == 200
    note = private[0].rsplit("/", 1)[1]
    agent, = desk.sql("SELECT oid FROM person WHERE email = '%s'" %
                      people["agent"].email)[0]
    for bad in ([note, person, expires, mac], [oid, agent, expires, mac],
                [oid, person, str(int(expires) + 1), mac],
                [oid, person, expires, mac[:-1] + "x"],
                [oid, person, expires, mac[:-1]], [oid, person, expires, ""],
                [oid, person, expires, "0" * 64],
                [oid, person, "0" + expires, mac],
                [oid, person, "-1", mac], ["../x", person, expires, mac]):
        answer = fetch(desk, "/".join(["", f, *bad, name]))
        assert answer.status == 404, bad
    assert fetch(desk, "/".join(["", f, oid, person, expires, mac])).status \
        == 404
    assert fetch(desk, "/".join(["", f, oid, person, expires, mac,
                                 "any%2e%2f%00name"])).status in (200, 400)
    assert fetch(desk, path, "POST").status in (403, 404, 405)


def test_an_expired_link_leads_back_to_the_desk(desk, customer, private):
    path = link_to(customer, private[1])
    _, _, oid, person, _, _, name = path.split("/", 6)
    past = str(int(time.time()) - 10)
    key = bytes.fromhex(desk.setting("files_key"))
    mac = hmac.new(key, f"file {oid} {person} {past}".encode(),
                   "sha256").hexdigest()
    answer = fetch(desk, f"/f/{oid}/{person}/{past}/{mac}/{name}")
    assert answer.status == 303
    assert answer.header("Location") == f"{desk.url}/attachments/{oid}"


def test_who_is_disabled_has_no_links_any_more(desk, people, private):
    who = people["manager"]
    path = link_to(desk.client().enter(who), private[1])
    assert fetch(desk, path).status == 200
    where = f"WHERE email = '{who.email}'"
    desk.sql(f"UPDATE person SET disabled_at = 1 {where}")
    try:
        assert fetch(desk, path).status == 404
    finally:
        desk.sql(f"UPDATE person SET disabled_at = NULL {where}")
    assert fetch(desk, path).status == 200


def test_the_files_origin_has_nothing_else_and_knows_nobody(desk, customer,
                                                            agent, private):
    for path in ("/", "/inbox", "/session/new", "/healthz", private[1],
                 "/static/css/", "/_blob/", "/_blob/ab/cd", "/f/",
                 "/f", "/f/x", "/uploads"):
        answer = fetch(desk, path, Cookie=agent.cookie)
        assert answer.status == 404, path
        assert answer.header("Set-Cookie") is None
    for path in (link_to(customer, private[1]), "/f/", "/_blob/ab/cd",
                 "/_blob/"):
        assert customer.get(path).status == 404, path


# ---- When things break -----------------------------------------------------


def test_a_file_that_is_gone_or_cut_is_said_to_be_so(desk, customer, ticket):
    data = secrets.token_bytes(4000)
    shown = files_on(reply_with(customer, ticket, ("lost.bin", data)))
    path = link_to(customer, shown["lost.bin"])
    on_disk = blobs(desk)[place(data)]
    os.truncate(on_disk, 100)
    try:
        answer = fetch(desk, path)
        assert answer.status == 500 and b"<h1>" in answer.body
        assert data[:50] not in answer.body
        wait_until(lambda: "event=file_lost" in desk.log("fast"))
        on_disk.rename(on_disk.with_suffix(".away"))
        assert fetch(desk, path).status == 500
    finally:
        on_disk.with_suffix(".away").unlink(missing_ok=True)
        on_disk.write_bytes(data)
    assert fetch(desk, path).body == data
