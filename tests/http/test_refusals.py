"""Who may not is refused at once, everywhere, whatever they claim to be; and
each refusal is one line of the log that nobody can forge."""

import http.client
import re
import secrets
import time
from pathlib import Path

import pytest

import forms as all_forms
from desk import wait_until
from fastcgi import ask_pool
from forms import PASSWORD, World

TOP = Path(__file__).resolve().parents[2]
FORMS = all_forms.spec()


@pytest.fixture(scope="module")
def world():
    w = World()
    try:
        yield w
    finally:
        w.close()


def closed_routes():
    """Those that are not for anyone."""
    text = (TOP / "src/web/routes.c").read_text()
    return [(m, p) for m, p, rest in re.findall(
        r'\{\s*(GET|POST),\s*"([^"]+)",([^}]*)\}', text)
        if "ANYONE" not in rest]


def sessions(world, role, n):
    """That many browsers of the person with that role."""
    out = []
    for _ in range(n):
        world.clients.pop(role, None)
        out.append(world.client(role))
    world.clients.pop(role, None)
    return out


def is_out(answer):
    """Sent to sign in, or told that the session is over."""
    if answer.status == 303:
        return answer.header("Location").startswith("/session/new")
    return answer.status == 403 and "Sign in" in answer.text


def path_of(world, path, code):
    oid = world.sql.ask("SELECT oid FROM department WHERE name = 'Support'")[0][0]
    return path.replace(":code", code).replace(":oid", oid)


def change(world, how, email):
    """What ends access, and what gives it back."""
    if how == "disabled":
        world.desk.cli("people", "disable", email)
        return lambda: world.desk.cli("people", "enable", email)
    world.desk.cli("people", "roles", email, "customer")
    return lambda: world.desk.cli("people", "roles", email, "admin")


@pytest.mark.parametrize("how", ["disabled", "given other roles"])
def test_whoever_is_locked_out_is_out_at_the_next_request(world, how):
    code = world.ticket()
    browsers = sessions(world, "admin", 3)
    wires = []
    for c in browsers:  # kept-alive connections, as browsers have
        wire = http.client.HTTPConnection("127.0.0.1", world.desk.port, 30)
        wire.request("GET", "/account", headers={
            "Host": world.desk.name, "Cookie": c.cookie})
        answer = wire.getresponse()
        answer.read()
        assert answer.status == 200
        wires.append(wire)
    undo = change(world, how, "admin@forms.example")
    try:
        for wire, c in zip(wires, browsers):
            wire.request("GET", "/account", headers={
                "Host": world.desk.name, "Cookie": c.cookie})
            answer = wire.getresponse()
            answer.read()
            assert answer.status == 303
            assert answer.getheader("Location").startswith("/session/new")
            wire.close()
        assert len(closed_routes()) > 15
        bad = []
        for method, path in closed_routes():
            for c in browsers:
                at = path_of(world, path, code)
                if method == "GET":
                    answer = c.get(at)
                else:
                    form = FORMS[path]
                    fields = {n: "x" for n in form.fields}
                    answer = world.send_body(c, at, all_forms.encode(
                        [("csrf", c.csrf),
                         ("once", secrets.token_urlsafe(32)),
                         *fields.items()]))
                if not is_out(answer):
                    bad.append((method, path, answer.status))
        assert not bad
    finally:
        undo()


# ---- The log ----------------------------------------------------------------

class Log:
    """What both pools wrote since."""

    def __init__(self, world):
        self.world = world
        self.at = {n: len(world.desk.log(n)) for n in ("fast", "slow")}

    def lines(self):
        return [line for n, at in self.at.items()
                for line in self.world.desk.log(n)[at:].splitlines()]

    def denied(self, count=1):
        """The refusals, when they are all there and no more come."""
        wait_until(lambda: len(self._denied()) >= count)
        time.sleep(0.05)
        found = self._denied()
        assert len(found) == count, found
        return found

    def _denied(self):
        return [dict(re.findall(r'(\w+)=("(?:[^"\\]|\\.)*"|\S*)', line))
                for line in self.lines() if " event=denied " in line]


def person_of(world, role):
    return world.sql.ask("SELECT id FROM person WHERE email ="
                         f" '{role}@forms.example'")[0][0]


def test_a_page_for_others_is_refused_in_one_line(world):
    c, log = world.client("customer"), Log(world)
    assert c.get("/inbox").status == 403
    line, = log.denied()
    assert line["person"] == person_of(world, "customer")
    assert line["why"] == "role" and line["route"] == "/inbox"
    assert line["remote"] == "127.0.0.1" and len(line["request"]) == 16


def test_a_ticket_of_others_is_refused_in_one_line(world):
    code = world.ticket()
    c, log = world.client("manager"), Log(world)
    stranger = world.client("owner")
    assert stranger.get(f"/tickets/{code}").status == 200
    world.desk.cli("people", "add", "--name", "Other", "--email",
                   f"o{secrets.token_hex(4)}@forms.example", "--role",
                   "customer")
    c = world.client("customer")
    assert c.get("/tickets/AAA-AAAAA-000").status == 404
    line, = log.denied()
    assert line["code"] == "AAA-AAAAA-000"
    assert line["route"] == "/tickets/:code"
    assert line["person"] == person_of(world, "customer")


@pytest.mark.parametrize("what,headers,token,why", [
    ("origin", {"Origin": "http://evil.example"}, None, "another origin"),
    ("cross", {"Sec-Fetch-Site": "cross-site"}, None, "another origin"),
    ("token", {}, "0" * 63, "form token"),
    ("other", {}, "0" * 64, "another's form token")])
def test_a_form_from_elsewhere_is_refused_in_one_line(world, what, headers,
                                                      token, why):
    c, log = world.client("agent"), Log(world)
    body = all_forms.encode([("csrf", token or c.csrf), ("name", "x"),
                             ("once", secrets.token_urlsafe(32)),
                             ("zone", "UTC")])
    assert world.send_body(c, "/account", body, headers).status == 403
    line, = log.denied()
    assert line["why"].strip('"') == why and line["method"] == "POST"
    assert line["person"] == person_of(world, "agent"), what


@pytest.mark.parametrize("email,known,why", [
    ("agent@forms.example", True, "wrong password"),
    ("nobody-here@forms.example", False, "sign in: unknown address"),
    ("a\nat=2000-01-01T00:00:00Z level=info event=forged", False,
     "sign in: unknown address")])
def test_a_wrong_password_is_one_line_without_secrets(world, email, known,
                                                      why):
    c, log = world.desk.client(), Log(world)
    answer = c.sign_in(email, "hunter2-is-my-secret")
    assert answer.status == 422
    line, = log.denied()
    assert line["why"].strip('"') == why
    assert line["person"] == (person_of(world, "agent") if known else "0")
    whole = "\n".join(log.lines())
    assert "hunter2" not in whole and "nobody-here" not in whole
    assert "forged" not in whole
    world.sql.ask("DELETE FROM sign_in_failure")


def test_a_form_without_session_is_one_line_without_secrets(world):
    c, log = world.desk.client(), Log(world)
    c.get("/session/new")
    body = all_forms.encode([("csrf", "a" * 64), ("body", "very-private"),
                             ("current_password", "hunter3"),
                             ("once", "b" * 43)])
    assert world.send_body(c, "/account", body).status == 403
    line, = log.denied()
    assert line["why"].strip('"') == "no session" and line["person"] == "0"
    whole = "\n".join(log.lines())
    for secret in ("very-private", "hunter3", "a" * 64, "b" * 43,
                   *c.cookies.values()):
        assert secret not in whole


def test_lines_of_the_log_cannot_be_forged(world):
    log = Log(world)
    canary = "\nat=2000-01-01T00:00:00Z level=error event=forged"
    c = world.client("agent")
    for headers in ({"User-Agent": "x event=forged"},
                    {"Referer": "http://x/ event=forged"},
                    {"Cookie": "a=b event=forged"},
                    {"X-Forwarded-For": "event=forged"}):
        c.get("/inbox", headers=headers)
    for path in ("/%0aat=2000 event=forged".replace(" ", "%20"),
                 "/tickets/%22%20event=forged", "/%e2%80%a8at=x%20event=forged", "/%1b[2Jevent=forged"):
        c.get(path)
    world.desk.client().sign_in("a@b" + canary, "x" + canary)
    world.send_body(c, "/account", all_forms.encode(
        [("csrf", c.csrf), ("once", secrets.token_urlsafe(32)),
         ("name", "x" + canary), ("zone", canary)]))
    time.sleep(0.2)
    for line in log.lines():
        assert re.match(r"at=2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\dZ level=\w+ "
                        r"program=duedesk-web event=\w+", line), line
        assert " event=forged" not in re.sub(r'"(?:[^"\\]|\\.)*"', "", line)
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", line)
    world.sql.ask("DELETE FROM sign_in_failure")
    world.clients.clear()


# ---- Other sites, other identities ------------------------------------------

@pytest.mark.parametrize("origin", [
    "null", "http://evil.example", "http://desk.localhost.evil.example",
    "http://evildesk.localhost", "https://desk.localhost",
    "http://files.desk.localhost"])
def test_no_other_site_may_read_a_page(world, origin):
    c = world.client("owner")
    code = world.ticket()
    for method, path in closed_routes():
        at = path_of(world, path, code)
        for ask in ("GET", "OPTIONS"):
            answer = c.ask(ask, at, headers={
                "Origin": origin, "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "content-type"})
            assert not [n for n, _ in answer.headers
                        if n.lower().startswith("access-control-")], path
            if ask == "OPTIONS":
                assert answer.status == 405, path


CLAIMS = {
    "REMOTE_USER": "owner@forms.example", "AUTH_USER": "owner@forms.example",
    "AUTH_TYPE": "Basic", "HTTP_X_REMOTE_USER": "owner@forms.example",
    "HTTP_REMOTE_USER": "owner@forms.example",
    "HTTP_X_FORWARDED_FOR": "127.0.0.1", "HTTP_X_FORWARDED_USER": "1",
    "HTTP_X_ON_BEHALF_OF": "1", "HTTP_X_USER_ID": "1",
    "HTTP_AUTHORIZATION": "Basic b3duZXJAZm9ybXMuZXhhbXBsZTp4",
    "HTTP_PROXY": "http://evil.example", "HTTP_CF_CONNECTING_IP": "::1",
    "HTTP_X_ORIGINAL_URL": "/healthz", "HTTP_X_REWRITE_URL": "/healthz",
    "HTTP_X_HTTP_METHOD_OVERRIDE": "POST", "SSL_CLIENT_VERIFY": "SUCCESS",
    "SSL_CLIENT_S_DN": "CN=owner", "HTTP_X_DUEDESK_PERSON": "1"}


def told(answer):
    """Status and where to, without what differs each time."""
    head = answer.split(b"\r\n\r\n", 1)[0].decode()
    return [line for line in head.split("\r\n")
            if line.startswith(("Status", "Location"))]


@pytest.mark.parametrize("pool", ["fast", "slow"])
def test_no_parameter_of_fastcgi_is_an_identity(world, pool):
    at = Path(world.desk.setting("db_socket")).parent / pool
    for path in ("/inbox", "/account", "/", "/reports/log"):
        plain = {"PATH_INFO": path, "REQUEST_URI": path}
        want = told(ask_pool(at, plain))
        assert want[0].startswith("Status: 303")
        for name, value in CLAIMS.items():
            assert told(ask_pool(at, {**plain, name: value})) == want, name
        assert told(ask_pool(at, {**plain, **CLAIMS})) == want
    # Somebody signed in stays who they are.
    mine = {"PATH_INFO": "/account", "REQUEST_URI": "/account",
            "HTTP_COOKIE": world.client("customer").cookie}
    body = ask_pool(at, {**mine, **CLAIMS})
    assert b"customer@forms.example" in body
    assert b"owner@forms.example" not in body


def test_where_somebody_signs_in_from_is_not_what_they_say(world):
    c = world.desk.client()
    page = c.get("/session/new")
    c.post("/session", {**page.form("/session"),
                        "email": "manager@forms.example",
                        "password": PASSWORD},
           headers={"X-Forwarded-For": "203.0.113.9",
                    "X-Real-IP": "203.0.113.9",
                    "Forwarded": "for=203.0.113.9"})
    assert "203.0.113" not in c.get("/account").text
    assert "127.0.0.0/24" in c.get("/account").text


@pytest.mark.parametrize("to", [
    "//evil.example", "/\\evil.example", "https:evil.example", "///evil",
    "http://evil.example", "/\tevil.example", "/\n/evil.example",
    "\t//evil.example", " //evil.example", "/%09/evil", "\\/\\/evil.example",
    "/\\/evil.example", "javascript:alert(1)", "data:text/html,x",
    "http:/\\evil.example", "/\r\nX: y", "//desk.localhost@evil.example",
    "/\u2028/evil", "?x", "evil.example", ".evil.example", ""])
def test_next_leads_nowhere_else(world, to):
    c = world.desk.client()
    page = c.get("/session/new?" + all_forms.encode([("next", to)]))
    assert page.status in (200, 400)
    answer = c.submit(c.get("/session/new"), "/session",
                      email="manager@forms.example", password=PASSWORD,
                      next=to)
    assert answer.status == 303
    assert re.fullmatch(r"/([^/\\\s].*)?", answer.header("Location"))
    # ... nor for who is signed in already.
    again = c.get("/session/new?" + all_forms.encode([("next", to)]))
    if again.status == 303:
        assert re.fullmatch(r"/([^/\\\s].*)?", again.header("Location"))
