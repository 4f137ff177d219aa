"""The pages of SLA levels: what is typed, what is refused, what is stored."""

import json
import re
import secrets

import pytest

from setting_up import fresh, path_of, see, sent_already

HOUR = 3600


def send(client, page, path, deed="save", **typed):
    """The level's form as it stands, with that typed into it; a _ in front of a
    letter of a name is a -."""
    fields = {**page.form(path), "deed": deed}
    for name, value in typed.items():
        name = name.replace("__", "-")
        if value is None:
            fields.pop(name, None)
        else:
            fields[name] = value
    return client.post(path, fields)


def make(admin, name=None, **typed):
    name = name or fresh("Level")
    typed = typed or {"first_answer": "1", "first_answer__time": "4 h"}
    answer = send(admin, see(admin, "/levels/new"), "/levels", name=name,
                  **typed)
    assert answer.status == 303, answer.text[:3000]
    return name, path_of(answer)


def stored(desk, name, version=None):
    more = ["--version", str(version)] if version else []
    return json.loads(desk.cli("level", "show", name, *more))


def refused(answer, where, what, status=422):
    assert answer.status == status, answer.text[:2000]
    answer.html()
    assert f'href="#{where}"' in answer.text, answer.text
    assert what in answer.text
    assert re.search(rf'id="{where}"[^>]*aria-invalid="true"', answer.text)


@pytest.fixture
def level(desk, admin):
    """A level of this test alone: its name and page."""
    return make(admin)


# ---- New ones ---------------------------------------------------------------


def test_the_tutorial_makes_its_level(desk, admin):
    name = fresh("Urgent SLA")
    name, path = make(admin, name, first_answer="1", first_answer__time="1 hour",
                      next_answer="1", next_answer__time="30 minutes")
    assert stored(desk, name)["targets"] == {
        "first_answer": {"seconds": HOUR}, "next_answer": {"seconds": 1800}}
    page = see(admin, path + "?done=added")
    assert 'value="1 h"' in page.text and 'value="30 min"' in page.text
    assert "No rule gives this level to a ticket" in page.text
    listed = see(admin, "/levels").text
    assert f'href="{path}"' in listed and "no rule" in listed


def test_a_form_that_comes_twice_makes_one_and_leads_there_twice(desk, admin):
    name = fresh("Twice")
    fields = {**see(admin, "/levels/new").form("/levels"), "deed": "save",
              "name": name, "first_answer": "1", "first_answer-time": "4 h"}
    first, again = (admin.post("/levels", fields) for _ in range(2))
    assert first.status == again.status == 303
    assert path_of(first) == path_of(again)
    assert desk.sql("SELECT COUNT(*) FROM level l JOIN level_version v ON"
                    f" v.level_id = l.id WHERE v.name = '{name}'") == [["1"]]


def test_what_is_stored_and_saved_again_is_the_same(desk, admin):
    """Everything that the shell can set stands in the form."""
    desk.sql("INSERT IGNORE INTO tag (oid, name, created_at) VALUES"
             " ('tagof1eve1s00000', 'Late one', 1)")
    name = fresh("Whole")
    calendar = desk.sql("SELECT name FROM calendar LIMIT 1")[0][0]
    department = desk.sql("SELECT name FROM department LIMIT 1")[0][0]
    person = desk.sql("SELECT email FROM person WHERE roles = 4 AND disabled_at"
                      " IS NULL LIMIT 1")[0][0]
    desk.cli("level", "set", "-", input=json.dumps({
        "name": name, "calendar": calendar,
        "targets": {
            "first_answer": {"seconds": 14400, "priority": {
                "urgent": {"seconds": 3661, "unit": "calendar"},
                "low": {"days": 2}}},
            "next_answer": {"next_open": 7200},
            "keep_informed": {"seconds": 200000, "unit": "calendar"},
            "first_resolve": {"priority": {"high": {"seconds": 90}}}},
        "pauses": {"first_answer": ["new", "postponed"]},
        "steps": {
            "first_answer": [
                {"seconds": -3600, "actions": [
                    {"do": "tell_agent"}, {"do": "tag", "tag": "Late one"},
                    {"do": "assign", "person": person},
                    {"do": "assign", "person": None},
                    {"do": "note", "text": "Look\n\nat *this*."}]},
                {"percent": 75, "actions": [
                    {"do": "transfer", "department": department},
                    {"do": "tell_address", "address": "boss@desk.example"},
                    {"do": "priority", "priority": "urgent"}]}],
            "next_answer": [
                {"seconds": 0, "actions": [{"do": "tell_all_managers"}]},
                {"seconds": 900, "unit": "calendar", "actions": [
                    {"do": "call", "url": "https://hook.example/x"}]}]},
        "on_change": "rejudge", "reopen": "continue", "reopen_window": 172800,
        "by_agent": "met", "max_pause": 604800, "grace": 600, "late": 7200,
        "by_consumption": True}))
    path = f"/levels/{oid_of(desk, name)}"
    was = stored(desk, name)
    answer = send(admin, see(admin, path), path)
    assert answer.status == 303, answer.text[:3000]
    assert stored(desk, name) == was
    assert stored(desk, name, 1) == was
    page = see(admin, f"{path}?from=1&to=2")
    assert "Nothing: they say the same." in page.text


def oid_of(desk, name):
    return desk.sql(f"SELECT oid FROM level WHERE name = '{name}'")[0][0]


def test_a_name_is_one_level_s(desk, admin, level):
    name, path = level
    page = see(admin, "/levels/new")
    answer = send(admin, page, "/levels", name=name.upper(), first_answer="1",
                  first_answer__time="1 h")
    refused(answer, "name", "Another level is called so.")
    assert 'value="1 h"' in answer.text
    other, elsewhere = make(admin)
    refused(send(admin, see(admin, elsewhere), elsewhere, name=name), "name",
            "Another level is called so.")
    # Its own it keeps, also written otherwise; and it may get a new one.
    answer = send(admin, see(admin, path), path, name=name.upper())
    assert answer.status == 303
    new = fresh("Renamed")
    assert send(admin, see(admin, path), path, name=new).status == 303
    assert oid_of(desk, new) == path.rsplit("/", 1)[1]
    assert stored(desk, new)["name"] == new
    changed = see(admin, path)
    assert "What changed from version 2 to 3" in changed.text
    assert name.upper() in changed.text


BAD = [
    ({"name": ""}, "name", "fill this in"),
    ({"name": "x" * 101}, "name", "At most 100 characters"),
    ({"first_answer": None}, "first_answer", "tick at least one promise"),
    ({"first_answer__time": ""}, "first_answer-time", "length of time"),
    ({"first_answer__time": "soon"}, "first_answer-time", "length of time"),
    ({"first_answer__time": "90"}, "first_answer-time", "length of time"),
    ({"first_answer__time": "0 h"}, "first_answer-time", "length of time"),
    ({"first_answer__time": "2 days"}, "first_answer-time",
     "Open days differ in length"),
    ({"first_answer__time": "99999 h"}, "first_answer-time", "ten years"),
    ({"first_answer__time": "2.5", "first_answer__time__unit": "days"},
     "first_answer-time", "whole number of working days"),
    ({"first_answer__urgent": "1 hr 5"}, "first_answer-urgent",
     "length of time"),
    ({"calendar": "nosuchcalendar00"}, "calendar", "choose again"),
    ({"max_pause": "ages"}, "max_pause", "length of time"),
    ({"grace": "1 day"}, "grace", "Open days differ in length"),
    ({"late": "-1 h"}, "late", "length of time"),
    ({"reopen_window": "x"}, "reopen_window", "length of time"),
]


def test_what_cannot_be_is_said_beside_its_input(admin):
    page = see(admin, "/levels/new")
    for typed, where, what in BAD:
        fields = {"name": "Bad", "first_answer": "1",
                  "first_answer__time": "1 h",
                  "next_answer__time": "kept 7 h", **typed}
        answer = send(admin, page, "/levels", **fields)
        refused(answer, where, what)
        assert 'value="kept 7 h"' in answer.text, typed


def test_a_promise_that_is_never_due_takes_a_tick(desk, admin):
    """R6: around the clock there is no next opening."""
    name = fresh("Never")
    page = see(admin, "/levels/new")
    assert 'name="force"' not in page.text
    typed = {"name": name, "first_answer": "1", "first_answer__time": "1 h",
             "first_answer__time__unit": "next_open"}
    answer = send(admin, page, "/levels", **typed)
    refused(answer, "first_answer-time", "never fall due")
    assert "Save it all the same" in answer.text
    answer = send(admin, answer, "/levels", force="1")
    path = path_of(answer)
    assert "By its hours this would never fall due" in see(admin, path).text
    assert "to look at: 1" in see(admin, "/levels").text


# ---- Steps ------------------------------------------------------------------


def test_steps_are_made_without_a_script(desk, admin, level):
    name, path = level
    page = send(admin, see(admin, path), path, deed="add")
    assert page.status == 200
    page.html()
    assert 'id="step0-time"' in page.text and "autofocus" in page.text
    page = send(admin, page, path, deed="do-0", step0__add="priority",
                step0__time="30 min")
    page = send(admin, page, path, deed="do-0", step0__add="note")
    page = send(admin, page, path, deed="do-0", step0__add="close")
    page = send(admin, page, path, deed="undo-0-3",
                **{"step0__1": "high", "step0__2": "Please look."})
    page = send(admin, page, path, deed="add")
    page = send(admin, page, path, deed="up-1", step1__when="percent",
                step1__time="75")
    page = send(admin, page, path, deed="add")
    page = send(admin, page, path, deed="drop-2")
    page.html()
    assert desk.sql("SELECT COUNT(*) FROM level_version v JOIN level l ON l.id"
                    f" = v.level_id WHERE l.name = '{name}'")[0][0] == "1"
    assert send(admin, page, path).status == 303
    assert stored(desk, name)["steps"] == {"first_answer": [
        {"percent": 75, "actions": [{"do": "tell_agent"}]},
        {"seconds": -1800, "actions": [
            {"do": "tell_agent"}, {"do": "priority", "priority": "high"},
            {"do": "note", "text": "Please look."}]}]}
    page = see(admin, path)
    assert "30 min before it is due" in page.text


BAD_STEPS = [
    ("tell_agent", {"step0__time": ""}, "step0-time", "length of time"),
    ("tell_agent", {"step0__time": "0", "step0__when": "percent"},
     "step0-time", "whole number of percent"),
    ("tell_agent", {"step0__time": "1001 %", "step0__when": "percent"},
     "step0-time", "whole number of percent"),
    ("tell_agent", {"step0__time": "1 d"}, "step0-time", "Open days differ"),
    ("tell_address", {"step0__1": "nobody"}, "step0-1", "name@example.com"),
    ("tell_person", {"step0__1": "Nobody At All"}, "step0-1", "Nobody"),
    ("assign", {"step0__1": "zzz"}, "step0-1", "Nobody"),
    ("tag", {"step0__1": "no such tag"}, "step0-1", "no such tag"),
    ("note", {"step0__1": " "}, "step0-1", "rite some words"),
    ("note", {"step0__1": "x" * 1001}, "step0-1", "1000"),
    ("call", {"step0__1": "ftp://x"}, "step0-1", "http"),
    ("postpone", {"step0__1": "a while"}, "step0-1", "length of time"),
    ("transfer", {"step0__1": "nosuchdepartment"}, "step0-1", "choose again"),
    ("level", {"step0__1": "nosuchlevel00000"}, "step0-1", "choose again"),
]


def test_what_a_step_cannot_do_is_said_beside_it(admin, level):
    path = level[1]
    step = send(admin, see(admin, path), path, deed="add")
    for kind, typed, where, what in BAD_STEPS:
        page = send(admin, step, path, deed="do-0", step0__add=kind,
                    step0__time="1 h")
        assert page.status == 200
        refused(send(admin, page, path, **typed), where, what)


def test_a_step_whose_tag_was_deleted_asks_for_another(desk, admin):
    name, tag = fresh("Level"), fresh("Tag")
    desk.sql("INSERT INTO tag (oid, name, created_at) VALUES"
             f" ('{secrets.token_hex(8)}', '{tag}', 1)")
    desk.cli("level", "set", "-", input=json.dumps({
        "name": name, "calendar": None,
        "targets": {"first_answer": {"seconds": HOUR}},
        "steps": {"first_answer": [{"seconds": 0, "actions": [
            {"do": "tell_agent"}, {"do": "tag", "tag": tag}]}]}}))
    desk.sql(f"DELETE FROM tag WHERE name = '{tag}'")
    path = f"/levels/{oid_of(desk, name)}"
    refused(admin.get(path), "step0-1", "choose", 200)
    page = send(admin, see(admin, path), path)
    refused(page, "step0-1", "There is no such tag to choose.")
    answer = send(admin, page, path, deed="undo-0-1")
    assert send(admin, answer, path).status == 303
    assert "aria-invalid" not in see(admin, path).text


def test_a_step_of_what_is_not_promised_is_doubted(admin, level):
    name, path = level
    page = send(admin, see(admin, path), path, deed="add")
    page = send(admin, page, path, step0__metric="first_resolve",
                step0__time="1 h")
    assert page.status == 303
    assert "something that is not promised" in see(admin, path).text
    page = send(admin, see(admin, path), path, step0__metric="first_answer",
                step0__time="4 h")
    assert page.status == 303
    assert "as early before the deadline as the whole time" in (
        see(admin, path).text)


# ---- Examples ---------------------------------------------------------------


def test_examples_follow_what_is_typed(admin):
    page = see(admin, "/levels/new")
    assert "Tick a promise" in page.text
    page = send(admin, page, "/levels", deed="examples", first_answer="1",
                first_answer__time="90 min", first_answer__urgent="nonsense")
    assert page.status == 200
    page.html()
    table = page.text[page.text.index('class="examples__table"'):]
    assert table.count("<tbody>") == 1 and table.count("<tr>") == 2
    times = re.findall(r'<time datetime="([^"]+)"', table)
    assert len(times) == 4  # now, Friday, and when each is due
    assert "T16:30:00" in times[1] and "T18:00:00" in times[3]
    assert 'value="nonsense"' in page.text and 'class="errors"' not in page.text


# ---- Versions, and open tickets ---------------------------------------------


def test_open_tickets_are_shown_before_they_follow(desk, admin):
    name, oid = desk.sql(
        "SELECT l.name, l.oid FROM ticket t JOIN level_version v ON v.id ="
        " t.level_version_id JOIN level l ON l.id = v.level_id WHERE t.is_open"
        " = 1 GROUP BY l.id ORDER BY COUNT(*) DESC LIMIT 1")[0]
    path = f"/levels/{oid}"
    was = stored(desk, name)
    number = int(desk.sql("SELECT COUNT(*) FROM level_version v JOIN level l ON"
                          f" l.id = v.level_id WHERE l.oid = '{oid}'")[0][0])
    desk.hold("sweep")
    try:
        page = see(admin, path)
        typed = {"first_resolve": "1", "first_resolve__time": "39 h"}
        looked = send(admin, page, path, deed="look", **typed)
        assert looked.status == 200
        looked.html()
        assert "What would move" in looked.text
        assert "Nothing is saved yet" not in looked.text
        asked = send(admin, looked, path, **{"for": "open"})
        assert asked.status == 200
        asked.html()
        assert "Nothing is saved yet" in asked.text
        assert "Save, for open tickets too" in asked.text
        # Another draft than the one that was shown is shown first, too.
        asked = send(admin, asked, path, first_resolve__time="38 h")
        assert asked.status == 200 and "Nothing is saved yet" in asked.text
        assert stored(desk, name) == was
        assert send(admin, asked, path).status == 303
        assert stored(desk, name)["targets"]["first_resolve"]["seconds"] == (
            38 * HOUR)
        page = see(admin, path)
        assert "is being carried over to open tickets" in page.text
        assert "(under way)" in page.text
    finally:
        desk.release("sweep")
    page = see(admin, f"{path}?version={number}")
    assert f"This is version {number} as it was" in page.text
    assert send(admin, page, path).status == 303
    assert stored(desk, name) == was


def test_who_was_slower_is_told_and_keeps_what_was_typed(desk, admin, owner,
                                                         level):
    name, path = level
    mine = see(admin, path)
    assert send(owner, see(owner, path), path,
                first_answer__time="2 h").status == 303
    answer = send(admin, mine, path, first_answer__time="3 h")
    assert answer.status == 409
    answer.html()
    assert "Somebody else changed this level" in answer.text
    assert 'value="3 h"' in answer.text
    assert "What changed from version 1 to 2" in answer.text
    assert send(admin, answer, path).status == 303
    assert stored(desk, name)["targets"]["first_answer"]["seconds"] == 3 * HOUR
    sent_already(send(admin, answer, path, first_answer__time="5 h"))


def test_a_version_that_is_none_is_refused(admin, level):
    for query in ("?from=9&to=1", "?from=x", "?to=0"):
        assert admin.get(level[1] + query).status == 400
    for query in ("?version=9", "?version=x"):
        assert admin.get(level[1] + query).status == 404


# ---- Its end ----------------------------------------------------------------


def test_an_archived_level_is_given_to_no_ticket(desk, admin, level):
    name, path = level
    rule = fresh("Rule")
    desk.cli("rule", "set", "-", input=json.dumps({
        "name": rule, "if": [], "then": [{"do": "level", "level": name}]}))
    try:
        assert rule in see(admin, path).text
        assert admin.submit(see(admin, path), f"{path}/archived").status == 303
        page = see(admin, path + "?done=archived")
        assert "invalid: it does not run" in page.text
        assert path not in see(admin, "/levels").text
        assert path in see(admin, "/levels?archived=1").text
        listed = desk.cli("rule", "list")
        line = next(x for x in listed.splitlines() if rule in x)
        assert "archived" in line
        said = desk.sql("SELECT was, became FROM audit WHERE object_oid ="
                        f" '{path.rsplit('/', 1)[1]}' ORDER BY id DESC LIMIT 1")
        assert [json.loads(x)["archived"] for x in said[0]] == [False, True]
        # Nothing new takes it; what has it can still be read and changed.
        other = see(admin, make(admin)[1])
        assert f">{name}<" not in other.text
        assert send(admin, see(admin, path), path).status == 303
        assert admin.submit(page, f"{path}/revived").status == 303
        line = next(x for x in desk.cli("rule", "list").splitlines()
                    if rule in x)
        assert "archived" not in line
    finally:
        desk.cli("rule", "remove", rule)


# ---- Who may ----------------------------------------------------------------


def test_managers_read_and_have_no_button(manager, admin, level):
    name, path = level
    page = see(manager, path)
    assert name in page.text and "4 h" in page.text
    assert "<form class=\"form level-form\"" not in page.text
    assert "/archived" not in page.text
    assert "Create level" not in see(manager, "/levels").text
    assert manager.get("/levels/new").status == 403
    form = {k: v for k, v in see(admin, path).form(path).items()
            if k not in ("csrf", "once")}
    own = page.form("/session/end")
    answer = manager.post(path, {**form, "csrf": own["csrf"], "once": "x" * 43,
                                 "deed": "save"})
    assert answer.status == 403
