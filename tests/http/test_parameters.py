"""Whatever an address says, the database hears the same few statements, and
nothing of the address is in one of them."""

import os
import pwd
import subprocess
import time
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import pytest

from desk import PATIENCE, wait_until

# What a parameter says, as it stands in the address.
SLOW = [quote(x) for x in (
    "SLEEP(2)", "' OR SLEEP(2)-- ", "1 AND SLEEP(2)",
    "started,(SELECT SLEEP(2))", "desc;SELECT SLEEP(2)", "\\' OR SLEEP(2)#")]
ODD = SLOW + [quote(x) for x in (
    "'", "\"", "`", "\\", "?", "x' OR '1'='1", "1;DROP TABLE ticket--",
    "c.id DESC", "1 UNION SELECT 1", "0x31", "%s%n", "../../etc/passwd",
    "99999999999999999999", "-9223372036854775809", "9" * 400, "1e309",
    "NaN", "x" * 3000, "%")]
NO_TEXT = ["%00", "a%00b", "desc%00", "%ff%fe", "%c3%28", "%c0%a7",
           "%ed%a0%80", "%27%00%20OR%20SLEEP(2)"]

# A name nobody asked for, or one asked for twice.
NAMES = ["{0}[]=SLEEP(2)", "{0}[0][x]=SLEEP(2)", "{0}%00=SLEEP(2)",
         "{0}%5b%27%5d=1", "{0}=SLEEP(2)&{0}=SLEEP(2)", "SLEEP(2)",
         "%27%20OR%20SLEEP(2)", "{0}"]

CHOSEN = ("department", "agent", "metric", "range", "from", "until")
PAGES = {
    # path: what has to make sense, what only has to be text, what it can do
    # without, and what only other pages read.
    "/reports/log": (
        CHOSEN + ("outcome", "by", "sort", "dir", "code", "promise", "cycle"),
        ("overdue", "back"), (), ("view", "basis", "after")),
    "/reports/compliance": (
        CHOSEN, (), (), ("sort", "dir", "outcome", "basis", "code")),
    "/inbox": (
        ("view",), (), ("code", "at", "back"), ("sort", "department")),
}
# A list that is none is not found.
NOWHERE = {("/inbox", "view")}
PAGES["/reports/log.csv"] = PAGES["/reports/log"]
PAGES["/reports/compliance.csv"] = PAGES["/reports/compliance"]


def owner_sql(desk, statement):
    """One statement as the owner of the server, who may read its log."""
    socket = desk.setting("db_socket")
    owner = pwd.getpwuid(os.stat(socket).st_uid)
    become = ["setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}",
              "--clear-groups", "--"] if os.geteuid() == 0 else []
    run = subprocess.run(
        [*become, "mariadb", "--no-defaults", "--batch", "--raw",
         "--skip-column-names", "-S", socket, "-u", owner.pw_name,
         "-e", statement], capture_output=True, text=True, timeout=PATIENCE)
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


def restart_workers(desk):
    """New connections: what they say from now on, they say for the log."""
    desk.hold("fast")
    desk.hold("slow")
    (desk.home / "hold-slow").unlink()
    desk.release("fast")
    wait_until(desk.healthy)


def heard(desk):
    """The statements of duedesk-web, without what was bound to them."""
    rows = owner_sql(
        desk, "SELECT DISTINCT HEX(argument) FROM mysql.general_log"
        " WHERE command_type IN ('Prepare', 'Query') AND user_host LIKE"
        f" '{desk.setting('db_user_web')}[%'")
    return {bytes.fromhex(row).decode(errors="replace") for row in rows}


@pytest.fixture
def listen(desk):
    """Call it to listen anew, with nobody's statements prepared yet."""
    def start():
        owner_sql(desk, "SET GLOBAL general_log = OFF;"
                  " TRUNCATE mysql.general_log;"
                  " SET GLOBAL log_output = 'TABLE';"
                  " SET GLOBAL general_log = ON")
        restart_workers(desk)
    yield start
    owner_sql(desk, "SET GLOBAL general_log = OFF;"
              " TRUNCATE mysql.general_log; SET GLOBAL log_output = 'FILE'")


@pytest.fixture
def clients(desk, people):
    manager = desk.client().enter(people["manager"])
    agent = desk.client().enter(people["agent"])
    return {path: agent if path == "/inbox" else manager for path in PAGES}


def next_page(client, path, **query):
    """What the link to the next page says; the query when there is none."""
    answer = client.get(f"{path}?{urlencode(query)}")
    assert answer.status == 200
    for a in answer.html().iter("a"):
        href = urlsplit(a.get("href", ""))
        said = dict(parse_qsl(href.query))
        if "code" in said and "page" not in said:
            return said
    return query


def day(n):
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + n * 86400))


def usual_queries(desk, clients):
    """By path: one question in full, and what else may be chosen."""
    department = desk.sql("SELECT oid FROM department LIMIT 1")[0][0]
    agent = desk.sql("SELECT oid FROM person WHERE email ="
                     f" '{desk.people['agent'].email}'")[0][0]
    more = {"department": department, "agent": agent, "metric": "first_answer"}
    # Enough for a second page, whatever holidays there were.
    days = {"range": "dates", "from": day(-80), "until": day(1)}
    log = next_page(clients["/reports/log"], "/reports/log", **days,
                    sort="due", dir="asc", outcome="met", by="due")
    assert "code" in log
    inbox = next_page(clients["/inbox"], "/inbox", view="all")
    inbox = {"view": "all", "code": "AAA-AAAAA-000", "at": "1", **inbox}
    return {"/reports/log": ({**log, "back": "1"}, {**more, "overdue": "1"}),
            "/reports/log.csv": (log, {**more, "overdue": "1"}),
            "/reports/compliance": (days, more),
            "/reports/compliance.csv": (days, more),
            "/inbox": ({**inbox, "back": "1"}, {})}


def without(query, name):
    return {k: v for k, v in query.items() if k != name}


def ask_the_usual(clients, queries):
    for path, (full, more) in queries.items():
        asked = [full, {}, *({**full, k: v} for k, v in more.items()),
                 *(without(full, name) for name in full)]
        if "code" in full:
            asked.append({**full, "code": "AAA-AAAAA-000"})
        for query in asked:
            answer = clients[path].get(f"{path}?{urlencode(query)}")
            assert answer.status == 200, (path, query)


def ask_oddly(client, path, query):
    """The answer; whether anything slept, the statements say."""
    answer = client.get(f"{path}?{query}")
    for word in (b"SQL", b"MariaDB", b"errno", b".c:"):
        assert answer.status == 200 or word not in answer.body, (path, query)
    return answer


def ask_about(client, path, name, rest, odd, no_text):
    """All that one parameter can say, and the statuses it may get."""
    rest = urlencode(rest)
    for values, statuses in ((ODD, odd), (NO_TEXT, no_text)):
        for value in values:
            answer = ask_oddly(client, path, f"{rest}&{name}={value}")
            assert answer.status in statuses, (path, name, value)
    for what in NAMES:
        answer = ask_oddly(client, path, f"{rest}&{what.format(name)}")
        assert answer.status in (200, 400, *odd - {200}), (path, name, what)


def test_no_parameter_reaches_a_statement(desk, clients, listen):
    queries = usual_queries(desk, clients)
    listen()
    desk.sql("UPDATE session SET seen_at = seen_at - 120")
    ask_the_usual(clients, queries)
    usual = heard(desk)
    assert any("FROM clock c" in text for text in usual)

    listen()
    for path, (strict, text, free, ignored) in PAGES.items():
        full = queries[path][0]
        for name in strict + text + free:
            ask_about(clients[path], path, name, without(full, name),
                      {400, 404} if (path, name) in NOWHERE else
                      {400} if name in strict else {200},
                      {200} if name in free else {400})
        for name in ignored:
            for value in SLOW[:2] + NO_TEXT[1:4]:
                answer = ask_oddly(clients[path], path,
                                   f"{urlencode(full)}&{name}={value}")
                assert answer.status == 200, (path, name, value)
    odd = heard(desk)
    assert any("FROM clock c" in text for text in odd)
    assert odd <= usual, "\n".join(sorted(odd - usual))
    assert not [text for text in odd if "SLEEP" in text.upper()]


@pytest.mark.parametrize("path", ["/reports/log", "/reports/log.csv"])
@pytest.mark.parametrize("name", ["sort", "dir", "outcome", "by"])
def test_a_name_is_looked_up_not_passed_on(clients, path, name):
    for value in ("c.id", "id", "STARTED", "1", "DESC", "rand()", "c.state",
                  "started_at", "started--"):
        answer = clients[path].get(f"{path}?{name}={quote(value)}")
        assert answer.status == 400, value
