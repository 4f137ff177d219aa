"""Who is signed in: by the cookie and by nothing else."""

import hashlib
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from desk import Desk

COOKIE = "__Host-duedesk"


def is_signed_in(client):
    answer = client.get("/")
    assert answer.status == 303
    return not answer.header("Location").startswith("/session/new")


def test_a_person_signs_in_and_out(desk, people):
    client = desk.client()
    assert not is_signed_in(client)
    client.enter(people["agent"])
    assert is_signed_in(client)
    page = client.get("/inbox")
    assert page.status == 200
    assert page.header("Cache-Control") == "no-store"
    assert client.submit(page, "/session/end").status == 303
    assert not is_signed_in(client)


@pytest.mark.parametrize("email,password", [
    ("ALICE", "wrong wrong wrong"),
    ("nobody@example.org", "wrong wrong wrong"), ("", ""),
    ("ALICE", ""), ("' OR 1=1 -- ", "x"),
    ("ALICE", "x" * 300), ("\x00", "\x00"), ("é" * 300, "x")])
def test_a_wrong_sign_in_says_the_same_whatever_is_wrong(desk, people, email,
                                                         password):
    email = email.replace("ALICE", people["agent"].email)
    client = desk.client()
    answer = client.sign_in(email, password)
    assert answer.status == 422
    assert "E-mail address or password is wrong." in answer.text
    assert password not in answer.text or len(password) < 2
    assert not is_signed_in(client)


def test_the_only_cookie_is_host_bound_and_closed_to_scripts(desk, people):
    client = desk.client()
    seen = []
    customer = people["customer"]
    for answer in (client.get("/session/new"),
                   client.sign_in(customer.email, customer.password),
                   client.get("/"),
                   client.get("/tickets"), client.get("/nowhere"),
                   client.get("/static/css/base.css"),
                   client.submit(client.get("/tickets"), "/session/end"),
                   client.get("/healthz")):
        seen += answer.all("Set-Cookie")
    assert len(seen) >= 2
    for line in seen:
        pair, *attributes = [p.strip() for p in line.split(";")]
        assert re.fullmatch(COOKIE + r"=[A-Za-z0-9_-]{43,64}", pair), line
        names = {a.lower() for a in attributes}
        assert {"path=/", "secure", "httponly", "samesite=lax"} <= names
        assert not any(n.startswith("domain") for n in names)


def test_the_cookie_changes_at_sign_in_and_the_old_one_is_worth_nothing(
        desk, people):
    client = desk.client()
    client.get("/session/new")
    before = client.cookies[COOKIE]
    client.enter(people["agent"])
    during = client.cookies[COOKIE]
    assert before != during
    old = desk.client()
    old.cookies[COOKIE] = before
    assert not is_signed_in(old)
    client.submit(client.get("/inbox"), "/session/end")
    assert client.cookies.get(COOKIE) != during
    old.cookies[COOKIE] = during
    assert not is_signed_in(old)


def test_a_cookie_somebody_else_chose_is_not_taken_over(desk, people):
    client = desk.client()
    client.cookies[COOKIE] = "A" * 43
    client.enter(people["agent"])
    assert client.cookies[COOKIE] != "A" * 43
    stranger = desk.client()
    stranger.cookies[COOKIE] = "A" * 43
    assert not is_signed_in(stranger)


def test_a_copy_of_the_database_opens_no_session(desk, people):
    client = desk.client()
    client.enter(people["agent"])
    token = client.cookies[COOKIE]
    rows = "\n".join("\t".join(r) for r in desk.sql("SELECT * FROM session"))
    columns = [r[0] for r in desk.sql("DESCRIBE session")]
    assert token not in rows
    hexes = {h.lower() for c in columns for (h,) in desk.sql(
        f"SELECT HEX(`{c}`) FROM session")}
    assert token.encode().hex() not in hexes
    for stored in hexes:
        thief = desk.client()
        thief.cookies[COOKIE] = stored
        assert not is_signed_in(thief)
    stored = [h for h in hexes if len(h) == 64]
    assert stored, "no SHA-256 in the table"


@pytest.mark.parametrize("claim", [
    {"X-Remote-User": "alice@example.org"}, {"Remote-User": "alice"},
    {"X-Forwarded-For": "127.0.0.1"}, {"X-On-Behalf-Of": "1"},
    {"Authorization": "Basic YWxpY2U6eA=="}, {"X-Duedesk-Person": "1"},
    {"Proxy": "http://evil.example"},
    {"X-HTTP-Method-Override": "POST"}])
def test_no_header_signs_anybody_in(desk, people, claim):
    answer = desk.ask("GET", "/inbox", headers=claim)
    assert answer.status == 303
    assert answer.header("Location").startswith("/session/new")


@pytest.mark.parametrize("to", [
    "//evil.example/", "/\\evil.example/", "https:evil.example",
    "https://evil.example/", "javascript:alert(1)", "/\t/evil.example",
    "/\n/evil.example", "\\\\evil.example", "evil.example", "", "/%0d%0aX: y"])
def test_after_signing_in_one_stays_here(desk, people, to):
    client = desk.client()
    page = client.get("/session/new")
    person = people["customer"]
    answer = client.submit(page, "/session", email=person.email,
                           password=person.password, next=to)
    assert answer.status == 303
    assert re.match(r"/(?![/\\\t\n])", answer.header("Location"))
    assert answer.all("X") == []


FORGED = [
    {"Origin": "https://evil.example"}, {"Origin": "null"},
    {"Origin": "http://desk.localhost.evil.example"},
    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"}]


@pytest.mark.parametrize("headers", FORGED)
def test_a_form_of_another_site_changes_nothing(desk, people, headers):
    client = desk.client()
    client.enter(people["customer"])
    page = client.get("/tickets")
    answer = client.post("/session/end", page.form("/session/end"),
                         headers=headers)
    assert answer.status == 403
    assert is_signed_in(client)


@pytest.mark.parametrize("token", [None, "", "0" * 64, "true", "x" * 5000])
def test_a_form_without_our_token_changes_nothing(desk, people, token):
    client = desk.client()
    client.enter(people["customer"])
    fields = client.get("/tickets").form("/session/end")
    if token is None:
        del fields["csrf"]
    else:
        fields["csrf"] = token
    assert client.post("/session/end", fields).status == 403
    assert is_signed_in(client)


def test_a_form_of_somebody_elses_session_changes_nothing(desk, people):
    alice, bob = desk.client(), desk.client()
    alice.enter(people["agent"])
    bob.enter(people["customer"])
    stolen = alice.get("/inbox").form("/session/end")
    assert bob.post("/session/end", stolen).status == 403
    assert is_signed_in(bob) and is_signed_in(alice)


def tries(desk, burst, rate):
    """Try to sign in until that is refused: that answer. Before it come as many
    as may come at once, and those that ${rate} a minute add meanwhile."""
    since, n = time.monotonic(), 0
    while True:
        answer = desk.ask("POST", "/session", body="")
        if answer.status == 429:
            break
        n += 1
        assert n <= burst + 2 + (time.monotonic() - since) * rate / 60
    assert n >= burst
    return answer


def test_one_address_may_not_try_for_ever():
    # The rate people get, not the one of these tests.
    d = Desk("--no-sample", env={"DUEDESK_SIGNIN_RATE": "10r/m",
                                 "DUEDESK_SIGNIN_BURST": "20"})
    try:
        d.start()
        refused = tries(d, 20, 10)
        assert refused.header("Retry-After") == "60"
        assert "Too many tries" in refused.text
        assert d.ask("GET", "/session/new").status == 200
    finally:
        d.remove()


def test_an_office_may_sign_in_more_often():
    d = Desk("--no-sample", env={"DUEDESK_SIGNIN_RATE": "10r/m",
                                 "DUEDESK_SIGNIN_BURST": "20",
                                 "DUEDESK_OFFICE": "127.0.0.0/8"})
    try:
        d.start()
        tries(d, 200, 100)
    finally:
        d.remove()


def storm(desk, reader, n):
    """n people guess at once; what they were told, and how many pages somebody
    else got before the last of them was."""
    clients = [desk.client() for _ in range(n)]
    pages = [c.get("/session/new") for c in clients]

    def guess(i):
        return clients[i].submit(pages[i], "/session",
                                 email=f"nobody{i}@example.org",
                                 password="not the right one").status

    shown = 0
    with ThreadPoolExecutor(n) as pool:
        guesses = [pool.submit(guess, i) for i in range(n)]
        while not all(g.done() for g in guesses):
            assert reader.get("/inbox").status == 200
            shown += 1
    return {g.result() for g in guesses}, shown


def test_pages_do_not_wait_for_a_storm_of_sign_ins(desk, people):
    """Who waited behind them would get one or two pages meanwhile."""
    reader = desk.client().enter(people["agent"])
    statuses, shown = storm(desk, reader, 100)
    assert statuses <= {422, 429, 503}
    assert shown >= 25
