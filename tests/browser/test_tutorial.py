"""The tutorial of many help desks, walked by a person: a level "Urgent SLA" that promises the first answer in an hour
and each other in half an hour, a rule that gives it to what is tagged URGENT, and a ticket that is."""

import re
import secrets

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

import look
from desk import wait_until


@pytest.fixture
def names(desk):
    """A level and a rule that nothing else is called; the tag that tutorials have. The rule goes behind the test."""
    word = secrets.token_hex(3)
    if not desk.sql("SELECT 1 FROM tag WHERE name = 'URGENT'"):
        desk.sql("INSERT INTO tag (oid, name, created_at) VALUES ('0123456789abcdeh', 'URGENT', 1)")
    level, rule = f"Urgent SLA {word}", f"Tagged URGENT {word}"
    yield level, rule
    if desk.sql(f"SELECT 1 FROM rule_version WHERE name = '{rule}'"):
        desk.cli("rule", "remove", rule)


def make_level(browser, name):
    browser.go("/levels")
    browser.follow("Create level", "main")
    browser.type("#name", name)
    for metric, hours in (("First answer", "1 h"), ("Next answer", "30 m")):
        box = browser.one("main").find_element(By.XPATH, f".//fieldset[legend[contains(., '{metric}')]]")
        tick = box.find_element(By.CSS_SELECTOR, "input[type=checkbox]")
        if not tick.is_selected():
            tick.click()
        field = box.find_element(By.CSS_SELECTOR, "input[type=text]")
        field.clear()
        field.send_keys(hours)
    save = browser.all("#level-form .button--main")[-1]
    browser.leave(save.click)


def choose(browser, css, text):
    Select(browser.one(css)).select_by_visible_text(text)


def settled(browser, what):
    """What the script does without leaving the page."""
    wait_until(lambda: look.says(browser, f"!document.querySelector('#rule[aria-busy]') && {what}"))


def open_ticket(browser, tags):
    browser.go("/tickets/new")
    browser.type("#subject", "The crane stands still")
    browser.type("#body", "It does not move any more.")
    browser.type("#tags", tags)
    browser.all("[name=department]")[0].send_keys(Keys.SPACE)
    browser.one("#subject").send_keys("")
    browser.leave(lambda: browser.one("#subject").send_keys(Keys.ENTER))
    return re.search(r"/tickets/([A-Z]{3}-[A-Z]{5}-\d{3})", browser.current_url).group(1)


def told(desk, browser, names):
    """The ticket of now has that level, by that rule, and both promises."""
    level, rule = names
    code = open_ticket(browser, "URGENT")
    assert desk.sql("SELECT v.name FROM ticket t JOIN level_version v ON v.id = t.level_version_id"
                    f" WHERE t.code = '{code}'") == [[level]]
    assert desk.sql("SELECT c.metric, c.target FROM clock c JOIN ticket t ON t.id = c.ticket_id"
                    f" WHERE t.code = '{code}' AND c.metric = 0") == [["0", "3600"]]
    # The other promise begins with the customer's next word; the level has it.
    assert desk.sql("SELECT x.metric, x.seconds FROM level_target x JOIN level_version v ON v.id = x.level_version_id"
                    f" WHERE v.name = '{level}' ORDER BY x.metric") == [["0", "3600"], ["1", "1800"]]
    browser.go(f"/tickets/{code}/why")
    assert f"chosen by the rule {rule}" in " ".join(browser.text().split())


def test_by_mouse(desk, browser, people, names):
    level, rule = names
    browser.sign_in(people["admin"])
    browser.follow("Set-up", ".nav")
    make_level(browser, level)
    browser.go("/rules")
    browser.follow("Create rule", "main")
    browser.type("#name", rule)
    assert browser.one("[name=active]").is_selected()
    browser.one("#add-group").click()
    settled(browser, "document.querySelectorAll('.rule-condition').length === 1")
    assert Select(browser.one(".rule-condition__field")).first_selected_option.text == "tags"
    browser.type(".rule-condition__value [type=text]", "URGENT")
    choose(browser, ".rule-deed__value select", level)
    assert look.axe_faults(browser) == []
    browser.leave(browser.one("#deed-save").click)
    assert browser.h1 == rule
    # First of all, or a department's own rule would be asked before it.
    desk.cli("rule", "move", rule, "1")
    told(desk, browser, names)
    browser.go("/rules")
    first = " ".join(browser.all(".rules__row")[0].text.split())
    # A tag of another case, which somebody made before, is the same one.
    assert (f"tags contain urgent then sla level {level}, stop".casefold()
            in first.casefold()), first
    assert "held once" in first


def test_by_keys(desk, browser, people, names):
    level, rule = names
    browser.sign_in(people["admin"])
    make_level(browser, level)
    browser.go("/rules/new?kind=sla")
    name = browser.one("#name")
    name.send_keys(rule)

    def keys(*what):
        ActionChains(browser.driver).send_keys(*what).perform()

    def tab_to(css, most=40):
        for _ in range(most):
            if look.says(browser, f"document.activeElement.matches({css!r})"):
                return
            keys(Keys.TAB)
        raise AssertionError(f"Tab never came to {css}")

    tab_to("#add-group")
    keys(Keys.ENTER)
    settled(browser, "document.activeElement.matches('.rule-condition__field')")
    keys(Keys.TAB, Keys.TAB, "URGENT")
    tab_to(".rule-deed__value select")
    keys(level)
    tab_to("#deed-save")
    browser.leave(lambda: keys(Keys.ENTER))
    assert browser.h1 == rule
    # Up it goes, step by step: by its button, which keeps the focus.
    places = len(desk.cli("rule", "list").splitlines())
    desk.cli("rule", "move", rule, "3" if places > 2 else str(places))
    browser.go("/rules")
    row = next(r for r in browser.all(".rules__row") if rule in r.text)
    row.find_element(By.CSS_SELECTOR, ".rules__name a").send_keys("")
    browser.leave(lambda: ActionChains(browser.driver).key_down(Keys.ALT).send_keys(Keys.ARROW_UP).key_up(Keys.ALT)
                  .perform())
    assert rule in browser.all(".rules__row")[1].text
    assert look.says(browser, "document.activeElement.value === 'up'")
    browser.leave(lambda: keys(Keys.ENTER))
    assert rule in browser.all(".rules__row")[0].text
    told(desk, browser, names)


def test_without_script(desk, browser, people, names):
    level, rule = names
    browser.sign_in(people["admin"])
    make_level(browser, level)
    browser.scripts(False)
    browser.go("/rules/new")
    browser.type("#name", rule)
    browser.leave(browser.one("#add-group").click)
    choose(browser, ".rule-condition__field", "subject")
    browser.leave(browser.one(".rule-refresh").click)
    assert Select(browser.one(".rule-condition__op")).first_selected_option.text == "contains any of"
    choose(browser, ".rule-condition__field", "tags")
    browser.leave(browser.one(".rule-refresh").click)
    browser.type(".rule-condition__value [type=text]", "URGENT, nosuchtag")
    choose(browser, ".rule-deed__value select", level)
    browser.leave(browser.one("#deed-save").click)
    assert "Group 1, condition 1: There is no tag called nosuchtag." in browser.text(".errors")
    browser.type(".rule-condition__value [type=text]", "URGENT")
    browser.leave(browser.one("#deed-look").click)
    assert "open tickets" in browser.text("#looked")
    browser.leave(browser.one("#deed-save").click)
    assert browser.h1 == rule
    browser.go("/rules")
    while rule not in browser.all(".rules__row")[0].text:
        row = next(r for r in browser.all(".rules__row") if rule in r.text)
        place = browser.all(".rules__row").index(row)
        if place > 2:
            desk.cli("rule", "move", rule, "3")
            browser.go("/rules")
            continue
        browser.leave(row.find_element(By.CSS_SELECTOR, "[name=way][value=up]").click)
    told(desk, browser, names)


def test_rules_are_dragged(desk, browser, people):
    browser.sign_in(people["admin"])
    browser.go("/rules")
    was = [r.get_attribute("data-rule") for r in browser.all(".rules__row")][:3]
    old = browser.one("html")
    # Headless browsers drag nothing by themselves: the events that a mouse makes.
    browser.execute_script("""
        const [first, , third] = document.querySelectorAll("[data-rule]");
        const data = new DataTransfer(), box = third.getBoundingClientRect();
        const fire = (type, on, more) => on.dispatchEvent(new DragEvent(type,
            { bubbles: true, cancelable: true, dataTransfer: data, ...more }));
        fire("dragstart", first);
        fire("dragover", third, { clientY: box.bottom - 2 });
        fire("drop", first);
        """)
    wait_until(lambda: browser._new(old))
    now = [r.get_attribute("data-rule") for r in browser.all(".rules__row")][:3]
    assert now == [was[1], was[2], was[0]]
    desk.cli("rule", "move", was[0], "1")
