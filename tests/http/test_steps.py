"""What escalation steps did, in a ticket's timeline: in words for staff,
nothing of it for customers."""

import re

import pytest


@pytest.fixture
def code(desk, agent, customer):
    """A ticket of the customer that runs under a level, seen by the agent."""
    for department in customer.get("/tickets/new").choices("department"):
        page = customer.get("/tickets/new")
        answer = customer.submit(page, "/tickets", subject="It slipped",
                                 body="words", department=department)
        path = re.match(r"/tickets/[A-Z0-9-]+", answer.header("Location")).group()
        code = path.removeprefix("/tickets/")
        if agent.get(path).status == 200 and desk.sql(
                "SELECT 1 FROM clock c JOIN ticket t ON t.id = c.ticket_id"
                f" WHERE t.code = '{code}'"):
            return code
    raise AssertionError("no ticket with a promise is the agent's")


# kind and outcome of each action (enum action_kind, enum action_outcome),
# how many it told and missed, and what the line says of it.
DEEDS = [
    (3, 0, 1, 0, "one person is told"),
    (1, 0, 3, 1, "3 people are told"),
    (4, 0, 1, 0, "duty@example.com is told"),
    (12, 0, 0, 0, "a web address is called"),
    (0, 1, 0, 0, "nobody is told: there is nobody to tell"),
    (2, 2, 0, 2, "nobody is told: they cannot sign in any more"),
    (5, 6, 0, 0, "the priority stays: it was so already"),
    (6, 7, 0, 0, "they do not work in its department"),
    (8, 10, 0, 0, "the ticket has as many tags as it may"),
    (11, 9, 0, 0, "it is there no more"),
]


def fire(desk, code, late):
    """A step of its first promise that fired, with all of these actions."""
    clock, metric, version = desk.sql(
        "SELECT c.id, c.metric, c.level_version_id FROM clock c JOIN ticket t"
        f" ON t.id = c.ticket_id WHERE t.code = '{code}'"
        " AND c.metric < 4 ORDER BY c.id LIMIT 1")[0]
    script = [
        f"DELETE FROM level_step_action WHERE level_version_id = {version}"
        f" AND metric = {metric} AND step = 9",
        f"INSERT IGNORE INTO level_step VALUES ({version}, {metric}, 9, 60, 0)",
        "INSERT INTO event (ticket_id, seq, at, recorded_at, kind, did, metric,"
        " cycle, step, due_at, actor_kind, via) SELECT t.id, last_seq + 1,"
        f" last_event_at, last_event_at, 14, 0, {metric}, 1, 9,"
        f" last_event_at + {-60 if late else 60}, 2, 2 FROM ticket t"
        f" WHERE code = '{code}'",
        f"UPDATE ticket SET last_seq = last_seq + 1 WHERE code = '{code}'",
        "INSERT INTO fired_step (clock_id, step, due_at, noticed_at, outcome,"
        f" level_version_id) VALUES ({clock}, 9, 1, 1, 0, {version})",
    ]
    for i, (kind, outcome, told, missed, _) in enumerate(DEEDS):
        text = "'duty@example.com'" if kind == 4 else "NULL"
        script += [
            "INSERT INTO level_step_action VALUES"
            f" ({version}, {metric}, 9, {i}, {kind}, 999999, {text})",
            "INSERT INTO fired_action VALUES"
            f" ({clock}, 9, {i}, {kind}, {outcome}, {told}, {missed})",
        ]
    for line in script:
        desk.sql(line)


def text_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", page.text))


def test_the_timeline_says_what_a_step_did_and_what_not(desk, agent, code):
    fire(desk, code, late=True)
    text = text_of(agent.get(f"/tickets/{code}"))
    assert re.search(r"Escalation: first \w+ is past its deadline", text)
    for *_, words in DEEDS:
        assert words in text, words
    assert "one person cannot be told" in text


def test_a_step_before_the_deadline_reminds(desk, agent, code):
    fire(desk, code, late=False)
    text = text_of(agent.get(f"/tickets/{code}"))
    assert re.search(r"Reminder: first \w+ is due soon", text)
    assert "Escalation" not in text


def test_customers_read_nothing_of_steps(desk, customer, code):
    fire(desk, code, late=True)
    text = text_of(customer.get(f"/tickets/{code}"))
    assert "It slipped" in text
    for words in ("Escalation", "Reminder", "told", "duty@example.com",
                  "web address"):
        assert words not in text, words
