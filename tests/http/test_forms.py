"""Every form of the route table, sent as it should be and in every wrong way.
A form that nobody wrote down in tests/web/forms.spec fails."""

import html
import re
import secrets

import pytest

import forms as all_forms
from forms import ROLES, World

FORMS = all_forms.spec()
SENT = [f for f in FORMS.values() if not f.elsewhere]
EACH = pytest.mark.parametrize("form", SENT, ids=lambda f: f.path)

NO_TEXT = ["%ff%fe", "%c3%28", "%ed%a0%80", "%f5%80%80%80", "%c0%af", "a%00b"]
WRONG = {
    "number": ["abc", "-1", "0", "1.5", "1e3", "99999999999999999999", "0x1"],
    "oid": ["nowhere", "1", "0000000000000000", "../../etc", "' OR 1=1 --"],
    "choice": ["nonsense", "1", "<b>"],
    "time": ["yesterday", "2026-13-45T99:99", "0001-01-01T00:00",
             "9999-12-31T23:59", "2026-11-22", "1e9"],
    "line": ["x" * 100_001], "text": ["x" * 100_001],
    "secret": ["x" * 100_001], "flag": [],
    "many": ["nowhere", "1", "0000000000000000"],
    "hidden": ["x" * 100_001], "hint": ["x" * 100_001],
}
INSIDE = ("SQL", "MariaDB", "/src/", "errno", ".c:", "duedesk_web", "SELECT ")


@pytest.fixture(scope="module")
def world():
    w = World()
    try:
        yield w
    finally:
        w.close()


def test_every_form_is_written_down_and_each_that_is_exists():
    assert sorted(FORMS) == sorted(all_forms.posts())
    for form in FORMS.values():
        assert not form.elsewhere or (all_forms.TOP / form.elsewhere).exists()


def test_what_changes_in_the_database_is_seen(world):
    before, digest = world.rows(), world.digest()
    world.sql.ask("UPDATE person SET zone = '7654321' WHERE email ="
                  " 'owner@forms.example'")
    assert world.difference(before, world.rows()) == (
        {"person.zone"}, [FORGED])
    assert world.digest() != digest
    world.sql.ask("UPDATE person SET zone = 'UTC' WHERE zone = '7654321'")
    assert world.digest() == digest


def fits(what, allowed):
    """Is that change one of those? "ticket.*" is every column."""
    return what in allowed or what.split(".")[0] + ".*" in allowed


def faults(answer):
    """What the page says is wrong; the whole page is too long to read."""
    return re.findall(r'class="(?:errors__list|notice|field__error)[^>]*>(.*?)'
                      r"</", answer.text, re.S) or answer.text[-2000:]


@EACH
def test_as_it_should_be_it_is_taken_and_changes_what_it_may(world, form):
    path, fields = world.prepare(form, FORMS)
    before = world.rows()
    answer = world.send(form, path, fields)
    assert answer.status == form.ok, faults(answer)
    what, _ = world.difference(before, world.rows())
    assert not [w for w in what if not fits(w, form.changes)]
    for w in form.changes:  # and the list says no more than is so
        table = w.rstrip("+-").split(".")[0]
        assert table in world.columns, w


def ways(form):
    """Every wrong way to fill a field in: what it is, the pairs of it, and
    whether it has to be refused."""
    for name, (kind, _) in form.fields.items():
        yield f"without {name}", name, [], False
        yield f"{name} empty", name, [(name, "")], False
        yield f"{name} blank", name, [(name, " \t ")], False
        for bad in NO_TEXT:
            yield (f"{name} {bad}", name, [(name, bad.encode())],
                   kind not in ("many", "hint"))
        yield (f"{name} twice", name, [(name, "a"), (name, "b")],
               kind not in ("many", "hint"))
        yield f"{name}[]", name, [(name + "[]", "a")], False
        for bad in WRONG[kind]:
            yield f"{name} {bad[:30]}", name, [(name, bad)], kind not in (
                "line", "text", "number", "time", "hidden", "hint",
                    "many")


def without_tokens(text):
    """Letters drawn at random may spell anything: tokens, and the codes of
    tickets."""
    return re.sub(r'value="[\w-]{43}[\w-]*"|[A-Z]{3}-[A-Z]{5}-[0-9]{3}', "",
                  text)


def kept(form, fields, changed, answer):
    """Is everything else that was typed on the page that came back?"""
    page = html.unescape(answer.text)
    return all(fields[n] in page for n in form.kinds("line", "text")
               if n != changed and fields[n])


@EACH
def test_a_wrong_field_is_refused_and_the_rest_comes_back(world, form):
    path, fields = world.prepare(form, FORMS)
    before = world.digest()
    bad = []
    for what, name, pairs, must in ways(form):
        sent = [p for p in fields.items() if p[0] != name] + pairs
        answer = world.send(form, path, sent)
        after = world.digest()
        if answer.status == form.ok or answer.status in (303, 429):
            if must and answer.status != 429:
                bad.append((what, "was taken"))
            world.sql.ask("DELETE FROM sign_in_failure")
            path, fields = world.prepare(form, FORMS)
            before = world.digest()
            continue
        if not 400 <= answer.status < 500:
            bad.append((what, answer.status))
        if after != before:
            bad.append((what, answer.status, "changed something"))
        inside = [w for w in INSIDE if w in without_tokens(answer.text)]
        if inside:
            bad.append((what, inside))
        if answer.status == 422 and not kept(form, fields, name, answer):
            bad.append((what, "what was typed is lost"))
        answer.text.encode()
        before = after
        world.sql.ask("DELETE FROM sign_in_failure")
    assert not bad


def wholes(world, form):
    """Every wrong way to send a whole form: what it is, how, the answers."""
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    evil = "http://evil.example"
    good = {"Origin": world.desk.url}
    yield "another origin", {"Origin": evil}, None, {403}
    yield "null origin", {"Origin": "null"}, None, {403}
    yield "origin that ends as ours", {
        "Origin": world.desk.url + ".evil.example"}, None, {403}
    yield "cross-site", {**good, "Sec-Fetch-Site": "cross-site"}, None, {403}
    yield "same-site", {**good, "Sec-Fetch-Site": "same-site"}, None, {403}
    yield "foreign referer", {"Origin": "", "Referer": evil + "/x"}, None, {403}
    for other in ("application/json", "text/plain", "multipart/form-data",
                  "application/xml", ""):
        yield f"as {other}", {**good, "Content-Type": other}, None, {
            400, 403, 413, 415}
    yield "JSON", {**good, "Content-Type": "application/json"}, \
        '{"subject": 1, "subject": 2}', {400, 403, 415}
    yield "nothing", {**good, **kind}, "", {400, 403, 422}
    yield "many fields", {**good, **kind}, "a=1&" * 5000, {400, 403}
    yield "too much", {**good, **kind}, "a=" + "x" * 1_100_000, {400, 403, 413}
    yield "half a percent", {**good, **kind}, "%", {400, 403, 422}


@EACH
def test_a_form_from_elsewhere_or_no_form_changes_nothing(world, form):
    path, fields = world.prepare(form, FORMS)
    c = world.client(form.role)
    whole = all_forms.encode([("csrf", c.csrf),
                              ("once", secrets.token_urlsafe(32)),
                              *fields.items()])
    before, bad = world.digest(), []
    for what, headers, body, want in wholes(world, form):
        answer = world.send_body(c, path, whole if body is None else body,
                                 headers)
        if answer.status not in want:
            bad.append((what, answer.status))
    for method in ("PUT", "DELETE", "PATCH"):
        answer = world.send_body(c, path, whole, method=method)
        if answer.status not in (405, 501):
            bad.append((method, answer.status))
    assert world.digest() == before
    assert not bad


@EACH
def test_a_wrong_token_changes_nothing(world, form):
    path, fields = world.prepare(form, FORMS)
    c, before, bad = world.client(form.role), world.digest(), []
    other = world.client("customer" if form.role != "customer" else "agent")
    once = [secrets.token_urlsafe(32)] if form.once else []
    for csrf in (None, "", "0" * 64, other.csrf, c.csrf[:-1], c.csrf + "0"):
        pairs = [("csrf", csrf)] if csrf is not None else []
        pairs += [("once", o) for o in once]
        answer = world.send_body(
            c, path, all_forms.encode(pairs + list(fields.items())))
        if answer.status != 403:
            bad.append((f"csrf {csrf}", answer.status))
    if form.once:
        for token in (None, "", "short", "x" * 42, "x" * 43 + "-BAD",
                      "x" * 43 + "-" + "a" * 30, "\u00e9" * 43):
            pairs = [("csrf", c.csrf)]
            pairs += [("once", token)] if token is not None else []
            answer = world.send_body(
                c, path, all_forms.encode(pairs + list(fields.items())))
            if answer.status != 400:
                bad.append((f"once {token}", answer.status))
    assert world.digest() == before
    assert not bad


def test_a_customer_chooses_neither_priority_nor_tags(world):
    form = FORMS["/tickets"]
    for role, tags in (("customer", "0"), ("agent", "1")):
        path, fields = world.prepare(form, FORMS)
        fields.update(priority="high", tags="mine", subject=f"By {role}")
        assert world.send(form, path, fields, role=role).status == 303
        assert world.sql.ask(
            "SELECT COUNT(*) FROM ticket t JOIN ticket_tag g"
            " ON g.ticket_id = t.id"
            f" WHERE t.subject = 'By {role}'") == [[tags]]
    urgent = dict(world.sql.ask("SELECT subject, priority FROM ticket"
                                " WHERE subject LIKE 'By %'"))
    assert urgent["By customer"] != urgent["By agent"]


FORGED = "7654321"  # a value that appears nowhere by itself
WANTED = ["role", "roles", "role_owner", "role_admin", "role_manager",
          "role_agent", "role_reader", "role_customer", "sees", "member", "is_admin", "admin", "org_id", "organization_id",
          "created_at", "sla_due", "due_at", "private", "internal", "version",
          "requester", "requester_id", "assignee_id", "department_id",
          "company_id", "owner", "user_id", "person_id", "password_hash",
          "email", "status", "priority", "id", "oid", "code", "disabled_at",
          "sees_company", "level_id", "resolved_at", "actor", "kind", "at"]


def forgeries(world, form, whole):
    """Names of all columns there are, in handfuls that a form may have."""
    known = set(form.fields) | {"csrf", "once", "next"}
    names = [n for n in WANTED if n not in known]
    if whole:
        columns = {c for t in world.columns.values() for c in t}
        names += sorted(columns - set(names) - known)
    room = 60 - len(form.fields)
    for i in range(0, len(names) if whole else 1, room):
        yield names[i:i + room]


@EACH
def test_nobody_changes_more_than_the_form_is_for(world, form):
    bad = []
    for role in ("nobody", *ROLES):
        if form.role == "nobody" and role != "nobody":
            continue  # who has signed in does not do so again
        for names in forgeries(world, form, role == form.role):
            path, fields = world.prepare(form, FORMS)
            world.client(role)
            before = world.rows()
            answer = world.send(form, path, [*fields.items(),
                                             *((n, FORGED) for n in names)],
                                role=role)
            what, values = world.difference(before, world.rows())
            if answer.status >= 500:
                bad.append((role, answer.status, names))
            if answer.status >= 400 and what - {"once+"}:
                bad.append((role, answer.status, "yet it changed", what))
            if [w for w in what if not fits(w, form.changes)]:
                bad.append((role, "changed", what))
            if [v for v in values if FORGED in v]:
                bad.append((role, "took a forged value", names))
    assert not bad
