#!/usr/bin/python3
"""duedesk rule: SLA rules go out as JSON and come back, in their order; a dry run says what each says of a ticket."""

import json
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap  # noqa: E402

DUEDESK = tap.BUILD / "duedesk"
ENV = {**os.environ, "DUEDESK_SAMPLE_DIR": str(tap.TOP / "sql/sample")}
LEVEL = {"name": "Urgent SLA", "calendar": None, "targets": {"first_answer": 3600, "next_answer": 1800}}
URGENT = {
    "name": "Urgent",
    "note": "As in the tutorial",
    "if": [[{"field": "tags", "op": "contains", "values": ["URGENT"]}]],
    "then": [{"do": "level", "level": "Urgent SLA"}],
    "stop": True,
}


def duedesk(*args, status=0, stdin=None):
    run = subprocess.run([DUEDESK, *args], capture_output=True, text=True, check=False, env=ENV, input=stdin)
    assert run.returncode == status, (args, run.returncode, run.stdout, run.stderr)
    return run


def sql(text):
    env = os.environ
    run = subprocess.run(
        ["mariadb", "--no-defaults", "-S", env["DUEDESK_DB_SOCKET"], "-u", env["DUEDESK_DB_USER_ADMIN"],
         f"-p{env['DUEDESK_DB_PASSWORD_ADMIN']}", "--batch", "-N", env["DUEDESK_DB_NAME"], "-e", text],
        capture_output=True, text=True, check=False)
    assert run.returncode == 0, (text, run.stderr)
    return [line.split("\t") for line in run.stdout.splitlines()]


def fresh():
    name = os.environ["DUEDESK_DB_NAME"]
    sql(f"DROP DATABASE {name}; CREATE DATABASE {name} CHARACTER SET utf8mb4")
    duedesk("migrate")
    duedesk("sample", "--tickets", "30", "--days", "20", "--until", "2026-11-20T12:00:00Z")
    sql("INSERT INTO tag (oid, name, created_at) VALUES ('0123456789abcdef', 'URGENT', 1)")
    duedesk("level", "set", "-", stdin=json.dumps(LEVEL))


def put(rule, status=0):
    return duedesk("rule", "set", "-", status=status, stdin=json.dumps(rule))


def show(name):
    return json.loads(duedesk("rule", "show", name).stdout)


def names():
    return [line.split("\t")[1] for line in duedesk("rule", "list").stdout.splitlines()]


def refused(rule, *words):
    run = put(rule, status=1)
    for word in words:
        assert word in run.stderr, (word, run.stderr)


def changed(**members):
    return {**URGENT, **members}


def asked(**members):
    return changed(**{"if": [[members]]})


# ---- In and out -----------------------------------------------------------------------------------------


def test_a_rule_goes_out_and_comes_back():
    before = names()
    assert put(URGENT).stdout == "Urgent: version 1\n"
    out = show("Urgent")
    oid = out.pop("id")
    assert out == {**URGENT, "kind": "sla", "active": True, "keep_applying": False}
    assert names() == [*before, "Urgent"]
    # What says the same makes no version; what differs does.
    assert put({**out, "id": oid}).stdout == "Urgent: version 1, as it was\n"
    assert put(changed(note="Another")).stdout == "Urgent: version 2\n"
    assert put({**out, "id": oid, "name": "Very urgent"}).stdout == "Very urgent: version 3\n"
    assert names() == [*before, "Very urgent"]
    duedesk("rule", "remove", "Very urgent")
    assert names() == before
    assert "no rule Very urgent" in duedesk("rule", "show", "Very urgent", status=1).stderr
    assert sql("SELECT COUNT(*) FROM rule_version v JOIN rule r ON r.id = v.rule_id"
               " WHERE r.archived_at IS NOT NULL") == [["3"]]


def test_every_kind_of_condition_comes_back():
    person = sql("SELECT email FROM person WHERE roles > 1 AND email IS NOT NULL LIMIT 1")[0][0]
    department = sql("SELECT name FROM department LIMIT 1")[0][0]
    company = sql("SELECT name FROM company LIMIT 1")[0][0]
    conditions = [
        {"field": "source", "op": "is_one_of", "values": ["mail", "chat"]},
        {"field": "status", "op": "is_not", "values": ["new"]},
        {"field": "created", "op": "less", "value": "2026-11-24T09:00:00Z"},
        {"field": "changed", "op": "within_last", "seconds": 86400},
        {"field": "deleted", "op": "is_empty"},
        {"field": "referrer", "op": "matches", "values": ["^https://.*/shop"]},
        {"field": "priority", "op": "is", "values": ["urgent"]},
        {"field": "message", "op": "contains_all", "values": ["down", "Größe"]},
        {"field": "message_by", "op": "is", "values": ["customer"]},
        {"field": "agent_status", "op": "is_none_of", "values": ["away", "paused"]},
        {"field": "department", "op": "is", "values": [department]},
        {"field": "assignee", "op": "is_one_of", "values": [person, None]},
        {"field": "requester", "op": "is_not", "values": [person]},
        {"field": "groups", "op": "is_empty"},
        {"field": "invited", "op": "is", "value": True},
        {"field": "tags", "op": "contains_not_all", "values": ["URGENT"]},
        {"field": "level", "op": "is", "values": ["Urgent SLA"]},
        {"field": "subject", "op": "starts_not", "values": ["Re:"]},
        {"field": "company", "op": "is", "values": [company]},
        {"field": "language", "op": "is_not_empty"},
    ]
    put({**URGENT, "name": "All", "if": [conditions, conditions[:1]]})
    assert show("All")["if"] == [conditions, conditions[:1]]
    duedesk("rule", "remove", "All")


def test_custom_fields_are_asked_by_whose_they_are():
    sql("INSERT INTO field (oid, about, kind, name, position, created_at) VALUES"
        " ('0123456789abcde0', 0, 1, 'Seats', 1, 1), ('0123456789abcde1', 2, 3, 'Plan', 1, 1);"
        "INSERT INTO field_choice (oid, field_id, name, position)"
        " SELECT '0123456789abcde2', id, 'Gold', 1 FROM field WHERE name = 'Plan'")
    conditions = [
        {"field": "custom", "of": "ticket", "name": "Seats", "op": "greater", "value": "12.5"},
        {"field": "custom", "of": "company", "name": "Plan", "op": "is", "values": ["Gold"]},
    ]
    put({**URGENT, "name": "Custom", "if": [conditions]})
    assert show("Custom")["if"] == [conditions]
    refused(asked(field="custom", of="ticket", name="Plan", op="is", values=["Gold"]), "no custom field Plan")
    refused(asked(field="custom", of="company", name="Plan", op="is", values=["Tin"]), "nothing called Tin")
    # A field that is gone makes the rule invalid, and the list says why.
    sql("DELETE FROM field WHERE name = 'Seats';"
        "UPDATE rule_state SET version = version + 1")
    assert "invalid: The custom field that it asks is gone." in duedesk("rule", "list").stdout
    duedesk("rule", "remove", "Custom")


def test_a_rule_on_events_comes_back_with_all_it_does():
    staff = sql("SELECT email FROM person WHERE roles > 1 AND disabled_at IS NULL AND email IS NOT NULL LIMIT 1")[0][0]
    department = sql("SELECT name FROM department WHERE archived_at IS NULL LIMIT 1")[0][0]
    sql("INSERT INTO field (oid, about, kind, name, position, created_at) VALUES"
        " ('0123456789abcdf0', 0, 0, 'Order', 11, 1), ('0123456789abcdf1', 0, 4, 'Parts', 12, 1),"
        " ('0123456789abcdf2', 0, 5, 'Spoiled', 13, 1), ('0123456789abcdf5', 0, 3, 'Yard', 14, 1);"
        "INSERT INTO field_choice (oid, field_id, name, position)"
        " SELECT '0123456789abcdf3', id, 'Hull', 1 FROM field WHERE name = 'Parts' UNION"
        " SELECT '0123456789abcdf6', id, 'North', 1 FROM field WHERE name = 'Yard' UNION"
        " SELECT '0123456789abcdf4', id, 'Mast', 2 FROM field WHERE name = 'Parts'")
    does = [
        {"do": "tell_agent"}, {"do": "tell_person", "person": staff}, {"do": "tell_address", "address": "a@example.com"},
        {"do": "priority", "priority": "urgent"}, {"do": "assign", "person": None}, {"do": "assign", "person": staff},
        {"do": "transfer", "department": department}, {"do": "tag", "tag": "URGENT"}, {"do": "untag", "tag": "URGENT"},
        {"do": "note", "text": "Look."}, {"do": "level", "level": None}, {"do": "call", "url": "https://example.com/x"},
        {"do": "resolve"}, {"do": "close"}, {"do": "reopen"}, {"do": "postpone", "seconds": 3600},
        {"do": "postpone", "seconds": None}, {"do": "mark_answered"}, {"do": "answer", "text": "We *look* at it."},
        {"do": "spam"},
    ]
    more = [
        {"do": "field", "name": "Order", "value": "12"}, {"do": "field", "name": "Order", "value": None},
        {"do": "field", "name": "Parts", "value": ["Hull", "Mast"]}, {"do": "field", "name": "Parts", "value": []},
        {"do": "field", "name": "Spoiled", "value": True}, {"do": "field", "name": "Yard", "value": "North"},
        {"do": "delete"},
    ]
    rule = {**URGENT, "kind": "event", "name": "All", "on": ["created", "tags", "restored"], "then": does}
    put(rule)
    out = show("All")
    oid = out.pop("id")
    assert out == {**rule, "active": True}
    put({**rule, "id": oid, "then": more})
    assert show("All")["then"] == more
    # The other kinds do not have it in their lists; an order is within a kind.
    assert "All" not in names()
    assert "1\tAll\tfield, field," in duedesk("rule", "list", "--kind", "event").stdout
    put({**rule, "name": "First"})
    duedesk("rule", "move", "First", "1", "--kind", "event")
    lines = duedesk("rule", "list", "--kind", "event").stdout.splitlines()
    assert [line.split("\t")[1] for line in lines] == ["First", "All"]
    assert "no rule First" in duedesk("rule", "show", "First", "--kind", "sla", status=1).stderr
    assert "usage" in duedesk("rule", "list", "--kind", "odd", status=2).stderr
    duedesk("rule", "remove", "First")

    def wrong(then, *words):
        refused({**rule, "name": "Wrong", "then": [then]}, *words)

    refused({**rule, "on": []}, "on: say what sets it off")
    refused({**rule, "on": ["rated"]}, "rated: nobody can rate")
    refused({**rule, "on": ["lunch"]}, "on: must be")
    refused({**rule, "keep_applying": True}, "keep_applying: of SLA rules")
    refused({**rule, "kind": "odd"}, "kind: must be sla, event or time")
    refused({**rule, "id": oid, "kind": "time", "on": []}, "keeps the kind")
    refused(changed(on=["created"]), "on: of rules on events")
    refused(changed(then=[{"do": "close"}]), "an SLA rule sets a level")
    wrong({"do": "postpone", "seconds": 31622401}, "31622400")
    wrong({"do": "postpone", "seconds": "x"}, "seconds: must be")
    wrong({"do": "answer", "text": " "}, "answer: write some words")
    wrong({"do": "answer"}, "must have")
    wrong({"do": "tell_person", "person": None}, "person: must be a text")
    wrong({"do": "field", "name": "None", "value": "x"}, "no custom field None")
    wrong({"do": "field", "name": "Order"}, "must have")
    wrong({"do": "field", "name": "Parts", "value": ["Keel"]}, "no choice Keel")
    wrong({"do": "field", "name": "Spoiled", "value": "yes"}, "value: must be true or false")
    wrong({"do": "field", "name": "Order", "value": ["x"]}, "value: must be a text")
    wrong({"do": "resolve", "now": True}, "alone")
    duedesk("rule", "remove", "All")


def test_a_mistake_names_its_place_and_stores_nothing():
    before = sql("SELECT COUNT(*) FROM rule_version")
    refused(changed(name=""), "name")
    refused(changed(name="x" * 101), "name", "100")
    refused(changed(colour="red"), "colour: there is no such member")
    refused({k: v for k, v in URGENT.items() if k != "if"}, "if: is missing")
    refused(changed(then=[{"do": "level", "level": "Tin"}]), "then: action 1", "Tin")
    refused(changed(then=[{"do": "dance"}]), "then: action 1", "do")
    refused(changed(then=[], stop=False), "then: it would do nothing")
    refused(changed(**{"if": [[]]}), "if: group 1 has no condition")
    refused(asked(field="mood", op="is"), "if: group 1: condition 1: field")
    refused(asked(field="tags", op="rhymes"), "op")
    refused(asked(field="tags", op="starts", values=["x"]), "starts cannot be asked of tags")
    refused(asked(field="tags", op="contains"), "values: must be a list")
    refused(asked(field="tags", op="contains", values=[]), "group 1, condition 1", "nothing to compare")
    refused(asked(field="tags", op="contains", values=["NONE"]), "tags: there is nothing called NONE")
    refused(asked(field="priority", op="is", values=["any"]), "priority: there is nothing called any")
    refused(asked(field="subject", op="matches", values=["("]), "group 1, condition 1")
    refused(asked(field="subject", op="contains", values=["x" * 501]), "500 characters")
    refused(asked(field="created", op="less", value="tomorrow"), "an instant like")
    refused(asked(field="created", op="within_last", seconds=0), "from 1 to")
    refused(asked(field="created", op="within_last", days=2), "days: there is no such member")
    refused(asked(field="deleted", op="is_empty", values=[]), "values: there is no such member")
    assert sql("SELECT COUNT(*) FROM rule_version") == before
    assert "usage" in duedesk("rule", "move", "Urgent", "0", status=2).stderr


def test_rules_have_an_order_and_copies():
    before = names()
    put(URGENT)
    duedesk("rule", "move", "Urgent", "1")
    assert names() == ["Urgent", *before]
    duedesk("rule", "clone", "Urgent", "Less urgent")
    assert names() == ["Urgent", "Less urgent", *before]
    assert show("Less urgent")["active"] is False
    duedesk("rule", "move", "Urgent", "400")
    assert names() == ["Less urgent", *before, "Urgent"]
    # Of several with one name the id says which.
    duedesk("rule", "clone", "Urgent", "Less urgent")
    assert "by its id" in duedesk("rule", "remove", "Less urgent", status=1).stderr
    for line in duedesk("rule", "list").stdout.splitlines():
        if "\tLess urgent\t" in line:
            duedesk("rule", "remove", line.split("\t")[4])
    duedesk("rule", "remove", "Urgent")
    assert names() == before


# ---- What they say --------------------------------------------------------------------------------------


TIME = {
    "kind": "time", "name": "Old", "note": "", "active": True, "stop": False,
    "if": [[{"field": "created", "op": "longer_ago", "seconds": 3600}],
           [{"field": "due", "metric": "first_answer", "op": "longer_ago", "seconds": 0},
            {"field": "due", "op": "within_next", "seconds": 600},
            {"field": "status_since", "op": "not_longer_ago", "seconds": 60}]],
    "then": [{"do": "note", "text": "It is old."}],
}


def test_a_time_rule_says_when_it_is_looked_at():
    put(TIME)
    rule = show("Old")
    assert {k: rule[k] for k in TIME} == TIME, rule
    waiting = sql("SELECT COUNT(*) FROM ticket WHERE status IN (0, 1, 2, 3, 4, 8, 9)")[0][0]
    lines = duedesk("rule", "list", "--kind", "time").stdout.splitlines()
    assert lines[0].startswith("1\tOld\tnote\tactive\t") and lines[1].startswith(waiting + " tickets are still"), lines
    code = sql("SELECT code FROM ticket WHERE status < 3 LIMIT 1")[0][0]
    text = duedesk("rule", "test", code, "--kind", "time").stdout
    assert text.startswith(f"{code} at 20") and text.endswith("Z\n    Old: to act now\n"), text
    put({**TIME, "if": [[{"field": "created", "op": "longer_ago", "seconds": 300000000}]]})
    text = duedesk("rule", "test", code, "--kind", "time").stdout
    assert "    Old: fails, next 203" in text and "not so: created longer ago 300000000 seconds" in text, text
    answer = json.loads(duedesk("rule", "test", code, "--kind", "time", "--json").stdout)
    (said,) = answer["asked"]
    assert said["said"] == "fails" and said["next"].startswith("203") and said["because"][0]["field"] == "created", said
    closed = sql("SELECT code FROM ticket WHERE status = 5 LIMIT 1")
    if closed:
        text = duedesk("rule", "test", closed[0][0], "--kind", "time").stdout
        assert "Old: not asked of this status" in text, text
    refused(asked(field="due", op="is_empty"), "An SLA rule cannot ask for deadlines")
    refused({**TIME, "if": [[{"field": "due", "op": "is_empty", "metric": "first_dance"}]]}, "metric: must be a word")
    refused({**TIME, "if": [[{"field": "created", "op": "is_empty", "metric": "first_answer"}]]},
            "metric: there is no such member")
    duedesk("rule", "remove", "Old", "--kind", "time")


def test_a_dry_run_says_what_each_rule_says():
    put(URGENT)
    duedesk("rule", "move", "Urgent", "1")
    (code,), = sql("SELECT code FROM ticket WHERE department_id ="
                   " (SELECT x.ref FROM rule_value x JOIN rule_condition c ON c.id = x.rule_condition_id"
                   " AND c.field = 10 LIMIT 1) AND id NOT IN (SELECT ticket_id FROM ticket_tag) LIMIT 1")
    before = sql("SELECT COUNT(*), SUM(version) FROM ticket"), sql("SELECT COUNT(*) FROM event")
    text = duedesk("rule", "test", code).stdout
    assert "    Urgent: fails\n      not so: tags contains \"URGENT\"\n" in text
    answer = json.loads(duedesk("rule", "test", code, "--json").stdout)
    assert answer["asked"][0] == {"rule": "Urgent", "version": 1, "said": "fails", "because": URGENT["if"][0]}
    assert answer["asked"][-1]["said"] == "holds" and answer["rule"] == answer["asked"][-1]["rule"]
    sql(f"INSERT INTO ticket_tag SELECT (SELECT id FROM ticket WHERE code = '{code}'),"
        " (SELECT id FROM tag WHERE name = 'URGENT')")
    answer = json.loads(duedesk("rule", "test", code, "--json").stdout)
    assert answer["level"] == "Urgent SLA" and answer["rule"] == "Urgent" and len(answer["asked"]) == 1
    assert (sql("SELECT COUNT(*), SUM(version) FROM ticket"), sql("SELECT COUNT(*) FROM event")) == before
    assert "no such" in duedesk("rule", "test", "ZZZ-ZZZZZ-999", status=1).stderr
    sql("DELETE FROM ticket_tag WHERE tag_id = (SELECT id FROM tag WHERE name = 'URGENT')")
    duedesk("rule", "remove", "Urgent")


def test_a_dry_run_of_rules_on_events_names_them_and_what_fails():
    put({**URGENT, "kind": "event", "name": "Tagged", "on": ["tags"], "then": [{"do": "close"}]})
    put({**URGENT, "kind": "event", "name": "Any", "on": ["note", "tags"], "if": [], "then": [{"do": "delete"}]})
    put({**URGENT, "kind": "event", "name": "Noted", "on": ["note"], "if": [], "then": [{"do": "spam"}], "active": False})
    (code,), = sql("SELECT code FROM ticket WHERE id NOT IN (SELECT ticket_id FROM ticket_tag) LIMIT 1")
    before = sql("SELECT COUNT(*), SUM(version), SUM(status) FROM ticket"), sql("SELECT COUNT(*) FROM event")
    text = duedesk("rule", "test", code, "--kind", "event").stdout
    assert text == (f"{code} as it stands\n    Tagged: fails\n      not so: tags contains \"URGENT\"\n"
                    "    Any: holds\n"), text
    answer = json.loads(duedesk("rule", "test", code, "--kind", "event", "--on", "note", "--json").stdout)
    assert [(w["rule"], w["said"]) for w in answer["asked"]] == [("Any", "holds")]
    assert answer["level"] is None and answer["rule"] is None
    assert "usage" in duedesk("rule", "test", code, "--kind", "event", "--on", "lunch", status=2).stderr
    assert before == (sql("SELECT COUNT(*), SUM(version), SUM(status) FROM ticket"), sql("SELECT COUNT(*) FROM event"))
    for name in ("Tagged", "Any", "Noted"):
        duedesk("rule", "remove", name)


def test_what_was_said_stays_whatever_becomes_of_rules():
    put({**URGENT, "if": [[{"field": "subject", "op": "contains", "values": ["no such words"]}]]})
    duedesk("rule", "move", "Urgent", "1")
    duedesk("sample", "--tickets", "5", "--seed", "7", "--days", "20", "--until", "2026-11-20T12:00:00Z")
    (code,), = sql("SELECT t.code FROM ticket t JOIN event e ON e.ticket_id = t.id AND e.seq = 1"
                   " WHERE e.rule_version_id IS NOT NULL ORDER BY t.id DESC LIMIT 1")
    before = json.loads(duedesk("explain", code, "--json").stdout)["levels"]
    assert before[0]["asked"][0]["rule"] == "Urgent"
    assert before[0]["asked"][0]["because"][0]["values"] == ["no such words"]
    assert before[0]["rule"] == before[0]["asked"][-1]["rule"]
    put({**URGENT, "name": "Urgent", "if": []})
    duedesk("rule", "remove", "Urgent")
    assert json.loads(duedesk("explain", code, "--json").stdout)["levels"] == before
    text = duedesk("explain", code).stdout
    assert "not so: subject contains \"no such words\"" in text and "chosen by rule" in text
    assert duedesk("check", "--json", "--all").stdout == ""


# ---- A desk of before -----------------------------------------------------------------------------------


def test_rules_of_before_become_rules():
    script = (tap.TOP / "sql/migrations/0085_rule_fill.sql").read_text()
    for table in ("rule_action", "rule_value", "rule_condition", "rule_version", "rule"):
        sql(f"DELETE FROM {table}")
    sql("DELETE FROM sla_rule; INSERT INTO sla_rule (oid, position, name, active, department_id, level_id, created_at)"
        " SELECT CONCAT('00000000000000', LPAD(id, 2, '0')), 9 - id, CONCAT('Old ', id), id <> 2, id,"
        " (SELECT MIN(id) FROM level), 5 FROM department WHERE id < 4")
    sql(script)
    first = sql("SELECT * FROM rule_version ORDER BY id"), sql("SELECT * FROM rule_value"), sql("SELECT * FROM rule")
    sql(script)
    assert first == (sql("SELECT * FROM rule_version ORDER BY id"), sql("SELECT * FROM rule_value"),
                     sql("SELECT * FROM rule"))
    sql("UPDATE rule_state SET version = version + 1")
    assert names() == ["Old 3", "Old 2", "Old 1"]
    rule = show("Old 2")
    assert rule["active"] is False and rule["stop"] is True
    assert rule["if"] == [[{"field": "department", "op": "is",
                            "values": [sql("SELECT name FROM department WHERE id = 2")[0][0]]}]]
    assert rule["then"][0]["level"] == sql("SELECT name FROM level ORDER BY id LIMIT 1")[0][0]


if __name__ == "__main__":
    tap.need_database()
    fresh()
    tap.run(globals())
