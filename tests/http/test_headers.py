"""Every answer carries the same protection, whoever made it."""

import pytest

from fastcgi import Responder

WANTED = {
    "Strict-Transport-Security": "max-age=63072000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy":
        "default-src 'none'; script-src 'self'; style-src 'self'; "
        "img-src 'self' data: {files}; connect-src 'self'; frame-src {files}; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'",
}


def assert_protected(desk, answer):
    for name, value in WANTED.items():
        value = value.format(files=desk.setting("files_url"))
        assert answer.all(name) == [value], (answer.status, name)


KINDS = [
    (200, "GET", "/healthz", {}),
    (200, "GET", "/session/new", {}),
    (200, "HEAD", "/session/new", {}),
    (200, "GET", "/static/css/base.css", {}),
    (200, "GET", "/static/css/base.css?v=1", {}),
    (200, "GET", "/static/css/base.css", {"Range": "bytes=0-9"}),
    (303, "GET", "/inbox", {}),
    (404, "GET", "/nowhere", {}),
    (404, "GET", "/static/nothing.css", {}),
    (404, "GET", "/.git/config", {}),
    (405, "POST", "/inbox", {}),
    (405, "TRACE", "/", {}),
    (200, "GET", "/static/css/base.css", {"Range": "bytes=999999999-"}),
    (431, "GET", "/", {"X": "x" * 9000}),
]


@pytest.mark.parametrize("status,method,path,headers", KINDS)
def test_every_kind_of_answer_is_protected(desk, status, method, path,
                                           headers):
    answer = desk.ask(method, path, headers=headers)
    assert answer.status == status
    assert_protected(desk, answer)


def test_the_files_origin_is_protected(desk):
    assert_protected(desk, desk.ask("GET", "/x", host=f"files.{desk.name}"))


def test_a_request_that_cannot_be_read_is_protected(desk):
    out = desk.raw(b"GET / HTTP/1.1\r\nHost: desk.localhost\r\n"
                   b"Host: desk.localhost\r\n\r\n").decode()
    assert out.startswith("HTTP/1.1 400 ")
    assert "\r\nX-Content-Type-Options: nosniff\r\n" in out
    assert "\r\nContent-Security-Policy: default-src 'none'; " in out


def test_too_large_a_form_is_protected(desk):
    answer = desk.ask("POST", "/tickets", body="x" * 2_000_000)
    assert answer.status == 413
    assert_protected(desk, answer)


ANSWERS = [
    (b"Status: 500 Internal Server Error\r\n", 500),
    (b"Status: 503 Service Unavailable\r\n", 503),
    (b"Status: 404 Not Found\r\n", 404),
    (b"Status: 422 Unprocessable Content\r\n", 422),
    (b"Status: 303 See Other\r\nLocation: /x\r\n", 303),
    (b"Content-Security-Policy: default-src *\r\nX-Content-Type-Options: "
     b"sniff\r\nReferrer-Policy: unsafe-url\r\n"
     b"Strict-Transport-Security: max-age=0\r\n", 200),
]


@pytest.mark.parametrize("lines,status", ANSWERS)
def test_whatever_the_desk_answers_is_protected_once(desk, lines, status):
    desk.hold("fast")
    try:
        path = desk.setting("db_socket").rsplit("/", 1)[0] + "/fast"
        with Responder(path, lines + b"Content-Type: text/html\r\n\r\nhm"):
            answer = desk.ask("GET", "/")
    finally:
        desk.release("fast")
    assert answer.status == status and answer.body == b"hm"
    assert_protected(desk, answer)


def test_our_page_when_the_desk_is_away_is_protected(desk):
    desk.hold("fast")
    try:
        answer = desk.ask("GET", "/")
    finally:
        desk.release("fast")
    assert answer.status == 502
    assert answer.header("Retry-After") == "5"
    assert "We will be right back" in answer.text
    assert_protected(desk, answer)


def test_an_export_keeps_its_headers_on_the_way_through_the_spool(desk):
    name = "0123456789abcdef.csv"
    spool = desk.home / "spool" / name
    spool.write_text("a,b\r\n")
    spool.chmod(0o644)
    desk.hold("slow")
    try:
        path = desk.setting("db_socket").rsplit("/", 1)[0] + "/slow"
        with Responder(path, b"Content-Type: text/csv; charset=utf-8\r\n"
                       b"Content-Disposition: attachment; "
                       b"filename=\"log.csv\"\r\nCache-Control: no-store\r\n"
                       b"X-Accel-Redirect: /_spool/" + name.encode() +
                       b"\r\n\r\n"):
            answer = desk.ask("GET", "/reports/log.csv")
    finally:
        desk.release("slow")
        spool.unlink()
    assert answer.status == 200 and answer.body == b"a,b\r\n"
    assert answer.header("Content-Type") == "text/csv; charset=utf-8"
    assert answer.header("Content-Disposition").startswith("attachment")
    assert answer.header("Cache-Control") == "no-store"
    assert answer.header("Content-Length") == "5"
    assert answer.header("X-Accel-Redirect") is None
    assert_protected(desk, answer)
