"""What a row of the inbox leads to, beside its ticket."""


def requesters(page):
    """The element of each row's requester."""
    return [e for li in page.html().iter("li") if li.get("class") == "row"
            for e in li.iter() if e.get("class") == "row__requester"]


def test_a_requester_leads_to_their_page_for_those_who_may_see_it(
        desk, people, agent):
    links = [e for e in requesters(agent.get("/inbox?view=all"))
             if e.tag == "a"]
    assert links
    page = agent.get(links[0].get("href"))
    assert page.status == 200
    assert links[0].text in page.text
    reader = desk.client().enter(people["read-only"])
    rows = requesters(reader.get("/inbox?view=all"))
    assert rows
    assert all(e.tag == "span" for e in rows)


def test_a_row_leads_to_its_ticket_first(agent):
    page = agent.get("/inbox?view=all")
    for li in page.html().iter("li"):
        if li.get("class") == "row":
            first = next(li.iter("a"))
            assert first.get("href").startswith("/tickets/")
