"""Each form counts once, however often it is sent and however close: the
answers are the same, and the same token with other words is refused."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

TABLES = ("ticket", "message", "event")


def counts(desk):
    row = desk.sql("SELECT " + ", ".join(
        f"(SELECT COUNT(*) FROM `{t}`)" for t in TABLES))[0]
    return [int(n) for n in row]


def grown(desk, before):
    return dict(zip(TABLES, (n - b for n, b in zip(counts(desk), before))))


def send_thrice(client, path, fields):
    with ThreadPoolExecutor(3) as pool:
        return list(pool.map(lambda _: client.post(path, fields), range(3)))


def in_days(n):
    return time.strftime("%Y-%m-%dT10:00", time.gmtime(time.time() + n * 86400))


def a_ticket(desk, agent, customer):
    """A new one that the agent may work on; its address."""
    page = customer.get("/tickets/new")
    for department in page.choices("department"):
        answer = customer.submit(
            customer.get("/tickets/new"), "/tickets", subject="Once",
            body="words", department=department)
        path = re.match(r"/tickets/[A-Z0-9-]+",
                        answer.header("Location")).group()
        if agent.get(path).status == 200:
            return path
    raise AssertionError("no department is the agent's")


def check(desk, client, path, fields, other, **grows):
    """Three at once have one effect; then other words are a conflict."""
    before = counts(desk)
    answers = send_thrice(client, path, fields)
    assert [a.status for a in answers] == [303] * 3
    assert len({a.header("Location") for a in answers}) == 1
    assert grown(desk, before) == {"ticket": 0, "message": 0, **grows}
    late = client.post(path, fields) # the first answer was lost
    assert (late.status, late.header("Location")) == (
        303, answers[0].header("Location"))
    conflict = client.post(path, {**fields, **other})
    assert conflict.status == 409
    assert grown(desk, before) == {"ticket": 0, "message": 0, **grows}


def test_a_new_ticket(desk, customer):
    page = customer.get("/tickets/new")
    fields = {**page.form("/tickets"), "subject": "Thrice", "body": "words",
              "department": page.choices("department")[0]}
    check(desk, customer, "/tickets", fields, {"body": "other words"},
          ticket=1, message=1, event=1)


@pytest.mark.parametrize("who,verb", [
    ("customer", "messages"), ("agent", "messages"), ("agent", "notes")])
def test_words_on_a_ticket(desk, agent, customer, who, verb):
    path = a_ticket(desk, agent, customer)
    client = agent if who == "agent" else customer
    action = f"{path}/{verb}"
    fields = {**client.get(path).form(action), "body": "the same words"}
    check(desk, client, action, fields, {"body": "other words"},
          message=1, event=1)


def test_work_on_a_ticket(desk, people, agent, customer):
    path = a_ticket(desk, agent, customer)
    mine = desk.sql("SELECT oid FROM person WHERE email ="
                    f" '{people['agent'].email}'")[0][0]
    for verb, typed, other in (
            ("assignment", {"agent": mine}, {"agent": ""}),
            ("postponement", {"until": in_days(2), "reason": "later"},
             {"until": in_days(3)}),
            ("resolution", {}, {"seen": "1000000"}),
            ("reopening", {}, {"seen": "1000000"})):
        action = f"{path}/{verb}"
        fields = {**agent.get(path).form(action), **typed}
        check(desk, agent, action, fields, other, event=1)


def test_what_is_decided_by_hand(desk, manager, agent, customer):
    path = a_ticket(desk, agent, customer)
    fields = {**manager.get(path).form(f"{path}/deadline"),
              "metric": "first_resolve", "due": in_days(2), "reason": "agreed"}
    check(desk, manager, f"{path}/deadline", fields, {"due": in_days(3)},
          event=1)
    for client, words in ((agent, "an answer"), (customer, "thank you")):
        assert client.submit(client.get(path), f"{path}/messages",
                             body=words).status == 303
    fields = {**agent.get(path).form(f"{path}/no-reply"), "reason": "thanks"}
    check(desk, agent, f"{path}/no-reply", fields, {"reason": "other words"},
          event=1)
    desk.cli("check", "--ticket", path.rsplit("/", 1)[1])
