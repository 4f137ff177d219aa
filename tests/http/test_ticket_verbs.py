"""What staff change of a ticket, by its forms; what they take back; and that
nobody learns from it what is not theirs to see."""

import re
import secrets
from urllib.parse import quote

import pytest

from desk import form_fields


@pytest.fixture
def code(desk, agent, customer):
    """A new ticket of the customer that the agent works on."""
    for department in customer.get("/tickets/new").choices("department"):
        page = customer.get("/tickets/new")
        answer = customer.submit(page, "/tickets", subject="To be changed",
                                 body="words", department=department)
        path = re.match(r"/tickets/[A-Z0-9-]+",
                        answer.header("Location")).group()
        if agent.get(path).status == 200:
            return path.removeprefix("/tickets/")
    raise AssertionError("no department is the agent's")


def change(client, code, noun, page=None, **fields):
    """By the form that the ticket's page has."""
    page = page or client.get(f"/tickets/{code}")
    return client.submit(page, f"/tickets/{code}/{noun}", **fields)


def confirm(client, code, noun):
    """By the page that asks first."""
    page = client.get(f"/tickets/{code}/{noun}")
    assert page.status == 200
    return client.submit(page, f"/tickets/{code}/{noun}")


def one(desk, what, code):
    return desk.sql(f"SELECT {what} FROM ticket t WHERE t.code = '{code}'")[0][0]


def undo_of(page):
    """The path and the fields of the button beside what was just done."""
    for div in page.html().iter("div"):
        if div.get("class") == "flash":
            for form in div.iter("form"):
                return form.get("action"), form_fields(form)
    return None


def undo(client, answer):
    path, fields = undo_of(client.get(answer.header("Location")))
    return client.post(path, fields)


def no_undo(client, answer):
    return undo_of(client.get(answer.header("Location"))) is None


# ---- Done ------------------------------------------------------------------

def test_each_change_is_made_and_told_in_the_timeline(desk, agent, code):
    other = desk.sql("SELECT oid FROM department WHERE archived_at IS NULL AND"
                     " id <> (SELECT department_id FROM ticket"
                     f" WHERE code = '{code}') LIMIT 1")[0][0]
    assert change(agent, code, "priority", priority="high").status == 303
    assert change(agent, code, "tags", add="red, blue").status == 303
    assert confirm(agent, code, "marking").status == 303
    page = agent.get(f"/tickets/{code}").text
    for words in ("priority High", "tagged “red”", "tagged “blue”",
                  "answered by other ways"):
        assert words in page
    assert confirm(agent, code, "spam").status == 303
    assert change(agent, code, "restoration").status == 303
    assert confirm(agent, code, "deletion").status == 303
    assert "put it back" in agent.get(f"/tickets/{code}").text
    assert change(agent, code, "restoration").status == 303
    assert one(desk, "status", code) == "2"
    answer = change(agent, code, "transfer", department=other)
    assert answer.status == 303
    assert one(desk, "(SELECT oid FROM department d"
               " WHERE d.id = t.department_id)", code) == other


def test_what_is_stored_of_it_is_what_its_events_say(desk, agent, customer,
                                                      code):
    """duedesk check goes through all of it again: hidden twice, and back."""
    for noun in ("spam", "deletion"):
        confirm(agent, code, noun)
    for _ in range(2):
        assert change(agent, code, "restoration").status == 303
    change(agent, code, "tags", add="red, blue")
    red = desk.sql("SELECT oid FROM tag WHERE name = 'red'")[0][0]
    assert change(agent, code, "tags", only=red, add="green").status == 303
    change(agent, code, "priority", priority="urgent")
    confirm(agent, code, "marking")
    customer.submit(customer.get(f"/tickets/{code}"),
                    f"/tickets/{code}/messages", body="and another thing")
    confirm(agent, code, "deletion")
    change(agent, code, "restoration")
    desk.cli("check", "--ticket", code)


def test_what_the_page_knew_is_what_is_changed(desk, agent, code):
    """Two people put a tag on: the second is told, and keeps what was typed."""
    page = agent.get(f"/tickets/{code}")
    assert change(agent, code, "tags", add="mine").status == 303
    late = change(agent, code, "tags", page, add="typed just now")
    assert late.status == 409
    assert "You changed this ticket meanwhile" in late.text
    assert "what you chose is still here" in late.text
    assert 'value="typed just now"' in late.text
    assert change(agent, code, "priority", page, priority="low").status == 409
    assert one(desk, "priority", code) == "3"


@pytest.mark.parametrize("noun, field, value, says", [
    ("priority", "priority", "burning", "priority"),
    ("transfer", "department", "0123456789abcdef", "There is no such"),
    ("tags", "add", "x" * 51, "A tag has more than 50 characters"),
    ("tags", "add", ",".join(f"t{i}" for i in range(21)), "more than 20 tags"),
    ("assignment", "agent", "0123456789abcdef", "does not work in this"),
])
def test_what_is_wrong_is_said_beside_its_field(agent, code, noun, field,
                                                value, says):
    answer = change(agent, code, noun, **{field: value})
    assert answer.status == 422
    where = re.search(rf'id="{field}-error">([^<]*)<', answer.text)
    assert where, "nothing stands beside the field"
    assert says in where.group(1) or noun == "priority"


def test_staff_open_tickets_with_priority_and_tags(desk, agent, customer):
    page = agent.get("/tickets/new")
    answer = agent.submit(page, "/tickets", subject="By staff", body="words",
                          department=page.choices("department")[0],
                          priority="urgent", tags="phone, vip")
    new = re.search(r"[A-Z]{3}-[A-Z]{5}-[0-9]{3}",
                    answer.header("Location")).group()
    assert one(desk, "priority", new) == "1"
    assert one(desk, "(SELECT COUNT(*) FROM ticket_tag k"
               " WHERE k.ticket_id = t.id)", new) == "2"
    # Customers have no such fields, and sending them does nothing.
    page = customer.get("/tickets/new")
    assert 'name="priority"' not in page.text
    answer = customer.submit(page, "/tickets", subject="By me", body="words",
                             department=page.choices("department")[0],
                             priority="urgent", tags="vip")
    new = re.search(r"[A-Z]{3}-[A-Z]{5}-[0-9]{3}",
                    answer.header("Location")).group()
    assert one(desk, "priority", new) == "3"
    assert one(desk, "(SELECT COUNT(*) FROM ticket_tag k"
               " WHERE k.ticket_id = t.id)", new) == "0"


# ---- Taken back --------------------------------------------------------------

def test_what_was_done_is_taken_back_by_an_ordinary_form(desk, agent, code):
    before = one(desk, "CONCAT_WS(' ', priority, department_id,"
                 " IFNULL(assignee_id, 0), status)", code)
    me = desk.sql("SELECT oid FROM person WHERE id = (SELECT person_id FROM"
                  " department_member m JOIN ticket t ON t.department_id ="
                  f" m.department_id WHERE t.code = '{code}' LIMIT 1)")[0][0]
    assert change(agent, code, "tags", add="red").status == 303
    deeds = [lambda: change(agent, code, "priority", priority="low"),
             lambda: change(agent, code, "assignment", agent=me),
             lambda: change(agent, code, "tags", add="blue"),
             lambda: change(agent, code, "postponement", party="vendor"),
             lambda: confirm(agent, code, "spam"),
             lambda: confirm(agent, code, "deletion")]
    for deed in deeds:
        events = int(one(desk, "(SELECT COUNT(*) FROM event e WHERE"
                         " e.ticket_id = t.id AND e.kind NOT IN (13, 14))",
                         code))
        assert undo(agent, deed()).status == 303
        assert one(desk, "CONCAT_WS(' ', priority, department_id,"
                   " IFNULL(assignee_id, 0), status)", code) == before
        assert int(one(desk, "(SELECT COUNT(*) FROM event e WHERE"
                       " e.ticket_id = t.id AND e.kind NOT IN (13, 14))",
                       code)) == events + 2
    assert one(desk, "(SELECT GROUP_CONCAT(g.name) FROM ticket_tag k"
               " JOIN tag g ON g.id = k.tag_id WHERE k.ticket_id = t.id)",
               code) == "red"


def test_an_undo_knows_tags_by_other_names(desk, people, agent, code):
    """One tag comes back under the name it has by now, and no other does."""
    old, new = (f"{word}-{secrets.token_hex(4)}" for word in ("old", "new"))
    assert change(agent, code, "tags", add=f"{old}, red").status == 303
    oid = desk.sql(f"SELECT oid FROM tag WHERE name = '{old}'")[0][0]
    path, fields = undo_of(agent.get(
        change(agent, code, "tags", remove=oid).header("Location")))
    boss = desk.client().enter(people["owner"])
    page = boss.get(f"/tags/{oid}")
    assert boss.submit(page, f"/tags/{oid}", name=new).status == 303
    assert agent.post(path, fields).status == 303
    assert one(desk, "(SELECT GROUP_CONCAT(g.name ORDER BY g.name) FROM"
               " ticket_tag k JOIN tag g ON g.id = k.tag_id"
               " WHERE k.ticket_id = t.id)", code) == f"{new},red"
    assert desk.sql(f"SELECT COUNT(*) FROM tag WHERE name = '{old}'") == [["0"]]


def test_an_undo_of_what_changed_since_is_refused(desk, people, agent, code):
    answer = change(agent, code, "priority", priority="low")
    path, fields = undo_of(agent.get(answer.header("Location")))
    boss = desk.client().enter(people["owner"])
    assert no_undo(boss, answer)  # it was not theirs
    assert change(boss, code, "priority", priority="urgent").status == 303
    assert agent.post(path, fields).status == 409
    assert one(desk, "priority", code) == "1"
    assert no_undo(agent, answer)


def test_what_ended_a_promise_is_not_taken_back(agent, code):
    answer = change(agent, code, "resolution")
    page = agent.get(answer.header("Location"))
    assert re.search(r'flash__undo[^>]*>Open again<', page.text)
    change(agent, code, "reopening")
    assert no_undo(agent, confirm(agent, code, "marking"))


# ---- Nobody learns of it -----------------------------------------------------

def test_its_requester_sees_nothing_of_what_staff_do(desk, people, agent,
                                                     customer, code):
    word = "w" + secrets.token_hex(6)
    change(agent, code, "priority", priority="urgent")
    change(agent, code, "tags", add=word)
    change(agent, code, "notes", body=f"{word} note")
    change(agent, code, "assignment", agent=desk.sql(
        f"SELECT oid FROM person WHERE email = '{people['agent'].email}'")[0][0])
    for query in ("", "?show=notes", "?show=changes", "?show=promises"):
        page = customer.get(f"/tickets/{code}{query}")
        assert page.status == 200
        assert word not in page.text
        assert people["agent"].name not in page.text
        assert people["agent"].email not in page.text
        assert "priority" not in page.text.lower()
    for noun in ("marking", "spam", "deletion"):
        assert customer.get(f"/tickets/{code}/{noun}").status == 403


def test_hidden_it_is_no_ticket_of_theirs(customer, agent, code):
    confirm(agent, code, "spam")
    none = customer.get("/tickets/AAA-AAAAA-000")
    gone = customer.get(f"/tickets/{code}")
    assert (gone.status, none.status) == (404, 404)
    assert code not in customer.get("/tickets").text


def test_the_card_shows_only_tickets_that_the_viewer_sees(desk, people, agent,
                                                          customer, code):
    """The same customer's ticket in a department of others: neither its words
    nor its number are on the card, nor in the page that asks."""
    word = "w" + secrets.token_hex(6)
    page = customer.get("/tickets/new")
    answer = customer.submit(page, "/tickets", subject=word, body="words",
                             department=page.choices("department")[0])
    foreign = re.search(r"[A-Z]{3}-[A-Z]{5}-[0-9]{3}",
                        answer.header("Location")).group()
    desk.sql("INSERT INTO department (oid, name, public, created_at) VALUES"
             f" ('{secrets.token_hex(8)}', 'Else {word[:6]}', 0, 0)")
    desk.sql("UPDATE ticket SET department_id = (SELECT id FROM department"
             f" WHERE name = 'Else {word[:6]}') WHERE code = '{foreign}'")
    for path in (f"/tickets/{code}", f"/tickets/{code}?show=changes",
                 f"/tickets/{code}/deletion"):
        page = agent.get(path).text
        assert word not in page
        assert foreign not in page
    boss = desk.client().enter(people["owner"])
    assert word in boss.get(f"/tickets/{code}").text
    shown = re.search(r'Other tickets <span class="muted">([0-9]+)',
                      agent.get(f"/tickets/{code}").text)
    seen = desk.sql(
        "SELECT COUNT(*) FROM ticket t JOIN ticket me ON me.requester_id ="
        f" t.requester_id AND me.code = '{code}' AND me.id <> t.id"
        " WHERE t.status NOT IN (6, 7) AND (t.department_id IN (SELECT"
        " department_id FROM department_member m JOIN person p ON p.id ="
        f" m.person_id WHERE p.email = '{people['agent'].email}'))")[0][0]
    assert shown.group(1) == seen


@pytest.fixture
def colleague(desk, people):
    """Another customer, of the same company, who speaks for it."""
    name = "c" + secrets.token_hex(4)
    desk.cli("people", "add", "--name", f"Colleague {name}", "--email",
             f"{name}@customer.example", "--role", "customer",
             "--password-stdin", input="walnut harbour 58 kite\n")
    desk.sql("INSERT INTO company (oid, name, created_at) VALUES"
             f" ('{secrets.token_hex(8)}', 'Company {name}', 0)")
    desk.sql("UPDATE person SET company_id = (SELECT id FROM company WHERE"
             f" name = 'Company {name}'), sees_company = email LIKE '{name}@%'"
             f" WHERE email IN ('{name}@customer.example',"
             f" '{people['customer'].email}')")
    c = desk.client()
    assert c.sign_in(f"{name}@customer.example",
                     "walnut harbour 58 kite").status == 303
    c.name = f"Colleague {name}"
    return c


def test_who_speaks_for_the_company_reads_answers_and_is_named(
        desk, people, customer, agent, colleague, code):
    path = f"/tickets/{code}"
    assert "Colleagues who speak for your company read this" in (
        customer.get(path).text)
    page = colleague.get(path)
    assert page.status == 200
    assert "Asked by" in page.text and people["customer"].name in page.text
    assert colleague.submit(page, f"{path}/messages",
                            body="ours").status == 303
    page = customer.get(path).text
    assert colleague.name in page and "ours" in page
    assert colleague.submit(colleague.get(path),
                            f"{path}/resolution").status == 303
    assert "Solved" in customer.get(path).text
    # What staff keep to themselves stays with them.
    agent.submit(agent.get(path), f"{path}/notes", body="between us")
    assert "between us" not in colleague.get(path).text
    # And spam is nobody's ticket any more, of the company either.
    assert confirm(agent, code, "spam").status == 303
    assert colleague.get(path).status == 404


# ---- The way back ------------------------------------------------------------

@pytest.mark.parametrize("to", [
    "//evil.example", "/\\evil.example", "https:evil.example",
    "https://evil.example/inbox", "javascript:alert(1)", "/session/end",
    "/inbox\t", "/inbox\n//evil", "/tickets/new", "/inboxes", "",
    "/inbox?" + "x" * 600,
])
def test_the_way_back_leads_to_lists_of_ours_only(agent, code, to):
    page = agent.get(f"/tickets/{code}?back={quote(to)}")
    assert page.status == 200
    assert 'name="back"' not in page.text
    assert "evil" not in page.text.split("<main ")[1]
    answer = agent.submit(page, f"/tickets/{code}/priority", priority="low",
                          back=to)
    assert answer.header("Location") == f"/tickets/{code}?done=priority"


def test_the_way_back_is_kept_through_what_is_done(agent, code):
    back = "/inbox?view=overdue"
    page = agent.get(f"/tickets/{code}?back={quote(back)}")
    assert page.form(f"/tickets/{code}/priority")["back"] == back
    answer = agent.submit(page, f"/tickets/{code}/priority", priority="low")
    page = agent.get(answer.header("Location"))
    assert f'href="{back}"' in page.text
    assert "Overdue" in page.text
    # The browser says it, when the address does not.
    page = agent.get(f"/tickets/{code}", headers={
        "Referer": agent.desk.url + back})
    assert f'href="{back}"' in page.text
    page = agent.get(f"/tickets/{code}", headers={
        "Referer": "https://evil.example" + back})
    assert f'href="{back}"' not in page.text


def test_a_tag_renamed_meanwhile_keeps_its_new_name(desk, people, agent, code):
    """A page that shows the old one neither makes it again nor takes the tag
    off the ticket."""
    admin = desk.client().enter(people["admin"])
    old, new = (f"{word}-{secrets.token_hex(4)}" for word in ("old", "new"))
    change(agent, code, "tags", add=f"{old}, stays")
    page = agent.get(f"/tickets/{code}")
    oid = desk.sql(f"SELECT oid FROM tag WHERE name = '{old}'")[0][0]
    answer = admin.submit(admin.get(f"/tags/{oid}"), f"/tags/{oid}", name=new)
    assert answer.status == 303, answer.text

    def tags():
        return {name for (name,) in desk.sql(
            "SELECT g.name FROM ticket t"
            " JOIN ticket_tag x ON x.ticket_id = t.id"
            f" JOIN tag g ON g.id = x.tag_id WHERE t.code = '{code}'")}

    assert change(agent, code, "tags", page, add="more").status == 303
    assert tags() == {new, "stays", "more"}
    assert not desk.sql(f"SELECT 1 FROM tag WHERE name = '{old}'")
    assert change(agent, code, "tags", remove=oid).status == 303
    assert tags() == {"stays", "more"}


def test_a_customer_does_not_hear_of_promises_that_spam_cancelled(
        agent, customer, code):
    """Theirs count on, as if the ticket had never been away."""
    before = customer.get(f"/tickets/{code}").text.count("strip__metric")
    assert before
    for noun in ("spam", "deletion"):
        confirm(agent, code, noun)
        assert change(agent, code, "restoration").status == 303
    page = customer.get(f"/tickets/{code}").text
    assert page.count("strip__metric") == before
    assert "cancelled" not in page and "#2" not in page


def test_who_answers_finds_the_form_of_a_new_ticket(desk, people, agent):
    assert 'href="/tickets/new"' in agent.get("/inbox").text
    manager = desk.client().enter(people["manager"])
    assert 'href="/tickets/new"' not in manager.get("/inbox").text


def test_it_says_when_nobody_has_the_ticket_any_more(agent, code):
    answer = change(agent, code, "assignment", agent="")
    assert "Nobody has the ticket now." in agent.get(
        answer.header("Location")).text


def test_a_filter_that_leaves_nothing_says_so(agent, code):
    words = "There is nothing of that here."
    assert words in agent.get(f"/tickets/{code}?show=notes").text
    assert words not in agent.get(f"/tickets/{code}?show=messages").text
    change(agent, code, "notes", body="a note")
    assert words not in agent.get(f"/tickets/{code}?show=notes").text
