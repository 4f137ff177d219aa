"""The pictures of the README: `make screenshots` makes them anew, from the
sample company, into doc/screenshots."""

import pytest

from desk import TOP

PICTURES = [
    ("inbox", "agent", "/inbox?view=all"),
    ("ticket", "agent", "TICKET"),
    ("log", "manager", "/reports/log?range=30d"),
    ("compliance", "manager", "/reports/compliance?range=30d"),
    ("new-ticket", "customer", "/tickets/new"),
]


@pytest.mark.parametrize("name,role,path", PICTURES)
def test_picture(browser, people, name, role, path):
    browser.screen(1280, 800)
    browser.sign_in(people[role])
    if path == "TICKET":
        browser.go("/inbox?view=all")
        # One that still runs: its strip shows most.
        rows = [r for r in browser.all("[data-row]")
                if browser.all(".badge--calm, .badge--soon, .badge--urgent",
                               r)]
        browser.leave((rows or browser.all("[data-row]"))[0]
                      .find_element("css selector", "a").click)
    else:
        browser.go(path)
    browser.execute_script("document.activeElement.blur()")
    folder = TOP / "doc" / "screenshots"
    folder.mkdir(exist_ok=True)
    assert browser.save_screenshot(str(folder / f"{name}.png"))
