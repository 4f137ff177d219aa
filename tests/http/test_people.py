"""The pages of those who set a desk up: people and their links, departments,
tags, customers and companies."""

import hashlib
import json
import re
import secrets
from urllib.parse import urlsplit

import pytest

from desk import form_fields

PASSWORD = "quiet lamp river 3"


def fresh(word="somebody"):
    return f"{word}-{secrets.token_hex(4)}"


def see(client, path, status=200):
    """A page: strict HTML, no server's error."""
    page = client.get(path)
    assert page.status == status, (path, page.status, page.text[:2000])
    if status == 200:
        page.html()
    return page


def path_of(answer):
    assert answer.status == 303, answer.text
    return answer.header("Location").split("?")[0]


def link_in(answer):
    """The path of the one-time link that this page shows."""
    assert answer.status == 200, answer.text
    answer.html()
    url = re.search(r'value="([^"]*/welcome\?token=[^"]+)"',
                    answer.text).group(1)
    return url


def piece(before, text):
    """A piece of what a form's hash is made of."""
    return f"{before}{len(text.encode())}:{text}".encode()


def path_in(url):
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


def invite(client, role="agent", **typed):
    """Somebody new: their address, the path of their link, their page."""
    email = f"{fresh()}@desk.example"
    page = see(client, "/people/new")
    fields = {k: v for k, v in page.form("/people").items()
              if not k.startswith("role_") and k != "department"}
    answer = client.post("/people", {**fields, "name": "Nora New",
                                     "email": email, f"role_{role}": "1",
                                     **typed})
    url = link_in(answer)
    page = re.search(r'href="(/people/[a-z0-9]+)">', answer.text).group(1)
    return email, path_in(url), page


def welcome(desk, path, password=PASSWORD):
    """Set the password by that link; who comes in, and the answer."""
    client = desk.client()
    page = see(client, path)
    return client, client.submit(page, "/welcome", password=password)


def test_who_is_invited_sets_a_password_and_works(desk, owner):
    department = re.search(r'name="department" value="([a-z0-9]+)"',
                           see(owner, "/people/new").text).group(1)
    email, link, page = invite(owner, department=department)
    assert "invited" in see(owner, f"/people?q={email}").text
    client, answer = welcome(desk, link)
    assert path_of(answer) == "/session/new"
    answer = client.sign_in(email, PASSWORD)
    assert answer.status == 303
    assert client.get("/inbox").status == 200
    assert client.get("/people").status == 403
    assert see(owner, page)


def test_the_form_of_a_link_sent_twice_says_twice_that_it_is_done(desk, owner):
    _, link, _ = invite(owner)
    client = desk.client()
    form = {**see(client, link).form("/welcome"), "password": PASSWORD}
    assert path_of(client.post("/welcome", form)) == "/session/new"
    assert path_of(client.post("/welcome", form)) == "/session/new"


def test_of_a_password_only_its_slow_hash_is_kept(desk, owner):
    _, link, _ = invite(owner)
    client = desk.client()
    form = {**see(client, link).form("/welcome"), "password": PASSWORD}
    client.post("/welcome", form)
    key = hashlib.sha256(piece("0-", form["once"])).hexdigest()
    stored = desk.sql("SELECT HEX(request_hash) FROM once"
                      f" WHERE key_hash = UNHEX('{key}')")
    said = [("method", "POST"), ("path", "/welcome"), ("email", form["email"])]
    plain = piece("", said[0][1]) + piece("", said[1][1])
    plain += b"".join(piece("", w) for w in said[2])
    assert stored == [[hashlib.sha256(plain).hexdigest().upper()]]


def test_a_link_works_once_and_says_what_to_do(desk, owner):
    _, link, _ = invite(owner)
    welcome(desk, link)
    page = desk.client().get(link)
    assert page.status == 404
    page.html()
    assert "/session/new" in page.text
    again = desk.client()
    assert again.get("/welcome").status == 404
    assert again.get("/welcome?token=" + "A" * 43).status == 404


def test_a_new_link_makes_the_old_one_void(desk, owner):
    _, old, page = invite(owner)
    answer = owner.submit(see(owner, page), f"{page}/link")
    new = path_in(link_in(answer))
    assert desk.client().get(old).status == 404
    assert welcome(desk, new)[1].status == 303


def test_a_poor_password_comes_back_and_the_link_stays(desk, owner):
    _, link, _ = invite(owner)
    for poor in ("short", "password1234", "x" * 300):
        _, answer = welcome(desk, link, poor)
        assert answer.status == 422
        answer.html()
        assert poor not in answer.text
    assert welcome(desk, link)[1].status == 303


def test_a_token_is_in_no_log_and_no_referer(desk, owner):
    _, link, _ = invite(owner)
    token = link.split("=")[1]
    page = see(desk.client(), link)
    assert 'name="referrer" content="strict-origin"' in page.text
    welcome(desk, link)
    for log in (desk.home / "log").glob("*.log"):
        assert token not in log.read_text(errors="replace"), log.name
    assert token not in str(desk.sql("SELECT * FROM once"))


def test_the_link_points_to_the_desk_whatever_host_is_asked(desk, owner):
    _, _, page = invite(owner)
    form = see(owner, page).form(f"{page}/link")
    answer = owner.post(f"{page}/link", form,
                        headers={"X-Forwarded-Host": "evil.example"})
    assert link_in(answer).startswith(desk.url + "/welcome")


def test_who_is_disabled_is_out_at_once(desk, owner):
    email, link, page = invite(owner)
    welcome(desk, link)
    clients = [desk.client() for _ in range(2)]
    for client in clients:
        assert client.sign_in(email, PASSWORD).status == 303
        assert client.get("/inbox").status == 200
    confirm = see(owner, f"{page}/disable")
    assert path_of(owner.submit(confirm, f"{page}/disabled")) == page
    for client in clients:
        assert client.get("/inbox").status == 303
        assert client.sign_in(email, PASSWORD).status == 422
    shown = see(owner, f"{page}?done=disabled")
    assert path_of(owner.submit(shown, f"{page}/enabled")) == page
    assert clients[0].sign_in(email, PASSWORD).status == 303


def test_open_tickets_are_handed_over_in_the_same_step(desk, owner, people):
    email, link, page = invite(owner, "admin")
    welcome(desk, link)
    client = desk.client()
    client.sign_in(email, PASSWORD)
    oid = page.rsplit("/", 1)[1]
    code = desk.sql("SELECT code FROM ticket WHERE status = 1 LIMIT 1")[0][0]
    ticket = see(owner, f"/tickets/{code}")
    answer = owner.submit(ticket, f"/tickets/{code}/assignment", agent=oid)
    assert answer.status == 303
    confirm = see(owner, f"{page}/disable")
    assert code in confirm.text
    events = int(desk.sql("SELECT COUNT(*) FROM event")[0][0])
    answer = owner.submit(confirm, f"{page}/disabled", to="")
    assert answer.status == 303
    assert int(desk.sql("SELECT COUNT(*) FROM event")[0][0]) == events + 1
    assert desk.sql("SELECT COUNT(*) FROM ticket t JOIN person p ON p.id ="
                    f" t.assignee_id WHERE p.oid = '{oid}'")[0][0] == "0"


def busy_agent(desk, owner):
    """Somebody new who has an open ticket: their page, their id."""
    email, link, page = invite(owner, "admin")
    oid = page.rsplit("/", 1)[1]
    code = desk.sql("SELECT code FROM ticket WHERE status = 1 LIMIT 1")[0][0]
    answer = owner.submit(see(owner, f"/tickets/{code}"),
                          f"/tickets/{code}/assignment", agent=oid)
    assert answer.status == 303
    return page, oid


def state_of(desk, oid):
    """Are they disabled, how many open tickets have they?"""
    return desk.sql("SELECT p.disabled_at IS NOT NULL, (SELECT COUNT(*) FROM"
                    " ticket t WHERE t.assignee_id = p.id AND t.is_open) FROM"
                    f" person p WHERE p.oid = '{oid}'")[0]


def test_a_bad_choice_of_who_takes_over_changes_nothing(desk, owner, people):
    page, oid = busy_agent(desk, owner)
    reader = desk.sql("SELECT oid FROM person WHERE email ="
                      f" '{people['customer'].email}'")[0][0]
    for typed, words in (({"to": reader}, "answers no tickets"),
                         ({"to": oid}, "somebody else"),
                         ({"to": "0" * 16}, "nobody of that name"),
                         ({"to": "x" * 40}, "16 characters"),
                         ({"to_typed": "Nemo Nobody"}, "Nemo Nobody"),
                         ({"to_typed": "x" * 300}, "254 characters")):
        form = see(owner, f"{page}/disable").form(f"{page}/disabled")
        answer = owner.post(f"{page}/disabled", {**form, **typed})
        assert answer.status == 422, (typed, answer.text)
        answer.html()
        assert words in answer.text and 'id="to-error"' in answer.text
        assert state_of(desk, oid) == ["0", "1"]


def test_one_of_many_takes_over_by_their_name(desk, owner, people):
    """More agents than a list is good for: they are found by what is typed."""
    page, oid = busy_agent(desk, owner)
    heir, _, _ = invite(owner, "admin", name="Hera Heiress")
    last = desk.sql("SELECT MAX(id) FROM person")[0][0]
    desk.sql("INSERT INTO person (oid, name, email, roles, created_at) SELECT"
             " CONCAT('zzzzzzzz', LPAD(seq, 8, '0')), CONCAT('Many ', seq),"
             " CONCAT('many', seq, '@desk.example'), 4, 0 FROM seq_1_to_1200")
    try:
        confirm = see(owner, f"{page}/disable")
        assert "Many 7" not in confirm.text
        assert confirm.text.count("<option") < 10
        form = confirm.form(f"{page}/disabled")
        answer = owner.post(f"{page}/disabled",
                            {**form, "to_typed": "Hera Nobody"})
        assert answer.status == 422
        answer.html()
        assert 'value="Hera Nobody"' in answer.text
        again = answer.form(f"{page}/disabled")
        answer = owner.post(f"{page}/disabled", {**again, "to_typed": heir})
        assert path_of(answer) == page
        assert state_of(desk, oid) == ["1", "0"]
        assert desk.sql("SELECT COUNT(*) FROM ticket t JOIN person p ON p.id ="
                        f" t.assignee_id WHERE p.email = '{heir}'") == [["1"]]
    finally:
        desk.sql(f"DELETE FROM person WHERE id > {last}")


def test_who_is_disabled_may_keep_their_tickets_until_handed_over(desk, owner):
    page, oid = busy_agent(desk, owner)
    confirm = see(owner, f"{page}/disable")
    answer = owner.submit(confirm, f"{page}/disabled", to="keep")
    assert path_of(answer) == page
    assert state_of(desk, oid) == ["1", "1"]
    form = see(owner, page).form(f"{page}/handover")
    answer = owner.post(f"{page}/handover", {**form, "to": oid})
    assert answer.status == 422
    answer.html()
    assert 'id="to-error"' in answer.text
    assert owner.post(f"{page}/handover", form).status == 303
    assert state_of(desk, oid) == ["1", "0"]


@pytest.mark.parametrize("field,value,word", [
    ("name", "", "fill this in"), ("name", "x" * 101, "100"),
    ("email", "no address", "name@example.com"), ("email", "a@b@c", "name@"),
    ("email", "x" * 250 + "@x.example", "254"), ("zone", "Mars/Olympus", ""),
])
def test_bad_input_names_the_field_and_keeps_the_rest(owner, field, value,
                                                      word):
    page = see(owner, "/people/new")
    typed = {"name": "Nora Kept", "email": f"{fresh()}@x.example",
             "role_agent": "1", field: value}
    answer = owner.post("/people", {**page.form("/people"), **typed})
    assert answer.status == 422, answer.text
    answer.html()
    assert word in answer.text
    for name, kept in typed.items():
        if name not in (field, "role_agent"):
            assert f'value="{kept}"' in answer.text


def test_an_address_belongs_to_one_person(owner, people):
    page = see(owner, "/people/new")
    answer = owner.post("/people", {
        **page.form("/people"), "name": "Double", "role_agent": "1",
        "email": people["agent"].email.upper()})
    assert answer.status == 422
    assert 'id="email-error"' in answer.text


def test_nobody_raises_their_roles(desk, admin, owner, people):
    """Fields that the form does not offer change nothing."""
    def row(email):
        return desk.sql("SELECT roles, disabled_at FROM person"
                        f" WHERE email = '{email}'")
    before = {p.email: row(p.email) for p in people.values()}
    oids = {p.role: desk.sql("SELECT oid FROM person WHERE email ="
                             f" '{p.email}'")[0][0] for p in people.values()}
    me = f"/people/{oids['admin']}"
    mine = see(admin, me).form(me)
    answer = admin.post(me, {**mine, "role_admin": "1", "role_owner": "1"})
    assert answer.status == 403
    them = f"/people/{oids['owner']}"
    for path in ("", "/link", "/disabled"):
        answer = admin.post(them + path, {
            **mine, "role_agent": "1", "once": secrets.token_urlsafe(32)})
        assert answer.status == 403, path
    assert owner.get(f"{them}/disable").status == 403
    assert {p.email: row(p.email) for p in people.values()} == before


def test_the_only_owner_stays_one(desk, owner, people):
    oid = desk.sql("SELECT oid FROM person WHERE email ="
                   f" '{people['owner'].email}'")[0][0]
    path = f"/people/{oid}"
    fields = see(owner, path).form(path)
    fields.pop("role_owner")
    roles = {k for k in fields if k.startswith("role_")}
    assert desk.sql("SELECT COUNT(*) FROM person WHERE roles & 32")[0][0] == "1"
    answer = owner.post(path, {**fields, "role_owner": ""} if roles else fields)
    assert answer.status == 422
    assert 'id="role-error"' in answer.text


def test_two_who_change_one_person_see_both_words(owner, admin):
    _, _, page = invite(owner)
    first, second = see(owner, page).form(page), see(admin, page).form(page)
    answer = owner.post(page, {**first, "name": "First Wins"})
    assert answer.status == 303
    answer = admin.post(page, {**second, "name": "Second Comes"})
    assert answer.status == 409
    answer.html()
    assert "First Wins" in answer.text
    assert 'value="Second Comes"' in answer.text
    answer = admin.post(page, {**answer.form(page), "name": "Second Comes"})
    assert answer.status == 303


def test_sessions_of_somebody_are_ended(desk, owner):
    email, link, page = invite(owner)
    welcome(desk, link)
    clients = [desk.client() for _ in range(2)]
    for client in clients:
        client.sign_in(email, PASSWORD)
    shown = see(owner, page)
    forms = [form_fields(f) for f in shown.html().iter("form")
             if f.get("action") == f"{page}/sessions/end"]
    one = next(f for f in forms if "session" in f)
    assert owner.post(f"{page}/sessions/end", one).status == 303
    assert sum(c.get("/inbox").status == 200 for c in clients) == 1
    whole = next(f for f in forms if "session" not in f)
    assert owner.post(f"{page}/sessions/end", whole).status == 303
    assert sum(c.get("/inbox").status == 200 for c in clients) == 0


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
        page = see(admin, path + query)
        assert "finder" not in page.text and email not in page.text
    answer = admin.post(f"{path}/members", {**form, "member": oid})
    assert answer.status == 422
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


def test_staff_are_listed_by_role_and_state(desk, owner, people):
    email, link, page = invite(owner, "manager", name="Listed Somebody")
    def rows(query):
        return see(owner, f"/people?q={email}&{query}").text.count(page)
    assert rows("") == rows("state=invited") == rows("role=manager") == 1
    assert rows("role=manager&state=invited") == 1
    assert rows("role=agent") == rows("state=active") == 0
    welcome(desk, link)
    assert rows("state=active") == 1 and rows("state=invited") == 0
    owner.submit(see(owner, f"{page}/disable"), f"{page}/disabled")
    assert rows("") == rows("state=active") == 0
    assert rows("state=disabled&role=manager") == 1
    shown = see(owner, f"/people?q={email}&role=manager&state=disabled")
    assert '"/people?role=manager&amp;q=' in shown.text
    for query in ("role=boss", "state=gone"):
        answer = owner.get(f"/people?{query}")
        assert answer.status == 400


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


def test_every_change_leaves_a_line_of_log_without_names(desk, owner):
    email, link, page = invite(owner)
    oid = page.rsplit("/", 1)[1]
    form = see(owner, page).form(page)
    assert owner.post(page, {**form, "name": "Quite Another"}).status == 303
    lines = [x for log in (desk.home / "log").glob("*.log")
             for x in log.read_text(errors="replace").splitlines()
             if f"object={oid}" in x]
    assert any("what=person_added" in x for x in lines)
    assert any("what=link_made" in x for x in lines)
    assert any("what=person_changed" in x and "detail=name" in x
               for x in lines)
    assert not any("Quite Another" in x or email in x for x in lines)



def test_a_customer_who_comes_to_work_here_is_found(desk, admin, agent):
    """From their page an admin gets to their roles; an agent does not."""
    oid = desk.sql("SELECT oid FROM person WHERE roles = 1 LIMIT 1")[0][0]
    link = f'href="/people/{oid}"'
    assert link in see(admin, f"/customers/{oid}").text
    assert 'name="role_agent"' in see(admin, f"/people/{oid}").text
    assert link not in see(agent, f"/customers/{oid}").text
