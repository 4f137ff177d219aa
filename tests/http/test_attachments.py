"""Files: in by two ways, out by one, and to nobody else."""

import hashlib
import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import threading
import time
from urllib.parse import quote, unquote, urlencode, urlsplit

import pytest

from desk import wait_until

PNG = (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f"
       b"\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff"
       b"\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82")
MB = 1024 * 1024
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


@pytest.fixture(scope="module")
def customer(desk, people):
    return desk.client().enter(people["customer"])


@pytest.fixture(scope="module")
def agent(desk, people):
    return desk.client().enter(people["agent"])


@pytest.fixture(scope="module")
def ticket(agent, customer):
    """One that both see and may write on; its address."""
    for department in customer.get("/tickets/new").choices("department"):
        answer = customer.submit(
            customer.get("/tickets/new"), "/tickets", subject="Files",
            body="words", department=department)
        path = answer.header("Location").split("?")[0]
        if agent.get(path).status == 200:
            return path
    raise AssertionError("no department is the agent's")


def upload(client, page, action, name, data, headers=None, draft=None):
    """As static/js/uploads.js sends it."""
    form = page.form(action)
    query = urlencode({"name": name, "draft": draft or form["draft"]})
    return client.ask("POST", f"/uploads?{query}", body=data, headers={
        "Content-Type": "application/octet-stream",
        "X-Csrf-Token": form["csrf"], "Origin": client.desk.url,
        "Sec-Fetch-Site": "same-origin", **(headers or {})})


def multipart(fields, files, boundary="----b0undary"):
    """What a browser without script sends. files: (name, bytes) or ()."""
    out = b""
    for name, value in fields.items():
        out += (f"--{boundary}\r\nContent-Disposition: form-data; "
                f"name=\"{name}\"\r\n\r\n{value}\r\n").encode()
    for name, data in files or [("", b"")]:
        escaped = name.replace("\r", "%0D").replace("\n", "%0A").replace(
            '"', "%22")
        out += (f"--{boundary}\r\nContent-Disposition: form-data; "
                f"name=\"file\"; filename=\"{escaped}\"\r\n"
                "Content-Type: text/html\r\n\r\n").encode() + data + b"\r\n"
    return out + f"--{boundary}--\r\n".encode()


def send_form(client, page, action, files=(), **typed):
    fields = {k: v for k, v in page.form(action).items() if k != "file"}
    fields.update(typed)
    return client.ask("POST", action, body=multipart(fields, files), headers={
        "Content-Type": "multipart/form-data; boundary=----b0undary",
        "Origin": client.desk.url, "Sec-Fetch-Site": "same-origin"})


def reply_with(client, ticket, *files, part="messages", body="See the file."):
    """A reply with files sent ahead; the page that shows it."""
    page = client.get(ticket)
    action = f"{ticket}/{part}"
    tokens = []
    for name, data in files:
        answer = upload(client, page, action, name, data)
        assert answer.status == 201, answer.text
        tokens.append(json.loads(answer.text)["token"])
    fields = page.form(action)
    fields["body"] = body
    pairs = [*fields.items(), *(("upload", t) for t in tokens)]
    answer = client.post(action, pairs)
    assert answer.status == 303, answer.text
    return client.get(ticket)


def files_on(page):
    """The files that a page shows: name -> address."""
    return {"".join(a.itertext()): a.get("href") for a in page.html().iter("a")
            if "file__name" in (a.get("class") or "")}


def link_to(client, address):
    """Where the desk sends who may have it: its path on the files' origin."""
    answer = client.get(address)
    assert answer.status == 303, answer.text
    to = answer.header("Location")
    assert to.startswith(client.desk.setting("files_url") + "/f/")
    return urlsplit(to).path


def fetch(desk, path, method="GET", **headers):
    return desk.ask(method, path, headers=headers,
                    host=urlsplit(desk.setting("files_url")).netloc)


def blobs(desk):
    """Every file on disk by its place."""
    top = desk.home / "blobs"
    return {str(p.relative_to(top)): p for p in top.rglob("*")
            if not p.is_dir()}


def place(data):
    digest = hashlib.sha256(data).hexdigest()
    return f"{digest[:2]}/{digest[2:]}"


def assert_rows_have_files(desk):
    there = blobs(desk)
    for digest, size in desk.sql("SELECT LOWER(HEX(hash)), size FROM"
                                 " blob_file"):
        path = there[f"{digest[:2]}/{digest[2:]}"]
        assert path.stat().st_size == int(size)
        assert hashlib.sha256(path.read_bytes()).hexdigest() == digest


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
    assert len(name) == 60 and "…" in name and name.endswith("end.pdf")


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
    with desk.connect() as s:
        s.sendall(head.encode() + body[:100_000])
    time.sleep(0.3)
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
    import hmac
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
                 "/static/css/base.css", "/_blob/", "/_blob/ab/cd", "/f/",
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
    finally:
        (desk.home / "blobs-away").rename(folder)


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
    for i in range(25):
        time.sleep(0.02 + i % 7 * 0.01)
        for pid in desk.workers("slow")[:1]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
    stop.set()
    for t in senders:
        t.join()
    wait_until(lambda: desk.ask("GET", "/reports/log.csv").status < 500, 60)
    assert 201 in statuses
    assert_rows_have_files(desk)
    data = secrets.token_bytes(100)
    assert upload(customer, page, action, "k", data).status == 201
    assert_rows_have_files(desk)


@pytest.mark.skipif(not shutil.which("strace"), reason="no strace")
def test_a_row_comes_after_its_file_is_on_the_disk(desk, customer, ticket,
                                                   tmp_path):
    """F3: open without a name, write, sync, link, sync the folder, insert."""
    page = customer.get(ticket)
    workers = desk.workers("slow")
    out = tmp_path / "trace"
    trace = subprocess.Popen(
        ["strace", "-f", "-s", "80", "-o", str(out),
         "-e", "trace=openat,write,fsync,linkat,sendto,sendmsg,writev",
         *(f"-p{pid}" for pid in workers)], stderr=subprocess.PIPE, text=True)
    for _ in workers:
        trace.stderr.readline() # attached
    try:
        answer = upload(customer, page, f"{ticket}/messages", "s",
                        b"strace me " + os.urandom(8))
        assert answer.status == 201
    finally:
        trace.terminate()
        trace.wait(10)
    wanted = [r"openat\(.*O_TMPFILE", r"write\(.*strace me", r"fsync\(",
              r"linkat\(", r"fsync\(", r"fsync\(", r"upload|COMMIT|commit"]
    at = 0
    lines = [x for x in out.read_text().splitlines()
             if re.search(r"O_TMPFILE|strace me|fsync|linkat", x)]
    for what in wanted[:-1]:
        while at < len(lines) and not re.search(what, lines[at]):
            at += 1
        assert at < len(lines), f"{what} is missing:\n" + "\n".join(lines)
        at += 1
    trace_text = out.read_text()
    assert "O_EXCL" not in [x for x in lines if "O_TMPFILE" in x][0]
    last = trace_text.rindex("fsync(")
    assert re.search(r"(write|sendto|writev)\(", trace_text[last:]), \
        "nothing was told to the database after the last sync"
