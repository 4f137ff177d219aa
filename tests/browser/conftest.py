"""One headless Chromium for all journeys through a desk with the sample
company. What a page says to the console counts as a failure."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.common.exceptions import (
    StaleElementReferenceException, WebDriverException)
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

import look
from desk import PATIENCE, wait_until

FLAGS = ["--headless=new", "--disable-dev-shm-usage", "--disable-gpu",
         "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--hide-scrollbars", "--lang=en-GB"]


def started(options):
    """A browser; from a cold disk the first start may take too long."""
    for last in (False, False, True):
        try:
            return webdriver.Chrome(options=options,
                                    service=Service("/usr/bin/chromedriver"))
        except WebDriverException:
            if last:
                raise


@pytest.fixture(scope="session")
def chromium():
    profile = tempfile.mkdtemp(prefix="duedesk-chromium-", dir="/tmp")
    downloads = Path(profile) / "downloads"
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    options.add_experimental_option("prefs", {
        "download.default_directory": str(downloads),
        "credentials_enable_service": False})
    for flag in FLAGS:
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={profile}")
    if os.getuid() == 0:
        options.add_argument("--no-sandbox")
    driver = started(options)
    driver.set_page_load_timeout(PATIENCE)
    driver.set_script_timeout(PATIENCE)
    driver.downloads = downloads
    try:
        yield driver
    finally:
        driver.quit()
        shutil.rmtree(profile, ignore_errors=True)


class Browser:
    """What a person does with the browser, by the words they see."""

    def __init__(self, driver, desk):
        self.driver, self.desk = driver, desk

    def __getattr__(self, name):
        return getattr(self.driver, name)

    # ---- looking

    def all(self, css, where=None):
        return (where or self.driver).find_elements(By.CSS_SELECTOR, css)

    def one(self, css, where=None):
        found = self.all(css, where)
        assert len(found) == 1, f"{len(found)} of {css} at {self.current_url}"
        return found[0]

    def text(self, css="main"):
        return self.one(css).text

    def until(self, what):
        """Wait for it; what a script takes away meanwhile is looked for anew."""
        def look_again():
            try:
                return what()
            except StaleElementReferenceException:
                return False
        wait_until(look_again)

    @property
    def path(self):
        return self.current_url.removeprefix(self.desk.url)

    @property
    def h1(self):
        return self.text("h1")

    def flash(self):
        return self.text(".flash__text")

    # ---- doing

    def go(self, path):
        self.get(self.desk.url + path)

    def leave(self, act):
        """Do something that loads another page, and wait for it."""
        old = self.one("html")
        act()
        wait_until(lambda: self._new(old))

    def _new(self, old):
        try:
            old.is_enabled()
            return False
        except WebDriverException:
            return look.says(self, "document.readyState === 'complete'")

    def follow(self, text, where="body"):
        link = self.one(where).find_element(By.LINK_TEXT, text)
        self.leave(link.click)

    def press(self, text, where="body"):
        """The visible button with that text."""
        found = [b for b in self.all("button, summary", self.one(where))
                 if b.text.strip() == text and b.is_displayed()]
        assert len(found) == 1, f"{len(found)} buttons {text}"
        if found[0].tag_name == "summary":
            found[0].click()
        else:
            self.leave(found[0].click)

    def type(self, css, text):
        field = self.one(css)
        field.clear()
        field.send_keys(text)

    def sign_in(self, person):
        self.go("/session/new")
        self.type("#email", person.email)
        self.type("#password", person.password)
        self.press("Sign in", "main")

    def sign_out(self):
        self.one(".top .menu summary").click()
        self.press("Sign out")

    # ---- the screen

    def screen(self, width=1280, height=900, dark=False):
        look.size(self, width, height)
        self.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{
            "name": "prefers-color-scheme",
            "value": "dark" if dark else "light"}]})

    def scripts(self, on):
        self.execute_cdp_cmd("Emulation.setScriptExecutionDisabled",
                             {"value": not on})

    def shot(self, name):
        """A picture of the page, kept with the logs."""
        folder = Path(os.environ.get("DUEDESK_TEST_LOGS", "/tmp/duedesk-shots"))
        folder.mkdir(parents=True, exist_ok=True)
        self.save_screenshot(str(folder / f"{name}.png"))

    def sideways(self):
        """By how many pixels the page is wider than the window."""
        return self.execute_script(
            "return document.documentElement.scrollWidth - innerWidth")


@pytest.fixture
def browser(chromium, desk):
    """The browser, signed in as nobody, 1280 wide, in light colours."""
    b = Browser(chromium, desk)
    b.scripts(True)
    b.go("/static/icons/favicon.svg")
    b.delete_all_cookies()
    b.screen()
    b.get_log("browser")
    yield b
    said = [e for e in b.get_log("browser")
            if e["level"] in ("SEVERE", "WARNING")
            # an answer of 4xx is also a line there: tests expect some
            and "the server responded with a status of" not in e["message"]]
    assert not said, said
