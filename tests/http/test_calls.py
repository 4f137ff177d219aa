"""The page Calls: the switch, hosts and their secrets, what came of calls."""

import re
import time

import pytest
from setting_up import fresh, see

PAGE = "/calls"


def number(desk, statement):
    return int(desk.sql(statement)[0][0])


def host():
    return fresh("hooks").lower().replace(" ", "-") + ".invalid.example"


@pytest.fixture
def on(desk, admin):
    """Calls are on, and off again afterwards."""
    answer = admin.submit(see(admin, PAGE), PAGE)
    assert answer.status == 303
    yield
    admin.submit(see(admin, PAGE), PAGE)
    assert "Calls are off" in see(admin, PAGE).text


def allowed(admin, name):
    """Allow it: its opaque id and its secret."""
    answer = admin.submit(see(admin, PAGE), "/calls/hosts", host=name)
    assert answer.status == 200, answer.text
    secret = re.search(r'id="secret" value="([0-9a-f]{32})"', answer.text)[1]
    page = see(admin, PAGE)
    return re.findall(r'/calls/hosts/(\w{16})/secret', page.text.split(
        f">{name}<")[1])[0], secret


def test_calls_are_off_and_switching_is_audited(desk, admin):
    page = see(admin, PAGE)
    assert "Calls are off" in page.text and "Send a test" not in page.text
    entries = number(desk, "SELECT COUNT(*) FROM audit")
    assert admin.submit(page, PAGE).status == 303
    assert "Calls are on." in see(admin, PAGE).text
    assert admin.submit(see(admin, PAGE), PAGE).status == 303
    assert "Calls are off" in see(admin, PAGE).text
    assert desk.sql("SELECT was, became FROM audit ORDER BY id DESC LIMIT 2"
                    ) == [['{"calls":true}', '{"calls":false}'],
                          ['{"calls":false}', '{"calls":true}']]
    assert number(desk, "SELECT COUNT(*) FROM audit") == entries + 2


def test_a_host_is_allowed_with_a_secret_that_is_shown_once(desk, admin):
    name = host()
    oid, secret = allowed(admin, name)
    assert secret not in see(admin, PAGE).text
    # Another one replaces it.
    answer = admin.submit(see(admin, PAGE), f"/calls/hosts/{oid}/secret")
    assert answer.status == 200
    other = re.search(r'id="secret" value="([0-9a-f]{32})"', answer.text)[1]
    assert other != secret
    # Twice the same is told beside the input, with what was typed.
    answer = admin.submit(see(admin, PAGE), "/calls/hosts", host=name)
    assert answer.status == 422 and "already" in answer.text
    assert f'value="{name}"' in answer.text
    answer = admin.submit(see(admin, PAGE), f"/calls/hosts/{oid}/removed")
    assert answer.status == 303
    assert f">{name}<" not in see(admin, PAGE).text
    # Allowed again, it signs by yet another one.
    again, third = allowed(admin, name)
    assert again == oid and third not in (secret, other)
    rows = desk.sql("SELECT was, became FROM audit WHERE object_oid ="
                    f" '{oid}' ORDER BY id")
    one, two, three = ('{"host":"%s","secret":%d}' % (name, n)
                       for n in (1, 2, 3))
    assert rows == [["NULL", one], [one, two], [two, "NULL"], ["NULL", three]]


@pytest.mark.parametrize("typed", [
    "127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]",
    "https://hooks.example.org", "hooks.example.org/path",
    "user@hooks.example.org", "hooks.example.org:80", "hooks.example.org.",
    "a b.example.org", "<b>.example.org", "x" * 64 + ".example.org"])
def test_what_is_no_host_is_refused_with_what_was_typed(desk, admin, typed):
    answer = admin.submit(see(admin, PAGE), "/calls/hosts", host=typed)
    assert answer.status == 422, typed
    assert 'id="host-error"' in answer.text
    assert number(desk, "SELECT COUNT(*) FROM call_target WHERE host LIKE"
                        " '127%' OR host LIKE '%user%'") == 0


def test_a_test_is_called_and_stands_in_the_log(desk, admin, on):
    name = host()
    oid, _ = allowed(admin, name)
    answer = admin.submit(see(admin, PAGE), f"/calls/hosts/{oid}/test",
                          path="/here?key=hidden-part")
    assert answer.status == 303
    end = time.monotonic() + 60
    while number(desk, "SELECT COUNT(*) FROM call_try t JOIN call_target c"
                       f" ON c.id = t.target_id WHERE c.host = '{name}'") == 0:
        assert time.monotonic() < end
        time.sleep(0.1)
    page = see(admin, PAGE)
    assert f"https://{name}:443/here<" in page.text
    assert "hidden-part" not in page.text
    assert "There is no such host" in page.text
    assert "no such host" in see(admin, PAGE + "?show=failed").text
    assert name + ":443/" not in see(admin, PAGE + "?show=well").text
    answer = admin.submit(see(admin, PAGE), f"/calls/hosts/{oid}/test",
                          path="here")
    assert answer.status == 422 and "Begin with /" in answer.text


def test_managers_read_and_change_nothing(desk, manager, admin, on):
    allowed(admin, host())
    page = see(manager, PAGE)
    assert "Hosts that may be called" in page.text
    for word in ("Switch calls", "New secret", "Allow it", "Send a test"):
        assert word not in page.text, word


def test_what_ended_is_sent_again_with_the_same_id(desk, admin):
    desk.sql("INSERT INTO outbox (ukey, kind, payload, created_at, send_at,"
             " state, tries) VALUES ('test:again', 1, '{\"url\":\"x\"}', 5, 5,"
             " 3, 8); INSERT INTO call_try (oid, outbox_id, at, try, outcome,"
             " status, url, answer) SELECT 'aga1n00000000000', id,"
             " UNIX_TIMESTAMP(), 8, 1, 500, 'https://gone.example:443/',"
             " '<b>&amp;' FROM outbox WHERE ukey = 'test:again'")
    page = see(admin, PAGE)
    assert "&lt;b&gt;&amp;amp;" in page.text
    answer = admin.submit(page, "/calls/log/aga1n00000000000/again")
    assert answer.status == 303
    (state, tries, again), = desk.sql(
        "SELECT state, tries, again_at > 5 FROM outbox WHERE ukey ="
        " 'test:again'")
    assert (state, tries, again) == ("0", "0", "1")
    desk.sql("DELETE FROM call_try WHERE oid = 'aga1n00000000000';"
             " DELETE FROM outbox WHERE ukey = 'test:again'")


def test_the_log_is_walked_page_by_page(desk, admin):
    desk.sql("INSERT INTO call_try (oid, outbox_id, at, try, outcome, url)"
             " SELECT CONCAT('wa1k', LPAD(seq, 12, '0')), 0, 1000 + seq DIV 7,"
             " 1, 1, CONCAT('https://walk.example:443/', seq)"
             " FROM seq_1_to_130")
    seen, path = ["130"], PAGE + "?show=failed&after=wa1k000000000130"
    for _ in range(5):
        page = see(admin, path)
        rows = re.findall(r"walk\.example:443/(\d+)<", page.text)
        seen += rows
        following = re.search(r'rel="next" href="([^"]+)"', page.text)
        if not following:
            break
        path = following[1].replace("&amp;", "&")
    assert seen == [str(n) for n in range(130, 0, -1)]
    desk.sql("DELETE FROM call_try WHERE oid LIKE 'wa1k%'")
