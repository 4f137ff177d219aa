"""An owner invites an agent, who works; an admin shows them the door."""

import re

from desk import wait_until
from test_journeys import ask

PASSWORD = "quiet lamp river 3"


def again(browser):
    browser.scripts(True)
    browser.delete_all_cookies()


def test_from_the_invitation_to_the_closed_door(browser, people):
    browser.sign_in(people["customer"])
    code = ask(browser, people, "The gate does not open")
    department = browser.desk.sql(
        "SELECT d.oid, d.name FROM department d JOIN ticket t"
        f" ON t.department_id = d.id WHERE t.code = '{code}'")[0]

    # The owner invites somebody.
    again(browser)
    browser.sign_in(people["owner"])
    browser.follow("Set-up", "header.top")
    assert browser.h1 == "People"
    browser.follow("Invite somebody", "main")
    browser.type("#name", "Gate Keeper")
    browser.type("#email", "gate@desk.example")
    browser.one(f"input[name=department][value='{department[0]}']").click()
    browser.press("Make the link", "main")
    assert browser.h1 == "A link for Gate Keeper"
    link = browser.one("#link").get_attribute("value")
    assert link.startswith(browser.desk.url + "/welcome?token=")
    browser.one("[data-copy]").click()
    browser.shot("invite")

    # They come by the link, set a password and answer.
    again(browser)
    browser.get(link)
    assert browser.h1 == "Welcome, Gate Keeper"
    browser.type("#password", "password1234")
    browser.press("Set the password", "main")
    assert "Too common, others guess it early." in browser.text("#password-error")
    browser.type("#password", PASSWORD)
    browser.press("Set the password", "main")
    assert "You have a password now." in browser.flash()
    browser.type("#email", "gate@desk.example")
    browser.type("#password", PASSWORD)
    browser.press("Sign in", "main")
    assert browser.path.startswith("/inbox")
    browser.go(f"/tickets/{code}")
    browser.type("#reply", "It opens inwards.")
    browser.press("Send", ".composer__form--reply")
    assert browser.flash() == "Your answer is on its way."
    theirs = browser.get_cookies()

    # The link opens nothing any more.
    browser.get(link)
    assert browser.h1 == "This link does not open any more"

    # An admin shows them the door; their next click is refused.
    again(browser)
    browser.sign_in(people["admin"])
    browser.go("/people?q=gate@desk.example")
    browser.follow("Gate Keeper", "main")
    browser.follow("Disable", "main")
    assert browser.h1 == "Disable Gate Keeper?"
    browser.press("Disable", "main")
    assert "cannot sign in any more" in browser.flash()
    browser.shot("disabled")
    again(browser)
    for cookie in theirs:
        browser.execute_cdp_cmd("Network.setCookie", {
            "name": cookie["name"], "value": cookie["value"],
            "url": browser.desk.url, "path": "/", "secure": True,
            "httpOnly": True})
    browser.go(f"/tickets/{code}")
    assert browser.h1 == "Sign in"


def test_an_agent_opens_a_ticket_for_somebody_new(browser, people):
    browser.sign_in(people["agent"])
    browser.follow("Customers", "header.top")
    browser.go("/tickets/new")
    choice = browser.all("input[name=department]")[0]
    browser.execute_script("arguments[0].click()", choice)
    browser.type("#customer_email", "rosa@new.example")
    browser.type("#subject", "She called about the crane")
    browser.type("#body", "It stands still.")
    browser.press("Send", "main")
    assert "Please fill this in." in browser.text("#customer_name-error")
    assert browser.one("#subject").get_attribute("value") == (
        "She called about the crane")
    browser.type("#customer_name", "Rosa Newcome")
    browser.press("Send", "main")
    assert re.match(r"/tickets/[A-Z]{3}-", browser.path) or (
        browser.h1 == "Inbox"), browser.path
    browser.go("/customers?q=newcome")
    browser.follow("Rosa Newcome", "main")
    assert browser.h1 == "Rosa Newcome"
    browser.follow("Open a ticket for them", "main")
    assert "Rosa Newcome" in browser.text(".card--small")


def suggested(browser, place, typed, choices, wanted=None):
    """Type that, and wait until what is wanted, or anything, is suggested."""
    browser.one(place).send_keys(typed)
    wait_until(lambda: (found := browser.execute_script(
        "return [...document.querySelectorAll(`${arguments[0]} option`)]"
        ".map((o) => o.value)", choices)) and wanted in (None, found))


def test_suggestions_come_while_one_types(browser, people):
    browser.sign_in(people["agent"])
    browser.go("/tickets/new")
    name = browser.desk.sql(
        "SELECT name FROM person WHERE roles = 1 AND email IS NOT NULL"
        " AND disabled_at IS NULL LIMIT 1")[0][0]
    suggested(browser, "#customer_email", name.split()[-1][:5],
              "#customer-choices")


def test_a_company_is_suggested_by_its_name(browser, people):
    browser.sign_in(people["manager"])
    browser.go("/companies")
    browser.one("#name").send_keys("Quay & Sons")
    browser.press("Add it", "main")
    browser.go("/customers/new")
    suggested(browser, "#company", "qua", "#company-choices",
              ["Quay & Sons"])
