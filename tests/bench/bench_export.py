"""The whole SLA log as CSV, beside the client of MariaDB with the same query."""

import http.client
import subprocess
import time

import load
import statements

PATH = "/reports/log.csv?range=all"
ROUNDS = 5


def ours(company, cookie):
    """Rows, seconds."""
    desk = company.desk
    c = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=300)
    since = time.monotonic()
    c.request("GET", PATH, headers={"Host": desk.name, "Cookie": cookie})
    answer = c.getresponse()
    assert answer.status == 200, answer.status
    lines = 0
    while chunk := answer.read(1024 * 1024):
        lines += chunk.count(b"\n")
    took = time.monotonic() - since
    c.close()
    return lines - 1, took


def theirs(company, query):
    """Seconds of the client, which writes to nowhere."""
    desk = company.desk
    since = time.monotonic()
    subprocess.run(
        ["mariadb", "--no-defaults", "--quick", "--batch"]
        + ["-S", desk.setting("db_socket"), "-u", desk.setting("db_user_admin")]
        + [f"-p{desk.setting('db_password_admin')}", desk.setting("db_name")],
        input=query.encode(),
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.monotonic() - since


def export(company, client):
    """Rows of the log; our rows/s against theirs; how much more memory a
    worker had while it wrote, in MiB."""
    cookie = client.cookie
    with statements.ServerLog(company) as log:
        texts = log.executed(lambda: client.get(PATH, timeout=300))
    (query,) = [t for t in texts if " FROM clock " in t]
    rows, _ = ours(company, cookie)
    workers = company.desk.workers("slow")
    before = min(map(load.pss, workers))
    with load.Watch(lambda: workers) as watch:
        compared = load.in_turn(
            lambda: rows / ours(company, cookie)[1],
            lambda: rows / theirs(company, query),
            ROUNDS,
        )
    return rows, compared, watch.most - before
