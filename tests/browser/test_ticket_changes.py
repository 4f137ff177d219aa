"""What people change of a ticket, and take back, with script and without."""

import re

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

from test_journeys import ask


@pytest.fixture(params=["script", "no-script"])
def either(request, browser):
    browser.scripts(request.param == "script")
    browser.with_script = request.param == "script"
    yield browser
    browser.scripts(True)


@pytest.fixture
def ticket(browser, people):
    """A customer's, open before the agent."""
    def new(subject):
        browser.scripts(True)
        browser.delete_all_cookies()
        browser.sign_in(people["customer"])
        code = ask(browser, people, subject)
        browser.delete_all_cookies()
        browser.sign_in(people["agent"])
        browser.scripts(getattr(browser, "with_script", True))
        browser.go(f"/tickets/{code}")
        return code
    return new


def choose(browser, css, text, button):
    """As a hand does: a choice is saved at once, or by its button."""
    select = Select(browser.one(css))
    if not getattr(browser, "with_script", True):
        select.select_by_visible_text(text)
        browser.press(button, f"form:has({css})")
        return
    form = browser.one(f"form:has({css})")
    browser.execute_script(
        "arguments[0].dispatchEvent(new PointerEvent('pointerdown',"
        " {bubbles: true}))", form)
    browser.leave(lambda: select.select_by_visible_text(text))


def chosen(browser, css):
    return Select(browser.one(css)).first_selected_option.text


def undo(browser):
    browser.leave(browser.one(".flash__undo").click)


def strips(browser):
    """The promises that run, as words: "First answer", ..."""
    return [h.text for h in browser.all(
        ".ticket__promises > .strips .strip__name")]


def test_priority_is_changed_in_place_and_taken_back(either, ticket):
    ticket("How urgent is it?")
    choose(either, "#priority", "Urgent", "Set")
    assert either.flash() == "The priority is changed. It is Urgent now."
    assert chosen(either, "#priority") == "Urgent"
    assert "priority Urgent" in either.text(".conversation")
    assert "Urgent" in either.text(".ticket__marks")
    undo(either)
    assert chosen(either, "#priority") == "Normal"
    assert "priority Normal" in either.text(".conversation")


def test_a_ticket_goes_to_another_department_and_back(either, people, ticket):
    ticket("Wrong door")
    here = chosen(either, "#department")
    places = [o.text for o in Select(either.one("#department")).options]
    theirs = [p for p in places if p != here and "(" not in p]
    if not theirs:  # they work in one department: the owner works in all
        either.scripts(True)
        path = either.path
        either.delete_all_cookies()
        either.sign_in(people["admin"])
        either.scripts(either.with_script)
        either.go(path)
        theirs = [p for p in places if p != here]
    place = theirs[0].split(" (")[0]
    either.press("Take it", ".acts")
    mine = chosen(either, "#agent")
    choose(either, "#department", place, "Move")
    assert either.flash() == (
        f"The ticket is in another department. It is in {place} now.")
    assert chosen(either, "#department") == place
    assert f"moved to {place}" in either.text(".conversation")
    undo(either)
    assert chosen(either, "#department") == here
    assert chosen(either, "#agent") == mine


def test_tags_come_and_go_and_come_back(either, ticket):
    ticket("What is it about?")
    either.type("#add", "printer, third floor")
    either.press("Add", "#tags-form")
    assert either.flash() == "The tags are changed."
    names = [t.text for t in either.all("#tags-form .tag__name")]
    assert sorted(names) == ["printer", "third floor"]
    off = either.one("button[aria-label='Take off the tag printer']")
    either.leave(off.click)
    assert [t.text for t in either.all("#tags-form .tag__name")] == [
        "third floor"]
    assert "took off the tag “printer”" in either.text(".conversation")
    undo(either)
    names = [t.text for t in either.all("#tags-form .tag__name")]
    assert sorted(names) == ["printer", "third floor"]
    # Enter adds; it never takes one off.
    either.type("#add", "hot")
    either.leave(lambda: either.one("#add").send_keys(Keys.ENTER))
    assert len(either.all("#tags-form .tag")) == 3


def test_a_ticket_is_assigned_and_that_is_taken_back(either, ticket):
    ticket("Whose is it?")
    either.press("Take it", ".acts")
    assert re.fullmatch(r"The ticket is assigned\. .+ has it now\.",
                        either.flash())
    undo(either)
    assert either.one("#agent").get_attribute("value") == ""
    assert "assigned to nobody" in either.text(".conversation")


def test_marked_as_answered_after_saying_what_that_stops(either, people,
                                                          ticket):
    code = ticket("Please call me")
    either.press("More", ".acts")
    either.follow("Mark as answered", ".acts")
    assert either.h1 == "Mark as answered?"
    fates = either.text(".fates")
    assert "First answer ends now, in time" in fates
    assert "First resolve stands still" in fates
    either.shot(f"marking-{either.with_script}")
    either.press("Mark as answered", "main")
    assert either.flash() == "The ticket is marked as answered."
    assert not either.all(".flash__undo")
    assert "Answered" in either.text(".ticket__marks")
    assert "answered by other ways" in either.text(".conversation")
    either.scripts(True)
    either.delete_all_cookies()
    either.sign_in(people["customer"])
    either.go(f"/tickets/{code}")
    assert "Waiting for you" in either.text(".thread__marks")
    assert "answered by other ways" in either.text(".conversation")
    assert people["agent"].name not in either.text()


def test_deleted_and_put_back_nothing_is_lost(either, people, ticket):
    code = ticket("Do not delete me")
    either.press("More", ".acts")
    either.follow("Delete", ".acts")
    assert either.h1 == "Delete this ticket?"
    assert "First answer is cancelled" in either.text(".fates")
    either.shot(f"deletion-{either.with_script}")
    either.follow("Leave it as it is", "main")
    assert either.path == f"/tickets/{code}"
    either.go(f"/tickets/{code}/deletion")
    either.press("Delete", "main")
    assert either.flash() == "The ticket is deleted."
    assert "This ticket is deleted" in either.text(".gone")
    assert not either.all("#reply") and not either.all("#priority")
    either.shot(f"deleted-{either.with_script}")
    undo(either)
    assert either.flash() == "The ticket is back."
    assert "New" in either.text(".ticket__marks")
    due = either.desk.sql(
        "SELECT COUNT(DISTINCT c.first_due_at), COUNT(*) FROM clock c"
        " JOIN ticket t ON t.id = c.ticket_id WHERE c.metric = 0"
        f" AND t.code = '{code}'")
    assert [tuple(map(int, r)) for r in due] == [(1, 2)]


def test_spam_is_gone_for_its_requester_until_it_is_back(browser, people,
                                                         ticket):
    code = ticket("Cheap watches")
    browser.go(f"/tickets/{code}/spam")
    browser.press("Mark as spam", "main")
    assert "This is spam" in browser.text(".gone")
    browser.delete_all_cookies()
    browser.sign_in(people["customer"])
    browser.go(f"/tickets/{code}")
    assert "Cheap watches" not in browser.page_source
    browser.delete_all_cookies()
    browser.sign_in(people["agent"])
    browser.go(f"/tickets/{code}")
    browser.press("It is no spam", ".gone")
    assert browser.flash() == "The ticket is back."


def test_what_a_resolution_ended_is_only_opened_again(either, ticket):
    ticket("Nobody answers")
    either.press("Resolve", ".acts")
    assert either.flash() == "The ticket is resolved."
    assert either.text(".flash__undo") == "Open again"
    undo(either)
    assert either.flash() == "The ticket is open again."


def test_somebody_was_quicker_and_the_undo_says_so(browser, people, ticket):
    code = ticket("Two at once")
    browser.press("Take it", ".acts")
    version = browser.desk.sql(
        f"SELECT version FROM ticket WHERE code = '{code}'")[0][0]
    browser.desk.sql(f"UPDATE ticket SET version = {int(version) + 1}"
                     f" WHERE code = '{code}'")
    undo(browser)
    assert "So nothing was undone" in browser.text()
    assert "your text is still here" not in browser.text()


def test_the_timeline_is_filtered_by_its_address(either, people, ticket):
    code = ticket("Filter me")
    either.press("Take it", ".acts")
    either.go(f"/tickets/{code}")
    either.follow("Changes", ".conversation")
    assert "show=changes" in either.path
    assert "assigned to" in either.text(".conversation")
    assert not either.all(".conversation .message")
    either.follow("Messages", ".conversation")
    assert either.all(".conversation .message")
    assert not either.all(".conversation .event")
    either.follow("Notes", ".conversation")
    assert not either.all(".conversation :is(.message, .event)")
    either.follow("Everything", ".conversation")
    assert either.all(".conversation .event")


def test_breadcrumbs_lead_back_to_the_list(either, people, ticket):
    code = ticket("Where was I?")
    either.go("/inbox?view=all")
    link = either.all(f"a[href^='/tickets/{code}']")
    if not link:  # not on its first page
        either.go("/inbox?view=unassigned")
        link = either.all(
            "a[href^='/tickets/']:not([href='/tickets/new'])")
    came = either.path
    either.leave(link[0].click)
    assert "back=" not in either.path
    crumb = either.all(".crumbs a")[1]
    assert crumb.get_attribute("href").endswith(came)
    # ... still, after something was done.
    either.press("Take it", ".acts")
    crumb = either.all(".crumbs a")[1]
    assert crumb.get_attribute("href").endswith(came)
    either.leave(crumb.click)
    assert either.path == came


def test_the_card_of_who_asked(browser, people, ticket):
    ticket("The first of two")
    code = ticket("The second of two")
    card = browser.text("section[aria-labelledby=requester-title]")
    assert people["customer"].name in card
    assert people["customer"].email in card
    assert "Their time" in card and re.search(r"[0-9]{2}:[0-9]{2}", card)
    assert "The first of two" in card
    assert "The second of two" not in card
    browser.follow("The first of two",
                   "section[aria-labelledby=requester-title]")
    assert browser.h1 == "The first of two"
    assert code not in browser.path


def test_properties_by_keyboard_alone(browser, people, ticket):
    ticket("Without a mouse")
    select = browser.one("#priority")
    button = browser.one("form:has(#priority) button")
    assert not button.is_displayed()
    select.send_keys("H")  # High
    assert button.is_displayed()
    assert not browser.all(".flash")  # nothing is saved by walking
    select.send_keys(Keys.TAB)
    assert browser.switch_to.active_element == button
    browser.leave(lambda: button.send_keys(Keys.ENTER))
    assert chosen(browser, "#priority") == "High"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1440])
def test_it_fits_and_is_pictured(browser, people, ticket, width, dark):
    code = ticket("A rather long subject that goes on and on to see where the"
                  " line is broken on a small screen")
    browser.type("#add", "printer, third floor, a very long tag it is")
    browser.press("Add", "#tags-form")
    name = f"{width}-{'dark' if dark else 'light'}"
    browser.screen(width, 1400, dark)
    for path, what in ((f"/tickets/{code}", "ticket"),
                       (f"/tickets/{code}/deletion", "ask"),
                       ("/tickets/new", "new")):
        browser.go(path)
        assert browser.sideways() <= 0, path
        browser.shot(f"changes-{what}-{name}")
    browser.go(f"/tickets/{code}/spam")
    browser.press("Mark as spam", "main")
    assert browser.sideways() <= 0
    browser.shot(f"changes-spam-{name}")
    browser.screen()
    browser.go(f"/tickets/{code}")
    browser.press("It is no spam", ".gone")
    browser.delete_all_cookies()
    browser.sign_in(people["customer"])
    browser.screen(width, 1400, dark)
    browser.go(f"/tickets/{code}")
    assert browser.sideways() <= 0
    browser.shot(f"changes-customer-{name}")
    browser.press("This is solved", "main")
    browser.shot(f"changes-solved-{name}")
    browser.screen()
