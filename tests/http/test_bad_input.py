"""Wrong, huge, foreign, old or twice: each has its clear answer, what was
typed comes back, and nothing half-written remains."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

CODE = re.compile(r"/tickets/([A-Z]{3}-[A-Z]{5}-[0-9]{3})")


def counts(desk):
    """How many rows a form could have left."""
    tables = ("ticket", "message", "event", "clock", "verdict", "outbox")
    row = desk.sql("SELECT " + ", ".join(
        f"(SELECT COUNT(*) FROM `{t}`)" for t in tables))[0]
    return dict(zip(tables, map(int, row)))


def a_ticket(customer, subject="A ticket"):
    answer = customer.ask_for_help(subject)
    assert answer.status == 303
    return CODE.match(answer.header("Location")).group(1)


@pytest.mark.parametrize("field,value", [
    ("subject", ""), ("subject", "   "), ("body", ""), ("body", " \r\n\t "),
    ("subject", "x" * 201), ("body", "x" * 20001),
    ("department", ""), ("department", "nowhere"), ("department", "1"),
    ("department", "0000000000000000")])
def test_a_wrong_field_is_named_and_the_rest_comes_back(desk, customer, field,
                                                        value):
    before = counts(desk)
    page = customer.get("/tickets/new")
    typed = {"subject": "It's <i>broken</i> & \"loud\"",
             "body": "first\nsecond\n\n  third",
             "department": page.choices("department")[0], field: value}
    answer = customer.submit(page, "/tickets", **typed)
    assert answer.status == 422
    again = answer.form("/tickets")
    for name in {"subject", "body"} - {field}:
        assert again[name] == typed[name], name
    assert counts(desk) == before
    fixed = {**again, "subject": "Good", "body": "good",
             "department": page.choices("department")[0]}
    assert customer.post("/tickets", fixed).status == 303


@pytest.mark.parametrize("field", ["subject", "body", "department", "once"])
def test_a_missing_field_is_like_an_empty_one(desk, customer, field):
    before = counts(desk)
    page = customer.get("/tickets/new")
    fields = {**page.form("/tickets"), "subject": "s", "body": "b",
              "department": page.choices("department")[0]}
    del fields[field]
    assert customer.post("/tickets", fields).status in (400, 403, 422)
    assert counts(desk) == before


@pytest.mark.parametrize("bad", [
    "%ff%fe", "%c3%28", "%ed%a0%80", "%f5%80%80%80", "a%00b", "%c0%af"])
def test_bytes_that_are_no_text_are_refused(desk, customer, bad):
    before = counts(desk)
    page = customer.get("/tickets/new")
    fields = page.form("/tickets")
    body = (f"csrf={fields['csrf']}&once={fields['once']}&body=ok&department="
            f"{page.choices('department')[0]}&subject={bad}")
    answer = customer.ask("POST", "/tickets", body=body, headers={
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": desk.url})
    assert answer.status in (400, 422)
    answer.text.encode()  # what comes back is text
    assert counts(desk) == before


@pytest.mark.parametrize("body,kind", [
    ("{\"subject\": 1}", "application/json"), ("x", "text/plain"),
    ("--b\r\n\r\n--b--", "multipart/form-data; boundary=b"), ("", ""),
    ("&&&&=&=", "application/x-www-form-urlencoded"),
    ("a=1&" * 5000, "application/x-www-form-urlencoded"),
    ("%", "application/x-www-form-urlencoded")])
def test_what_is_no_form_changes_nothing(desk, customer, body, kind):
    before = counts(desk)
    answer = customer.ask("POST", "/tickets", body=body, headers={
        "Content-Type": kind, "Origin": desk.url})
    assert 400 <= answer.status < 500
    assert counts(desk) == before


def test_a_field_is_not_taken_twice(desk, customer):
    before = counts(desk)
    page = customer.get("/tickets/new")
    f = page.form("/tickets")
    department = page.choices("department")[0]
    answer = customer.ask("POST", "/tickets", headers={
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": desk.url},
        body=f"csrf={f['csrf']}&once={f['once']}&department={department}"
        "&subject=one&subject=two&body=x")
    assert answer.status in (303, 400, 422)
    if answer.status != 303:
        assert counts(desk) == before


def test_fields_that_nobody_asked_for_change_nothing(desk, customer):
    page = customer.get("/tickets/new")
    answer = customer.submit(
        page, "/tickets", subject="Mass", body="assignment", id="1",
        code="AAA-AAAAA-000", status="6", priority="urgent", agent="x",
        requester="x", requester_id="1", created_at="1", due_at="1",
        roles="63", private="1", department=page.choices("department")[0])
    assert answer.status == 303
    code = CODE.match(answer.header("Location")).group(1)
    row = desk.sql("SELECT t.code, p.email, t.created_at > 1, t.assignee_id,"
                   " t.priority FROM ticket t JOIN person p ON p.id = t.requester_id"
                   f" WHERE t.code = '{code}'")
    assert row == [[code, desk.people["customer"].email, "1", "NULL",
                    "3"]]


@pytest.mark.parametrize("field, typed", [
    ("tags", {"tags": ",".join(f"t{i}" for i in range(21))}),
    ("department", {"department": "nosuchnosuchnosu"}),
    ("files", {"upload": "0" * 32}),
])
def test_what_the_desk_refuses_stands_at_its_field(desk, agent, field, typed):
    before = counts(desk)
    page = agent.get("/tickets/new")
    answer = agent.submit(page, "/tickets", **{
        "subject": "Kept", "body": "these words",
        "department": page.choices("department")[0], **typed})
    assert answer.status == 422
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    assert "these words" in answer.text
    assert counts(desk) == before


def test_the_same_form_twice_makes_one_ticket(desk, customer):
    page = customer.get("/tickets/new")
    fields = {**page.form("/tickets"), "subject": "Twice", "body": "click",
              "department": page.choices("department")[0]}
    before = counts(desk)["ticket"]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(
            lambda _: customer.post("/tickets", fields), range(6)))
    answers.append(customer.post("/tickets", fields))
    assert {a.status for a in answers} == {303}
    assert len({a.header("Location").split("?")[0] for a in answers}) == 1
    assert counts(desk)["ticket"] == before + 1


def test_the_same_token_with_other_words_is_a_conflict(desk, customer):
    page = customer.get("/tickets/new")
    fields = {**page.form("/tickets"), "subject": "First", "body": "click",
              "department": page.choices("department")[0]}
    assert customer.post("/tickets", fields).status == 303
    before = counts(desk)
    other = customer.post("/tickets", {**fields, "subject": "Second"})
    assert other.status == 409
    assert counts(desk) == before


def test_a_form_from_before_signing_in_again_is_explained_and_kept(
        desk, people, customer):
    page = customer.get("/tickets/new")
    old = {**page.form("/tickets"), "subject": "Old", "body": "A long story",
           "department": page.choices("department")[0]}
    again = desk.client().enter(people["customer"])
    answer = again.post("/tickets", old)
    assert answer.status == 403
    assert "A long story" in answer.text
    assert again.post("/tickets", answer.form("/tickets")).status == 303


@pytest.mark.parametrize("path", [
    "/tickets/AAA-AAAAA-000", "/tickets/aaa-aaaaa-000", "/tickets/1",
    "/tickets/AAA-AAAAA-000/messages", "/tickets/%00", "/tickets/..%2f..",
    "/tickets/' OR 1=1 --", "/tickets/AAA-AAAAA-0000", "/tickets/" + "A" * 99,
    "/TICKETS"])
def test_what_does_not_exist_is_not_found(customer, path):
    answer = customer.get(path.replace(" ", "%20"))
    assert answer.status in (400, 404, 405)


def test_a_strangers_ticket_looks_like_none_at_all(desk, people, customer,
                                                    agent):
    owner = people["customer"].email
    foreign = desk.sql("SELECT t.code FROM ticket t JOIN person p"
                       " ON p.id = t.requester_id"
                       f" WHERE p.email <> '{owner}' LIMIT 1")[0][0]
    there = customer.get(f"/tickets/{foreign}")
    nowhere = customer.get("/tickets/AAA-AAAAA-000")
    assert there.status == nowhere.status == 404

    def plain(answer):
        return re.sub(r"[0-9a-f]{16}|value=\"[^\"]*\"|data-server-now=\"\d+\"",
                      "", answer.text)
    assert plain(there) == plain(nowhere)
    fields = customer.get("/tickets").form("/session/end")
    for verb in ("messages", "notes", "assignment", "postponement",
                 "no-reply", "deadline", "resolution", "reopening"):
        before = counts(desk)
        statuses = [customer.post(f"/tickets/{code}/{verb}",
                                  {**fields, "body": "x", "seen": "1"}).status
                    for code in (foreign, "AAA-AAAAA-000")]
        assert statuses[0] == statuses[1] and 400 <= statuses[0] < 500, verb
        assert counts(desk) == before


def test_an_agent_of_another_department_does_not_see_it(desk, people, agent):
    foreign = desk.sql(
        "SELECT code FROM ticket WHERE department_id NOT IN (SELECT"
        " m.department_id FROM department_member m JOIN person p"
        " ON p.id = m.person_id"
        f" WHERE p.email = '{people['agent'].email}') LIMIT 1")[0][0]
    assert agent.get(f"/tickets/{foreign}").status == 404


def test_a_reply_to_what_somebody_saw_earlier_is_stopped(desk, people,
                                                         customer):
    code = a_ticket(customer, "Two windows")
    path = f"/tickets/{code}"
    first, second = customer.get(path), customer.get(path)
    assert customer.submit(first, path + "/messages", body="one").status == 303
    before = counts(desk)
    late = customer.submit(second, path + "/messages", body="two, <slowly>")
    assert late.status == 409
    assert late.form(path + "/messages")["body"] == "two, <slowly>"
    assert counts(desk) == before


@pytest.mark.parametrize("query", [
    "view=nothing", "view=all&after=x", "after=%27", "view[]=all", "%ff=1",
    "view=all&after=" + "9" * 400, "view=%00", "sort=SLEEP(2)", "&&&=",
    "a=1&" * 70])
def test_a_strange_address_gets_a_page_and_no_error(agent, query):
    answer = agent.get(f"/inbox?{query}")
    assert answer.status in (200, 400, 404)
    # Letters drawn at random may spell anything.
    text = re.sub("[A-Z]{3}-[A-Z]{5}-[0-9]{3}", "", answer.text)
    for word in ("SQL", "MariaDB", "/src/", "errno", ".c:"):
        assert word not in text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS",
                                    "POST", "FOO"])
def test_a_method_that_a_page_does_not_know_is_refused(desk, agent, method):
    before = counts(desk)
    answer = agent.ask(method, "/inbox")
    assert answer.status == 405
    assert "GET" in answer.header("Allow")
    assert counts(desk) == before


def test_looking_changes_nothing(desk, agent, customer, people):
    manager = desk.client().enter(people["manager"])
    code = a_ticket(customer)
    before = counts(desk)
    for client in (agent, customer, manager, desk.client()):
        for path in ("/", "/inbox", "/tickets", "/tickets/new",
                     f"/tickets/{code}", f"/tickets/{code}/resolution",
                     f"/tickets/{code}/messages", "/session/end",
                     "/reports/log", "/reports/compliance"):
            assert client.get(path).status < 500
            assert client.ask("HEAD", path).body == b""
    assert counts(desk) == before


PAYLOADS = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
            "\"><svg onload=alert(1)>", "[x](javascript:alert(1))",
            "{{SUBJECT}} [[words]]", "<!--# echo var=\"request_id\" -->",
            "' OR 1=1 --", "\u202egnp.exe", "a\u0000b".replace("\0", ""),
            "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("text", PAYLOADS)
def test_what_people_write_stays_text(desk, people, customer, agent, text):
    code = a_ticket(customer, text)
    path = f"/tickets/{code}"
    customer.submit(customer.get(path), path + "/messages", body=text)
    for client, page in ((customer, path), (customer, "/tickets"),
                         (agent, "/inbox"), (agent, path)):
        answer = client.get(page)
        if answer.status == 404:
            continue  # not one of the agent's departments
        tree = answer.html()
        assert not [e for e in tree.iter() if e.tag in ("img", "iframe")]
        for e in tree.iter():
            assert not [a for a in e.attrib if a.startswith("on")]
            for a in ("href", "src", "action"):
                assert not e.get(a, "").strip().lower().startswith("javascript")
        scripts = [e.get("src") for e in tree.iter("script")]
        assert all(s and s.startswith("/static/") for s in scripts)
    headings = [e for e in customer.get(path).html().iter("h1")]
    assert "".join(headings[0].itertext()) == text
