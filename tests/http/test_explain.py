"""Why a promise is due: who is told, and how much of it."""

import re

import pytest

from desk import wait_until


@pytest.fixture(scope="module")
def ticket(desk, people):
    """Asked for by a customer; assigned, made urgent, answered and put off."""
    customer = desk.client().enter(people["customer"])
    agent = desk.client().enter(people["agent"])
    # A department that the agent works in, and that promises something.
    place = desk.sql(
        "SELECT d.oid FROM department d JOIN department_member m ON"
        " m.department_id = d.id JOIN person p ON p.id = m.person_id WHERE"
        f" p.email = '{people['agent'].email}' AND d.public = 1"
        " ORDER BY d.id")[0][0]
    answer = customer.submit(customer.get("/tickets/new"), "/tickets",
                             subject="Why so late?", body="I ask",
                             department=place)
    assert answer.status == 303, answer.text
    code = answer.header("Location").split("/")[-1].split("?")[0]
    me = desk.sql("SELECT oid FROM person WHERE email ="
                  f" '{people['agent'].email}'")[0][0]
    for what, typed in (("assignment", {"agent": me}),
                        ("priority", {"priority": "urgent"}),
                        ("messages", {"body": "An answer"}),
                        ("postponement", {"party": "vendor",
                                          "reason": "a part broke"})):
        answer = agent.submit(agent.get(f"/tickets/{code}"),
                              f"/tickets/{code}/{what}", **typed)
        assert answer.status == 303, (what, answer.text)
    return code


def words(answer):
    """What stands on the page, without its frame."""
    main = re.search(r"<main.*</main>", answer.text, re.S)[0]
    text = re.sub(r"<[^>]*>", " ", main)
    return re.sub(r"\s+", " ", text.replace("&#39;", "'"))


def test_each_strip_leads_to_its_lines(agent, customer, ticket):
    for client in (agent, customer):
        page = client.get(f"/tickets/{ticket}").text
        ways = re.findall(rf'href="/tickets/{ticket}/why[^"#]*#([^"]+)"', page)
        told = client.get(f"/tickets/{ticket}/why").text
        assert ways and len(set(ways)) == len(ways)
        # ... and all of them stand in the same order.
        assert ways == re.findall(r'<section class="proof" id="([^"]+)"', told)


def test_staff_are_told_what_counted_by_which_version(agent, desk, ticket):
    text = words(agent.get(f"/tickets/{ticket}/why"))
    level, version = desk.sql(
        "SELECT v.name, v.number FROM clock c JOIN level_version v ON v.id ="
        f" c.level_version_id WHERE c.ticket_code = '{ticket}' LIMIT 1")[0]
    for said in ("Started : the customer's message",
                 "Started : the ticket was opened", "Ended : an answer",
                 "First assign", "waiting for a supplier",
                 f"level {level}, version {version}",
                 "Holidays considered",
                 "Together", "of open hours"):
        assert said in text, (said, text)


def test_customers_are_told_of_theirs_and_of_nobody(customer, people, desk,
                                                    ticket):
    text = words(customer.get(f"/tickets/{ticket}/why"))
    level = desk.sql("SELECT level_name FROM clock WHERE ticket_code ="
                     f" '{ticket}' LIMIT 1")[0][0]
    assert "First answer" in text and "First resolve" in text
    assert "Started : the customer's message" in text
    assert "waiting for a supplier" in text
    for hidden in ("First assign", level + ",", "another priority",
                   "another SLA level", "a part broke", "duedesk check",
                   people["agent"].name):
        assert hidden not in text, (hidden, text)


def test_it_reads_and_writes_nothing(agent, desk, ticket):
    def everything():
        return [desk.sql(f"SELECT * FROM {t} WHERE ticket_id = (SELECT id"
                         f" FROM ticket WHERE code = '{ticket}') ORDER BY id")
                for t in ("clock", "verdict", "message")] + [
                    desk.sql("SELECT version, last_seq, status FROM ticket"
                             f" WHERE code = '{ticket}'")]

    before = everything()
    assert agent.get(f"/tickets/{ticket}/why").status == 200
    assert everything() == before


def test_a_stored_deadline_that_differs_is_told_of(agent, customer, desk,
                                                   ticket):
    where = f"ticket_code = '{ticket}' AND metric = 0"
    due = desk.sql(f"SELECT due_at FROM clock WHERE {where}")[0][0]
    desk.sql(f"UPDATE clock SET due_at = due_at + 86400 WHERE {where}")
    try:
        text = words(agent.get(f"/tickets/{ticket}/why"))
        assert "differs from what the ticket's events say" in text
        assert "The stored deadline is " in text and "duedesk check" in text
        wait_until(lambda: f"event=explain_differs ticket={ticket}"
                   in desk.log("fast"))
        text = words(customer.get(f"/tickets/{ticket}/why"))
        assert "How it adds up cannot be shown right now." in text
        assert "duedesk check" not in text and "stored" not in text
    finally:
        desk.sql(f"UPDATE clock SET due_at = {due} WHERE {where}")
    assert "differs" not in words(agent.get(f"/tickets/{ticket}/why"))


def test_what_was_hidden_is_told_to_staff_alone(agent, customer, desk, people):
    code = customer.ask_for_help("Not spam at all").header(
        "Location").split("/")[-1].split("?")[0]
    manager = desk.client().enter(people["owner"])
    for what, at in (("spam", "/spam"), ("restoration", "")):
        answer = manager.submit(manager.get(f"/tickets/{code}{at}"),
                                f"/tickets/{code}/{what}")
        assert answer.status == 303, answer.text
    text = words(manager.get(f"/tickets/{code}/why"))
    assert "It was spam" in text and "Ended : spam" in text, text
    text = words(customer.get(f"/tickets/{code}/why"))
    assert "spam" not in text.replace("Not spam at all", ""), text
    assert "#2" not in text
