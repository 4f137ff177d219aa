"""The eyes of test_every_page.py are not blind: each seeded fault is found, and
a page without is found to be without."""

import pytest
from selenium.webdriver.common.by import By

import look
from desk import Answer

HEAD = """<!DOCTYPE html><html lang="en" dir="ltr"><head><title>Seeds</title>
<style>body { margin: 8px; font: 16px sans-serif }
a:focus-visible, button:focus-visible { outline: 2px solid #00f }</style></head>
<body><a class="skip" href="#main">Skip</a><main id="main"><h1>Seeds</h1>"""
GOOD = '<p>Words and <a href="#main">a link in a text</a>.</p>'

# What is wrong, its HTML, and what has to be said at 360 px.
SURVEYED = [
    ("too wide", '<div style="width: 500px">wide</div>', "px wider than"),
    ("a word outside", '<p style="white-space: nowrap">' + "word " * 40,
     "outside: p"),
    ("cut off", '<p style="width: 50px; overflow: hidden;'
     ' white-space: nowrap">much longer than that</p>', "cut off: p"),
    ("cut off below", '<p style="height: 20px; overflow: hidden">'
     + "line<br>" * 5, "cut off below: p"),
    ("shortened, and never told", '<p style="width: 50px; overflow: hidden;'
     ' text-overflow: ellipsis; white-space: nowrap">much longer than that',
     "cut off: p"),
    ("a button outside", '<button style="margin-left: 340px">Go far</button>',
     "outside: button"),
]
TABBED = [
    ("no focus to be seen", '<button style="outline: none">Go</button>',
     "focus is not to be seen: button"),
    ("never reached", '<button id="x">Go</button><a id="y" href="#x">To</a>'
     "<script>x.onkeydown = (e) => { e.preventDefault(); skip().focus(); };"
     "const skip = () => document.querySelector('.skip');</script>",
     "not reached: a#y"),
    ("a trap", '<button id="x">Go</button><script>'
     "x.onkeydown = (e) => e.preventDefault();</script>", "never came back"),
    ("a first stop of its own", '<button tabindex="1">Go</button>',
     "tabindex above 0"),
    ("an order that jumps", '<p style="display: flex;'
     ' flex-direction: column-reverse"><a href="#a">1</a><a href="#b">2</a>',
     "the order jumps"),
    ("covered", '<button>Go</button><div style="position: fixed; inset: 0;'
     ' background: #fff">over it</div>', "focus is covered: button"),
]
JUDGED = [
    ("no contrast", '<p style="color: #ccc">faint</p>', "color-contrast"),
    ("no label", "<input>", "label"),
    ("small targets", '<button style="width: 10px; height: 10px; padding: 0">'
     'a</button><button style="width: 10px; height: 10px; padding: 0">b',
     "target-size"),
]


@pytest.fixture
def seeds(browser):
    """Puts a page of ours in the place of a page of the desk, which has
    nothing on it that would forbid that."""
    browser.execute_cdp_cmd("Emulation.setFocusEmulationEnabled",
                            {"enabled": True})

    def sow(html, width=360):
        look.media(browser)
        look.size(browser, width)
        browser.get("about:blank")
        look.evaluate(browser, "document.write(%r); document.close()"
                      % (HEAD + html))
        assert browser.find_element(By.TAG_NAME, "h1").text == "Seeds"
        return browser

    yield sow
    look.media(browser, prefers_reduced_motion="no-preference")
    browser.screen()


def test_a_good_page_is_good(seeds):
    browser = seeds(GOOD)
    assert look.survey(browser) == []
    assert look.tab_faults(browser) == []
    assert look.axe_faults(browser) == []


@pytest.mark.parametrize("html,said", [s[1:] for s in SURVEYED],
                         ids=[s[0] for s in SURVEYED])
def test_what_does_not_fit_is_found(seeds, html, said):
    found = look.survey(seeds(GOOD + html))
    assert [f for f in found if said in f], found


@pytest.mark.parametrize("html,said", [s[1:] for s in TABBED],
                         ids=[s[0] for s in TABBED])
def test_what_tab_does_not_reach_is_found(seeds, html, said):
    found = look.tab_faults(seeds(GOOD + html))
    assert [f for f in found if said in f], found


@pytest.mark.parametrize("html,said", [s[1:] for s in JUDGED],
                         ids=[s[0] for s in JUDGED])
def test_axe_is_awake(seeds, html, said):
    found = look.axe_faults(seeds(GOOD + html))
    assert [f for f in found if f.startswith(said + ":")], found


class Sent:
    """The least that an answer is made from."""

    status = 200

    @staticmethod
    def getheaders():
        return []


@pytest.mark.parametrize("body,said", [
    ("<h1>A</h1><p id=a><p id=a>", "the id a is there 2 times"),
    ("<h1>A</h1><h1>B</h1>", "h1:"),
    ("<p>A</p>", "h1:"),
    ("<h1>A</h1><input name=b>", "no label: <input name=b>"),
    ("<h1>A</h1><p onclick=x()>B", "inline code"),
    ("<h1>A</h1><img src=x>", "without alt"),
    ("<h1>A</h1><p aria-describedby=b>", "names b, which is not there"),
])
def test_faults_of_html_are_found(body, said):
    html = ('<!DOCTYPE html><html lang="en" dir="ltr"><head><title>A · b'
            f"</title></head><body>{body}</body></html>")
    found = look.html_faults(Answer(Sent, html.encode()))
    assert [f for f in found if said in f], found
