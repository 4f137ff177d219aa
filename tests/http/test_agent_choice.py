"""Choosing one of staff where they are too many for a list."""

import json
from urllib.parse import urlencode

import pytest

MANY = 1200
PLACE = ("(SELECT department_id FROM ticket WHERE status < 4"
         " ORDER BY id DESC LIMIT 1)")
FIRST = "CONCAT('aqent', LPAD(seq, 11, '0'))"


@pytest.fixture(scope="module")
def crowd(desk):
    """1,200 agents more, all of them in one department."""
    person = desk.sql("SELECT MAX(id) FROM person")[0][0]
    desk.sql(
        "INSERT INTO person (oid, name, email, roles, created_at)"
        f" SELECT {FIRST}, CONCAT(ELT(1 + seq MOD 3, 'Kimbo', 'Loulou', 'Maxime'),"
        " ' Crowd', seq), CONCAT('crowd', seq, '@many.example'), 4, 0"
        f" FROM seq_1_to_{MANY};"
        "INSERT INTO person_word (person_id, word, staff)"
        " SELECT id, SUBSTRING_INDEX(name, ' ', 1), 1 FROM person"
        f" WHERE id > {person} UNION ALL"
        " SELECT id, SUBSTRING_INDEX(name, ' ', -1), 1 FROM person"
        f" WHERE id > {person} UNION ALL SELECT id, 'many', 1 FROM person"
        f" WHERE id > {person};"
        "INSERT INTO department_member (department_id, person_id)"
        f" SELECT {PLACE}, id FROM person WHERE id > {person}")
    yield
    desk.sql(
        f"DELETE FROM department_member WHERE person_id > {person};"
        f"UPDATE ticket SET assignee_id = NULL WHERE assignee_id > {person};"
        f"UPDATE person SET roles = 1, disabled_at = 1 WHERE id > {person};"
        f"DELETE FROM person_word WHERE person_id > {person};")


REPORTS = ["/reports/log", "/reports/compliance"]


def options(page, name="agent"):
    return [o.text for s in page.html().iter("select") if s.get("name") == name
            for o in s.iter("option")]


def typed_into(page, name="agent_typed"):
    return next((i.get("value") for i in page.html().iter("input")
                 if i.get("name") == name), None)


def look(client, page, path, **typed):
    """By the form of a report, filled in."""
    fields = {**page.form(path), **typed}
    return client.get(f"{path}?{urlencode(fields)}")


def listed(page, name="agent"):
    return [o.get("value") for s in page.html().iter("select")
            if s.get("name") == name for o in s.iter("option")]


@pytest.mark.parametrize("path", REPORTS)
def test_many_agents_are_no_list(crowd, manager, path):
    page = manager.get(path)
    assert page.status == 200
    assert len(page.body) < 100_000  # each would be 60 more
    assert not options(page)
    assert typed_into(page) == ""
    assert "Crowd" not in page.text


@pytest.mark.parametrize("path", REPORTS)
def test_one_who_alone_fits_is_taken(crowd, manager, path):
    for typed in "crowd777", "crowd777@many.example", "KIMBO crowd777":
        answer = manager.get(
            f"{path}?{urlencode({'agent_typed': typed, 'range': '7d'})}")
        assert answer.status == 303
        to = answer.header("Location")
        assert "agent=aqent00000000777" in to
        assert "range=7d" in to
        assert "typed" not in to
    page = manager.get(to)
    assert page.status == 200
    assert options(page) == ["All", "Kimbo Crowd777"]
    assert typed_into(page) == ""
    # Somebody else, and then nobody.
    answer = look(manager, page, path, agent_typed="crowd778")
    assert "agent=aqent00000000778" in answer.header("Location")


@pytest.mark.parametrize("path", REPORTS)
def test_several_who_fit_are_listed(crowd, manager, path):
    page = manager.get(f"{path}?agent_typed=kimbo")
    assert page.status == 400
    assert "Several people fit" in page.text
    assert typed_into(page) == "kimbo"
    assert len(options(page)) == 11
    assert all("Kimbo" in o and "@many.example" in o for o in options(page)[1:])
    chosen = listed(page)[3]
    answer = look(manager, page, path, agent=chosen)
    assert answer.status == 303
    assert f"agent={chosen}" in answer.header("Location")
    # Who types on means what is typed, not what was listed.
    answer = look(manager, page, path, agent=chosen,
                                agent_typed="crowd777")
    assert "agent=aqent00000000777" in answer.header("Location")


@pytest.mark.parametrize("path", REPORTS)
def test_nobody_who_fits_is_said(crowd, manager, path):
    page = manager.get(f"{path}?agent_typed=Xy%20%3Cb%3E%25")
    assert page.status == 400
    assert "Nobody to choose is called so" in page.text
    assert typed_into(page) == "Xy <b>%"
    assert manager.get(f"{path}?agent_typed={'x' * 255}").status == 400


def test_a_csv_takes_a_name_as_well(crowd, manager):
    assert manager.get("/reports/log.csv?agent_typed=crowd777").status == 200
    assert manager.get("/reports/log.csv?agent_typed=kimbo").status == 400


def suggested(client, path):
    answer = client.get(path)
    assert answer.status == 200
    assert answer.header("Content-Type").startswith("application/json")
    return [p["name"] for p in json.loads(answer.text)]


def test_suggestions_are_for_those_who_see_reports(desk, crowd, manager, agent,
                                                   customer):
    assert suggested(manager, "/people/suggest?q=crowd777") == ["Kimbo Crowd777"]
    assert len(suggested(manager, "/people/suggest?q=kimbo")) == 10
    assert suggested(manager, "/people/suggest?q=") == []
    for client in agent, customer:
        for query in "q=kimbo", "q=kimbo&of=all":
            assert client.get(f"/people/suggest?{query}").status == 403


def test_a_suggestion_says_no_more_than_needed(crowd, manager):
    answer = manager.get("/people/suggest?q=crowd777")
    assert json.loads(answer.text) == [{"id": "aqent00000000777",
                                        "name": "Kimbo Crowd777",
                                        "email": "crowd777@many.example"}]


def test_those_who_do_not_answer_are_suggested_by_nothing(desk, crowd, manager):
    desk.sql("UPDATE person SET roles = 8 WHERE oid = 'aqent00000000777'")
    for of in "agents", "all", "staff":
        path = f"/people/suggest?q=crowd777&of={of}"
        assert suggested(manager, path) == []
    desk.sql("UPDATE person SET roles = 4 WHERE oid = 'aqent00000000777'")


def test_who_alone_is_called_exactly_so_is_taken_among_many(desk, crowd, manager):
    desk.sql("UPDATE person SET name = 'Kimbo' WHERE oid = 'aqent00000000999'")
    answer = manager.get("/reports/log?agent_typed=KIMBO")
    names = suggested(manager, "/people/suggest?q=kimbo")
    desk.sql("UPDATE person SET name = 'Kimbo Crowd999'"
             " WHERE oid = 'aqent00000000999'")
    assert answer.status == 303
    assert "agent=aqent00000000999" in answer.header("Location")
    assert names[0] == "Kimbo" and len(names) == 10


@pytest.fixture
def ticket(desk, crowd, admin):
    """One that the crowd may work on."""
    return desk.sql("SELECT code FROM ticket WHERE status < 4"
                    " ORDER BY id DESC LIMIT 1")[0][0]


def test_a_ticket_is_given_to_one_of_many(desk, ticket, admin):
    path = f"/tickets/{ticket}"
    page = admin.get(path)
    assert "Crowd" not in page.text
    answer = admin.submit(page, path + "/assignment", agent_typed="crowd777")
    assert answer.status == 303
    page = admin.get(path)
    assert "Kimbo Crowd777" in options(page)
    answer = admin.submit(page, path + "/assignment", agent_typed="kimbo")
    assert answer.status == 422
    assert "Several people fit" in answer.text
    assert typed_into(answer) == "kimbo"
    chosen = listed(answer)[2]
    answer = admin.submit(answer, path + "/assignment", agent=chosen)
    assert answer.status == 303
    assert desk.sql("SELECT p.oid FROM ticket t JOIN person p ON p.id ="
                    f" t.assignee_id WHERE t.code = '{ticket}'")[0][0] == chosen
    answer = admin.submit(admin.get(path), path + "/assignment", agent="")
    assert answer.status == 303
    assert "All" not in options(admin.get(path))
    assert suggested(admin, path + "/agents?q=crowd777") == ["Kimbo Crowd777"]


def test_who_does_not_work_there_is_not_found(desk, ticket, admin):
    desk.sql("DELETE FROM department_member WHERE person_id ="
             " (SELECT id FROM person WHERE oid = 'aqent00000000555')")
    path = f"/tickets/{ticket}"
    answer = admin.submit(admin.get(path), path + "/assignment",
                          agent_typed="crowd555")
    assert answer.status == 422
    assert "Nobody to choose is called so" in answer.text
    assert typed_into(answer) == "crowd555"
    assert suggested(admin, path + "/agents?q=crowd555") == []
