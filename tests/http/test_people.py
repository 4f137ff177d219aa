"""The pages about those who work at a desk: their links, roles and end."""

import hashlib
import re
import secrets

import pytest

from desk import form_fields
from setting_up import (PASSWORD, fresh, invite, link_in, path_in, path_of,
                        see, sent_already, welcome)


def piece(before, text):
    """A piece of what a form's hash is made of."""
    return f"{before}{len(text.encode())}:{text}".encode()


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


def test_a_form_to_disable_that_was_sent_before_says_so(desk, owner):
    page, oid = busy_agent(desk, owner)
    form = see(owner, f"{page}/disable").form(f"{page}/disabled")
    assert owner.post(f"{page}/disabled", {**form, "to": ""}).status == 303
    answer = owner.post(f"{page}/disabled", {**form, "to": "keep"})
    sent_already(answer)
    assert "claim form" not in answer.text
    assert f'href="{page}"' in answer.text


def described(answer, field):
    """What the input of that id is described by: ids on the page."""
    html = answer.html()
    by = next(e.get("aria-describedby") for e in html.iter()
              if e.get("id") == field)
    ids = by.split()
    assert set(ids) <= {e.get("id") for e in html.iter()}
    return ids


def test_what_becomes_of_tickets_is_told_with_the_choice(desk, owner):
    page, oid = busy_agent(desk, owner)
    confirm = see(owner, f"{page}/disable")
    assert described(confirm, "to") == ["to-hint"]
    answer = owner.submit(confirm, f"{page}/disabled", to=oid)
    assert answer.status == 422
    assert described(answer, "to") == ["to-hint", "to-error"]
    answer = owner.submit(confirm, f"{page}/disabled", to_typed="Nemo")
    assert described(answer, "to_typed") == ["to-hint", "to-error"]
    answer = owner.submit(see(owner, f"{page}/disable"), f"{page}/disabled",
                          to="keep")
    assert answer.status == 303, answer.text
    assert state_of(desk, oid) == ["1", "1"]
    assert described(see(owner, page), "to") == ["to-hint"]


def test_who_took_some_over_takes_the_rest_or_nobody(desk, owner):
    """As it is after a batch, when the heir works on none of what is left."""
    page, oid = busy_agent(desk, owner)
    owner.submit(see(owner, f"{page}/disable"), f"{page}/disabled", to="keep")
    heir, other = (invite(owner)[2].rsplit("/", 1)[1] for _ in range(2))
    path = f"{page}/handover"
    answer = owner.submit(see(owner, page), path, to=heir)
    assert answer.status == 422
    assert "works in none" in answer.text
    form = see(owner, f"{page}?to={heir}&done=handing-over").form(path)
    assert (form["to"], form["goes_on"]) == (heir, heir)
    answer = owner.post(path, {**form, "to": other})
    assert answer.status == 422
    assert state_of(desk, oid) == ["1", "1"]
    assert owner.post(path, form).status == 303
    assert state_of(desk, oid) == ["1", "0"]
    assert state_of(desk, heir) == ["0", "0"]


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
    assert answer.status == 422 and 'id="role-error"' in answer.text
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


def test_ones_own_form_sent_twice_is_nobody_elses_change(owner):
    _, _, page = invite(owner)
    form = see(owner, page).form(page)
    assert owner.post(page, {**form, "name": "First"}).status == 303
    sent_already(owner.post(page, {**form, "name": "Second"}))
    assert "First" in see(owner, page).text


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
