"""A session that ends because nobody did anything says so before, and takes
nothing away that was typed."""

from desk import wait_until


def note(browser):
    return browser.one("[data-idle]")


def as_if_idle_for(browser, seconds):
    """As though this and every other tab had been left alone for so long."""
    browser.execute_script(
        "const real = Date.now; const by = arguments[0] * 1000;"
        "Date.now = () => real() + by;"
        "document.dispatchEvent(new Event('visibilitychange',"
        " { bubbles: true }))", seconds)


def test_it_is_said_before_and_one_may_stay(browser, people, desk):
    browser.sign_in(people["agent"])
    browser.go("/account")
    assert note(browser).get_attribute("data-idle") == "1800"
    assert not note(browser).is_displayed()
    as_if_idle_for(browser, 1000)
    assert not note(browser).is_displayed()
    before = browser.execute_script(
        "return performance.getEntriesByType('resource').length")
    as_if_idle_for(browser, 700)
    assert note(browser).is_displayed()
    assert "soon" in note(browser).text
    # To look at the time is no request, so it is no sign of life either.
    assert browser.execute_script(
        "return performance.getEntriesByType('resource').length") == before
    desk.sql("UPDATE session SET seen_at = seen_at - 600")
    note(browser).find_element("css selector", "button").click()
    wait_until(lambda: not note(browser).is_displayed())
    assert desk.sql(
        "SELECT MAX(seen_at) > UNIX_TIMESTAMP() - 60 FROM session s"
        " JOIN person p ON p.id = s.person_id"
        f" WHERE p.email = '{people['agent'].email}'") == [["1"]]


def test_another_tab_counts(browser, people):
    browser.sign_in(people["agent"])
    browser.go("/account")
    as_if_idle_for(browser, 1740)
    assert note(browser).is_displayed()
    browser.execute_script("localStorage.used = Date.now() - 1000;"
                           "dispatchEvent(new Event('storage'))")
    assert not note(browser).is_displayed()


def test_what_was_typed_comes_back_after_signing_in(browser, people, desk):
    person = people["customer"]
    browser.sign_in(person)
    browser.go("/tickets/new")
    browser.type("#subject", "Before the coffee")
    browser.type("#body", "A long <story> & more")
    if browser.all("input[name=department][type=radio]"):
        browser.all("input[name=department]")[0].click()
    desk.sql("UPDATE session SET seen_at = seen_at - 40000")
    browser.press("Send")
    assert browser.h1 == "Sign in"
    assert "what you typed is kept" in browser.text()
    browser.type("#email", person.email)
    browser.type("#password", person.password)
    browser.press("Sign in")
    assert browser.h1 == "Welcome back"
    assert [t.get_attribute("value") for t in browser.all(
        "main textarea")] == ["Before the coffee", "A long <story> & more"]
    browser.press("Send it now")
    assert browser.h1 == "Before the coffee"
    assert "We have your message" in browser.flash()
