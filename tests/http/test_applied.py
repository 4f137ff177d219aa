"""A level changes for open tickets too: until they were reached, pages say so."""

import json
import subprocess

import pytest


@pytest.fixture
def level(desk):
    """The level of most open tickets, as it stands; it is put back."""
    name = desk.sql(
        "SELECT v.name FROM ticket t JOIN level_version v ON v.id = t.level_version_id WHERE t.is_open = 1"
        " GROUP BY v.name ORDER BY COUNT(*) DESC LIMIT 1")[0][0]
    was = json.loads(desk.cli("level", "show", name))
    desk.hold("sweep")
    try:
        yield was
    finally:
        desk.release("sweep")


def put(desk, level, *args):
    return desk.cli("level", "set", "-", *args, input=json.dumps(level))


def one_open(desk, level):
    return desk.sql(
        "SELECT t.code FROM ticket t JOIN level_version v ON v.id = t.level_version_id WHERE t.is_open = 1"
        f" AND v.name = '{level['name']}' ORDER BY t.order_at LIMIT 1")[0][0]


def test_pages_say_what_is_being_recalculated(desk, level, admin, manager):
    code = one_open(desk, level)
    assert "ecalculat" not in admin.get(f"/tickets/{code}").text
    assert "recalculat" not in admin.get("/inbox?view=all").text
    level["targets"]["first_resolve"] = {"seconds": 40 * 3600}
    assert "for open tickets too" in put(desk, level, "--open")
    page = admin.get(f"/tickets/{code}").text
    assert "Recalculating: its level or business hours have just changed" in page
    inbox = admin.get("/inbox?view=all").text
    assert "· recalculating" in inbox and "promises are still to be recalculated: " in inbox
    others = manager.get("/inbox?view=all").text
    assert "· recalculating" in others and "still to be recalculated" not in others
    # Who answers first lets it happen; nobody is asked to look again for it.
    version = desk.sql(f"SELECT version FROM ticket WHERE code = '{code}'")[0][0]
    answer = admin.submit(admin.get(f"/tickets/{code}"), f"/tickets/{code}/notes", body="Noted.")
    assert answer.status == 303, answer.text[:500]
    page = admin.get(f"/tickets/{code}").text
    assert "Recalculating" not in page
    number = desk.sql("SELECT MAX(v.number) FROM level_version v JOIN level_version t ON t.level_id = v.level_id"
                      f" JOIN ticket k ON k.level_version_id = t.id WHERE k.code = '{code}'")[0][0]
    assert int(number) > 1
    assert (f"changed what its SLA level promises: {level['name']}, version {number}" in " ".join(page.split()))
    assert int(desk.sql(f"SELECT version FROM ticket WHERE code = '{code}'")[0][0]) == int(version) + 1


def test_new_business_hours_are_named_with_their_version(desk, level, admin):
    """Hours that change far from now, so that no other test is told of them."""
    code, name, number = desk.sql(
        "SELECT t.code, c.name, MAX(n.number) FROM ticket t JOIN clock k ON k.ticket_id = t.id AND k.stopped_at IS NULL"
        " AND k.breached_at IS NULL AND k.unit = 0 JOIN calendar_version v ON v.id = k.calendar_version_id"
        " JOIN calendar c ON c.id = v.calendar_id JOIN calendar_version n ON n.calendar_id = c.id"
        " JOIN level_version l ON l.id = t.level_version_id AND l.calendar_id = c.id"
        " WHERE t.is_open = 1 GROUP BY t.id ORDER BY t.id DESC LIMIT 1")[0]
    hours = json.loads(desk.cli("calendar", "show", name))
    hours["closures"].append({"date": "2035-05-09", "name": "A day off, later"})
    desk.cli("calendar", "set", "-", "--open", input=json.dumps(hours))
    answer = admin.submit(admin.get(f"/tickets/{code}"), f"/tickets/{code}/notes", body="Noted.")
    assert answer.status == 303, answer.text[:500]
    page = " ".join(admin.get(f"/tickets/{code}").text.split())
    assert f"changed the business hours of its SLA level: {name}, version {int(number) + 1}" in page


def test_the_sweeper_reaches_the_rest(desk, level, admin):
    level["max_pause"] = 7 * 86400
    put(desk, level, "--open")
    assert "promises are still to be recalculated: " in admin.get("/inbox").text
    subprocess.run([desk.build / "duedesk-sweep", "--conf", desk.conf], env=desk.env, check=True, timeout=600,
                   stderr=subprocess.DEVNULL)
    assert "recalculat" not in admin.get("/inbox?view=all").text
    left = desk.sql("SELECT COUNT(*) FROM ticket t JOIN level_version v ON v.id = t.level_version_id"
                    f" WHERE t.is_open = 1 AND v.name = '{level['name']}'"
                    " AND t.applied < (SELECT MAX(id) FROM applied_change)")
    assert int(left[0][0]) == 0
    desk.cli("check", "--quick")
