"""The work of a day by keyboard alone, with script and without: nothing here
touches a mouse, and what a person looks for is found by Tab."""

import pytest

import look
from desk import wait_until
from test_journeys import CODE

FOCUSED = """(() => {
    const e = document.activeElement;
    const label = [...(e.labels ?? [])].map((l) => l.textContent).join(" ");
    return {tag: e.localName, id: e.id, name: e.name ?? "",
            words: (label || e.getAttribute("aria-label") || e.textContent)
                .trim().replace(/\\s+/g, " ")};
})()"""
NEW = "document.readyState === 'complete' && globalThis.old === undefined"


class Keyboard:
    def __init__(self, browser, script=True):
        self.browser = browser
        self.script = script

    def focused(self):
        return look.evaluate(self.browser, FOCUSED)

    def tab_to(self, words, tag=None, most=250):
        """Press Tab until that has the focus: by its label, its words or its
        #id."""
        for _ in range(most):
            look.tab(self.browser)
            at = self.focused()
            if tag and at["tag"] != tag:
                continue
            if words in ("#" + at["id"], at["words"]) or (
                    not words.startswith("#")
                    and at["words"].startswith(words)):
                return at
        raise AssertionError(f"{words} is not reached by Tab")

    def enter(self):
        look.press(self.browser, "Enter", 13, text="\r")

    def space(self):
        look.press(self.browser, " ", 32, text=" ")

    def down(self):
        look.press(self.browser, "ArrowDown", 40)

    def escape(self):
        look.press(self.browser, "Escape", 27)

    def write(self, text):
        self.browser.execute_cdp_cmd("Input.insertText", {"text": text})

    def go_on(self, act=None):
        """What loads another page: Enter, or ${act}."""
        look.evaluate(self.browser, "globalThis.old = 1")
        (act or self.enter)()
        wait_until(lambda: look.says(self.browser, NEW))

    def follow(self, words, tag="a"):
        self.tab_to(words, tag)
        self.go_on()

    def press(self, words):
        self.follow(words, "button")

    def fill(self, words, text):
        self.tab_to(words)
        self.write(text)

    def choose(self, words):
        """In a list of choices: the one of these words."""
        for _ in range(100):
            if look.evaluate(self.browser, "document.activeElement"
                             ".selectedOptions[0].text") == words:
                return
            self.down()
        raise AssertionError(f"{words} is not to be chosen")

    # ---- journeys

    def sign_in(self, person):
        self.browser.go("/session/new")
        assert self.script == look.evaluate(
            self.browser, "'script' in document.documentElement.dataset")
        self.fill("E-mail address", person.email)
        self.fill("Password", person.password)
        self.go_on()

    def ask(self, department, subject, body):
        """As a customer, from any page: a new ticket; its code."""
        self.follow("New ticket")
        at = self.tab_to("", "input")
        assert at["name"] == "department"
        self.space()
        for _ in range(20):
            if self.focused()["words"].startswith(department):
                break
            self.down()
        self.fill("What is it about?", subject)
        self.fill("Tell us more", body)
        self.press("Send")
        return CODE.match(self.browser.path).group(1)


@pytest.fixture(params=["with script", "without script"])
def keyboard(request, browser):
    browser.execute_cdp_cmd("Emulation.setFocusEmulationEnabled",
                            {"enabled": True})
    script = request.param == "with script"
    browser.scripts(script)
    yield Keyboard(browser, script)
    browser.scripts(True)


@pytest.fixture
def department(desk, people):
    """One that the agent works in."""
    return desk.sql(
        "SELECT d.name FROM department d JOIN department_member m"
        " ON m.department_id = d.id JOIN person p ON p.id = m.person_id"
        f" WHERE p.email = '{people['agent'].email}' ORDER BY d.id")[0][0]


def test_the_skip_link_skips(keyboard, people):
    keyboard.sign_in(people["agent"])
    look.tab(keyboard.browser)
    assert keyboard.focused()["words"] == "Skip to the content"
    box = look.evaluate(keyboard.browser, "document.activeElement"
                        ".getBoundingClientRect().top")
    assert box >= 0
    keyboard.enter()
    assert keyboard.focused()["tag"] == "main"
    look.tab(keyboard.browser)
    assert look.evaluate(keyboard.browser, "document.activeElement"
                         ".closest('main') !== null")


def test_a_customer_asks_and_an_agent_answers(keyboard, people, department):
    browser = keyboard.browser
    keyboard.sign_in(people["customer"])
    code = keyboard.ask(department, "By keyboard", "All by hand")
    assert browser.h1 == "By keyboard"
    browser.delete_all_cookies()
    keyboard.sign_in(people["agent"])
    browser.go(f"/tickets/{code}")
    keyboard.fill("Your answer", "Have you tried another one?")
    keyboard.press("Send")
    assert browser.flash() == "Your answer is on its way."
    keyboard.fill("Agent", people["agent"].email)
    keyboard.press("Assign")
    assert browser.flash().startswith("The ticket is assigned. ")
    assert people["agent"].name == browser.text("#agent option:checked")
    keyboard.press("Resolve")
    assert browser.flash() == "The ticket is resolved."
    browser.delete_all_cookies()
    keyboard.sign_in(people["customer"])
    keyboard.follow("By keyboard")
    keyboard.fill("What is still missing?", "No, it is not")
    keyboard.press("I still need help")
    assert "No, it is not" in browser.text(".conversation")
    keyboard.press("This is solved")
    assert "Solved" in browser.text(".vow-card")


def test_a_note_and_a_postponement(keyboard, people, department):
    browser = keyboard.browser
    keyboard.sign_in(people["customer"])
    code = keyboard.ask(department, "To be postponed", "later")
    browser.delete_all_cookies()
    keyboard.sign_in(people["agent"])
    browser.go(f"/tickets/{code}")
    keyboard.tab_to("Reply to the customer")
    look.press(browser, "ArrowRight", 39)
    keyboard.fill("A note, only staff will read it", "between us")
    keyboard.press("Keep the note")
    assert "between us" in browser.text(".message--note")
    keyboard.tab_to("Postpone", "summary")
    keyboard.enter()
    keyboard.tab_to("as the reason says")
    keyboard.down()
    keyboard.down()
    keyboard.fill("Reason", "a part is missing")
    keyboard.press("Postpone")
    assert browser.flash() == "The ticket is postponed."
    assert ("waiting for a supplier (more information needed):"
            " “a part is missing”") in browser.text(".ticket__main")


def test_a_manager_filters_and_sorts_the_log(keyboard, people):
    browser = keyboard.browser
    keyboard.sign_in(people["manager"])
    keyboard.follow("SLA log")
    assert browser.h1 == "SLA log"
    keyboard.tab_to("Outcome", "select")
    keyboard.down()
    keyboard.press("Show")
    assert "outcome=met" in browser.path
    badges = browser.all("tbody .badge")
    assert badges and all("met" in b.text for b in badges)
    keyboard.follow("Due date")
    assert "sort=due" in browser.path
    keyboard.follow("Next")
    assert browser.all("tbody tr")


def test_the_menu_opens_closes_and_signs_out(keyboard, people):
    browser = keyboard.browser
    keyboard.sign_in(people["agent"])
    keyboard.tab_to("AM" + people["agent"].name, "summary")
    keyboard.enter()
    assert browser.one(".menu__panel").is_displayed()
    keyboard.press("Sign out")
    assert browser.h1 == "Sign in"


def test_a_menu_that_is_left_shuts(browser, people):
    """That needs script; without, it stays open until it is shut."""
    keyboard = Keyboard(browser)
    keyboard.sign_in(people["agent"])
    keyboard.tab_to("AM" + people["agent"].name, "summary")
    keyboard.enter()
    keyboard.tab_to("Sign out", "button")
    keyboard.escape()
    assert not browser.one(".menu__panel").is_displayed()
    assert keyboard.focused()["tag"] == "summary"
    keyboard.enter()
    keyboard.tab_to("Sign out", "button")
    look.tab(browser)
    assert not browser.one(".menu__panel").is_displayed()


def letter(browser, key):
    look.press(browser, key, ord(key.upper()), text=key)


@pytest.fixture
def ticket(browser, people, department):
    """A new one of the customer, shown to the agent who came from the inbox."""
    browser.execute_cdp_cmd("Emulation.setFocusEmulationEnabled",
                            {"enabled": True})
    keyboard = Keyboard(browser)
    keyboard.sign_in(people["customer"])
    code = keyboard.ask(department, "By single keys", "words")
    browser.delete_all_cookies()
    keyboard.sign_in(people["agent"])
    browser.go(f"/tickets/{code}?back=/inbox%3Fview%3Dall")
    return keyboard


def test_single_keys_lead_to_what_they_name(ticket):
    browser = ticket.browser
    for key, id in {"a": "agent", "t": "add", "r": "reply", "n": "note"}.items():
        browser.execute_script("document.activeElement.blur()")
        letter(browser, key)
        assert ticket.focused()["id"] == id, key
    browser.execute_script("document.activeElement.blur()")
    letter(browser, "s")
    assert ticket.focused()["words"] == "Take it"
    at = browser.path
    ticket.go_on(lambda: letter(browser, "j"))
    assert browser.path != at
    ticket.go_on(lambda: letter(browser, "k"))
    assert browser.path == at


def test_single_keys_are_text_where_one_types_and_can_be_turned_off(ticket):
    browser = ticket.browser
    at = browser.path
    letter(browser, "r")
    for key in "rntasej?":
        letter(browser, key)
    assert look.evaluate(browser, "document.activeElement.value") == "rntasej?"
    assert browser.path == at
    look.evaluate(browser, "document.activeElement.value = ''")
    browser.execute_script("document.activeElement.blur()")
    letter(browser, "?")
    assert look.evaluate(browser, "document.querySelector('#keys').open")
    listed = browser.text("#keys")
    for key in "jkornatse/":
        assert f"\n{key}" in listed or f" {key}" in listed, key
    ticket.tab_to("Keys are on")
    ticket.space()
    ticket.escape()
    browser.execute_script("document.activeElement.blur()")
    for key in "rntasj":
        letter(browser, key)
        assert ticket.focused()["tag"] == "body", key
    assert browser.path == at
    look.evaluate(browser, "localStorage.removeItem('keys')")


def test_one_key_sends_what_is_written_and_resolves(ticket):
    browser = ticket.browser
    letter(browser, "e")
    assert ticket.focused()["id"] == "reply" # nothing to send yet
    ticket.write("It is done.")
    browser.execute_script("document.activeElement.blur()")
    ticket.go_on(lambda: letter(browser, "e"))
    assert "It is done." in browser.text(".conversation")
    assert "Resolved" in browser.text(".ticket__marks")
