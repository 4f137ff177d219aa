"""A level is written with the keyboard alone, with a script and without; with
one, steps and examples come in place."""

import json

from selenium.webdriver.common.keys import Keys

from desk import wait_until
from test_by_keyboard import keyboard  # noqa: F401 (a fixture)


def stored(desk, name):
    return json.loads(desk.cli("level", "show", name))


def test_a_level_is_made_and_changed_by_keys(keyboard, people, desk):  # noqa: F811
    browser = keyboard.browser
    name = f"By keys {'with' if keyboard.script else 'without'} a script"
    keyboard.sign_in(people["admin"])
    browser.go("/levels")
    keyboard.follow("Create level")
    keyboard.fill("Name", name)
    browser.one("#first_answer").send_keys(" ")
    browser.type("#first_answer-time", "1 h")
    keyboard.press("Save")
    assert browser.h1 == name
    assert stored(desk, name)["targets"] == {"first_answer": {"seconds": 3600}}
    browser.one("#add-step").send_keys(Keys.ENTER)
    wait_until(lambda: browser.all("#step0-time"))
    browser.type("#step0-time", "15 min")
    browser.one("button[value=do-0]").send_keys(Keys.ENTER)
    wait_until(lambda: len(browser.all(".step__act")) == 2)
    keyboard.press("Save")
    assert stored(desk, name)["steps"] == {"first_answer": [
        {"seconds": -900, "actions": [{"do": "tell_agent"}] * 2}]}


def test_with_a_script_nothing_is_left_behind(browser, people, desk):
    browser.sign_in(people["admin"])
    browser.go("/levels/new")
    browser.execute_script("window.stays = 1")
    browser.type("#name", "In place")
    browser.one("#first_answer").click()
    browser.type("#first_answer-time", "45 min")
    wait_until(lambda: browser.all("#examples table"))
    assert len(browser.all("#examples tbody tr")) == 1
    browser.one("#add-step").click()
    wait_until(lambda: browser.all("#step0-time"))
    wait_until(lambda: browser.execute_script(
        "return document.activeElement.id") == "step0-time")
    browser.type("#step0-time", "5 min")
    browser.one("#add-step").click()
    wait_until(lambda: browser.all("#step1-time"))
    assert browser.one("#step0-time").get_attribute("value") == "5 min"
    browser.one("#up-1").click()
    browser.until(lambda: browser.one("#step1-time")
                  .get_attribute("value") == "5 min")
    assert browser.execute_script("return window.stays") == 1
    assert browser.one("#name").get_attribute("value") == "In place"
    assert desk.sql("SELECT COUNT(*) FROM level WHERE name = 'In place'") == (
        [["0"]])
