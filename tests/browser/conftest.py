"""One headless Chromium for all journeys; what the pages say to its console
counts as a failure."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

FLAGS = ["--headless=new", "--disable-dev-shm-usage", "--disable-gpu",
         "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--window-size=1280,900", "--lang=en-GB"]


@pytest.fixture(scope="session")
def chromium():
    profile = tempfile.mkdtemp(prefix="duedesk-chromium-", dir="/tmp")
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    for flag in FLAGS:
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={profile}")
    if os.getuid() == 0:
        options.add_argument("--no-sandbox")
    driver = webdriver.Chrome(options=options,
                              service=Service("/usr/bin/chromedriver"))
    driver.set_page_load_timeout(30)
    try:
        yield driver
    finally:
        driver.quit()
        shutil.rmtree(profile, ignore_errors=True)


@pytest.fixture
def browser(chromium, desk):
    """The browser, as nobody, on an empty page."""
    chromium.get(desk.url + "/healthz")
    chromium.delete_all_cookies()
    chromium.set_window_size(1280, 900)
    chromium.get_log("browser")
    yield chromium
    said = [e for e in chromium.get_log("browser")
            if e["level"] in ("SEVERE", "WARNING")
            # an answer of 4xx is also a line there: tests expect some
            and "the server responded with a status of" not in e["message"]]
    assert not said, said


@pytest.fixture
def shot(browser):
    """shot("inbox"): a picture of the page, kept with the logs."""
    folder = Path(os.environ.get("DUEDESK_TEST_LOGS", "/tmp")) / "screenshots"

    def take(name, width=1280, height=900):
        folder.mkdir(parents=True, exist_ok=True)
        browser.set_window_size(width, height)
        browser.save_screenshot(str(folder / f"{name}.png"))
    return take
