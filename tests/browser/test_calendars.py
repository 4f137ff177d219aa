"""Business hours: a week that is painted with mouse and keys, and one that is
typed without script; days off in rows; a calendar file."""

import re

import pytest
from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys

from setting_up import fresh

ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//x//EN
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:20301225
SUMMARY:Christmas Day
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;VALUE=DATE:20301226
SUMMARY:Boxing Day
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


@pytest.fixture
def editor(browser, people):
    browser.scripts(True)
    browser.screen(1280, 1400)
    browser.sign_in(people["admin"])
    yield browser
    browser.scripts(True)
    browser.screen()


def week(browser):
    return [browser.one(f"#d{i}").get_attribute("value") for i in range(7)]


def cell(browser, day, time):
    hour, minute = map(int, time.split(":"))
    return browser.one(f".painter__cell[data-d='{day}']"
                       f"[data-c='{hour * 4 + minute // 15}']")


def stored(browser, name):
    return browser.desk.cli("calendar", "show", name)


def drag(browser, start, end):
    ActionChains(browser.driver).click_and_hold(start).move_to_element(
        end).release().perform()


def focused(browser):
    return browser.switch_to.active_element


def press(browser, *keys, shift=False):
    chain = ActionChains(browser.driver)
    if shift:
        chain.key_down(Keys.SHIFT)
    chain.send_keys(*keys)
    if shift:
        chain.key_up(Keys.SHIFT)
    chain.perform()


def test_a_week_is_painted_with_the_mouse(editor):
    editor.go("/calendars/new")
    name = fresh("Painted")
    editor.type("#name", name)
    assert week(editor) == ["09:00-17:00"] * 5 + ["", ""]
    # What is closed opens, over days and hours; what is open closes.
    drag(editor, cell(editor, 5, "10:00"), cell(editor, 6, "13:45"))
    assert week(editor)[5:] == ["10:00-14:00"] * 2
    drag(editor, cell(editor, 0, "12:00"), cell(editor, 4, "12:45"))
    assert week(editor)[:5] == ["09:00-12:00, 13:00-17:00"] * 5
    # A night is one stretch, from the evening on.
    drag(editor, cell(editor, 1, "22:00"), cell(editor, 1, "23:45"))
    drag(editor, cell(editor, 2, "00:00"), cell(editor, 2, "05:45"))
    assert week(editor)[1] == "09:00-12:00, 13:00-17:00, 22:00-06:00"
    assert week(editor)[2] == "09:00-12:00, 13:00-17:00"
    # Typing paints, too; other minutes than a cell's stay as they are.
    editor.type("#d0", "9:10-12")
    assert cell(editor, 0, "09:00").get_attribute("data-is") == "partly"
    assert cell(editor, 0, "10:00").get_attribute("data-is") == "open"
    cell(editor, 0, "20:00").click()
    assert week(editor)[0] == "09:10-12:00, 20:00-20:15"
    editor.press("Save", "main")
    assert editor.h1 == name
    said = stored(editor, name)
    assert '"mon":[["09:10","12:00"],["20:00","20:15"]]' in said
    assert '["22:00","06:00"]' in said


def test_a_week_is_painted_with_the_keys(editor):
    editor.go("/calendars/new")
    name = fresh("Keys")
    editor.type("#name", name)
    editor.one("input[name=hours][value=week]").click()
    press(editor, Keys.TAB)
    at = focused(editor)
    assert at.get_attribute("role") == "gridcell"
    assert at.get_attribute("aria-label") == "Monday 09:00 to 09:15, open"
    # Monday is closed from nine to ten.
    press(editor, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT,
          shift=True)
    assert len(editor.all(".painter__cell[aria-selected=true]")) == 4
    press(editor, " ")
    assert week(editor)[0] == "10:00-17:00"
    assert editor.text(".painter__status") == "Monday 09:00 to 10:00: closed"
    # From the end of Saturday two days down to Sunday's beginning, all open.
    press(editor, Keys.HOME, *[Keys.ARROW_DOWN] * 5)
    press(editor, *[Keys.ARROW_RIGHT] * 3, Keys.ARROW_DOWN, shift=True)
    press(editor, " ")
    assert week(editor)[5:] == ["00:00-01:00", "00:00-01:00"]
    press(editor, Keys.DELETE)
    assert week(editor)[5:] == ["", ""]
    press(editor, Keys.END)
    assert focused(editor).get_attribute("aria-label") == \
        "Sunday 23:45 to 24:00, closed"
    press(editor, Keys.ENTER)
    assert week(editor)[6] == "23:45-24:00"
    # It goes by the fields, and one cell alone is on the way of Tab.
    assert len(editor.all(".painter__cell[tabindex='0']")) == 1
    editor.press("Save", "main")
    assert '"mon":[["10:00","17:00"]]' in stored(editor, name)


def test_what_it_does_is_worked_out_as_one_types(editor):
    editor.go("/calendars/new")
    editor.type("#d0", "9-13")
    for i in range(1, 7):
        editor.type(f"#d{i}", "9-13")
    editor.until(lambda: "17:00" not in editor.text("#preview") and
                 "09:00–13:00" in editor.text("#preview"))
    editor.execute_script(
        "document.querySelector('#test_at').value = '2030-01-04T12:00'")
    editor.type("#test_for", "2h")
    [b for b in editor.all("button") if b.text == "Work it out"][0].click()
    editor.until(lambda: editor.all(".try__due") and
                 "Sat 5 Jan 2030, 10:00" in editor.text(".try__due"))
    editor.type("#d0", "noon")
    editor.until(lambda: "something to mend" in editor.text("#preview"))


def test_days_off_are_rows(editor):
    editor.go("/calendars/new")
    name = fresh("Rows")
    editor.type("#name", name)
    main = editor.one("main")
    [b for b in editor.all("button", main) if b.text == "Add a day off"][0].click()
    editor.execute_script(
        "const i = document.activeElement; i.value = '2030-12-24';"
        "i.dispatchEvent(new Event('input', { bubbles: true }))")
    row = editor.one(".lines__row")
    inputs = editor.all("input", row)
    inputs[1].send_keys("12-24")
    inputs[2].send_keys("3 wise men")
    [b for b in editor.all("button", main) if b.text == "Add one"][0].click()
    rule = editor.one(".rules .rule")
    editor.one("[name=rule_name]", rule).send_keys("Good Friday")
    on = editor.one("[name=rule_on]", rule)
    editor.execute_script(
        "arguments[0].value = 'easter';"
        "arguments[0].dispatchEvent(new Event('change', { bubbles: true }))", on)
    assert not editor.one("[name=rule_day]", rule).is_enabled()
    editor.one("[name=rule_offset]", rule).send_keys("-2")
    editor.press("Save", "main")
    said = stored(editor, name)
    assert '{"date":"2030-12-24","from":"12:00","to":"24:00","name":"3 wise men"}' in said
    assert '{"rule":"easter","offset":-2,"name":"Good Friday"}' in said
    # And they come back as rows; without one it is gone.
    assert editor.all("input", editor.one(".lines__row"))[2].get_attribute(
        "value") == "3 wise men"
    editor.one(".lines__remove").click()
    editor.one(".rule__remove").click()
    editor.press("Save", "main")
    assert '"date":' not in stored(editor, name)
    assert '"rule":' not in stored(editor, name)


def test_without_script_it_is_the_same(editor):
    editor.scripts(False)
    editor.go("/calendars/new")
    name = fresh("Plain")
    editor.type("#name", name)
    editor.type("#d0", "9-12, 13-17")
    editor.one("#copy_to").send_keys("every day")
    editor.press("Copy", "main")
    assert week(editor) == ["9-12, 13-17"] * 7
    editor.press("Add one", "main")
    rule = editor.one(".rules .rule")
    editor.one("[name=rule_name]", rule).send_keys("May Day")
    editor.one("[name=rule_on]", rule).send_keys("the day")
    editor.one("[name=rule_month]", rule).send_keys("May")
    editor.one("#closures").send_keys("2030-12-24 12-24 Eve")
    editor.press("Work it out", "main")
    assert "09:00–12:00, 13:00–17:00" in editor.text(".days")
    editor.press("Save", "main")
    assert editor.h1 == name
    said = stored(editor, name)
    assert said.count('[["09:00","12:00"],["13:00","17:00"]]') == 7
    assert '"rule":"date","month":5,"day":1,"name":"May Day"' in said
    assert '"date":"2030-12-24","from":"12:00"' in said


def test_a_calendar_file_is_looked_at_first(editor, tmp_path):
    file = tmp_path / "holidays.ics"
    file.write_text(ICS, newline="")
    name = fresh("File")
    editor.go("/calendars/new")
    editor.type("#name", name)
    editor.press("Save", "main")
    editor.follow("Days off from a file", "main")
    editor.one("#file").send_keys(str(file))
    editor.type("#from_year", "2030")
    editor.type("#to_year", "2030")
    editor.press("See what is in it", "main")
    boxes = editor.all("input[name=take]")
    assert [b.is_selected() for b in boxes] == [True, True]
    editor.screen(360, 800)
    assert editor.execute_script(
        "return document.documentElement.scrollWidth") <= 360
    editor.screen(1280, 1400)
    boxes[1].click()
    editor.press("Take the ticked days", "main")
    said = stored(editor, name)
    assert "Christmas Day" in said and "Boxing Day" not in said
    assert re.search("version 1 to 2", editor.text("main"))
