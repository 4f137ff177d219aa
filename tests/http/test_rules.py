"""The rule of every tutorial: tickets that are tagged URGENT when they are opened get a level of their own."""

import json

import pytest

LEVEL = {"name": "Urgent SLA", "calendar": None, "targets": {"first_answer": 3600, "next_answer": 1800}}
RULE = {
    "name": "Tagged URGENT",
    "if": [[{"field": "tags", "op": "contains", "values": ["URGENT"]}]],
    "then": [{"do": "level", "level": "Urgent SLA"}],
    "stop": True,
}


@pytest.fixture
def rule(desk):
    """Made once for all of these; taken away behind each."""
    desk.cli("level", "set", "-", input=json.dumps(LEVEL))
    if not desk.sql("SELECT 1 FROM tag WHERE name = 'URGENT'"):
        desk.sql("INSERT INTO tag (oid, name, created_at) VALUES ('0123456789abcdeh', 'URGENT', 1)")
    desk.cli("rule", "set", "-", input=json.dumps(RULE))
    desk.cli("rule", "move", RULE["name"], "1")
    try:
        yield RULE
    finally:
        desk.cli("rule", "remove", RULE["name"])


def opened(agent, tags):
    page = agent.get("/tickets/new")
    answer = agent.submit(page, "/tickets", subject="The printer burns", body="It does.", tags=tags,
                          department=page.choices("department")[0])
    assert answer.status == 303, answer.text[:800]
    return answer.header("Location").rsplit("/", 1)[1].split("?")[0]


def level_of(desk, code):
    return desk.sql("SELECT COALESCE(v.name, '') FROM ticket t LEFT JOIN level_version v"
                    f" ON v.id = t.level_version_id WHERE t.code = '{code}'")[0][0]


def test_tagged_urgent_on_creation_it_gets_the_level_and_says_why(desk, agent, manager, rule):
    plain, urgent = opened(agent, "printer"), opened(agent, "URGENT, printer")
    assert level_of(desk, urgent) == "Urgent SLA" != level_of(desk, plain)
    assert desk.sql("SELECT c.target FROM clock c WHERE c.metric = 0 AND c.ticket_code ="
                    f" '{urgent}'") == [["3600"]]
    told = "SLA level Urgent SLA, chosen by the rule Tagged URGENT"
    assert told in " ".join(manager.get(f"/tickets/{urgent}").text.split())
    # Whoever asks is told what is promised, and not by which level.
    assert "Tagged URGENT" not in agent.get(f"/tickets/{urgent}").text
    said = json.loads(desk.cli("explain", plain, "--json"))["levels"][0]
    assert said["asked"][0]["rule"] == rule["name"] and said["asked"][0]["said"] == "fails"
    assert said["asked"][0]["because"] == rule["if"][0]
    assert said["rule"] != rule["name"]


EVENT = {
    "kind": "event",
    "name": "Burning",
    "on": ["created", "staff_message"],
    "if": [[{"field": "subject", "op": "contains", "values": ["burns"]}]],
    "then": [{"do": "tag", "tag": "URGENT"}, {"do": "answer", "text": "We are **on our way**."},
             {"do": "tell_address", "address": "watch@harbour.example"}, {"do": "priority", "priority": "urgent"}],
}


def test_a_rule_on_creation_tags_answers_and_tells_and_the_level_follows(desk, agent, manager, rule):
    desk.cli("rule", "set", "-", input=json.dumps(EVENT))
    try:
        code = opened(agent, "printer")
        assert level_of(desk, code) == "Urgent SLA"
        assert desk.sql(f"SELECT priority, status FROM ticket WHERE code = '{code}'") == [["1", "0"]]
        page = " ".join(manager.get(f"/tickets/{code}").text.split())
        for told in ("Rule Burning", "tagged “URGENT”", "wrote to the customer", "watch@harbour.example is told",
                     "priority Urgent"):
            assert told in page, told
        # Whoever asks reads what was said, not which rule said it; and no promise counts it as an answer.
        own = agent.get(f"/tickets/{code}").text
        assert "<strong>on our way</strong>" in own and "Burning" not in own
        assert desk.sql(f"SELECT state FROM clock WHERE metric = 0 AND ticket_code = '{code}'") == [["0"]]
        assert desk.sql("SELECT COUNT(*) > 0 FROM outbox o JOIN ticket t ON t.id = o.ticket_id"
                        f" WHERE t.code = '{code}' AND o.ukey LIKE 'rule:%'") == [["1"]]
        desk.cli("check", "--ticket", code)
    finally:
        desk.cli("rule", "remove", EVENT["name"])
