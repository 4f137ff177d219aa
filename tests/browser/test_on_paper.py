"""Reports and tickets on paper, pages in the colours of the system, and pages
that keep still."""

import base64

import pytest

import look

PAPER = [("manager", "/reports/log?range=30d", ".table"),
         ("manager", "/reports/compliance", ".chart__plot"),
         ("agent", "TICKET", ".conversation"),
         ("customer", "TICKET", ".conversation"),
         ("agent", "WHY", ".proof__lines"),
         ("customer", "WHY", ".proof__lines")]


@pytest.fixture
def reader(browser, people):
    def at(role, path):
        browser.sign_in(people[role])
        if path in ("TICKET", "WHY"):
            browser.go("/inbox" if role == "agent" else "/tickets")
            browser.leave(browser.all("[data-row] a")[0].click)
            if path == "WHY":
                browser.go(browser.path.split("?")[0] + "/why")
        else:
            browser.go(path)
        return browser

    yield at
    look.media(browser, prefers_reduced_motion="no-preference")
    browser.screen()


def visible(browser, css):
    return [e for e in browser.all(css) if e.is_displayed()]


@pytest.mark.parametrize("role,path,there", PAPER)
def test_paper_has_the_content_and_nothing_to_press(reader, role, path, there):
    browser = reader(role, path)
    look.size(browser, 1040) # A4 across, in CSS pixels
    look.media(browser, "print", prefers_color_scheme="dark")
    assert visible(browser, there)
    assert visible(browser, "h1")
    assert not visible(browser, "button, .button, .nav, textarea, input,"
                       " .chips")
    # A choice is printed as what is chosen.
    assert look.evaluate(browser, """
        [...document.querySelectorAll("select")].filter((s) =>
            s.checkVisibility() && (getComputedStyle(s).appearance !== "none"
            || getComputedStyle(s).borderTopWidth !== "0px")).length""") == 0
    assert look.survey(browser) == []
    paper = look.evaluate(
        browser, "getComputedStyle(document.documentElement).backgroundColor")
    assert paper == "rgb(255, 255, 255)"
    # What is printed is dark on white, even where the screen is dark.
    assert look.axe_faults(browser, ["color-contrast"]) == []


@pytest.mark.parametrize("role,path,there", PAPER)
def test_it_can_be_printed(reader, role, path, there):
    browser = reader(role, path)
    pdf = base64.b64decode(browser.execute_cdp_cmd(
        "Page.printToPDF", {"preferCSSPageSize": True})["data"])
    assert pdf.startswith(b"%PDF") and len(pdf) > 5000


def test_the_colours_of_the_system_take_no_meaning_away(reader):
    """forced-colors: badges keep an edge, each state its icon and words, and
    the bars of strips can be told apart."""
    browser = reader("agent", "/style")
    look.media(browser, forced_colors="active")
    badges = look.evaluate(browser, """
        [...document.querySelectorAll(".badge")].map((b) => [
            getComputedStyle(b).borderTopWidth,
            b.querySelector("use").getAttribute("href").split("#")[1],
            b.textContent.trim()])""")
    assert len(badges) > 10
    assert all(width == "1px" and words for width, _, words in badges)
    assert len({icon for _, icon, _ in badges}) >= 8
    fills = look.evaluate(browser, """
        ["spent", "open", "closed", "late"].map((part) => getComputedStyle(
            document.querySelector(".strip__" + part)).fill)""")
    assert fills[0] != fills[1]
    chosen = look.evaluate(browser, """
        ["a.rail__link", "a.chips__link"].map((link) => ["", ":not"].map((n) =>
            getComputedStyle(document.querySelector(link + (n
                ? ":not([aria-current])" : "[aria-current]"))).outlineStyle
            + getComputedStyle(document.querySelector(link + (n
                ? ":not([aria-current])" : "[aria-current]")))
                .textDecorationLine))""")
    assert all(yes != no for yes, no in chosen)
    assert look.survey(browser) == []


def test_who_wants_no_motion_sees_none(reader):
    browser = reader("agent", "/style")
    moving = """[...document.querySelectorAll("*")].filter((e) => {
        const s = getComputedStyle(e);
        return parseFloat(s.transitionDuration) > 0
            || s.animationName !== "none"; }).length"""
    look.media(browser, prefers_reduced_motion="no-preference")
    assert look.evaluate(browser, moving) > 0
    look.media(browser, prefers_reduced_motion="reduce")
    assert look.evaluate(browser, moving) == 0
