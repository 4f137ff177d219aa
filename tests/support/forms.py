"""Every form of the route table: its lines in tests/web/forms.spec, a desk to
send it to, and what the database says afterwards."""

import configparser
import re
import secrets
import subprocess
from pathlib import Path
from urllib.parse import quote_plus

from desk import PATIENCE, Desk

TOP = Path(__file__).resolve().parents[2]
SPEC = TOP / "tests/web/forms.spec"
ROLES = ("customer", "read-only", "agent", "manager", "admin", "owner")
# What sessions, sign-ins and the sweeper write by themselves.
RESTLESS = {"call_switch", "session", "presence", "sign_in_failure", "sweep_state", "worker"}
PASSWORD = "walnut harbour 58 kite"


def posts():
    """The paths that the route table takes forms at."""
    text = (TOP / "src/web/routes.c").read_text()
    return re.findall(r'\{\s*POST,\s*"([^"]+)"', text)


def spec():
    """By path: its section of the file."""
    parser = configparser.ConfigParser(
        interpolation=None, delimiters=("=",), comment_prefixes=("#",))
    parser.optionxform = str
    parser.read(SPEC)
    return {name: Form(name, parser[name]) for name in parser.sections()}


class Form:
    """One section."""

    def __init__(self, path, section):
        self.path = path
        self.role = section.get("as", "agent")
        self.given = section.get("given", "").split()
        self.oid = section.get("oid")
        self.before = section.get("before")
        self.after = section.get("after")
        self.once = section.getboolean("once", True)
        self.elsewhere = section.get("elsewhere")
        self.ok = int(section.get("answer", "303"))
        self.changes = set(section.get("changes", "").split())
        self.fields = {}  # name: (kind, value)
        for key, value in section.items():
            if "." in key:
                kind, name = key.split(".", 1)
                self.fields[name] = (kind, value)

    def kinds(self, *kinds):
        return [n for n, (k, _) in self.fields.items() if k in kinds]


class Sql:
    """One connection, kept: a question costs a millisecond."""

    def __init__(self, desk):
        self.process = subprocess.Popen(
            ["mariadb", "--no-defaults", "--batch", "--skip-column-names",
             "--unbuffered", "-S", desk.setting("db_socket"),
             "-u", desk.setting("db_user_admin"),
             f"-p{desk.setting('db_password_admin')}",
             desk.setting("db_name")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT)

    def ask(self, statement):
        end = f"-- {secrets.token_hex(8)} --"
        self.process.stdin.write(
            f"{statement};\nSELECT '{end}';\n".encode())
        self.process.stdin.flush()
        rows = []
        for line in self.process.stdout:
            line = line.decode(errors="replace").rstrip("\n")
            assert not line.startswith("ERROR"), line
            if line == end:
                return rows
            rows.append(line.split("\t"))
        raise AssertionError("the connection is gone")

    def close(self):
        self.process.stdin.close()
        self.process.wait(PATIENCE)


class World:
    """An empty desk with somebody of each role, and the last word on what is
    in its database."""

    def __init__(self, **kw):
        self.desk = Desk("--no-sample", **kw).start()
        self.sql = Sql(self.desk)
        self.desk.cli("departments", "add", "Support")
        self.desk.cli("departments", "add", "Sales")
        self.desk.cli("departments", "add", "Attic")
        for role in ROLES:
            words = ["people", "add", "--name", f"Some {role}", "--email",
                     f"{role}@forms.example", "--role", role]
            if role in ("agent", "read-only"):
                words += ["--department", "Support"]
            self.desk.cli(*words, "--password-stdin", input=PASSWORD + "\n")
        # Whom forms are about who change people.
        for name, role in (("target", "agent"), ("buyer", "customer")):
            self.desk.cli("people", "add", "--name", f"The {name}",
                          "--email", f"{name}@forms.example", "--role", role,
                          "--password-stdin", input=PASSWORD + "\n")
        self.clients = {}
        self.tables = [t for t, in self.sql.ask("SHOW TABLES")
                       if t not in RESTLESS]
        self.columns, self.keys = {}, {}
        for table, column, key in self.sql.ask(
                "SELECT TABLE_NAME, COLUMN_NAME, COLUMN_KEY FROM"
                " information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()"
                " ORDER BY TABLE_NAME, ORDINAL_POSITION"):
            self.columns.setdefault(table, []).append(column)
            if key == "PRI":
                self.keys.setdefault(table, []).append(column)

    def close(self):
        self.sql.close()
        self.desk.remove()

    # ---- people ----------------------------------------------------------

    def client(self, role):
        """Signed in as somebody of that role, with the token of their forms;
        "nobody" is a visitor."""
        c = self.clients.get(role)
        if role == "nobody":
            c = None  # what was sent may have signed them in
        if c and c.get("/account").status == 200:
            return c
        c = self.desk.client()
        page = c.get("/session/new")
        if role != "nobody":
            answer = c.submit(page, "/session", email=f"{role}@forms.example",
                              password=PASSWORD)
            if answer.status != 303:  # what a form was there to change
                self.reset_password(role)
                answer = c.submit(c.get("/session/new"), "/session",
                                  email=f"{role}@forms.example",
                                  password=PASSWORD)
            assert answer.status == 303, (role, answer.status)
            page = c.get("/account")
            c.csrf = page.form("/session/end")["csrf"]
        else:
            c.csrf = page.form("/session")["csrf"]
        self.clients[role] = c
        return c

    def reset_password(self, role):
        self.sql.ask("DELETE FROM sign_in_failure")
        self.desk.cli("people", "password", f"{role}@forms.example",
                      "--password-stdin", input=PASSWORD + "\n")

    # ---- the database ----------------------------------------------------

    def digest(self):
        return self.sql.ask("CHECKSUM TABLE " +
                            ", ".join(f"`{t}`" for t in self.tables))

    def rows(self):
        """Every row of every table, by its key."""
        out = {}
        for t in self.tables:
            keys = [self.columns[t].index(k) for k in self.keys[t]]
            out[t] = {tuple(r[k] for k in keys): r for r in self.sql.ask(
                f"SELECT {', '.join(f'`{c}`' for c in self.columns[t])}"
                f" FROM `{t}`")}
        return out

    def difference(self, before, after):
        """What changed: "ticket+", "ticket-", "ticket.status"; and all the new
        values."""
        what, values = set(), []
        for t in self.tables:
            for key in after[t].keys() - before[t].keys():
                what.add(f"{t}+")
                values += after[t][key]
            for _ in before[t].keys() - after[t].keys():
                what.add(f"{t}-")
            for key in after[t].keys() & before[t].keys():
                for name, a, b in zip(self.columns[t], before[t][key],
                                      after[t][key]):
                    if a != b:
                        what.add(f"{t}.{name}")
                        values.append(b)
        return what, values

    # ---- sending ---------------------------------------------------------

    def ticket(self):
        """A new one of the customer's: its code."""
        c = self.client("customer")
        oid = self.sql.ask("SELECT oid FROM department WHERE name = 'Support'")[0][0]
        answer = c.post("/tickets", {
            "csrf": c.csrf, "once": secrets.token_urlsafe(32),
            "department": oid, "subject": "Given", "body": "given"})
        assert answer.status == 303, answer.text
        return answer.header("Location").split("/")[2].split("?")[0]

    def prepare(self, form, forms):
        """What the form is about, freshly made: its path and its fields."""
        path, code = form.path, None
        self.client(form.role)  # who may have to sign in again
        if form.before:
            self.sql.ask(form.before.replace(
                "@role", f"'{form.role}@forms.example'"))
        if ":code" in path:
            code = self.ticket()
            for given in form.given:
                other = forms[given]
                answer = self.send(other, given.replace(":code", code),
                                   self.values(other, code))
                assert answer.status == 303, (given, answer.status)
            if form.after:
                self.sql.ask(form.after.replace("@code", f"'{code}'"))
            path = path.replace(":code", code)
        if ":oid" in path:
            path = path.replace(":oid", self.sql.ask(form.oid)[0][0])
        return path, self.values(form, code)

    def values(self, form, code):
        out = {}
        for name, (_, value) in form.fields.items():
            if value == "@version":
                value = self.sql.ask("SELECT version FROM ticket"
                                     f" WHERE code = '{code}'")[0][0]
            elif value == "@mail":
                value = f"n{secrets.token_hex(4)}@forms.example"
            elif value == "@new":
                value = "n" + secrets.token_hex(4)
            elif value.startswith("@sql "):
                value = self.sql.ask(value[5:])[0][0]
            out[name] = value
        return out

    def send(self, form, path, fields, role=None, **kw):
        """As a page of ours would; ``fields`` may be pairs, values bytes
        already encoded."""
        role = role or form.role  # prepare() has seen to their session
        c = self.clients.get(role) or self.client(role)
        pairs = [("csrf", c.csrf)]
        if form.once:
            pairs.append(("once", secrets.token_urlsafe(32)))
        pairs += fields.items() if isinstance(fields, dict) else fields
        return self.send_body(c, path, encode(pairs), **kw)

    def send_body(self, client, path, body, headers=None, method="POST"):
        return client.ask(method, path, body=body, headers={
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": self.desk.url, "Sec-Fetch-Site": "same-origin",
            **(headers or {})})


def encode(pairs):
    return "&".join(
        f"{quote_plus(n)}={v.decode() if isinstance(v, bytes) else quote_plus(v)}"
        for n, v in pairs)
