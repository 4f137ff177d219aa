"""What a person waits for: a page in Chromium that has nothing in its cache,
on loopback, measured through the devtools protocol."""

import contextlib
import json
import os
import shutil
import statistics
import tempfile
from typing import NamedTuple

from desk import wait_until

TIMES = 5

# All that the page cost so far: bytes over the wire, its largest paint, and
# by how much anything moved.
SEEN = """new Promise((resolve) => {
    const found = { bytes: 0, files: 0, paint: 0, shift: 0 };
    for (const type of ["navigation", "resource"])
        for (const e of performance.getEntriesByType(type)) {
            found.bytes += e.transferSize;
            found.files++;
        }
    const see = (type, note) => new PerformanceObserver((list) =>
        list.getEntries().forEach(note)).observe({ type, buffered: true });
    see("largest-contentful-paint", (e) => { found.paint = e.startTime; });
    see("layout-shift", (e) => { found.shift += e.value; });
    setTimeout(() => resolve(found), 300);
})"""


class Page(NamedTuple):
    bytes: float  # with all it loads
    files: float
    paint: float  # largest contentful, ms
    shift: float  # cumulative


@contextlib.contextmanager
def chromium():
    """A headless one; None where there is none."""
    try:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service
    except ImportError:
        yield None
        return
    if not shutil.which("chromium") or not shutil.which("chromedriver"):
        yield None
        return
    profile = tempfile.mkdtemp(prefix="duedesk-chromium-", dir="/tmp")
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in ("--headless=new", "--disable-gpu", "--no-first-run",
                 "--disable-dev-shm-usage", "--disable-background-networking",
                 "--disable-component-update", f"--user-data-dir={profile}",
                 *(["--no-sandbox"] if os.getuid() == 0 else [])):
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options,
                              service=Service("/usr/bin/chromedriver"))
    try:
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": 1440, "height": 900, "deviceScaleFactor": 1,
            "mobile": False})
        yield driver
    finally:
        driver.quit()
        shutil.rmtree(profile, ignore_errors=True)


def evaluate(driver, expression):
    answer = driver.execute_cdp_cmd("Runtime.evaluate", {
        "expression": expression, "awaitPromise": True,
        "returnByValue": True})
    assert "exceptionDetails" not in answer, json.dumps(answer)
    return answer["result"]["value"]


def load(driver, url):
    """One page, with nothing in the cache."""
    driver.get("about:blank")
    driver.execute_cdp_cmd("Network.clearBrowserCache", {})
    driver.get(url)
    wait_until(lambda: evaluate(driver, "document.readyState") == "complete")
    return Page(**evaluate(driver, SEEN))


def page(driver, client, path):
    """The medians of several loads; what moved is the most of any."""
    desk = client.desk
    driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
    for name, value in client.cookies.items():
        driver.execute_cdp_cmd("Network.setCookie", {
            "name": name, "value": value, "url": desk.url, "path": "/",
            "secure": True, "httpOnly": True})
    load(driver, desk.url + path) # the browser's own first time
    seen = [load(driver, desk.url + path) for _ in range(TIMES)]
    found = Page(*map(statistics.median, zip(*seen)))
    assert found.paint > 0 and found.files > 3, found
    return found._replace(shift=max(p.shift for p in seen))
