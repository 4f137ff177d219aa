"""Pages at 100,000 tickets, beside a bare program that runs the same SQL."""

import contextlib
import html
import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

import load
import statements
from desk import wait_until

PAGE = 50  # LIMIT_PAGE_ROWS


def target(company, client, path, host=None):
    """That page; the bare program's, with a name of its host."""
    desk = company.desk
    size = len(client.get(path).body)
    return load.Target(desk.port, host or desk.name, path, client.cookie, size)


# ---- The bare program behind the same nginx ---------------------------------


def bare_server(desk):
    """nginx serves bare.localhost as it serves the desk, from another socket;
    the program can then be started and stopped as we like."""
    folder = desk.home / "nginx"
    conf = (folder / "nginx.conf").read_text()
    if "bare.localhost" in conf:
        return
    upstream = re.search(
        r"^upstream duedesk_fast \{.*?\n\}\n",
        (folder / "http.conf").read_text(),
        re.M | re.S,
    )[0]
    server = re.search(r"\tserver \{[^}]*include desk\.conf;\n\t\}\n", conf)[0]
    pages = (folder / "desk.conf").read_text()
    assert "/fast" in upstream and "fastcgi_pass duedesk_fast;" in pages
    upstream = upstream.replace("duedesk_fast", "bare").replace("/fast", "/bare")
    server = re.sub(r"server_name .*;", "server_name bare.localhost;", server)
    server = server.replace("desk.conf", "bare.conf")
    (folder / "bare.conf").write_text(
        pages.replace("fastcgi_pass duedesk_fast;", "fastcgi_pass bare;")
    )
    end = conf.rindex("}")
    (folder / "nginx.conf").write_text(conf[:end] + upstream + server + conf[end:])
    os.kill(desk.pid("nginx"), signal.SIGHUP)


@contextlib.contextmanager
def bare(company, asked, size):
    """The bare program with these statements and a body of that size."""
    desk = company.desk
    files = Path(tempfile.mkdtemp(dir=desk.home / "tmp"))
    program = shutil.copy(desk.build / "tests/bench/bare", files)
    statements.write(asked, files / "statements")
    (files / "my.cnf").write_text(
        "[client]\n"
        f"socket={desk.setting('db_socket')}\n"
        f"user={desk.setting('db_user_web')}\n"
        f"password={desk.setting('db_password_web')}\n"
        f"database={desk.setting('db_name')}\n"
        "default-character-set=utf8mb4\n"
    )
    owner = (desk.home / "db").stat()
    for path in (files, *files.iterdir()):
        os.chown(path, owner.st_uid, owner.st_gid)
    socket = Path(desk.setting("db_socket")).with_name("bare")
    process = subprocess.Popen(
        company.as_user(program, socket, str(len(desk.workers("fast"))), str(size))
        + [files / "statements", files / "my.cnf"]
    )
    try:
        wait_until(lambda: socket.exists() and process.poll() is None, 5)
        yield
    finally:
        process.kill()
        process.wait()
        socket.unlink(missing_ok=True)
        shutil.rmtree(files)


def bare_answers(client, path, size):
    """Not while nginx is still the one that does not know it."""
    try:
        answer = client.get(path, host="bare.localhost")
    except OSError:
        return False
    return answer.status == 200 and len(answer.body) == size


class Page(NamedTuple):
    compared: load.Compared
    statements: int
    size: int  # of the body


def page(company, client, path):
    """The page of that path against the bare program."""
    answers = []

    def ask():
        answers.append(client.get(path))

    with statements.ServerLog(company) as log:
        company.restart("fast")  # so that each statement's text is logged
        asked = statements.without_session(log.of(ask))
    assert answers[0].status == 200, answers[0].text
    assert asked, path
    size = len(answers[0].body)
    ours = target(company, client, path)
    theirs = target(company, client, path, "bare.localhost")
    bare_server(company.desk)
    with bare(company, asked, size):
        wait_until(lambda: bare_answers(client, path, size))
        return Page(load.compare(ours, theirs), len(asked), size)


# ---- Which pages -------------------------------------------------------------


def ticket_path(company):
    """An open ticket of the agent's with a usual number of events."""
    rows = company.desk.sql(
        "SELECT t.code, COUNT(*) AS n FROM ticket t"
        " JOIN event ev ON ev.ticket_id = t.id"
        " JOIN department_member m ON m.department_id = t.department_id"
        " JOIN person p ON p.id = m.person_id"
        f" WHERE p.email = '{company.desk.people['agent'].email}'"
        " AND t.status = 1 GROUP BY t.id, t.code ORDER BY n, t.id"
    )
    return f"/tickets/{rows[len(rows) // 2][0]}"


def walk(client, number):
    """The path of page ${number} of the inbox, found by following its links."""
    path = "/inbox"
    for _ in range(number - 1):
        text = client.get(path).text
        assert text.count('<li class="row"') == PAGE, path
        links = re.findall(r'href="(/inbox\?view=all&amp;code=[^"]*)"', text)
        onward = [html.unescape(x) for x in links if "back=" not in x]
        assert onward, f"{path} is the last page"
        path = onward[0]
    return path


def deep_page(company, client, number):
    """Page ${number} against page 1."""
    deep = walk(client, number)
    return load.compare(
        target(company, client, deep), target(company, client, "/inbox")
    )
