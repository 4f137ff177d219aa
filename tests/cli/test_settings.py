#!/usr/bin/python3
"""duedesk settings: what a desk is set up with goes out as XML, and a desk made of it says the same, byte for byte."""

import os
import random
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import quoteattr

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap  # noqa: E402

tap.need_database()

from new_desk import DUEDESK, SOCKET, WORK, Place, link_in  # noqa: E402

SEED = int(os.environ.get("DUEDESK_TEST_SEED", random.SystemRandom().randrange(2**32)))
SCHEMA = str(tap.TOP / "doc/settings.rng")
ODD = ["Größe", "a & b", "<b>", "\"quoted\"", "it's", "日本", "x]]>y", "100 %", "=1+1"]


# ---- A desk drawn at random ------------------------------------------------------


def el(_name, children="", /, **attrs):
    said = "".join(f" {k.rstrip('_').replace('_', '-')}={quoteattr(str(v))}" for k, v in attrs.items() if v is not None)
    return f"<{_name}{said}>{children}</{_name}>\n" if children else f"<{_name}{said}/>\n"


def text(s):
    return s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Drawn:
    """Things of all kinds that name each other, in no order."""

    def __init__(self, seed):
        self.r = random.Random(seed)
        self.used = set()
        self.departments = [self.name("Department") for _ in range(self.r.randint(2, 5))]
        self.tags = [self.name("Tag").replace(",", "") for _ in range(self.r.randint(1, 8))]
        self.groups = [self.name("Group") for _ in range(self.r.randint(1, 5))]
        self.calendars = [self.name("Hours") for _ in range(self.r.randint(1, 4))]
        self.levels = [self.name("Level") for _ in range(self.r.randint(1, 5))]
        self.companies = [self.name("Company") for _ in range(3)]
        self.people = [f"p{i}@staff.example" for i in range(self.r.randint(1, 5))]
        self.customers = [f"c{i}@else.example" for i in range(2)]
        self.fields = [(of, kind, self.name("Field"), [self.name("Choice") for _ in range(3)])
                       for of in ("ticket", "customer", "company") for kind in
                       self.r.sample(["text", "number", "date", "choice", "choices", "flag"], 3)]

    def name(self, what):
        while True:
            name = f"{what} {self.r.choice(ODD)} {self.r.randint(1, 999)}"
            if name.lower() not in self.used:
                self.used.add(name.lower())
                return name

    def some(self, one, least=0, most=3):
        return "".join(one() for _ in range(self.r.randint(least, most)))

    def flag(self):
        return self.r.choice([None, "yes", "no"])

    def time(self, most=23):
        return f"{self.r.randint(0, most):02}:{self.r.randint(0, 59):02}"

    def date(self):
        return f"20{self.r.randint(20, 39)}-{self.r.randint(1, 12):02}-{self.r.randint(1, 28):02}"

    def closing(self):
        times = {"from_": self.time(), "to": self.time()} if self.r.random() < .4 else {}
        return {**times, "mode": self.r.choice([None, "civil", "shift"]),
                "name": self.r.choice([None, self.name("Holiday")])}

    def recurring(self):
        kind = self.r.choice(["date", "weekday", "easter"])
        more = {"date": {"month": self.r.randint(1, 12), "day": self.r.randint(1, 28)},
                "weekday": {"month": self.r.randint(1, 12), "weekday": self.r.choice(["mon", "thu", "sun"]),
                            "nth": self.r.choice([1, 2, 5, -1, -5])}, "easter": {}}[kind]
        return el("recurring", rule=kind, **more, offset=self.r.choice([None, -2, 1]),
                  first_year=self.r.choice([None, 2025]), last_year=self.r.choice([None, 2031]), **self.closing())

    def calendar(self, name):
        if self.r.random() < .15:
            return el("calendar", name=name, zone="UTC", always_open="yes")
        windows = "".join(el("window", day=d, from_=self.time(11), to=self.r.choice(["17:00", "24:00", "02:30"]))
                          for d in ("fri", "mon", "tue") if self.r.random() < .8)
        windows += el("window", day="wed", from_="08:00", to="18:00")
        dates = self.r.sample(range(1, 28), 4)
        closures = "".join(el("closure", date=f"2027-03-{d:02}", **self.closing()) for d in dates)
        own = "".join(el("replacement", self.some(lambda: el("hours", from_=self.time(9), to="12:00"), 0, 1),
                         date=f"2028-05-{d:02}") for d in dates)
        parts = [windows, closures, self.some(self.recurring), own]
        return el("calendar", "".join(parts), name=name,
                  zone=self.r.choice(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"]))

    def action(self, step=False):
        r = self.r
        kinds = [
            lambda: el("action", do=r.choice(["tell_agent", "tell_department", "tell_managers", "tell_all_managers"])),
            lambda: el("action", do="tell_address", address="boss@else.example"),
            lambda: el("action", do="priority", priority=r.choice(["urgent", "low"])),
            lambda: el("action", do="assign", person=r.choice([None, *self.people])),
            lambda: el("action", do="transfer", department=r.choice(self.departments)),
            lambda: el("action", do=r.choice(["tag", "untag"]), tag=r.choice(self.tags)),
            lambda: el("action", text(f"  Two\nlines\t& {r.choice(ODD)} "), do="note"),
            lambda: el("action", do="call", url="https://hooks.example/a?b=c&d=e"),
            lambda: el("action", do="level", level=r.choice(self.levels)),
        ]
        more = [
            lambda: el("action", do=r.choice(["resolve", "close", "reopen", "mark_answered", "spam", "delete"])),
            lambda: el("action", do="postpone", seconds=r.choice([None, 3600])),
            lambda: el("action", text("Dear <all>,\n\n& so on"), do="answer"),
            lambda: el("action", do="tell_person", person=r.choice(self.people)),
            self.fill,
        ]
        return r.choice(kinds if step else kinds + more)()

    def fill(self):
        _, kind, name, choices = self.r.choice([f for f in self.fields if f[0] == "ticket"])
        values = {"text": ["a & b"], "number": ["12.5"], "date": ["2026-11-24"], "choice": choices[:1],
                  "choices": sorted(choices[:2]), "flag": ["1"]}[kind]
        if self.r.random() < .2:
            values = []
        return el("action", "".join(f"<value>{text(v)}</value>" for v in values), do="field", field=name)

    def level(self, name):
        r = self.r
        metrics = r.sample(["first_answer", "next_answer", "first_assign", "first_resolve", "keep_informed"], 3)
        parts = ""
        for m in metrics:
            parts += el("target", metric=m, **r.choice([
                {"seconds": r.randint(60, 90000)}, {"seconds": 600, "unit": "calendar"}, {"days": r.randint(1, 5)},
                {"next_open": 1800}]))
            if r.random() < .5:
                parts += el("target", metric=m, priority=r.choice(["urgent", "low"]), seconds=r.randint(60, 7200))
            if r.random() < .4:
                parts += el("pause", metric=m, statuses=r.choice(["", "postponed answered", "new open"]))
            for _ in range(r.randint(0, 3)):
                when = r.choice([{"percent": r.randint(0, 200)}, {"seconds": r.randint(-9000, 9000)},
                                 {"seconds": -60, "unit": "calendar"}])
                parts += el("step", self.some(lambda: self.action(True), 0, 3), metric=m, **when)
        return el("level", parts, name=name, calendar=r.choice([None, *self.calendars]),
                  on_change=r.choice([None, "rejudge", "restart", "keep"]),
                  reopen=r.choice([None, "new_cycle", "continue"]), reopen_window=r.choice([None, 86400]),
                  by_agent=r.choice([None, "start", "met"]), max_pause=r.choice([None, 3600]),
                  grace=r.choice([None, 60]), late=r.choice([None, 7200]), by_consumption=self.flag(),
                  archived=r.choice([None, None, "no"]))

    def condition(self):
        r = self.r

        def values(*v):
            return "".join("<nobody/>" if x is None else f"<value>{text(x)}</value>" for x in v)

        of, kind, name, choices = r.choice(self.fields)
        custom = {
            "text": lambda: el("condition", values("a", "<b> &"), field="custom", of=of, name=name, op="contains"),
            "number": lambda: el("condition", field="custom", of=of, name=name, op="less", value="-12.5"),
            "date": lambda: el("condition", field="custom", of=of, name=name, op="within_last", days=7),
            "choice": lambda: el("condition", values(*choices[:2]), field="custom", of=of, name=name, op="is_one_of"),
            "choices": lambda: el("condition", values(choices[0]), field="custom", of=of, name=name, op="contains"),
            "flag": lambda: el("condition", field="custom", of=of, name=name, op="is", value="yes"),
        }[kind]
        return r.choice([
            custom,
            lambda: el("condition", values(r.choice(self.tags)), field="tags", op=r.choice(["contains", "contains_not"])),
            lambda: el("condition", values(*r.sample(self.departments, 2)), field="department", op="is_one_of"),
            lambda: el("condition", values(r.choice(self.groups)), field="groups", op="contains"),
            lambda: el("condition", values(r.choice([None, *self.people])), field="assignee", op="is_not"),
            lambda: el("condition", values(r.choice(self.customers)), field="requester", op="is"),
            lambda: el("condition", values(r.choice(self.companies)), field="company", op="is"),
            lambda: el("condition", values("urgent", "high"), field="priority", op="is_one_of"),
            lambda: el("condition", values("^(a|b)+$"), field="subject", op="matches"),
            lambda: el("condition", field="assignee", op="is_empty"),
            lambda: el("condition", field="created", op="within_last", seconds=86400),
            lambda: el("condition", field="created", op="less", value="2026-01-02T03:04:05Z"),
            lambda: el("condition", field="invited", op="is", value="no"),
        ])()

    def rule(self, kind):
        r = self.r
        if kind == "sla":
            actions = el("action", do="level", level=r.choice([None, *self.levels]))
        else:
            actions = self.some(self.action, 1, 3)
        conditions = self.some(lambda: el("if", self.some(self.condition, 1, 3)), 0, 3)
        if kind == "time":
            conditions = el("if", el("condition", field="due", op="within_next", seconds=600,
                                     metric=r.choice([None, "first_answer"]))
                            + el("condition", field="status_since", op="longer_ago", seconds=60))
        note = f"<note>{text(r.choice(ODD))}\n\tmore</note>" if r.random() < .5 else ""
        return el("rule", note + conditions + actions, kind=kind, name=r.choice(["Same", "Other & more"]),
                  active=self.flag(), stop=self.flag(), keep_applying=self.flag() if kind == "sla" else None,
                  on=" ".join(r.sample(["created", "status", "tags", "note"], 2)) if kind == "event" else None)

    def file(self):
        r = self.r
        person = [el("person", "".join(el("member", department=d) for d in r.sample(self.departments, 1)), email=p,
                     name=self.name("Person"), zone=r.choice([None, "Europe/Berlin"]),
                     roles=r.choice(["agent", "manager agent", "admin", "read-only"])) for p in self.people]
        person += [el("person", email=p, name=self.name("Customer"), roles="customer",
                      disabled=r.choice([None, "yes"])) for p in self.customers]
        colour = ["red", "none", "blue", "brown", None]
        rules = [self.rule(kind) for kind in ("sla", "event", "time") for _ in range(r.randint(1, 5))]
        sections = [
            el("desk", name=self.name("Desk"), zone="Europe/Dublin", close_after=r.choice([None, 86400])),
            el("departments", el("department", name="Zz first", public="yes") + "".join(
                el("department", name=d, public=self.flag()) for d in self.departments)),
            el("tags", "".join(el("tag", name=t, colour=r.choice(colour), public=self.flag(), archived=self.flag())
                               for t in self.tags)),
            el("groups", "".join(el("group", name=g, colour=r.choice(colour)) for g in self.groups)),
            el("fields", "".join(el("field", "".join(el("choice", name=c) for c in choices)
                                    if kind.startswith("choice") else "", of=of, kind=kind, name=name,
                                    public=self.flag() if of == "ticket" else None)
                                 for of, kind, name, choices in self.fields)),
            el("companies", "".join(el("company", name=c) for c in self.companies)),
            el("people", "".join(person)),
            el("calendars", "".join(self.calendar(c) for c in self.calendars)),
            el("levels", "".join(self.level(x) for x in self.levels)),
            el("rules", "".join(rules)),
        ]
        r.shuffle(sections)
        return f"<duedesk version='1'>{''.join(sections)}</duedesk>"


# ---- Desks -----------------------------------------------------------------------


def settings(place, *words, status=0, typed=None):
    run = subprocess.run([DUEDESK, "settings", *words], capture_output=True, text=True, env=place.env, input=typed,
                         timeout=60, check=False)
    assert run.returncode == status, (words, run.returncode, run.stdout[-2000:], run.stderr)
    return run.stdout if status == 0 else run.stderr


def desk_of(path, *more, **kw):
    place = Place()
    out = place.good("--from", str(path), *more, without=("--desk-name", "--zone", "--department"), **kw)
    return place, out


def keep(name, content):
    path = WORK / name
    path.write_text(content)
    return path


def valid(path):
    run = subprocess.run(["xmllint", "--noout", "--nonet", "--relaxng", SCHEMA, str(path)], capture_output=True,
                         text=True, check=False)
    assert run.returncode == 0, run.stderr[-2000:]


def test_a_desk_made_of_another_says_the_same_byte_for_byte():
    for i in range(3):
        seed = SEED + i
        print(f"# seed {seed}")
        drawn = keep(f"drawn{i}.xml", Drawn(seed).file())
        valid(drawn)
        first, out = desk_of(drawn)
        assert link_in(out), out
        exported = settings(first, "export")
        assert settings(first, "export") == exported
        path = keep(f"first{i}.xml", exported)
        valid(path)
        second, _ = desk_of(path)
        assert settings(second, "export") == exported, seed
        # What was drawn says nothing that the desk does not say.
        told = settings(first, "import", str(drawn), "--preview").splitlines()
        assert told[0].startswith("keep\tperson\tolivia@"), (seed, told[:5])
        assert told[1].startswith("0 made, 0 changed, "), (seed, told[:5])
        assert second.cli("check").startswith("0 findings"), seed


def test_a_file_is_written_whole():
    place, _ = desk_of(keep("whole.xml", Drawn(1).file()))
    to = WORK / "out.xml"
    settings(place, "export", str(to))
    assert to.read_text() == settings(place, "export", "-")
    assert settings(place, "check", str(to)) == f"{to}: these are settings\n"
    assert "cannot be written" in settings(place, "export", "/nowhere/x.xml", status=1)
    assert not list(WORK.glob("*.new"))


def test_a_mistake_is_told_with_file_and_line_and_nothing_is_stored():
    place, _ = desk_of(keep("good.xml", Drawn(2).file()))
    was = settings(place, "export")
    lines = was.splitlines()
    at = next(i for i, line in enumerate(lines) if "<level " in line)
    lines[at] = lines[at].replace("<level ", "<level colour=\"red\" ")
    bad = keep("bad.xml", "\n".join(lines))
    told = settings(place, "import", str(bad), status=1)
    assert f"bad.xml: line {at + 1}: level: the attribute \"colour\" is not known; known are name, " in told, told
    run = Place().init("--from", str(bad), without=("--desk-name", "--zone", "--department"))
    assert run.returncode == 2 and f"line {at + 1}: " in run.stderr, run.stderr
    # Half of it would be good.
    half = keep("half.xml", "<duedesk version='1'><tags><tag name='Half'/></tags>\n<levels>\n<level name='X'/>"
                            "</levels></duedesk>")
    assert "line 3: level X: " in settings(place, "import", str(half), status=1)
    assert settings(place, "export") == was


def test_a_preview_says_line_by_line_what_differs():
    place, _ = desk_of(keep("plain.xml", Drawn(3).file()))
    was = settings(place, "export")
    more = was.replace("<tags>", "<tags>\n<tag name='Brand new'/>").replace("close-after=\"86400\"", "")
    told = settings(place, "import", "-", "--preview", typed=more.replace("zone=\"Europe/Dublin\"", "zone=\"UTC\"", 1))
    assert "make\ttag\tBrand new\n" in told and "change\tdesk\t" in told, told
    assert "\t- <desk " in told and "\t+ <desk " in told and "zone=\"UTC\"" in told
    assert told.endswith("nothing was stored\n")
    assert settings(place, "export") == was
    settings(place, "import", "-", typed=more)
    assert "Brand new" in settings(place, "export")


def test_a_sandbox_is_one_from_its_first_moment():
    path = keep("sandbox.xml", Drawn(4).file())
    place, out = desk_of(path, "--sandbox")
    assert "a sandbox: nothing leaves it" in out, out
    assert place.sql("SELECT sandbox_at IS NOT NULL FROM desk") == [["1"]]
    run = subprocess.run([DUEDESK, "desk"], capture_output=True, text=True, env=place.env, check=True)
    assert "sandbox\tyes" in run.stdout and "this desk is a sandbox" in run.stderr
    # Run again, everything stays.
    again = place.good("--from", str(path), "--sandbox", without=("--desk-name", "--zone", "--department"))
    assert "promises as they are" in again, again


def test_what_the_file_says_is_not_asked_for():
    path = keep("asked.xml", Drawn(5).file())
    run = Place().init("--from", str(path))
    assert run.returncode == 2 and "--desk-name: the file of --from says it" in run.stderr, run.stderr
    run = Place().init("--from", "/nowhere.xml", without=("--desk-name", "--zone", "--department"))
    assert run.returncode == 2 and "/nowhere.xml" in run.stderr, run.stderr


def test_nothing_is_opened_for_what_a_file_asks_for():
    secret = keep("secret.txt", "do not read me")
    bad = keep("xxe.xml", f"<!DOCTYPE duedesk [<!ENTITY x SYSTEM '{secret}'>"
                          "<!ENTITY y SYSTEM 'http://127.0.0.1:9/'>]><duedesk version='1'><tags>&x;&y;</tags></duedesk>")
    log = WORK / "strace"
    place, _ = desk_of(keep("strace.xml", Drawn(6).file()))
    run = subprocess.run(["strace", "-f", "-e", "trace=open,openat,connect,socket", "-o", str(log), DUEDESK, "settings",
                          "check", str(bad)], capture_output=True, text=True, env=place.env, check=False)
    assert run.returncode == 1 and "xxe.xml: line 1: a document type" in run.stderr, run.stderr
    calls = log.read_text()
    assert "xxe.xml" in calls and "secret.txt" not in calls and "sin_port" not in calls


if __name__ == "__main__":
    tap.run(globals())
