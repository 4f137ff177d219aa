"""From ticket to ticket through the view that somebody came from."""

import re
from urllib.parse import quote

import pytest

VIEWS = ["due", "overdue", "today", "unassigned", "all", "answered",
         "postponed", "resolved"]


def codes(page):
    return [a.get("href").removeprefix("/tickets/")
            for li in page.html().iter("li") if li.get("class") == "row"
            for a in li.iter("a") if "row__subject" in a.get("class", "")]


def way(client, code, to, view):
    """Where the link leads: a code, or None at the end of the list."""
    back = f"/inbox?view={view}"
    answer = client.get(f"/tickets/{code}/{to}?back={quote(back)}")
    assert answer.status == 303
    where = answer.header("Location")
    if where == back:
        return None
    found = re.fullmatch(r"/tickets/([A-Z0-9-]+)\?back=(.*)", where)
    assert found.group(2) == quote(back)
    return found.group(1)


def met(client, view):
    """How many of a view were met, there and back."""
    listed = codes(client.get(f"/inbox?view={view}"))[:12]
    ways = [(way(client, here, "next", view), way(client, there, "previous",
                                                  view))
            for here, there in zip(listed, listed[1:])]
    first = listed and way(client, listed[0], "previous", view)
    if codes(client.get(f"/inbox?view={view}"))[:12] != listed:
        return met(client, view)  # something fell due meanwhile
    assert not first
    assert ways == list(zip(listed[1:], listed))
    return len(listed)


@pytest.mark.parametrize("role", ["agent", "admin"])
def test_all_of_a_view_are_met_in_its_order(desk, people, role):
    client = desk.client().enter(people[role])
    found = {view: met(client, view) for view in VIEWS}
    # What is due, and today, depends on the hour.
    assert all(found[view] > 1 for view in ("overdue", "unassigned", "all",
                                            "answered", "resolved")), found


def test_the_last_leads_back_to_the_list(desk, admin):
    code = codes(admin.get("/inbox?view=answered"))[-1]
    seen = set()
    while code := way(admin, code, "next", "answered"):
        assert code not in seen
        seen.add(code)


def test_one_that_left_the_view_is_followed_by_its_first(desk, admin):
    listed = codes(admin.get("/inbox?view=all"))
    gone = codes(admin.get("/inbox?view=resolved"))[0]
    assert way(admin, gone, "next", "all") == listed[0]


def test_the_links_stand_where_somebody_came_from_the_inbox(desk, admin):
    code = codes(admin.get("/inbox?view=all"))[0]
    page = admin.get(f"/tickets/{code}?back=%2Finbox%3Fview%3Dall")
    links = {a.get("rel"): a.get("href") for a in page.html().iter("a")
             if a.get("rel") in ("next", "prev")}
    assert links == {
        "next": f"/tickets/{code}/next?back=/inbox%3Fview%3Dall",
        "prev": f"/tickets/{code}/previous?back=/inbox%3Fview%3Dall"}
    for other in "", "?back=%2Freports%2Flog", "?back=%2Finboxes":
        page = admin.get(f"/tickets/{code}{other}")
        assert 'rel="next"' not in page.text
