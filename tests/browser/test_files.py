"""Files, as people send and see them: chosen, dropped, pasted, taken back;
and all of it without script."""

import re
import struct
import zlib

import pytest
from selenium.webdriver.common.by import By

from desk import wait_until
from test_journeys import ask


def png(side, colour):
    """A picture of one colour with a lighter middle."""
    rows = b""
    for y in range(side):
        rows += b"\0"
        for x in range(side):
            inside = side / 4 < x < side * 3 / 4 and side / 4 < y < side * 3 / 4
            rows += bytes(min(255, c + 90 * inside) for c in colour)
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data +
                struct.pack(">I", zlib.crc32(kind + data)))
    return (b"\x89PNG\r\n\x1a\n" +
            chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Files on the person's own disk, by what they are."""
    there = tmp_path_factory.mktemp("files")
    named = {
        "photo": ("The printer, from above.png", png(240, (30, 90, 140))),
        "text": ("error log.txt", b"E-17: no paper\n" * 2000),
        "long": ("Meeting notes of the working group on printers and paper, "
                 "third floor, final version 7.docx", b"x" * 3_500_000),
        "huge": ("holiday.mp4", b"x" * (25 * 1024 * 1024 + 1)),
    }
    for name, data in named.values():
        (there / name).write_bytes(data)
    return {key: there / name for key, (name, _) in named.items()}


def rows(browser, where="body"):
    """What the list of chosen files says: state, name."""
    return [(re.search(r"file--(\w+)", li.get_attribute("class")).group(1),
             li.find_element(By.CSS_SELECTOR, ".file__name").text)
            for li in browser.all(f"{where} [data-upload-list] .file")]


def settled(browser, n, where="body"):
    """Wait until so many files are there, none on its way."""
    wait_until(lambda: len(rows(browser, where)) == n and "sending" not in
               [state for state, _ in rows(browser, where)])
    return rows(browser, where)


def drop(browser, css, how, name, text):
    """A file is dropped on, or pasted into, what ${css} names."""
    browser.execute_script("""
        const [target, how, name, text] = arguments;
        const data = new DataTransfer();
        data.items.add(new File([text], name, { type: "text/plain" }));
        const event = how === "paste"
            ? new ClipboardEvent("paste", { clipboardData: data,
                bubbles: true, cancelable: true })
            : new DragEvent(how, { dataTransfer: data, bubbles: true,
                cancelable: true });
        target.dispatchEvent(event);
        """, browser.one(css), how, name, text)


def shown(browser):
    """The files below the newest message."""
    return [a.text for a in browser.all(".message")[-1].find_elements(
        By.CSS_SELECTOR, ".files .file__name")]


def test_files_go_ahead_and_stand_under_their_message(browser, people, files):
    browser.sign_in(people["customer"])
    code = ask(browser, people, "A printer with pictures")
    browser.one("#files").send_keys(
        "\n".join(str(files[k]) for k in ("photo", "text", "long")))
    states = settled(browser, 3)
    assert {state for state, _ in states} == {"ready"}
    browser.type("#body", "See the photo and the log.")
    browser.shot("files-ready")
    browser.press("Send", "form.composer")
    assert shown(browser)[:2] == ["The printer, from above.png",
                                  "error log.txt"]
    assert "…" in shown(browser)[2] and shown(browser)[2].endswith("7.docx")
    image = browser.one(".message:last-of-type .file__preview")
    browser.execute_script("arguments[0].scrollIntoView()", image)
    wait_until(lambda: browser.execute_script(
        "return arguments[0].complete && arguments[0].naturalWidth", image)
        == 240)
    browser.shot("files-shown")
    for width in 360, 768:
        browser.screen(width)
        assert browser.sideways() <= 0
    browser.screen(1280, dark=True)
    browser.shot("files-shown-dark")
    browser.sign_out()
    browser.sign_in(people["agent"])
    browser.go(f"/tickets/{code}")
    assert len(shown(browser)) == 3


def test_a_file_opens_on_another_origin_by_a_click(browser, people, files):
    browser.sign_in(people["customer"])
    ask(browser, people, "A file to open")
    browser.one("#files").send_keys(str(files["text"]))
    settled(browser, 1)
    browser.type("#body", "Here it is.")
    browser.press("Send", "form.composer")
    browser.one(".message:last-of-type a.file__name").click()
    got = browser.downloads / "error log.txt"
    wait_until(got.exists)
    assert got.read_bytes() == files["text"].read_bytes()


def test_dropped_and_pasted_files_are_files_too(browser, people):
    browser.sign_in(people["customer"])
    ask(browser, people, "Dropped and pasted")
    drop(browser, "#body", "dragover", "dropped.txt", "dropped")
    assert browser.all(".upload--over")
    browser.shot("files-over")
    drop(browser, "#body", "drop", "dropped.txt", "dropped")
    assert not browser.all(".upload--over")
    settled(browser, 1)
    drop(browser, "#body", "paste", "pasted.txt", "pasted")
    settled(browser, 2)
    browser.type("#body", "Both.")
    browser.press("Send", "form.composer")
    assert shown(browser) == ["dropped.txt", "pasted.txt"]


def test_what_is_too_large_says_so_and_is_not_sent(browser, people, files):
    browser.sign_in(people["customer"])
    ask(browser, people, "Too large")
    browser.one("#files").send_keys(
        "\n".join(str(files[k]) for k in ("huge", "text")))
    states = settled(browser, 2)
    assert dict((name, state) for state, name in states) == {
        "holiday.mp4": "failed", "error log.txt": "ready"}
    assert "At most 25 MB a file" in browser.text(".file--failed")
    browser.type("#body", "One of two.")
    browser.shot("files-failed")
    browser.one("form.composer button[type=submit]").click()
    assert browser.execute_script(
        "return document.activeElement.className") == "file__off"
    browser.one(".file--failed .file__off").click()
    assert rows(browser) == [("ready", "error log.txt")]
    browser.press("Send", "form.composer")
    assert shown(browser) == ["error log.txt"]


def test_a_file_can_be_taken_back(browser, people, files):
    browser.sign_in(people["customer"])
    ask(browser, people, "Taken back")
    browser.one("#files").send_keys(
        "\n".join(str(files[k]) for k in ("photo", "text")))
    settled(browser, 2)
    browser.all(".file__off")[0].click()
    assert rows(browser) == [("ready", "error log.txt")]
    browser.type("#body", "Only the log.")
    browser.press("Send", "form.composer")
    assert shown(browser) == ["error log.txt"]


def test_who_sends_early_is_sent_when_the_files_are_there(browser, people,
                                                          files):
    browser.sign_in(people["customer"])
    ask(browser, people, "Impatient")
    browser.type("#body", "At once.")
    browser.one("#files").send_keys(str(files["long"]))
    browser.leave(browser.one("form.composer button[type=submit]").click)
    assert len(shown(browser)) == 1


def test_a_note_has_files_that_the_customer_never_sees(browser, people,
                                                       files):
    browser.sign_in(people["customer"])
    code = ask(browser, people, "A note with a file")
    browser.sign_out()
    browser.sign_in(people["agent"])
    browser.go(f"/tickets/{code}")
    browser.one(".tabs__tab--note").click()
    browser.one("#note-files").send_keys(str(files["photo"]))
    settled(browser, 1)
    browser.type("#note", "For us alone.")
    browser.press("Keep the note", ".composer")
    assert shown(browser) == ["The printer, from above.png"]
    browser.shot("files-note")
    browser.delete_all_cookies()
    browser.sign_in(people["customer"])
    browser.go(f"/tickets/{code}")
    assert not browser.all(".files")


def test_without_script_files_go_with_their_form(browser, people, files):
    browser.sign_in(people["customer"])
    code = ask(browser, people, "Without script")
    browser.scripts(False)
    try:
        browser.go(f"/tickets/{code}")
        browser.one("#body").send_keys(" ")
        browser.one("#files").send_keys(str(files["photo"]))
        browser.one("form.composer button[type=submit]").click()
        wait_until(lambda: browser.all(".errors"))
        assert browser.one("[name=upload]").is_selected()
        browser.shot("files-kept")
        browser.one("#body").send_keys("With words.")
        browser.one("form.composer button[type=submit]").click()
        wait_until(lambda: "done=replied" in browser.current_url)
        wait_until(lambda: not browser.all(".errors"))
        assert shown(browser) == ["The printer, from above.png"]
    finally:
        browser.scripts(True)
