"""Looking at a page: as a strict parser reads it, as axe-core judges it, at
several widths, by Tab."""

import json
from collections import Counter
from pathlib import Path

from selenium.common.exceptions import WebDriverException

from desk import TOP, wait_until

HERE = Path(__file__).parent
AXE = (TOP / "tests/vendor/axe-core/axe.min.js").read_text(encoding="utf-8")
LOOK = (HERE / "look.js").read_text(encoding="utf-8")

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
        "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
NARROW = [
    "target-size",
    "scrollable-region-focusable",
    # What is shorter there must still be called something.
    "button-name",
    "input-button-name",
    "link-name",
    "summary-name",
]

# Shortened with an ellipsis, and told in full where it leads to or beside it.
SHORTENED = ".row, .menu__button, .tag, .file"


# ---- The page as text --------------------------------------------------------


def attributes(tree, name):
    return [e.get(name) for e in tree.iter() if e.get(name) is not None]


def labelled(e, parents, targets):
    """Has this field a name that people hear?"""
    if e.get("aria-label") or e.get("aria-labelledby"):
        return True
    if e.get("id") in targets:
        return True
    while e is not None and e.tag != "label":
        e = parents.get(e)
    return e is not None


def html_faults(answer):
    """What is wrong with the HTML; the parser itself is strict."""
    tree = answer.html()
    parents = {child: e for e in tree.iter() for child in e}
    ids = Counter(attributes(tree, "id"))
    faults = [f"the id {i} is there {n} times" for i, n in ids.items() if n > 1]
    if not tree.get("lang") or tree.get("dir") not in ("ltr", "rtl"):
        faults.append("the page says no language or direction")
    titles = [e.text or "" for e in tree.iter("title")
              if parents[e].tag == "head"]
    if len(titles) != 1 or not titles[0].split("·")[0].strip():
        faults.append(f"titles: {titles}")
    h1 = ["".join(e.itertext()).strip() for e in tree.iter("h1")]
    if len(h1) != 1 or not h1[0]:
        faults.append(f"h1: {h1}")
    for name in ("for", "aria-labelledby", "aria-describedby", "form"):
        for value in attributes(tree, name):
            faults += [f"{name} names {i}, which is not there"
                       for i in value.split() if i not in ids]
    targets = set(attributes(tree, "for"))
    for tag in ("input", "select", "textarea"):
        for e in tree.iter(tag):
            if e.get("type") not in ("hidden", "submit") and not labelled(
                    e, parents, targets):
                faults.append(f"no label: <{tag} name={e.get('name')}>")
    for e in tree.iter():
        if not isinstance(e.tag, str):
            continue
        faults += [f"<{e.tag} {name}> is inline code or style"
                   for name in e.attrib if name.startswith("on")
                   or name == "style"]
        if e.tag == "img" and e.get("alt") is None:
            faults.append("an image without alt")
    return faults


# ---- The page in the browser -------------------------------------------------


def evaluate(browser, expression, wait=False):
    """In the page, past its content security policy."""
    answer = browser.execute_cdp_cmd("Runtime.evaluate", {
        "expression": expression, "returnByValue": True,
        "awaitPromise": wait})
    if "exceptionDetails" in answer:
        raise AssertionError(json.dumps(answer["exceptionDetails"])[:2000])
    return answer["result"].get("value")


def says(browser, expression):
    """Is that so? While a page goes and another comes nothing is."""
    try:
        return evaluate(browser, expression)
    except WebDriverException:
        return False


def ready(browser):
    """Our eyes in the page, once."""
    evaluate(browser, f"if (!globalThis.look) {{{LOOK}}}")


def axe_faults(browser, rules=None):
    """Findings, each with the places. From the top of the page: what lies half
    under a header that stays would seem too small to press."""
    evaluate(browser, f"if (!globalThis.axe) {{{AXE}}} scrollTo(0, 0)")
    options = {"resultTypes": ["violations"],
               "runOnly": ({"type": "rule", "values": rules} if rules else
                           {"type": "tag", "values": TAGS})}
    if not rules:
        options["rules"] = {"target-size": {"enabled": True}}
    found = evaluate(browser, f"""axe.run(document, {json.dumps(options)})
        .then((r) => r.violations.map((v) => v.id + ": " + v.help + ": "
            + v.nodes.slice(0, 4).map((n) => n.target.join(" ") + " "
                + (n.any[0]?.message ?? "")).join("; ")))""", wait=True)
    return found


def size(browser, width, height=900, scale=1):
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": width, "height": height, "deviceScaleFactor": scale,
        "mobile": False})
    wait_until(lambda: evaluate(browser, "innerWidth") == width)


def media(browser, kind="screen", **features):
    """media(b, prefers_color_scheme="dark")"""
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {
        "media": kind, "features": [
            {"name": name.replace("_", "-"), "value": value}
            for name, value in {"prefers_reduced_motion": "reduce",
                                **features}.items()]})


def letters(browser, pixels):
    """The size of letters that the browser's user has chosen; 16 is usual."""
    browser.execute_cdp_cmd("Page.setFontSizes", {
        "fontSizes": {"standard": pixels, "fixed": pixels * 13 // 16}})


def unfold(browser, which, wide=True):
    """Open what is folded away: a part of the page like any other."""
    evaluate(browser, f"document.querySelectorAll({json.dumps(which)})"
             f".forEach((e) => {{ e.open = {json.dumps(wide)}; }})")


def survey(browser):
    ready(browser)
    return evaluate(browser, f"look.survey({json.dumps(SHORTENED)})")


def press(browser, key, code, shift=False, text=None):
    event = {"key": key, "code": key, "windowsVirtualKeyCode": code,
             "modifiers": 8 if shift else 0}
    down = {"type": "keyDown" if text else "rawKeyDown", **event}
    if text:
        down["text"] = text
    browser.execute_cdp_cmd("Input.dispatchKeyEvent", down)
    browser.execute_cdp_cmd("Input.dispatchKeyEvent",
                            {"type": "keyUp", **event})


def tab(browser, times=1):
    down = {"type": "rawKeyDown", "key": "Tab", "code": "Tab",
            "windowsVirtualKeyCode": 9}
    for _ in range(times):
        browser.execute_cdp_cmd("Input.dispatchKeyEvent", down)


def tab_faults(browser):
    """All the way round by Tab."""
    ready(browser)
    tab(browser, evaluate(browser, "look.follow()"))
    return evaluate(browser, "look.followed()")
