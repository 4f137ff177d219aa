"""Every page there is (visits.py): strict HTML, no finding of axe-core in light
and dark, nothing cut off or too wide at 360, 768 and 1440 pixels, at twice the
size and with letters twice as large, and all of it by Tab.

With DUEDESK_TEST_FULL=1 (make full) each page as each role, too.
"""

import json
import os
import re
from datetime import date, timedelta

import pytest

import look
import visits
from desk import Person, form_fields, wait_until
from files import PNG, multipart
from visits import NOTHING, ROLES, VISITS

FULL = os.environ.get("DUEDESK_TEST_FULL") == "1"

# From wide to a telephone; between them, where the layout changes.
WIDTHS = ([2560, 1180, 1024, 768, 600, 480, 360, 320] if FULL else
          [1180, 768, 600, 360, 320])

SHOWN = VISITS if not FULL else VISITS + [
    v._replace(role=role) for v in VISITS if not v.action
    for role in ROLES if role != v.role]
LABELS = [v.name for v in SHOWN]

LONG_SUBJECT = "Wörterbuchabschnittsüberschriften" * 6
LONG_MESSAGE = ("مرحبا بالعالم، الطابعة لا تعمل منذ الصباح.\n\n"
                "🙂👩‍👩‍👧‍👦🇮🇪 " + "W" * 900 + "\n\n"
                "> " * 5 + "quoted\n\n"
                "```\n" + "code " * 60 + "\n```\n\n"
                "| a | b |\n|---|---|\n| " + "c" * 300 + " | d |\n\n"
                "<https://example.com/" + "path/" * 60 + ">\n\n"
                "1. one\n2. two\n   - inner\n\n# A heading\n\n")


# ---- Who and what there is to look at ----------------------------------------


def add(desk, role, address, *words):
    """One more person, with the password of this file."""
    name = address.split("@")[0].title()
    password = "a long password for " + name
    desk.cli("people", "add", "--name", name, "--email", address,
             "--role", role, "--password-stdin", *words, input=password)
    return Person(role, name, address, password)


# Of each sort a condition, as long as may be.
LONG_RULE = {
    "name": "W" * 100, "note": "x" * 500, "active": False, "stop": True,
    "keep_applying": True, "then": [{"do": "level", "level": None}],
    "if": [[{"field": "subject", "op": "contains_all",
             "values": ["W" * 200, "عنوان بالعربية"]},
            {"field": "status", "op": "is_none_of",
             "values": ["new", "open", "spam"]},
            {"field": "created", "op": "not_less",
             "value": "2026-11-24T09:00:00Z"}],
           [{"field": "changed", "op": "longer_ago", "seconds": 5400},
            {"field": "assignee", "op": "is_empty"},
            {"field": "custom", "of": "ticket", "name": "Under warranty",
             "op": "is", "value": True},
            {"field": "invited", "op": "is_not", "value": True}]],
}


@pytest.fixture(scope="session")
def cast(desk, people):
    """Everybody: the sample's people, somebody with nothing, somebody who
    talks much, an agent without departments, one with a link."""
    return {**people,
            "stranger": add(desk, "customer", "stranger@every.example"),
            "talker": add(desk, "customer", "talker@every.example"),
            "idle": add(desk, "agent", "idle@every.example"),
            "newcomer": add(desk, "agent", "newcomer@every.example")}


@pytest.fixture(scope="session")
def clients(desk, cast):
    """Their sessions, over plain HTTP."""
    found = {role: desk.client().enter(person)
             for role, person in cast.items()}
    found["nobody"] = desk.client()
    return found


class Things(dict):
    """What the {names} of visits stand for."""

    def __missing__(self, name):
        raise AssertionError(f"visits.py names {{{name}}}, which "
                             "test_every_page.py does not make")


def level_of(desk):
    """A level with all that one can have, in two versions."""
    name = "W" * 100
    level = {
        "name": name, "calendar": desk.sql("SELECT name FROM calendar")[0][0],
        "targets": {"first_answer": {"seconds": 3600, "priority": {
            "urgent": {"seconds": 900}, "low": {"days": 2}}},
            "next_answer": {"next_open": 1800}, "keep_informed": 86400},
        "steps": {"first_answer": [
            {"seconds": -1800, "actions": [
                {"do": "tell_agent"}, {"do": "note", "text": "x" * 1000},
                {"do": "call", "url": "https://hook.example/" + "x" * 900}]},
            {"percent": 120, "actions": [
                {"do": "priority", "priority": "urgent"},
                {"do": "assign", "person": None}]}]}}
    desk.cli("level", "set", "-", input=json.dumps(level))
    level["steps"]["first_answer"].pop()
    desk.cli("level", "set", "-", "--open", input=json.dumps(level))
    return desk.sql(f"SELECT oid FROM level WHERE name = '{name}'")[0][0]


@pytest.fixture(scope="session")
def things(desk, cast, clients):
    theirs = desk.sql(
        "SELECT d.oid FROM department d JOIN department_member m"
        " ON m.department_id = d.id JOIN person p ON p.id = m.person_id"
        f" WHERE p.email = '{cast['agent'].email}' ORDER BY d.id")[0][0]

    def opened(role, subject, body="words"):
        client = clients[role]
        answer = client.submit(client.get("/tickets/new"), "/tickets",
                               subject=subject, body=body, department=theirs)
        assert answer.status == 303, answer.text
        return answer.header("Location").split("/")[-1].split("?")[0]

    def act(code, what, at="", **typed):
        agent = clients["agent"]
        answer = agent.submit(agent.get(f"/tickets/{code}{at}"),
                              f"/tickets/{code}/{what}", **typed)
        assert answer.status == 303, re.findall(
            r'role="alert".*|field__error.*', answer.text)
        return code

    def thanked(code):
        act(code, "messages", body="An answer")
        talker = clients["talker"]
        answer = talker.submit(talker.get(f"/tickets/{code}"),
                               f"/tickets/{code}/messages", body="Thank you")
        assert answer.status == 303, answer.text
        return code

    def by_hand(code):
        manager = clients["manager"]
        answer = manager.submit(
            manager.get(f"/tickets/{code}"), f"/tickets/{code}/deadline",
            metric="first_resolve", due=f"{date.today() + timedelta(9)}T10:00",
            reason="W" * 500)
        assert answer.status == 303, answer.text
        return code

    def send_files(code, *sent):
        talker = clients["talker"]
        action = f"/tickets/{code}/messages"
        form = talker.get(f"/tickets/{code}").form(action)
        answer = talker.ask(
            "POST", action,
            body=multipart({**form, "body": "as asked"}, sent),
            headers={"Content-Type": "multipart/form-data;"
                     " boundary=----b0undary",
                     "Origin": desk.url, "Sec-Fetch-Site": "same-origin"})
        assert answer.status == 303, answer.text
        return code

    long = opened("talker", LONG_SUBJECT[:200],
                  (LONG_MESSAGE + "word " * 5000)[:20000])
    act(long, "notes", body=LONG_MESSAGE)
    act(long, "postponement", reason="x" * 500, party="vendor")
    busy = desk.sql("SELECT t.code FROM ticket t JOIN event ev"
                    " ON ev.ticket_id = t.id GROUP BY t.id, t.code"
                    " ORDER BY COUNT(*) DESC, t.id LIMIT 1")[0][0]
    def oid(table, where):
        return desk.sql(f"SELECT oid FROM {table} WHERE {where}")[0][0]

    desk.sql("INSERT INTO field (id, oid, about, kind, name, shown, position,"
             " created_at) VALUES"
             " (901, 'f000000000000001', 0, 0, 'Seriennummer', 1, 1, 0),"
             " (902, 'f000000000000002', 0, 1, 'Mileage', 0, 2, 0),"
             " (903, 'f000000000000003', 0, 2, 'Bought on', 1, 3, 0),"
             f" (904, 'f000000000000004', 0, 3, '{'W' * 100}', 1, 4, 0),"
             " (905, 'f000000000000005', 0, 4, 'قطع', 0, 5, 0),"
             " (906, 'f000000000000006', 0, 5, 'Under warranty', 1, 6, 0),"
             " (907, 'f000000000000007', 1, 0, 'Rank', 0, 1, 0),"
             " (908, 'f000000000000008', 2, 1, 'Heads', 0, 1, 0);"
             "UPDATE field SET required = 0;"
             "INSERT INTO field_choice (oid, field_id, name, position,"
             " archived_at) VALUES"
             f" ('f000000000000011', 904, '{'X' * 100}', 1, NULL),"
             " ('f000000000000012', 904, 'Kiel', 2, NULL),"
             " ('f000000000000013', 905, 'عجلة', 1, NULL),"
             " ('f000000000000014', 905, 'Pump', 2, NULL),"
             " ('f000000000000015', 905, 'Funnel', 3, 1)")
    manager = clients["manager"]
    answer = sent(manager, manager.get("/companies"), "/companies",
                  name="W" * 100, note="x" * 500)
    assert answer.status == 303, answer.text
    boss = clients["admin"]
    for name in ("Gold", "W" * 100, "تجربة"):
        answer = sent(boss, boss.get("/groups"), "/groups", name=name,
                      colour="purple")
        assert answer.status == 303, answer.text
    desk.sql("INSERT INTO customer_group_person SELECT p.id, g.id FROM person p"
             " JOIN customer_group g WHERE p.email LIKE 'talker@%';"
             "INSERT INTO customer_group_company SELECT c.id, g.id FROM"
             " company c JOIN customer_group g WHERE c.name LIKE 'WW%'")
    link = asked(clients["admin"], visits.Visit(
        visits.Route("POST", ""), "admin", "/people/{who}", (),
        "/people/{who}/link"), {"who": oid("person", "email ="
                                           f" '{cast['newcomer'].email}'")})
    people = {role: oid("person", f"email = '{person.email}'")
              for role, person in cast.items()}
    desk.cli("rule", "set", "-", input=json.dumps(LONG_RULE))
    desk.cli("rule", "set", "-", input=json.dumps({**LONG_RULE, "note": ""}))
    return Things(
        people, change=oid("audit", "name LIKE 'WW%' AND object = 5"),
        department=theirs, company=oid("company", "name LIKE 'WW%'"),
        token=re.search(r"token=([^\"&]+)", link.text)[1],
        ticket=act(opened("customer", "A ticket to look at"), "notes",
                   body="A **note**"),
        long=long, busy=busy,
        files=send_files(opened("talker", "With files"), ("seen.png", PNG),
                         (LONG_SUBJECT + ".pdf", b"%PDF-1.4"),
                         ("صورة.png", PNG)),
        tagged=act(opened("talker", "With tags"), "tags", add=", ".join(
            ["urgent", "W" * 50, "عاجل", *map("tag {}".format, range(17))])),
        spam=act(opened("stranger", "Buy this"), "spam", at="/spam"),
        deleted=act(opened("stranger", "Take it away"), "deletion",
                    at="/deletion"),
        answered=act(opened("talker", "عنوان بالعربية 🙂"), "messages",
                     body="Done."),
        tag=oid("tag", "name = 'urgent'"),
        calendar=oid("calendar", "name LIKE 'New York%'"),
        choices="f000000000000005", text="f000000000000001",
        filled=act(act(opened("talker", "Filled in"), "fields", **{
            "field-f000000000000001": "W" * 500,
            "field-f000000000000002": "-999999999999.9999",
            "field-f000000000000003": "2026-11-24",
            "field-f000000000000004": "f000000000000011",
            "field-f000000000000005": "f000000000000013",
            "field-f000000000000006": "1"}), "fields", **{
            "field-f000000000000001": "short",
            "field-f000000000000005": ""}),
        group=oid("customer_group", "name LIKE 'WW%'"),
        level=level_of(desk),
        rule=oid("rule", "id = (SELECT MAX(rule_id) FROM rule_version WHERE"
                 " name LIKE 'WW%')"),
        resolved=act(opened("talker", "Resolved"), "resolution"),
        thanked=thanked(opened("talker", "Thanked")),
        by_hand=by_hand(opened("talker", "By hand")),
        postponed=act(opened("talker", "Postponed"), "postponement",
                      until=f"{date.today() + timedelta(30)}T10:00",
                      party="team", reason="later"))


@pytest.fixture
def onlooker(chromium, browser, clients):
    """The browser, which takes over the session of a role."""
    chromium.execute_cdp_cmd("Emulation.setFocusEmulationEnabled",
                             {"enabled": True})

    def be(role):
        chromium.execute_cdp_cmd("Network.clearBrowserCookies", {})
        for name, value in clients[role].cookies.items():
            chromium.execute_cdp_cmd("Network.setCookie", {
                "name": name, "value": value, "url": browser.desk.url,
                "path": "/", "secure": True, "httpOnly": True})
        return browser

    yield be
    look.letters(browser, 16)
    look.media(browser, prefers_reduced_motion="no-preference")
    browser.screen()


# ---- Going there -------------------------------------------------------------


def asked(client, visit, things):
    """The page over plain HTTP."""
    page = client.get(visit.path(things))
    if not visit.action:
        return page
    return sent(client, page, visit.action.format_map(things),
                **dict(visit.typed))


def sent(client, page, action, **typed):
    """The first form of the page that is posted there, with that typed."""
    forms = [form_fields(f) for f in page.html().iter("form")
             if f.get("action") == action and f.get("method") == "post"]
    assert forms, f"no form is sent to {action}"
    return client.post(action, {**forms[0], **typed})


SEND = """(() => {
    const form = document.querySelector(
        `form[method=post][action="${%s}"]`);
    for (const [name, value] of %s) {
        const field = form.elements.namedItem(name);
        if (field.localName === "select")
            field.add(new Option(value, value));
        field.value = value;
    }
    form.noValidate = true;
    globalThis.sent = true;
    form.requestSubmit();
})()"""


def shown(browser, visit, things):
    """The page in the browser."""
    browser.go(visit.path(things))
    if not visit.action:
        return
    action = visit.action.format_map(things)
    look.evaluate(browser, SEND % (json.dumps(action),
                                   json.dumps(visit.typed)))
    wait_until(lambda: look.says(
        browser, "!globalThis.sent && document.readyState === 'complete'"))


# ---- The tests ---------------------------------------------------------------


def test_every_route_is_looked_at():
    known = visits.routes()
    named = {v.route for v in VISITS} | set(NOTHING)
    assert [r for r in known if r not in named] == []
    assert [r for r in named if r not in known] == []


@pytest.mark.parametrize("visit", VISITS, ids=[v.name for v in VISITS])
def test_its_html_is_strict_for_everyone(visit, clients, things):
    for role in ROLES if visit.everyone or FULL else [visit.role]:
        if visit.action and role != visit.role:
            continue
        answer = asked(clients[role], visit, things)
        if role == visit.role and visit.status:
            assert answer.status == visit.status
        if answer.status == 303:
            continue
        assert look.html_faults(answer) == [], role


@pytest.mark.parametrize("visit", SHOWN, ids=LABELS)
def test_nothing_is_wrong_with_it(visit, onlooker, things):
    browser = onlooker(visit.role)
    faults = []

    def found(where, what):
        faults.extend(f"{where}: {x}" for x in what)

    look.media(browser)
    look.size(browser, 1440)
    shown(browser, visit, things)
    look.unfold(browser, "details:not(.menu)")
    found("axe", look.axe_faults(browser))
    found("1440 px", look.survey(browser))
    found("Tab", look.tab_faults(browser))
    look.media(browser, prefers_color_scheme="dark")
    found("axe, dark", look.axe_faults(browser,
                                       None if FULL else look.COLOURS))
    look.media(browser)
    look.unfold(browser, ".menu")
    for width in WIDTHS:
        look.size(browser, width)
        found(f"{width} px, menus open", look.survey(browser))
    look.unfold(browser, ".menu", False)
    found("axe, 360 px", look.axe_faults(browser,
                                         None if FULL else look.NARROW))
    look.evaluate(browser, "document.documentElement.dir = 'rtl'")
    found("360 px, from right to left", look.survey(browser))
    look.size(browser, 1440)
    found("1440 px, from right to left", look.survey(browser))
    look.evaluate(browser, "document.documentElement.dir = 'ltr'")
    look.size(browser, 640, 450, 2)
    found("twice the size", look.survey(browser))
    look.size(browser, 1440)
    look.letters(browser, 32)
    found("large letters", look.survey(browser))
    look.letters(browser, 16)
    assert faults == [], "\n" + "\n".join(faults)
