"""A desk to be: what `duedesk init` is told, and what it has made of it.

For a test that has a database server of its own (tap.need_database()).
"""

import getpass
import os
import re
import subprocess
import tempfile
from pathlib import Path

import tap

DUEDESK = tap.BUILD.resolve() / "duedesk"
SOCKET = os.environ["DUEDESK_DB_SOCKET"]
WORK = Path(tempfile.mkdtemp(prefix="duedesk-init.", dir="/tmp"))
ENV = {k: v for k, v in os.environ.items() if not k.startswith("DUEDESK_")}

ANSWERS = {
    "--desk-name": "Harbour Office", "--zone": "Europe/Dublin",
    "--base-url": "https://desk.harbour.example",
    "--files-url": "https://files.harbour.example",
    "--department": "Support", "--owner-name": "Olivia Hart",
    "--owner-email": "Olivia@Harbour.example"}


class Place:
    """A desk to be: a file of settings and a database, with names of
    its own."""

    number = 0

    def __init__(self):
        Place.number += 1
        self.database = f"init{Place.number}"
        self.folder = WORK / self.database
        self.folder.mkdir()
        self.conf = self.folder / "duedesk.conf"
        self.env = {**ENV, "DUEDESK_CONF": str(self.conf)}

    def command(self, *more, without=(), **other):
        answers = {**ANSWERS, "--db-socket": SOCKET,
                   "--db-name": self.database, "--group": "root",
                   **{"--" + k.replace("_", "-"): v
                      for k, v in other.items()}}
        words = [DUEDESK, "init"]
        for name, value in answers.items():
            if name not in without:
                words += [name, value]
        return words + list(more)

    def init(self, *more, typed="", without=(), **other):
        return subprocess.run(
            self.command(*more, without=without, **other), input=typed,
            capture_output=True, text=True, env=self.env, timeout=120,
            check=False)

    def good(self, *more, **kw):
        run = self.init(*more, **kw)
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout

    def setting(self, name):
        return re.search(rf"^{name} = (.*)$", self.conf.read_text(), re.M)[1]

    def cli(self, *words):
        run = subprocess.run([DUEDESK, *words], capture_output=True,
                             text=True, env=self.env, timeout=60, check=True)
        return run.stdout

    def sql(self, statement, who="admin"):
        return query(statement, "-u", self.setting(f"db_user_{who}"),
                     f"-p{self.setting(f'db_password_{who}')}", self.database)


def query(statement, *words):
    run = subprocess.run(
        ["mariadb", "--no-defaults", "--batch", "--skip-column-names",
         "-S", SOCKET, *words, "-e", statement],
        capture_output=True, text=True, env=ENV, timeout=60, check=False)
    if run.returncode:
        raise PermissionError(run.stderr)
    return [line.split("\t") for line in run.stdout.splitlines()]


def as_owner(statement):
    """As whoever owns the server."""
    return query(statement, "-u", getpass.getuser())


PROMISED = ("calendar", "calendar_version", "level", "level_version",
            "rule")


def rows_of(place, tables):
    return [int(place.sql(f"SELECT COUNT(*) FROM {t}")[0][0])
            for t in tables]


def targets(place):
    """What the first department's tickets are promised, by what hours."""
    return place.sql(
        "SELECT t.metric, t.priority, t.seconds, t.unit FROM rule_version r"
        " JOIN rule_condition c ON c.rule_version_id = r.id AND c.field = 10"
        " JOIN rule_value x ON x.rule_condition_id = c.id"
        " JOIN department d ON d.id = x.ref"
        " JOIN rule_action a ON a.rule_version_id = r.id AND a.kind = 11"
        " JOIN level_version v ON v.level_id = a.number AND v.number = 1"
        " JOIN level_target t ON t.level_version_id = v.id"
        " WHERE r.active = 1 AND d.oid = 'default' ORDER BY t.metric")


def windows(place):
    return place.sql(
        "SELECT w.weekday, w.from_minute, w.to_minute FROM level_version l"
        " JOIN calendar_version v ON v.calendar_id = l.calendar_id"
        " JOIN calendar_window w ON w.calendar_version_id = v.id"
        " ORDER BY w.weekday, w.from_minute")


def link_in(text):
    found = re.search(
        r"^https://desk\.harbour\.example/welcome\?token=(\S+)$", text, re.M)
    return found and found[1]
