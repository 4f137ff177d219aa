"""Files for tests: sent as browsers do, with script and without."""

import hashlib
import json
from urllib.parse import urlencode, urlsplit

import pytest

PNG = (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f"
       b"\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff"
       b"\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82")
MB = 1024 * 1024


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
