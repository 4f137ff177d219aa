"""What a new user tries first, as each of the people of the sample company."""

import csv
import re
import time

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from desk import wait_until

CODE = re.compile(r"^/tickets/([A-Z]{3}-[A-Z]{5}-[0-9]{3})(?:[?#].*)?$")


LETTER = "My **printer** makes a noise.\n\n- loud\n- long"


def choose_department(browser, people):
    """On the form: one whose tickets the agent works on."""
    theirs = browser.desk.sql(
        "SELECT d.oid FROM department d JOIN department_member m"
        " ON m.department_id = d.id JOIN person p ON p.id = m.person_id"
        f" WHERE p.email = '{people['agent'].email}' ORDER BY d.id")
    for (oid,) in theirs:
        for choice in browser.all(f"input[name=department][value='{oid}']"):
            browser.execute_script("arguments[0].click()", choice)
            return
    raise AssertionError("no department of the agent is on the form")


def ask(browser, people, subject, body=LETTER):
    """As a customer: a new ticket; its code."""
    browser.go("/tickets/new")
    choose_department(browser, people)
    browser.type("#subject", subject)
    browser.type("#body", body)
    browser.press("Send", "main")
    return CODE.match(browser.path).group(1)


def test_nobody_is_asked_to_sign_in_and_comes_back_to_the_page(browser,
                                                               people):
    browser.go("/reports/log")
    assert browser.path == "/session/new?next=%2Freports%2Flog" or (
        browser.path.startswith("/session/new?next=/reports/log"))
    assert browser.h1 == "Sign in"
    assert "Sign in to see that page." in browser.text()
    browser.shot("sign-in")
    browser.type("#email", people["manager"].email)
    browser.type("#password", people["manager"].password)
    browser.press("Sign in", "main")
    assert browser.path.startswith("/reports/log")
    assert browser.h1 == "SLA log"


def test_a_wrong_password_is_said_so_and_the_address_stays(browser, people):
    browser.go("/session/new")
    browser.type("#email", people["agent"].email)
    browser.type("#password", "not this one at all")
    browser.press("Sign in", "main")
    assert "E-mail address or password is wrong." in browser.text()
    assert browser.one("#email").get_attribute("value") == (
        people["agent"].email)
    assert browser.one("#password").get_attribute("value") == ""


def test_a_customer_asks_and_is_told_when_the_answer_comes(browser, people):
    browser.sign_in(people["customer"])
    assert browser.h1 == "My tickets"
    browser.follow("New ticket", "header.top")
    assert browser.h1 == "How can we help?"
    assert "If you send now, we answer by" in browser.text()
    browser.shot("new-ticket")
    code = ask(browser, people, "The printer on the third floor")
    assert browser.flash() == "We have your message."
    assert browser.h1 == "The printer on the third floor"
    assert "We will answer by" in browser.text(".vow-card")
    message = browser.one(".message--customer .message__body")
    assert message.find_element(By.TAG_NAME, "strong").text == "printer"
    assert len(message.find_elements(By.TAG_NAME, "li")) == 2
    browser.shot("customer-ticket")
    browser.follow("My tickets", "header.top")
    assert code in browser.text() and "We answer by" in browser.text()
    browser.shot("my-tickets")
    browser.sign_out()
    browser.go(f"/tickets/{code}")
    assert browser.h1 == "Sign in"


def test_going_back_from_a_new_ticket_keeps_what_was_typed(browser, people):
    browser.sign_in(people["customer"])
    ask(browser, people, "Kept when one goes back")
    browser.leave(browser.back)
    assert browser.h1 == "How can we help?"
    assert browser.one("#subject").get_attribute("value") == (
        "Kept when one goes back")
    assert browser.one("#body").get_attribute("value")


def test_an_agent_answers_in_time_and_the_promise_is_met(browser, people):
    browser.sign_in(people["customer"])
    code = ask(browser, people, "In time, please")
    browser.sign_out()
    browser.sign_in(people["agent"])
    assert browser.h1 == "All open"
    browser.go(f"/tickets/{code}")
    assert "First answer" in browser.text(".ticket__promises")
    assert "Sending stops:" in browser.text("#reply-stops")
    browser.shot("agent-ticket")
    browser.type("#reply", "Have you tried *another* printer?")
    browser.press("Send", ".composer__form--reply")
    assert browser.flash() == "Your answer is on its way."
    assert "Answered" in browser.text(".ticket__marks")
    met = browser.all(".ticket__promises .badge--met")
    assert met or browser.all("details.past .badge--met")
    browser.sign_out()
    browser.sign_in(people["customer"])
    browser.go(f"/tickets/{code}")
    assert "We have answered" in browser.text(".vow-card")
    assert "Have you tried another printer?" in browser.text(".conversation")
    assert people["agent"].name not in browser.text()


def test_an_agent_answers_too_late_and_the_promise_is_missed(browser, people):
    browser.sign_in(people["agent"])
    browser.go("/inbox?view=overdue")
    assert browser.h1 == "Overdue"
    browser.shot("overdue")
    rows = [r for r in browser.all("[data-row]")
            if re.search(r"(First|Next) answer", r.text)]
    assert rows, browser.text()
    browser.leave(rows[0].find_element(By.TAG_NAME, "a").click)
    assert browser.all(".ticket__promises .badge--overdue")
    browser.type("#reply", "Sorry that it took so long.")
    browser.press("Send", ".composer__form--reply")
    assert browser.flash() == "Your answer is on its way."
    missed = browser.all(".badge--missed")
    assert missed
    assert "missed by" in missed[0].get_attribute("textContent")


def test_a_private_note_never_reaches_the_customer(browser, people):
    browser.sign_in(people["customer"])
    code = ask(browser, people, "What do they say about me?")
    browser.sign_out()
    browser.sign_in(people["agent"])
    browser.go(f"/tickets/{code}")
    browser.one("input[data-mode=note]").find_element(By.XPATH, "..").click()
    browser.type("#note", "canary-7d1f: a difficult one")
    browser.press("Keep the note", ".composer")
    assert "Only staff can read it." in browser.flash()
    assert "canary-7d1f" in browser.text(".message--note")
    browser.shot("note")
    browser.sign_out()
    browser.sign_in(people["customer"])
    for path in (f"/tickets/{code}", "/tickets"):
        browser.go(path)
        assert "canary-7d1f" not in browser.page_source


def test_a_ticket_is_taken_postponed_resolved_and_opened_again(browser,
                                                               people):
    browser.sign_in(people["customer"])
    code = ask(browser, people, "Through all states")
    browser.sign_out()
    browser.sign_in(people["agent"])
    browser.go(f"/tickets/{code}")
    browser.press("Take it", ".acts")
    assert browser.flash().startswith("The ticket is assigned. ")
    browser.go("/inbox?view=mine")
    assert code in browser.text()
    browser.go(f"/tickets/{code}")
    browser.press("Postpone", ".acts")
    browser.one("input[name=party][value=vendor]").click()
    Select(browser.one("#why")).select_by_value("delivery")
    browser.type("#reason", "A part is on its way")
    browser.shot("postpone")
    browser.press("Postpone", ".postpone__form")
    assert browser.flash() == "The ticket is postponed."
    assert ("waiting for a supplier (a delivery is to come): “A part is on its"
            " way”") in browser.text(".ticket__main")
    browser.press("Resolve", ".acts")
    assert browser.flash() == "The ticket is resolved."
    assert "Resolved" in browser.text(".ticket__marks")
    browser.press("Open again", ".acts")
    assert browser.flash() == "The ticket is open again."
    browser.sign_out()
    browser.sign_in(people["customer"])
    browser.go(f"/tickets/{code}")
    assert "A part is on its way" not in browser.page_source


def test_the_customer_says_it_is_solved_or_not(browser, people):
    browser.sign_in(people["customer"])
    code = ask(browser, people, "It went away")
    browser.press("This is solved", "main")
    assert "Solved" in browser.text(".vow-card")
    assert "Solved" in browser.text(".thread__marks")
    browser.type("#body", "It came back")
    browser.press("I still need help", "main")
    assert "It came back" in browser.text(".conversation")
    assert "Waiting for us" in browser.text(".thread__marks")
    assert "Solved" not in browser.text(".vow-card")
    browser.go("/tickets")
    assert code in browser.text()


def test_the_inbox_shows_what_is_due_first_on_top(browser,
                                                                people):
    browser.sign_in(people["agent"])
    browser.go("/inbox?view=all")
    assert len(browser.all("[data-row]")) > 5
    browser.shot("inbox")
    ours = [r for r in browser.all("[data-row]")  # none that others wait for
            if not browser.all(".row__status", r)]
    badges = [browser.one(".badge", r) for r in ours]
    kinds = [b.get_attribute("class") for b in badges]
    overdue = [i for i, k in enumerate(kinds) if "badge--overdue" in k]
    running = [i for i, k in enumerate(kinds)
               if re.search("badge--(calm|soon|urgent)", k)]
    assert overdue and running and max(overdue) < min(running)
    dues = [int(b.get_attribute("data-due")) for b in badges
            if b.get_attribute("data-due")]
    assert dues == sorted(dues)


def test_the_manager_reads_the_log_filters_sorts_and_takes_it_home(
        browser, people):
    browser.sign_in(people["manager"])
    browser.go("/reports/log?range=90d")
    heads = [th.text.strip() for th in browser.all("thead th")]
    assert len(heads) == 9, heads
    assert len(browser.all("tbody tr")) > 10
    browser.shot("log")
    choice = browser.all("#department option")[1]
    name = choice.text
    choice.click()
    browser.press("Show", "form.filters")
    rows = browser.all("tbody tr")
    assert rows and all(name in r.text for r in rows)
    browser.leave(browser.all("thead th a")[6].click)
    assert browser.one("thead th[aria-sort]") == browser.all("thead th")[6]
    saved = download(browser, "CSV")
    department = saved[0].index("department")
    assert len(saved) > len(rows)
    assert {row[department] for row in saved[1:]} == {name}


def test_the_manager_reads_how_many_promises_were_kept(browser, people):
    browser.sign_in(people["manager"])
    browser.go("/reports/compliance?range=90d")
    heads = [th.text.strip() for th in browser.all("thead th")]
    assert len(heads) in (9, 10), heads
    kept = browser.text(".kept__figure")
    assert re.search(r"\d+(\.\d)? %", kept)
    browser.shot("compliance")
    saved = download(browser, "CSV")
    days = browser.all("tbody tr")
    assert len(saved) == 1 + len(days) > 10
    fulfilled = saved[0].index("fulfilled")
    assert [row[fulfilled] for row in saved[1:]] == [
        browser.all("td", day)[0].text for day in days]
    link = browser.all("tfoot td a")[1]
    missed = int(link.text.replace(",", "").replace("\u202f", ""))
    browser.leave(link.click)
    assert browser.h1 == "SLA log"
    assert missed == 0 or browser.all("tbody tr")


def download(browser, text):
    """Press the link; the rows of the file it brings."""
    before = set(browser.downloads.glob("*.csv"))
    browser.find_element(By.LINK_TEXT, text).click()
    new = wait_until(lambda: set(browser.downloads.glob("*.csv")) - before)
    with open(new.pop(), encoding="utf-8-sig", newline="") as f:
        return list(csv.reader(f))


def test_a_double_click_makes_one_ticket(browser, people):
    subject = f"Twice {time.time()}"
    browser.sign_in(people["customer"])
    browser.go("/tickets/new")
    choose_department(browser, people)
    browser.type("#subject", subject)
    browser.type("#body", "click click")
    browser.leave(lambda: browser.execute_script("""
        const form = document.querySelector('form[action="/tickets"]');
        const button = form.querySelector('[type=submit]');
        button.click(); button.click();"""))
    browser.back()
    browser.press("Send", "main")
    browser.go("/tickets")
    assert browser.text().count(subject) == 1


def test_what_was_typed_comes_back_when_something_is_missing(browser, people):
    browser.sign_in(people["customer"])
    browser.go("/tickets/new")
    browser.type("#body", "A long story\n\nin two parts")
    browser.execute_script(
        "document.querySelector('form[action=\"/tickets\"]')"
        ".noValidate = true")
    browser.press("Send", "main")
    assert browser.path == "/tickets"
    assert browser.title.startswith("Error: ")
    assert browser.one("#body").get_attribute("value") == (
        "A long story\n\nin two parts")
    assert browser.all("#subject-error")
    browser.shot("form-error")


def test_it_works_without_script(browser, people):
    browser.scripts(False)
    browser.go("/session/new")
    for css, text in (("#email", people["customer"].email),
                      ("#password", people["customer"].password)):
        browser.one(css).send_keys(text)
    browser.one("#password").send_keys(Keys.ENTER)
    wait_until(lambda: browser.path == "/tickets")
    browser.go("/tickets/new")
    browser.all("input[name=department]")[0].click()
    browser.one("#subject").send_keys("Without script")
    browser.one("#body").send_keys("All by hand")
    browser.one("#subject").send_keys(Keys.ENTER)
    wait_until(lambda: CODE.match(browser.path))
    assert browser.h1 == "Without script"
    browser.scripts(True)


def test_keys_move_through_the_inbox_and_open_a_ticket(browser, people):
    browser.sign_in(people["agent"])
    body = browser.one("body")
    body.send_keys("?")
    assert browser.one("#keys").is_displayed()
    browser.one("#keys").send_keys(Keys.ESCAPE)
    body.send_keys("j")
    browser.switch_to.active_element.send_keys("j")
    rows = browser.all("[data-row]")
    link = browser.switch_to.active_element
    assert link in browser.all("a", rows[1])
    browser.leave(lambda: link.send_keys("o"))
    assert CODE.match(browser.path)
    browser.one("body").send_keys("n")
    assert browser.switch_to.active_element.get_attribute("id") == "note"


def test_nothing_of_a_page_lies_upon_another(browser, people):
    browser.sign_in(people["manager"])
    browser.screen(360)
    browser.go("/reports/log?range=dates&from=2026-10-01&until=2026-10-31")
    boxes = [i.rect for i in browser.all(".filters__dates .input, .filters__pick")]
    assert len(boxes) == 3
    for left, right in ((0, 1), (0, 2), (1, 2)):
        assert apart(boxes[left], boxes[right]), (left, right)
    browser.sign_out()
    browser.sign_in(people["agent"])
    browser.screen(1280)
    browser.go("/inbox?view=mine")
    for row in browser.all("[data-row]"):
        assert apart(browser.one(".badge", row).rect,
                     browser.one(".row__what", row).rect), row.text


def apart(a, b):
    return (a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
            or a["y"] + a["height"] <= b["y"]
            or b["y"] + b["height"] <= a["y"])


def test_reports_are_printed_as_tables(browser, people):
    browser.sign_in(people["manager"])
    browser.screen(1030)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    for path in ("/reports/log?range=90d", "/reports/compliance?range=90d"):
        browser.go(path)
        cells = browser.all("td", browser.all("tbody tr")[0])
        assert len({c.rect["y"] for c in cells}) == 1, path
        assert browser.sideways() <= 0, path
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


PAGES = [("agent", "/inbox"), ("agent", "TICKET"), ("customer", "/tickets"),
         ("customer", "/tickets/new"), ("customer", "TICKET"),
         ("manager", "/reports/log?range=90d"),
         ("manager", "/reports/compliance?range=90d"),
         ("agent", "/nowhere"), (None, "/session/new")]


@pytest.mark.parametrize("role,path", PAGES)
def test_a_page_fits_every_screen_in_light_and_dark(browser, people, role,
                                                    path):
    name = re.sub("[^a-z]+", "-", f"{role} {path}".lower()).strip("-")
    if role:
        browser.sign_in(people[role])
    if path == "TICKET":
        browser.go("/inbox" if role == "agent" else "/tickets")
        link = browser.all("[data-row] a")[0]
        path = link.get_attribute("href").removeprefix(browser.desk.url)
    colours = set()
    for dark in (False, True):
        for width in (360, 768, 1440):
            browser.screen(width, 900, dark)
            browser.go(path)
            assert browser.sideways() <= 0, f"{path} at {width}"
            browser.shot(f"{name}-{width}-{'dark' if dark else 'light'}")
        colours.add(browser.execute_script(
            "return getComputedStyle(document.documentElement).backgroundColor"))
    assert len(colours) == 2
