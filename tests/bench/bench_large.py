"""A desk with 1,000,000 tickets, 250,000 of them open: pages one at a time, and
sixteen people at work at once."""

import contextlib
import html
import http.client
import itertools
import os
import random
import re
import subprocess
import time
from typing import NamedTuple

import bench_desk
import big_desk

TICKETS = int(os.environ.get("DUEDESK_BENCH_TICKETS", 1000000))
OPEN = TICKETS // 4
SEED = 1
NAME = f"{TICKETS:,} tickets"
CLIENTS = 16
VIEWS = ("due overdue today unassigned mine all answered postponed resolved"
         " spam deleted").split()


class Large(bench_desk.Company):
    def __init__(self, build, home):
        super().__init__(build, home)
        self.desk.env.update(big_desk.ENV)

    def fill(self):
        """Make up what is missing; interrupted, it goes on where it was."""
        have = int(self.desk.sql("SELECT COUNT(*) FROM ticket")[0][0])
        if have < TICKETS:
            took = big_desk.fill(self.desk, TICKETS, str(OPEN))
            self.imported = took and (TICKETS - have) / took

    def clients(self, roles, n):
        """Signed in: n people with these roles who have something to do. The
        agent's password is theirs now, too."""
        desk = self.desk
        agent = desk.people["agent"]
        rows = desk.sql(
            "SELECT id, email FROM person WHERE email IS NOT NULL AND"
            f" disabled_at IS NULL AND roles = {roles} AND (EXISTS (SELECT 1"
            " FROM ticket WHERE is_open = 1 AND assignee_id = person.id)"
            " OR EXISTS (SELECT 1 FROM ticket WHERE is_open = 1 AND"
            f" requester_id = person.id)) ORDER BY id LIMIT {n}"
        )
        assert len(rows) == n, (roles, rows)
        ids = ", ".join(row[0] for row in rows)
        desk.sql(
            "UPDATE person p JOIN person a ON a.email ="
            f" '{agent.email}' SET p.password_hash = a.password_hash"
            f" WHERE p.id IN ({ids})"
        )
        return [
            desk.client().enter(agent._replace(email=row[1])) for row in rows
        ]


@contextlib.contextmanager
def large(build, home):
    c = Large(build, home)
    try:
        c.desk.start(900)
        c.desk.hold("sweep")
        c.fill()
        c.sweep()
        yield c
    finally:
        c.desk.stop()


# ---- One at a time -----------------------------------------------------------


class Asker:
    """One connection that is kept, and how long each answer took."""

    def __init__(self, desk, client):
        self.desk, self.client = desk, client
        self.connection = None

    def get(self, path):
        """Seconds, text."""
        if not self.connection:
            self.connection = http.client.HTTPConnection(
                "127.0.0.1", self.desk.port, timeout=60
            )
        since = time.perf_counter()
        self.connection.request(
            "GET",
            path,
            headers={"Host": self.desk.name, "Cookie": self.client.cookie},
        )
        answer = self.connection.getresponse()
        body = answer.read()
        took = time.perf_counter() - since
        if answer.getheader("Connection") == "close":
            self.connection = None
        assert answer.status == 200, (path, answer.status)
        return took, body.decode()

    def close(self):
        if self.connection:
            self.connection.close()


def p95(times):
    times = sorted(times)
    return times[min(len(times) - 1, len(times) * 95 // 100)] * 1000


def again(asker, paths, n):
    """The 95th percentile in ms of n answers, in turn of these."""
    paths = list(itertools.islice(itertools.cycle(paths), n))
    for path in dict.fromkeys(paths[:3]):
        asker.get(path)
    return p95([asker.get(path)[0] for path in paths])


def onward(asker, path, pages):
    """The path of a page that many links further, or as far as it goes."""
    for _ in range(pages):
        _, text = asker.get(path)
        link = re.search(r'rel="next" href="([^"]*)"', text)
        if not link:
            break
        path = html.unescape(link[1])
    return path


def worst_view(asker, n):
    """Every view, its first page and its tenth: the slowest of them."""
    found = []
    for view in VIEWS:
        first = f"/inbox?view={view}"
        for path in (first, onward(asker, first, 10)):
            found.append((again(asker, [path], n), view))
    return max(found)


def some_tickets(company, n):
    rows = company.desk.sql(
        f"SELECT code FROM ticket WHERE id % {TICKETS // n} = 7"
        f" AND status NOT IN (6, 7) LIMIT {n}"
    )
    return [f"/tickets/{row[0]}" for row in rows]


def log_questions(company, draw, n):
    """Any filter with any order."""
    desk = company.desk
    departments = [""] + [r[0] for r in desk.sql("SELECT oid FROM department")]
    agents = [""] * 3 + [
        r[0]
        for r in desk.sql("SELECT oid FROM person WHERE roles = 4 LIMIT 20")
    ]
    month = time.strftime("%Y-%m", time.gmtime(time.time() - 200 * 86400))
    ranges = ["range=7d", "range=30d", "range=90d", "range=month", "range=all",
              f"range=dates&from={month}-01&until={month}-28"]
    metrics = ["", "first_answer", "next_answer", "first_assign",
               "first_resolve"]
    sorts = ["started", "requester", "ticket", "department", "agent", "level",
             "due", "closed", "sla", "margin"]
    for _ in range(n):
        yield (
            f"/reports/log?department={draw.choice(departments)}"
            f"&agent={draw.choice(agents)}&metric={draw.choice(metrics)}"
            f"&outcome={draw.choice(['', 'met', 'missed', 'running', 'cancelled'])}"
            f"&by={draw.choice(['started', 'due', 'counted'])}"
            f"&{draw.choice(ranges)}&sort={draw.choice(sorts)}"
            f"&dir={draw.choice(['asc', 'desc'])}"
            + ("&overdue=1" if draw.random() < 0.1 else "")
        )


def one_at_a_time(report, company, agent, manager):
    desk = company.desk
    draw = random.Random(SEED)

    def at_most(what, ms):
        report.at_most(f"{NAME}, {what}, p95", ms, 60, "{:.1f} ms")

    for who, client in (("an agent", agent), ("a manager", manager)):
        asker = Asker(desk, client)
        at_most(f"inbox of {who}", again(asker, ["/inbox"], 200))
        ms, view = worst_view(asker, 40)
        at_most(f"inbox of {who}, slowest view", ms)
        print(f"  that is {view}")
        asker.close()
    asker = Asker(desk, manager)
    at_most("ticket page", again(asker, some_tickets(company, 200), 200))
    at_most("log page", again(asker, ["/reports/log"], 200))
    deep = onward(asker, "/reports/log", 20)
    at_most("log page, page 20", again(asker, [deep], 100))
    asked = []
    for path in log_questions(company, draw, 300):
        asker.get(path)
        asked.append((min(asker.get(path)[0] for _ in range(2)), path))
    at_most("log page, any filter and order", p95([t for t, _ in asked]))
    slowest = max(asked)
    report.note(f"{NAME}, log page, the slowest of 300 filters",
                f"{slowest[0] * 1000:.1f} ms")
    print(f"  {slowest[1]}")
    asker.close()


# ---- All at once -------------------------------------------------------------


class Mixed(NamedTuple):
    rate: float  # pages/s
    p95: float   # ms
    share: int   # of one core, by whoever asked
    kinds: dict  # name: (count, p50, p95, p99, worst), us
    answers: dict


def mixed(company, clients, seconds):
    """``clients``: (role, client) each."""
    desk = company.desk
    lines = "".join(f"{role} {c.cookie}\n" for role, c in clients)
    run = subprocess.run(
        [desk.build / "tests/bench/mixed", str(desk.port), desk.name]
        + [str(seconds), str(SEED)],
        input=lines,
        capture_output=True,
        text=True,
        check=True,
    )
    kinds, answers, said = {}, {}, {}
    for line in run.stdout.splitlines():
        words = line.split()
        if words[0] == "answers":
            answers[int(words[1])] = int(words[2])
        elif len(words) == 2:
            said[words[0]] = int(words[1])
        else:
            kinds[words[0]] = tuple(map(int, words[1:]))
    bad = {s: n for s, n in answers.items() if s not in (200, 303, 409)}
    assert not bad, (bad, run.stderr[:2000])
    return Mixed(said["rate"], kinds["all"][2] / 1000, said["share"], kinds,
                 answers)


def cpu(desk):
    """CPU seconds of all processes of the desk so far."""
    total = 0
    for pid in desk.processes():
        try:
            with open(f"/proc/{pid}/stat", encoding="ascii") as file:
                words = file.read().rsplit(")", 1)[1].split()
        except FileNotFoundError:
            continue
        total += int(words[11]) + int(words[12])
    return total / os.sysconf("SC_CLK_TCK")


def all_at_once(report, company):
    admin = company.desk.client().enter(company.desk.people["admin"])
    people = [("agent", c) for c in company.clients(4, 11)]
    people += [("customer", c) for c in company.clients(1, 4)]
    people.append(("admin", admin))
    assert len(people) == CLIENTS
    mixed(company, people, 5)  # warm
    before = cpu(company.desk)
    m = mixed(company, people, 30)
    used = cpu(company.desk) - before
    for kind, (n, p50, p95_us, p99, worst) in m.kinds.items():
        print(
            f"  {kind:7} {n:6} p50 {p50 / 1000:6.1f} p95 {p95_us / 1000:6.1f}"
            f" p99 {p99 / 1000:6.1f} worst {worst / 1000:7.1f} ms"
        )
    print(f"  answers {m.answers}")
    writes = m.answers.get(303, 0) / sum(m.answers.values())
    assert 0.38 < writes < 0.42, f"{writes:.0%} of the answers are to forms"
    what = f"{NAME}, {CLIENTS} at work"
    report.at_least(f"{what}, pages", m.rate, 300, "{:,.0f} /s")
    report.at_most(f"{what}, p95", m.p95, 150, "{:.0f} ms")
    report.note(f"{what}, of a core by who asks", f"{m.share}%")
    # What a busy machine cannot distort: two cores have 2,000 ms a second.
    per_page = used * 1000 / sum(m.answers.values())
    report.note(f"{what}, CPU of the desk for a page", f"{per_page:.1f} ms")


def measure(report, build, page, first_pages, apply):
    """``page``(report, what, company, client, path) compares with the bare
    program, ``first_pages``(report, name, company) asks a browser, and
    ``apply``(report, desk, name) takes tickets to another version."""
    home = os.environ.get("DUEDESK_BENCH_DATA") or big_desk.home()
    if not home:
        report.skip(NAME,
                    "DUEDESK_BENCH_DATA names no folder to keep them in")
        return
    print(f"a desk with {TICKETS:,} tickets, {OPEN:,} open ...", flush=True)
    with large(build, home) as company:
        if company.imported:
            report.note("sample, tickets", f"{company.imported:,.0f} /s")
        people = company.desk.people
        agent = company.desk.client().enter(people["agent"])
        manager = company.desk.client().enter(people["manager"])
        one_at_a_time(report, company, agent, manager)
        for what, path in (
            ("inbox", "/inbox"),
            ("ticket page", some_tickets(company, 100)[50]),
            ("log page", "/reports/log"),
        ):
            page(report, f"{NAME}, {what}", company, manager, path,
                 0.6)
        first_pages(report, f"{NAME}, ", company)
        all_at_once(report, company)
        apply(report, company.desk, NAME)
