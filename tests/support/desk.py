"""A whole desk for tests: started by script/server in a folder of its own,
asked over HTTP as a client on the wire would, gone at the end."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

import html5lib

TOP = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("DUEDESK_BUILD", TOP / "build"))

# Kept short: sockets below it have at most 107 bytes.
TMP = "/tmp"

# Seconds. What is waited for comes, however busy the machine is; it is at an
# end when it has not come by then. How fast things are is for tests/bench.
PATIENCE = 120


def wait_until(what, seconds=PATIENCE, every=0.02):
    """Its first true value; an AssertionError when the time is up."""
    end = time.monotonic() + seconds
    while True:
        value = what()
        if value:
            return value
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(every)


def sanitized(build):
    """Was it built to watch its memory? Then it needs a lot of it."""
    try:
        return "--enable-sanitizers" in (build / "configured-as").read_text()
    except FileNotFoundError:
        return False


class Answer:
    """What came back: status, headers (as sent, in order), body."""

    def __init__(self, response, body):
        self.status = response.status
        self.headers = response.getheaders()
        self.body = body

    @property
    def text(self):
        return self.body.decode("utf-8")

    def all(self, name):
        return [v for k, v in self.headers if k.lower() == name.lower()]

    def header(self, name):
        """Its one value; None when absent."""
        values = self.all(name)
        assert len(values) <= 1, f"{name} is there {len(values)} times"
        return values[0] if values else None

    def html(self):
        """The tree; a parse error of strict HTML5 is an error here."""
        parser = html5lib.HTMLParser(
            strict=True, namespaceHTMLElements=False,
            tree=html5lib.getTreeBuilder("etree"))
        return parser.parse(self.text)

    def choices(self, name):
        """The values of the radio buttons of that name."""
        return [e.get("value") for e in self.html().iter("input")
                if e.get("name") == name and e.get("type") == "radio"]

    def form(self, action):
        """The fields a browser would send with the form of that action; one
        that posts comes before one that looks for something."""
        forms = [f for f in self.html().iter("form")
                 if f.get("action") == action]
        assert forms, f"no form {action} on the page"
        return form_fields(min(forms, key=lambda f: f.get("method") != "post"))


def form_fields(form):
    fields = {}
    for e in form.iter():
        name = e.get("name")
        if not name or e.get("disabled") is not None:
            continue
        if e.tag == "textarea":
            fields[name] = (e.text or "").removeprefix("\n")
        elif e.tag == "select":
            options = list(e.iter("option"))
            chosen = [o for o in options if o.get("selected") is not None]
            if options:
                o = (chosen or options)[0]
                fields[name] = o.get("value", o.text or "")
        elif e.tag == "input" and e.get("type") in ("checkbox", "radio"):
            if e.get("checked") is not None:
                fields[name] = e.get("value", "on")
        elif e.tag == "input" and e.get("type") not in ("submit", "button"):
            fields[name] = e.get("value", "")
    return fields


class Client:
    """Somebody with a browser: keeps cookies, sends what a browser sends."""

    def __init__(self, desk):
        self.desk = desk
        self.cookies = {}

    @property
    def cookie(self):
        """The header."""
        return "; ".join(f"{k}={v}" for k, v in self.cookies.items())

    def get(self, path, **kw):
        return self.ask("GET", path, **kw)

    def ask(self, method, path, headers=None, **kw):
        headers = dict(headers or {})
        if self.cookies:
            headers.setdefault("Cookie", self.cookie)
        answer = self.desk.ask(method, path, headers=headers, **kw)
        for line in answer.all("Set-Cookie"):
            pair, *attributes = line.split(";")
            name, value = pair.split("=", 1)
            if any(re.fullmatch(r"\s*max-age=0", a, re.I)
                   for a in attributes):
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        return answer

    def post(self, path, fields, headers=None, **kw):
        """As a form of our own page is sent."""
        return self.ask("POST", path, body=urlencode(fields), headers={
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": self.desk.url, "Sec-Fetch-Site": "same-origin",
            **(headers or {})}, **kw)

    def submit(self, page, action, **typed):
        """Fill in the form of that action on the page, and send it."""
        return self.post(action, {**page.form(action), **typed})

    def sign_in(self, email, password):
        """The answer to such an attempt."""
        page = self.get("/session/new")
        assert page.status == 200, page.text
        return self.submit(page, "/session", email=email, password=password)

    def ask_for_help(self, subject, body="words", page=None):
        """Send the form of a new ticket; the answer."""
        page = page or self.get("/tickets/new")
        return self.submit(page, "/tickets", subject=subject, body=body,
                           department=page.choices("department")[0])

    def enter(self, person):
        """Signed in as that person."""
        answer = self.sign_in(person.email, person.password)
        assert answer.status == 303, answer.text
        return self


class Person(NamedTuple):
    role: str
    name: str
    email: str
    password: str


class Desk:
    own_session = True # a Ctrl-C for us is not for the desk

    def __init__(self, *options, build=BUILD, home=None, env=None):
        self.home = Path(home or tempfile.mkdtemp(prefix="duedesk-", dir=TMP))
        self.build = build
        self.options = ("--port", "0", *options)
        self.env = {k: v for k, v in os.environ.items()
                    if not k.startswith("DUEDESK_")}
        # Tests sign in more often than people.
        self.env.update({"DUEDESK_SIGNIN_RATE": "6000r/m",
                         "DUEDESK_SIGNIN_BURST": "200",
                         **({"DUEDESK_WORKER_MEMORY_MIB": "4096"}
                            if sanitized(build) else {})}, **(env or {}))
        self.process = None
        self.output = []
        self.reader = None

    # ---- its life --------------------------------------------------------

    def command(self):
        # If the tests are killed, the desk goes too; and what shells ignore in
        # the background it does not.
        return ["env", "--default-signal=INT",
                "setpriv", "--pdeathsig", "TERM", "--",
                str(TOP / "script/server"), "--no-install",
                "--build", str(self.build), "--home", str(self.home),
                *self.options]

    def launch(self):
        """Start it and return at once."""
        self.output = []
        self.process = subprocess.Popen(
            self.command(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, env=self.env,
            start_new_session=self.own_session)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def start(self, seconds=600):
        self.launch()
        wait_until(lambda: self.ready() or self.process.poll() is not None,
                   seconds)
        assert self.process.poll() is None, self.said()
        return self

    def _read(self):
        for line in self.process.stdout:
            self.output.append(line)

    def said(self):
        return "".join(self.output)

    def ready(self):
        return " is ready after " in self.said()

    def stop(self, how=signal.SIGTERM, seconds=PATIENCE):
        """End it; its exit status. Nothing of it may be left."""
        if self.process is None:
            return None
        if self.process.poll() is None:
            self.process.send_signal(how)
        rc = self.process.wait(seconds)
        self.reader.join(seconds)
        self.process = None
        wait_until(lambda: not self.processes(), seconds)
        return rc

    def remove(self):
        self.stop()
        bad = self.sanitizer_reports()
        logs = os.environ.get("DUEDESK_TEST_LOGS")
        if logs and (self.home / "log").exists():
            shutil.copytree(self.home / "log", Path(logs) / self.home.name,
                            dirs_exist_ok=True)
        shutil.rmtree(self.home, ignore_errors=True)
        assert not bad, "\n".join(bad)

    def sanitizer_reports(self):
        """What ASan, UBSan and LSan said of the programs, to the very end."""
        return [f"{log.name}: {line}"
                for log in sorted((self.home / "log").glob("*.log"))
                for line in re.findall(
                    r".*(?:Sanitizer: |runtime error: ).*",
                    log.read_text(errors="replace"))]

    # ---- looking inside --------------------------------------------------

    @property
    def conf(self):
        return self.home / "duedesk.conf"

    @property
    def port(self):
        return int((self.home / "port").read_text())

    @property
    def name(self):
        return urlsplit(self.url).hostname

    @property
    def url(self):
        return self.setting("base_url")

    def setting(self, name):
        return re.search(rf"^{name} = (.*)$", self.conf.read_text(),
                         re.M).group(1)

    @property
    def people(self):
        """One for each role, of a desk with the sample company."""
        lines = (self.home / "sign-ins").read_text().splitlines()
        return {p.role: p for p in (Person(*x.split("\t")) for x in lines)}

    def log(self, name):
        return (self.home / "log" / f"{name}.log").read_text(errors="replace")

    def pid(self, service):
        return int((self.home / f"{service}.pid").read_text())

    def processes(self):
        """Every process that names this desk's folder, and nginx's workers,
        which name nothing: pid, command line."""
        found = {}
        for pid in filter(str.isdigit, os.listdir("/proc")):
            line = command_of(pid)
            if int(pid) == os.getpid():
                continue
            if str(self.home) in line or (line.startswith("nginx: worker")
                                          and has_open(pid, self.home)):
                found[int(pid)] = line
        return found

    def workers(self, service):
        """The workers of a service: the children of its master. Those of a pool
        have its socket before them; what looks after the sweeper has not."""
        found = children(self.pid(service))
        return found if service == "nginx" else [
            pid for pid in found if listens(pid)]

    def busy(self, pool):
        """The workers of a pool that have a connection of nginx."""
        return [pid for pid in self.workers(pool)
                if connections(pid, f"/sock/{pool}")]

    def hold(self, service):
        """Stop a service and keep it down until release()."""
        told = set()
        (self.home / f"hold-{service}").touch()

        def down():
            pid = self.pid(service)
            line = command_of(pid)
            if str(self.home / f"hold-{service}") in line:
                return all(gone(p) for p in told)
            # Only just forked it says nothing yet of what it is.
            if str(self.home) in line and pid not in told:
                told.add(pid)
                kill(pid, signal.SIGTERM)
            return False

        wait_until(down)

    def release(self, service):
        """Let it come back, and wait until it has."""
        hold = self.home / f"hold-{service}"
        hold.unlink()
        wait_until(lambda: str(self.home) in (
            line := command_of(self.pid(service))) and str(hold) not in line)
        wait_until(self.healthy)

    def healthy(self):
        """Do nginx, the database and both pools answer?"""
        try:
            return (self.ask("GET", "/healthz").status == 200 and
                    self.ask("GET", "/reports/log.csv").status < 500)
        except OSError:
            return False

    def cli(self, *words, **kw):
        """duedesk WORDS..., its standard output; it has to succeed."""
        run = subprocess.run(
            [self.build / "duedesk", *words], capture_output=True, text=True,
            timeout=600, env={**self.env, "DUEDESK_CONF": str(self.conf)},
            **kw)
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout

    def sql(self, statement):
        """One statement as the owner of the tables: its rows."""
        run = subprocess.run(
            ["mariadb", "--no-defaults", "--batch", "--skip-column-names",
             "--raw", "-S", self.setting("db_socket"),
             "-u", self.setting("db_user_admin"),
             f"-p{self.setting('db_password_admin')}",
             self.setting("db_name"), "-e", statement],
            capture_output=True, text=True, errors="replace", timeout=PATIENCE)
        assert run.returncode == 0, run.stderr
        return [line.split("\t") for line in run.stdout.splitlines()]

    def sql_works(self):
        try:
            return self.sql("SELECT 1") == [["1"]]
        except AssertionError:
            return False

    # ---- asking ----------------------------------------------------------

    def connect(self, timeout=PATIENCE):
        return socket.create_connection(("127.0.0.1", self.port), timeout)

    def ask(self, method, path, headers=None, body=None, host=None,
            timeout=PATIENCE):
        """One request on a connection of its own."""
        c = http.client.HTTPConnection("127.0.0.1", self.port,
                                       timeout=timeout)
        c.connect()
        try:
            c.putrequest(method, path, skip_host=True,
                         skip_accept_encoding=True)
            c.putheader("Host", host or f"{self.name}:{self.port}")
            c.putheader("Connection", "close")
            if isinstance(body, str):
                body = body.encode()
            if body is not None:
                c.putheader("Content-Length", str(len(body)))
            for name, value in (headers or {}).items():
                c.putheader(name, value)
            c.endheaders(body)
            response = c.getresponse()
            return Answer(response, response.read())
        finally:
            c.close()

    def raw(self, data, timeout=PATIENCE):
        """Bytes there, bytes back, until nginx hangs up."""
        out = b""
        with self.connect(timeout) as s:
            s.sendall(data)
            try:
                while chunk := s.recv(65536):
                    out += chunk
            except ConnectionResetError:
                pass # a way to hang up
        return out

    def client(self):
        return Client(self)


def command_of(pid):
    """Its command line; nothing when there is no such process."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return ""
    return words.replace(b"\0", b" ").decode(errors="replace")


def kill(pid, how):
    """Send it that signal, if it is still there."""
    try:
        os.kill(pid, how)
    except ProcessLookupError:
        pass


def listens(pid):
    """Does it read from a socket?"""
    try:
        return os.readlink(f"/proc/{pid}/fd/0").startswith("socket:")
    except OSError:
        return False


def connections(pid, name):
    """How many accepted connections of the socket of that name it has."""
    mine = set()
    try:
        for fd in Path(f"/proc/{pid}/fd").iterdir():
            try:
                mine.add(os.readlink(fd))
            except OSError:
                pass
    except OSError:
        return 0  # it is gone
    n = 0
    for line in Path("/proc/net/unix").read_text().splitlines()[1:]:
        words = line.split()
        # state 03: connected; 01: listening
        if (len(words) > 7 and words[7].endswith(name)
                and words[5] == "03" and f"socket:[{words[6]}]" in mine):
            n += 1
    return n


def has_open(pid, folder):
    """Has that process a file below the folder open?"""
    try:
        files = [os.readlink(f) for f in Path(f"/proc/{pid}/fd").iterdir()]
    except OSError:
        return False
    return any(f.startswith(f"{folder}/") for f in files)


def children(pid):
    """Its living children; one that is dead but not yet collected is none."""
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return []
    return [int(p) for p in found if not gone(p)]


def gone(pid):
    """No such process, or one that only waits for its parent to look."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state.split()[0] in "ZX"
