"""What ends at nginx: unknown hosts, odd requests, headers that claim to be
somebody, files that are nobody's business."""

import pytest

from fastcgi import Responder


@pytest.fixture
def probe(desk):
    """The fast pool's place taken by a responder that shows what it got."""
    desk.hold("fast")
    try:
        with Responder(desk.setting("db_socket").rsplit("/", 1)[0]
                       + "/fast") as r:
            yield r
    finally:
        desk.release("fast")


@pytest.mark.parametrize("host", [
    "evil.example", "desk.localhost.evil.example", "localhost", "127.0.0.1",
    "xdesk.localhost", "desk.localhost@evil.example", ""])
def test_an_unknown_host_is_hung_up_on(desk, host):
    out = desk.raw(f"GET / HTTP/1.1\r\nHost: {host}\r\n"
                   "Connection: close\r\n\r\n".encode())
    if host:
        assert out == b""
    else:
        assert out.startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("request_line", [
    b"GET http://evil.example/ HTTP/1.1\r\nHost: desk.localhost",
    b"GET / HTTP/1.1\r\nHost: desk.localhost\r\nHost: evil.example",
    b"GET / HTTP/1.1",
    b"GET / HTTP/1.0"])
def test_a_request_of_two_minds_about_its_host_gets_nothing(
        desk, request_line):
    out = desk.raw(request_line + b"\r\nConnection: close\r\n\r\n")
    assert out == b"" or out.startswith(b"HTTP/1.1 400 ")


def test_the_desk_is_told_our_name_whatever_the_client_says(desk, probe):
    desk.ask("GET", "/", host="DESK.localhost:1")
    assert probe.params["HTTP_HOST"] == "desk.localhost"
    assert probe.params["SERVER_NAME"] == "desk.localhost"


CLAIMS = ["Proxy", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto",
          "X-Forwarded-Port", "X-Real-IP", "Forwarded", "CF-Connecting-IP",
          "True-Client-IP", "X-Remote-User", "Remote-User", "X-On-Behalf-Of",
          "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override",
          "X-Duedesk-User", "X-Accel-Redirect", "Authorization",
          "X_Forwarded_For", "Content-Length-X"]


def test_no_header_that_claims_an_identity_reaches_the_desk(desk, probe):
    plain = desk.ask("GET", "/")
    expected = set(probe.params)
    claimed = desk.ask("GET", "/", headers={c: "ALICE" for c in CLAIMS})
    assert plain.status == claimed.status == 200
    assert set(probe.params) == expected
    assert not [v for v in probe.params.values() if "ALICE" in v]
    assert probe.params["REMOTE_ADDR"] == "127.0.0.1"


def test_what_a_browser_says_of_a_form_does_reach_the_desk(desk, probe):
    desk.ask("POST", "/tickets?a=1", body="x=1", headers={
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": "a=b", "Origin": "https://o", "Referer": "https://r/",
        "Sec-Fetch-Site": "same-origin"})
    got = probe.params
    assert (got["REQUEST_METHOD"], got["REQUEST_URI"]) == (
        "POST", "/tickets?a=1")
    assert got["QUERY_STRING"] == "a=1"
    assert got["CONTENT_TYPE"] == "application/x-www-form-urlencoded"
    assert got["CONTENT_LENGTH"] == "3" and probe.body == b"x=1"
    assert got["HTTP_COOKIE"] == "a=b"
    assert got["HTTP_ORIGIN"] == "https://o"
    assert got["HTTP_REFERER"] == "https://r/"
    assert got["HTTP_SEC_FETCH_SITE"] == "same-origin"


def test_a_chunked_form_arrives_with_its_length(desk, probe):
    out = desk.raw(b"POST /tickets HTTP/1.1\r\nHost: desk.localhost\r\n"
                   b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                   b"3\r\nx=1\r\n0\r\n\r\n")
    assert out.startswith(b"HTTP/1.1 200 ")
    assert probe.params["CONTENT_LENGTH"] == "3" and probe.body == b"x=1"


@pytest.mark.parametrize("method", ["TRACE", "CONNECT"])
def test_trace_and_connect_are_off(desk, method):
    answer = desk.ask(method, "/", headers={"Cookie": "secret=1"})
    assert answer.status in (400, 405)
    assert b"secret" not in answer.body


@pytest.mark.parametrize("path", [
    "/.git/config", "/.git/HEAD", "/.env", "/static/.git/config",
    "/static/../etc/nginx.conf.in", "/static../etc/nginx.conf.in",
    "/static/%2e%2e/script/server", "/static/..%2f..%2fetc/passwd",
    "/_spool/", "/_spool/x.csv", "/_spool../duedesk.conf",
    "/_errors/404.html", "/static/", "/static/css/", "/static/nothing.css",
    "/duedesk.conf"])
def test_files_that_are_nobodys_business_are_not_there(desk, path):
    answer = desk.ask("GET", path)
    assert answer.status in (400, 404)
    assert b"db_password" not in answer.body
    assert b"Index of" not in answer.body


def test_the_files_origin_has_nothing_yet(desk):
    for path in ("/", "/session/new", "/static/nothing.css", "/healthz"):
        answer = desk.ask("GET", path, host=f"files.{desk.name}")
        assert answer.status == 404, path
        assert 'href="/"' not in answer.text, path


def test_a_page_of_the_files_origin_leads_to_the_desk(desk):
    """Nothing else is there, so no link of it goes by "/"; its looks are."""
    answer = desk.ask("GET", "/f/x/y/1/z/n", host=f"files.{desk.name}")
    assert answer.status == 404
    assert "This link to a file does not open any more" in answer.text
    assert desk.setting("base_url") + "/" in [
        a.get("href") for a in answer.html().iter("a")]
    for a in answer.html().iter("a"):
        assert a.get("href").startswith((desk.setting("base_url"), "#"))
    for link in answer.html().iter("link"):
        assert desk.ask("GET", link.get("href"),
                        host=f"files.{desk.name}").status == 200


def test_our_words_for_what_nginx_refuses(desk):
    big = "x" * (1024 * 1024 + 1)
    cases = [
        (413, desk.ask("POST", "/session", body=big)),
        (414, desk.ask("GET", "/" + "x" * 9000)),
        (431, desk.ask("GET", "/", headers={"X": "x" * 9000})),
        (404, desk.ask("GET", "/static/nothing.css")),
        (405, desk.ask("TRACE", "/"))]
    for status, answer in cases:
        assert answer.status == status
        assert "text/html; charset=utf-8" == answer.header("Content-Type")
        assert answer.header("Cache-Control") == "no-store"
        title = answer.html().find("head/title").text
        assert title.endswith(" · duedesk")
        assert "nginx" not in answer.text.lower()
        request_id = answer.html().find(".//code").text
        assert len(request_id) == 32


def test_ten_megabytes_in_a_field_are_refused_before_the_desk_sees_them(
        desk, probe):
    answer = desk.ask("POST", "/tickets", body="subject=" + "x" * 10_000_000)
    assert answer.status == 413
    assert "what you typed is still there" in answer.text
    assert probe.seen == 0


def test_nobody_tells_a_version(desk):
    for answer in (desk.ask("GET", "/"), desk.ask("GET", "/static/x"),
                   desk.ask("TRACE", "/")):
        assert answer.all("Server") == ["nginx"]
        assert answer.all("X-Powered-By") == []
        assert not any("nginx/" in v or "1.22" in v
                       for _, v in answer.headers)


def test_text_is_sent_packed_to_who_can_unpack_it(desk, probe):
    probe.answer = (b"Content-Type: text/html; charset=utf-8\r\n\r\n"
                    + b"<p>again and again</p>" * 500)
    plain = desk.ask("GET", "/")
    packed = desk.ask("GET", "/", headers={"Accept-Encoding": "gzip"})
    assert packed.header("Content-Encoding") == "gzip"
    assert plain.header("Content-Encoding") is None
    assert len(packed.body) < len(plain.body) / 10


def test_a_static_file_may_be_kept_and_for_ever_with_its_version(desk):
    short = desk.ask("GET", "/static/css/base.css")
    long = desk.ask("GET", "/static/css/base.css?v=1")
    assert short.status == long.status == 200
    assert short.header("Content-Type") == "text/css; charset=utf-8"
    assert short.header("Cache-Control") == "public, max-age=300"
    assert "immutable" in long.header("Cache-Control")
    again = desk.ask("GET", "/static/css/base.css",
                     headers={"If-None-Match": short.header("ETag")})
    assert again.status == 304


def test_the_icon_is_where_browsers_look_by_themselves(desk):
    icon = desk.ask("GET", "/favicon.ico")
    assert icon.status == 200
    assert icon.body == desk.ask("GET", "/static/icons/favicon.svg").body
    assert icon.header("Content-Type") == "image/svg+xml; charset=utf-8"
    assert icon.header("Cache-Control") == "public, max-age=86400"
    assert icon.header("X-Content-Type-Options") == "nosniff"
    again = desk.ask("GET", "/favicon.ico",
                     headers={"If-None-Match": icon.header("ETag")})
    assert again.status == 304
    # No query makes the desk work for it, and nothing can be sent there.
    assert desk.ask("GET", "/favicon.ico?v=1").status == 200
    assert desk.ask("POST", "/favicon.ico", body="a=b").status == 405
