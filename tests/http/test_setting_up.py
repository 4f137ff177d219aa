"""The pages about departments, tags, customers and companies."""

import json
import re

from desk import form_fields
from setting_up import (PASSWORD, fresh, link_in, path_in, path_of, see,
                        sent_already, welcome)


# ---- Departments ------------------------------------------------------------


def test_a_department_lives_from_its_name_to_its_end(desk, admin):
    name = fresh("Repairs")
    answer = admin.submit(see(admin, "/departments"), "/departments", name=name)
    path = path_of(answer)
    page = see(admin, path)
    assert name in page.text
    answer = admin.submit(page, path, name=name + " & Co")
    assert answer.status == 303
    answer = admin.submit(see(admin, path), path, name="")
    assert answer.status == 422
    answer = admin.submit(see(admin, path), f"{path}/archived")
    assert answer.status == 303
    page = see(admin, f"{path}?done=archived")
    assert name not in see(admin, "/departments").text
    assert name in see(admin, "/departments?archived=1").text
    assert admin.submit(page, f"{path}/revived").status == 303
    assert name in see(admin, "/departments").text
    answer = admin.submit(see(admin, "/departments"), "/departments",
                          name=name.upper() + " & CO")
    assert answer.status == 422


def test_what_is_tied_to_a_department_keeps_it(desk, admin):
    oid = desk.sql("SELECT d.oid FROM department d JOIN ticket t ON"
                   " t.department_id = d.id AND t.is_open = 1 LIMIT 1")[0][0]
    page = see(admin, f"/departments/{oid}")
    assert "cannot be archived yet" in page.text
    form = page.form(f"/departments/{oid}")
    answer = admin.post(f"/departments/{oid}/archived", form)
    assert answer.status == 303
    assert desk.sql("SELECT COUNT(*) FROM department WHERE archived_at IS NOT"
                    f" NULL AND oid = '{oid}'")[0][0] == "0"


def test_the_last_department_for_customers_stays_one(desk, admin):
    others = desk.sql("SELECT oid FROM department WHERE public AND archived_at"
                      " IS NULL")
    last = others.pop()[0]
    for oid, in others:
        path = f"/departments/{oid}"
        form = see(admin, path).form(path)
        form.pop("open")
        assert admin.post(path, form).status == 303
    path = f"/departments/{last}"
    form = see(admin, path).form(path)
    form.pop("open")
    answer = admin.post(path, {**form, "name": "Typed"})
    assert answer.status == 422
    answer.html()
    assert 'id="open-error"' in answer.text
    assert 'value="Typed"' in answer.text
    assert "Let them choose another one first" in see(admin, path).text
    for oid, in others:
        path = f"/departments/{oid}"
        form = see(admin, path).form(path)
        assert admin.post(path, {**form, "open": "1"}).status == 303


def test_an_archived_department_offers_to_add_nobody(desk, admin, people):
    path = path_of(admin.submit(see(admin, "/departments"), "/departments",
                                name=fresh("Past")))
    email = people["agent"].email
    found = see(admin, f"{path}?q={email}")
    oid = re.search(r'name="member" value="([a-z0-9]+)"', found.text).group(1)
    form = found.form(f"{path}/members")
    assert admin.submit(see(admin, path), f"{path}/archived").status == 303
    for query in ("", f"?q={email}", "?everybody=1"):
        main = see(admin, path + query).text.split("<main ")[1]
        assert "finder" not in main and email not in main
    answer = admin.post(f"{path}/members", {**form, "member": oid})
    assert answer.status == 422
    answer.html()
    assert 'id="members-error"' in answer.text
    assert "is archived and takes nobody new" in answer.text
    assert "department: " not in answer.text
    assert f'action="{path}/revived"' in answer.text
    assert email not in see(admin, path).text


def test_an_archived_department_gets_no_ticket(desk, admin, people):
    path = path_of(admin.submit(see(admin, "/departments"), "/departments",
                                name=fresh("Gone")))
    customer = desk.client().enter(people["customer"])
    form = customer.get("/tickets/new").form("/tickets")
    assert admin.submit(see(admin, path), f"{path}/archived").status == 303
    oid = path.rsplit("/", 1)[1]
    for client in (customer, admin):
        assert oid not in client.get("/tickets/new").text
    answer = customer.post("/tickets", {**form, "subject": "x", "body": "y",
                                        "department": oid})
    assert answer.status == 422


def test_members_are_ticked_and_the_others_stay(desk, admin, people):
    path = path_of(admin.submit(see(admin, "/departments"), "/departments",
                                name=fresh("Crew")))
    email = people["agent"].email
    page = see(admin, f"{path}?q={email}")
    oid = re.search(r'name="member" value="([a-z0-9]+)"', page.text).group(1)
    form = page.form(f"{path}/members")
    assert admin.post(f"{path}/members", {**form, "member": oid}).status == 303
    page = see(admin, path)
    assert email in page.text
    other = see(admin, f"{path}?q={people['manager'].email}")
    form = other.form(f"{path}/members")
    assert admin.post(f"{path}/members", form).status == 303
    assert email in see(admin, path).text
    form = see(admin, path).form(f"{path}/members")
    form.pop("member", None)
    assert admin.post(f"{path}/members", form).status == 303
    assert email not in see(admin, path).text


# ---- Tags -------------------------------------------------------------------


def test_a_tag_is_added_renamed_and_deleted(desk, admin):
    name = fresh("tag")
    answer = admin.submit(see(admin, "/tags"), "/tags", name=name)
    assert answer.status == 303
    oid = desk.sql(f"SELECT oid FROM tag WHERE name = '{name}'")[0][0]
    path = f"/tags/{oid}"
    answer = admin.submit(see(admin, path), path, name=name + "x")
    assert answer.status == 303
    undo = see(admin, answer.header("Location"))
    assert name + "x" in undo.text
    flash = next(form_fields(f) for f in undo.html().iter("form")
                 if form_fields(f).get("name") == name)
    assert admin.post(path, flash).status == 303
    assert desk.sql(f"SELECT name FROM tag WHERE oid = '{oid}'")[0][0] == name
    for bad in ("", "a,b", "x" * 51):
        answer = admin.submit(see(admin, path), path, name=bad)
        assert answer.status == 422, bad
    assert admin.submit(see(admin, path), f"{path}/archived").status == 303
    assert name in see(admin, "/tags?archived=1").text
    assert admin.submit(see(admin, path), f"{path}/revived").status == 303
    assert admin.submit(see(admin, path), f"{path}/deleted").status == 303
    assert admin.get(path).status == 404


def test_two_tags_become_one(desk, admin):
    old, new = fresh("old"), fresh("new")
    for name in (old, new):
        admin.submit(see(admin, "/tags"), "/tags", name=name)
    oids = {n: desk.sql(f"SELECT oid FROM tag WHERE name = '{n}'")[0][0]
            for n in (old, new)}
    desk.sql("INSERT INTO ticket_tag SELECT t.id, g.id FROM ticket t"
             f" JOIN tag g ON g.oid = '{oids[old]}' ORDER BY t.id LIMIT 7")
    path = f"/tags/{oids[old]}"
    answer = admin.submit(see(admin, path), f"{path}/merged", into="nowhere")
    assert answer.status == 422
    answer = admin.submit(see(admin, path), f"{path}/merged", into=new.upper())
    assert path_of(answer) == f"/tags/{oids[new]}"
    assert "Tickets that have it: 7." in see(admin, path_of(answer)).text
    assert new in see(admin, path).text


# ---- Customers and companies ------------------------------------------------

TABLES = {"/departments": "department", "/tags": "tag",
          "/companies": "company"}


def add_customer(client, **typed):
    email = f"{fresh('customer')}@harbour.example"
    answer = client.submit(see(client, "/customers/new"), "/customers",
                           **{"name": "Cleo Customer", "email": email, **typed})
    return path_of(answer), email


def test_customers_are_added_found_and_changed(desk, manager, agent):
    path, email = add_customer(agent, name="Zyx Wvutsson")
    assert path in see(agent, "/customers?q=wvuts").text
    assert path in see(agent, f"/customers?q={email}").text
    assert email in agent.get("/customers/suggest?q=wvut").text
    page = see(agent, path)
    assert f'action="{path}"' not in page.text  # agents look, managers keep
    answer = manager.submit(see(manager, path), path, name="Zyx Newname",
                            note="pays late")
    assert answer.status == 303
    assert "pays late" in see(agent, path).text
    assert path not in see(agent, "/customers?q=wvuts").text
    answer = manager.submit(see(manager, path), path, company="no such one")
    assert answer.status == 422
    assert 'id="company-error"' in answer.text


def test_ones_own_form_sent_twice_is_nobody_elses_change(desk, admin, manager):
    pages = [(manager, add_customer(manager)[0])]
    for client, places in ((admin, "/departments"), (admin, "/tags"),
                           (manager, "/companies")):
        name = fresh("twice")
        client.submit(see(client, places), places, name=name)
        oid = desk.sql(f"SELECT oid FROM {TABLES[places]}"
                       f" WHERE name = '{name}'")[0][0]
        pages.append((client, f"{places}/{oid}"))
    for client, path in pages:
        form = see(client, path).form(path)
        answer = client.post(path, {**form, "name": fresh("first")})
        assert answer.status == 303, path
        sent_already(client.post(path, {**form, "name": fresh("second")}))


def test_a_company_and_whom_it_has(desk, manager, people):
    name = fresh("Harbour & Sons")
    answer = manager.submit(see(manager, "/companies"), "/companies", name=name,
                            note="gold")
    company = path_of(answer)
    path, email = add_customer(manager, company=name, sees="1")
    assert email in see(manager, company).text
    assert name.replace("&", "&amp;") in see(manager, "/customers?q=harbour"
                                             ).text
    answer = manager.submit(see(manager, company), company, name=name + "!")
    assert answer.status == 303
    answer = manager.submit(see(manager, "/companies"), "/companies",
                            name=name + "!")
    assert answer.status == 422
    see(manager, f"{company}/tickets")
    url = link_in(manager.submit(see(manager, path), f"{path}/link"))
    client, answer = welcome(desk, path_in(url))
    assert answer.status == 303
    assert client.sign_in(email, PASSWORD).status == 303
    assert client.get("/tickets").status == 200
    assert client.get("/customers").status == 403


def test_companies_are_suggested_as_they_begin(manager, agent):
    name = fresh("Suggested & <Sons>")
    answer = manager.submit(see(manager, "/companies"), "/companies", name=name)
    oid = path_of(answer).rsplit("/", 1)[1]
    said = agent.get("/companies/suggest?q=suggested+%26+%3C")
    assert said.header("Content-Type").startswith("application/json")
    assert {"id": oid, "name": name} in json.loads(said.text)
    for q in ("", "uggested", "%25", "_uggested"):
        answer = agent.get(f"/companies/suggest?q={q}")
        assert json.loads(answer.text) == []
    page = see(manager, "/customers/new").text
    assert 'data-suggest="/companies/suggest"' in page


def test_tickets_of_before_go_along_to_the_company(desk, manager, people):
    oid = desk.sql("SELECT p.oid FROM person p JOIN ticket t ON"
                   " t.requester_id = p.id WHERE p.roles = 1 AND"
                   " p.company_id IS NULL AND p.email IS NOT NULL LIMIT 1")
    path = f"/customers/{oid[0][0]}"
    name = fresh("Late Ltd")
    manager.submit(see(manager, "/companies"), "/companies", name=name)
    answer = manager.submit(see(manager, path), path, company=name)
    assert answer.status == 303
    page = see(manager, path)
    assert "before they belonged" in page.text
    assert manager.submit(page, f"{path}/tickets").status == 303
    assert "before they belonged" not in see(manager, path).text
    assert desk.sql(
        "SELECT COUNT(*) FROM ticket t JOIN person p ON p.id = t.requester_id"
        f" WHERE p.oid = '{oid[0][0]}' AND t.company_id IS NULL")[0][0] == "0"


def test_tickets_stay_where_they_are_when_there_is_no_company(desk, manager):
    """The button was on the page of somebody who has left it since."""
    oid = desk.sql("SELECT p.oid FROM person p JOIN ticket t ON"
                   " t.requester_id = p.id WHERE p.roles = 1 AND"
                   " p.company_id IS NULL AND p.email IS NOT NULL LIMIT 1")
    path = f"/customers/{oid[0][0]}"
    name = fresh("Left Ltd")
    theirs = ("SELECT COUNT(*) FROM ticket t JOIN company c ON c.id ="
              f" t.company_id WHERE c.name = '{name}'")
    manager.submit(see(manager, "/companies"), "/companies", name=name)
    manager.submit(see(manager, path), path, company=name)
    before = see(manager, path)
    manager.submit(before, f"{path}/tickets")
    had = desk.sql(theirs)
    assert had != [["0"]]
    manager.submit(see(manager, path), path, company="")
    form = see(manager, path).form(path)
    answer = manager.post(f"{path}/tickets", form)
    assert answer.status == 422
    assert "they belong to none any more" in answer.text
    assert desk.sql(theirs) == had


def test_of_a_disabled_customer_staff_are_told(desk, manager, agent, people):
    path, email = add_customer(manager)
    assert manager.submit(see(manager, path), f"{path}/disabled").status == 303
    tickets = desk.sql("SELECT COUNT(*) FROM ticket")
    form = see(agent, "/tickets/new").form("/tickets")
    department = desk.sql("SELECT d.oid FROM department d WHERE d.public AND"
                          " d.archived_at IS NULL LIMIT 1")[0][0]
    typed = {**form, "subject": "Kept words", "body": "y",
             "department": department}
    oid = path.rsplit("/", 1)[1]
    for whom, where in (({"customer_email": email}, "customer_email-error"),
                        ({"customer": oid}, 'href="#customer"')):
        answer = agent.post("/tickets", {**typed, **whom})
        assert answer.status == 422
        answer.html()
        assert "is disabled" in answer.text and where in answer.text
        assert "let them in again" in answer.text
        assert "Kept words" in answer.text
    assert desk.sql("SELECT COUNT(*) FROM ticket") == tickets
    answer = agent.submit(see(agent, "/customers/new"), "/customers",
                          name="Again", email=email)
    assert answer.status == 422


def test_a_customers_page_shows_each_agent_their_tickets_alone(desk, people):
    """The unique word of a ticket in a department that is not theirs."""
    word = fresh("zanzibar")
    customer = desk.client().enter(people["customer"])
    agent = desk.client().enter(people["agent"])
    page = customer.get("/tickets/new")
    seen = {}
    for department in page.choices("department"):
        answer = customer.submit(customer.get("/tickets/new"), "/tickets",
                                 subject=f"{word} {department}", body="x",
                                 department=department)
        seen[department] = agent.get(path_of(answer)).status == 200
    assert True in seen.values() and False in seen.values()
    oid = desk.sql("SELECT oid FROM person WHERE email ="
                   f" '{people['customer'].email}'")[0][0]
    text = see(agent, f"/customers/{oid}").text
    for department, allowed in seen.items():
        assert (f"{word} {department}" in text) == allowed
