"""What is not for somebody leaves no trace in what he gets: not in words, not
in the time that the answer takes."""

import re
import time

import pytest

from test_parameters import owner_sql

NOWHERE = "AAA-AAAAA-000"
CANARY = "quagmire7f3kestrel"


# ---- The tickets of others ---------------------------------------------------

def foreign_code(desk, person):
    """A ticket that this customer did not ask, or of a department that this
    agent is not in."""
    if person.role == "agent":
        where = ("t.department_id NOT IN (SELECT m.department_id FROM"
                 " department_member m JOIN person p ON p.id = m.person_id"
                 f" WHERE p.email = '{person.email}')"
                 " AND t.requester_id <> (SELECT id FROM person"
                 f" WHERE email = '{person.email}')")
    else:
        where = ("t.requester_id <> (SELECT id FROM person"
                 f" WHERE email = '{person.email}')")
    return desk.sql(f"SELECT t.code FROM ticket t WHERE {where} LIMIT 1")[0][0]


def plain(answer):
    """The page without what is new on each one: the number of the request,
    the clock, and the tokens of its forms."""
    text = re.sub(r'data-server-now="\d+"', "", answer.text)
    text = re.sub(r'(name="(?:csrf|once)" value=)"[^"]*"', r"\1", text)
    return re.sub(r"(incident: )[0-9a-f]{16}<", r"\1<", text)


@pytest.mark.parametrize("role", ["customer", "agent"])
def test_a_foreign_ticket_and_none_are_one_page(desk, people, role):
    client = desk.client().enter(people[role])
    code = foreign_code(desk, people[role])
    for rest in ("", "?before=2", "?done=answered", "/messages", "/why", "/x"):
        there = client.get(f"/tickets/{code}{rest}")
        nowhere = client.get(f"/tickets/{NOWHERE}{rest}")
        assert there.status == nowhere.status, rest
        assert there.status in (404, 405)
        assert plain(there).replace(code, NOWHERE) == plain(nowhere)
        assert [k for k, _ in there.headers] == [k for k, _ in nowhere.headers]
        assert len(there.body) == len(nowhere.body)


def statements(desk, ask, code):
    """What the database executes for a page of that ticket, in order."""
    owner_sql(desk, "TRUNCATE mysql.general_log")
    assert ask(f"/tickets/{code}").status == 404
    rows = [row.split("\t") for row in owner_sql(
        desk, "SELECT thread_id, HEX(argument) FROM mysql.general_log"
        " WHERE command_type IN ('Execute', 'Query') AND user_host LIKE"
        f" '{desk.setting('db_user_web')}[%' ORDER BY event_time")]
    said = [(thread, bytes.fromhex(text).decode(errors="replace"))
            for thread, text in rows]
    one, = {thread for thread, text in said if "t.code = ?" in text}
    return [text for thread, text in said if thread == one]


def least(desk, ask, code):
    """The shortest of three: once a minute that somebody is there is noted."""
    return min((statements(desk, ask, code) for _ in range(3)), key=len)


@pytest.mark.parametrize("role", ["customer", "agent"])
def test_a_foreign_ticket_costs_no_more_than_none(desk, people, role):
    """The same statements, so the same time; tests/bench measures that."""
    client = desk.client().enter(people[role])
    code = foreign_code(desk, people[role])
    owner_sql(desk, "SET GLOBAL log_output = 'TABLE';"
              " SET GLOBAL general_log = ON")
    try:
        nowhere = least(desk, client.get, NOWHERE)
        there = least(desk, client.get, code)
    finally:
        owner_sql(desk, "SET GLOBAL general_log = OFF;"
                  " TRUNCATE mysql.general_log;"
                  " SET GLOBAL log_output = 'FILE'")
    assert there == nowhere and len(nowhere) > 1


# ---- Private notes -----------------------------------------------------------

def in_days(n):
    return time.strftime("%Y-%m-%dT10:00", time.gmtime(time.time() + n * 86400))


def a_ticket_with_a_note(customer, agent):
    """All that can happen to a ticket, with notes in between; its address."""
    page = customer.get("/tickets/new")
    for department in page.choices("department"):
        answer = customer.submit(
            customer.get("/tickets/new"), "/tickets", subject="Seen by two",
            body="words", department=department)
        path = re.match(r"/tickets/[A-Z0-9-]+",
                        answer.header("Location")).group()
        if agent.get(path).status == 200:
            break

    def do(client, verb, **typed):
        done = client.submit(client.get(path), f"{path}/{verb}", **typed)
        assert done.status == 303, verb

    note = f"Between us: {CANARY}"
    do(agent, "notes", body=note)
    do(agent, "messages", body="An answer")
    do(customer, "messages", body="Thanks, and?")
    do(agent, "notes", body=note)
    do(agent, "postponement", until=in_days(2), reason="later")
    do(agent, "resolution")
    do(customer, "messages", body="I still need help")
    do(agent, "notes", body=note)
    return path


def customers_answers(customer, path):
    """All that the one who asked can get hold of."""
    for at in ("/", "/tickets", "/tickets/new", path, f"{path}?before=3",
               f"{path}?before=99999", f"{path}?done=answered", "/nowhere",
               f"/tickets/{NOWHERE}"):
        yield at, customer.get(at), (200, 303, 404)
    for at in ("/inbox", "/reports/log", "/reports/compliance",
               "/reports/log.csv?range=all",
               "/reports/compliance.csv?range=all"):
        yield at, customer.get(at), (403, 404)
    for verb in ("messages", "notes", "assignment", "postponement",
                 "no-reply", "deadline"):
        yield verb, customer.get(f"{path}/{verb}"), (403, 404, 405)
    page = customer.get(path)
    action = f"{path}/messages"
    yield "empty", customer.submit(page, action, body=""), (422,)
    yield "late", customer.submit(page, action, body="x", seen="1"), (409,)
    fields = {**page.form(action), "body": "x"}
    yield "note", customer.post(f"{path}/notes", fields), (403, 404)
    yield "forged", customer.post(action, {**fields, "csrf": "x"}), (403,)


def test_a_private_note_is_only_on_the_page_of_the_staff(desk, customer, agent,
                                                         manager):
    path = a_ticket_with_a_note(customer, agent)
    assert agent.get(path).text.count(CANARY) == 3
    for what, answer, statuses in customers_answers(customer, path):
        assert answer.status in statuses, what
        said = answer.text + repr(answer.headers)
        assert CANARY not in said and "Between us" not in said, what
    code = path.rsplit("/", 1)[1]
    log = manager.get("/reports/log.csv?range=all")
    assert log.status == 200 and code in log.text
    for client, at in ((manager, "/reports/log.csv?range=all"),
                       (manager, "/reports/compliance.csv?range=all"),
                       (manager, "/reports/log?range=all"),
                       (manager, "/reports/compliance?range=all"),
                       (agent, "/inbox"), (agent, "/tickets")):
        answer = client.get(at)
        assert answer.status == 200, at
        assert CANARY not in answer.text, at
    for file in (desk.home / "log").glob("*.log"):
        assert CANARY not in file.read_text(errors="replace"), file.name
