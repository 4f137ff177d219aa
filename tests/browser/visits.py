"""Which pages there are, so that each is looked at. A route of
src/web/routes.c that no line below names fails test_every_page.py: add one.

    page("/tags", "admin")                         a page, as whom
    page("/tags/:oid", "admin", "tag")             its path: Things.tag
    page("/inbox", "agent", at="/inbox?view=mine") the same page, elsewhere
    form("/tags", "admin", at="/tags/new", name="") a form that comes back: its
                                                   page, and what was typed
    nothing("POST", "/tags/:oid/end", "a button")  why there is no page
"""

import re
from typing import NamedTuple

from desk import TOP

# By the words of the file of sign-ins, and who is not signed in.
ROLES = ["nobody", "customer", "read-only", "agent", "manager", "admin",
         "owner"]


class Route(NamedTuple):
    method: str
    path: str


class Visit(NamedTuple):
    route: Route
    role: str
    at: str = ""      # where it is; things' names in {}
    typed: tuple = () # pairs, of a form that comes back
    action: str = ""  # of that form
    status: int = 200
    everyone: bool = False # look at it as each role

    @property
    def name(self):
        end = f" {self.route.path}" if self.action else ""
        return f"{self.role} {self.route.method} {self.at}{end}"

    def path(self, things):
        return self.at.format_map(things)


VISITS = []
NOTHING = {}


def page(path, role, at=None, status=200, everyone=False):
    VISITS.append(Visit(Route("GET", path), role, at or path, status=status,
                        everyone=everyone))


def form(path, role, at, action=None, status=422, **typed):
    """The form of the page ${at} that is sent to ${path} (or, as it is on the
    page, ${action}), with that typed into it."""
    VISITS.append(Visit(Route("POST", path), role, at, tuple(typed.items()),
                        action or path, status))


def nothing(method, path, why):
    NOTHING[Route(method, path)] = why


def routes():
    """Every line of the table."""
    text = (TOP / "src/web/routes.c").read_text()
    found = re.findall(r'^\t\{ (GET|POST), +"([^"]+)"', text, re.M)
    assert len(found) > 10
    return [Route(*pair) for pair in found]


# ---- Sign in -----------------------------------------------------------------

page("/session/new", "nobody")
page("/session/new", "nobody", at="/session/new?next=%2Finbox")
page("/session/new", "nobody", at="/session/new?done=signed-out")
form("/session", "nobody", at="/session/new", email="nobody@example.com",
     password="not this one")
nothing("GET", "/", "leads to where one works")
nothing("GET", "/session", "leads to the form")
nothing("POST", "/session/end", "leads to the form")

# ---- One's own account --------------------------------------------------------

page("/account", "customer", everyone=True)
page("/account", "agent", at="/account?done=saved")
form("/account", "agent", at="/account", name="", zone="Mars/Olympus")
form("/account/password", "agent", at="/account", current_password="wrong",
     password="short")
nothing("POST", "/account/sessions/end", "a button")
nothing("POST", "/account/sessions/:oid/end", "a button")

# ---- Tickets, as customers see them ------------------------------------------

page("/tickets", "customer", everyone=True)
page("/tickets", "customer", at="/tickets?whose=mine&state=solved")
page("/tickets", "stranger") # has none
page("/tickets", "stranger", at="/tickets?whose=mine&state=open")
page("/tickets", "talker")   # has long ones
page("/tickets/new", "customer", everyone=True)
form("/tickets", "customer", at="/tickets/new", subject="", body="")
form("/tickets", "customer", at="/tickets/new", subject="x" * 201,
     body="kept\n\nas it was")
page("/tickets/:code", "customer", at="/tickets/{ticket}")
page("/tickets/:code", "customer", at="/tickets/{ticket}?done=opened")
page("/tickets/:code", "talker", at="/tickets/{long}")
page("/tickets/:code", "talker", at="/tickets/{files}")
page("/tickets/:code", "talker", at="/tickets/{resolved}")
page("/tickets/:code", "talker", at="/tickets/{postponed}")
page("/tickets/:code", "talker", at="/tickets/{answered}")
form("/tickets/:code/messages", "customer", at="/tickets/{ticket}",
     action="/tickets/{ticket}/messages", body="")

# ---- Tickets, as staff see them ----------------------------------------------

page("/inbox", "agent", everyone=True)
page("/inbox", "manager", at="/inbox?view=all")
page("/inbox", "agent", at="/inbox?view=mine")
page("/inbox", "agent", at="/inbox?view=overdue&done=resolved")
for view in ("due", "today", "unassigned", "answered", "postponed", "resolved",
             "spam", "deleted"):
    page("/inbox", "agent", at=f"/inbox?view={view}")
page("/inbox", "agent", at="/inbox?view=nonsense", status=404)
page("/find", "agent")
page("/find", "agent", at="/find?q=urgent", status=404)
page("/find", "agent", at="/find?q=aaa+aaaaa+000", status=404)
page("/inbox", "idle", at="/inbox?view=all") # has no department
page("/inbox", "idle", at="/inbox?view=mine")
page("/inbox", "idle", at="/inbox?view=overdue")
page("/inbox", "idle", at="/inbox?view=deleted")
page("/tickets/:code", "agent", at="/tickets/{ticket}?done=replied",
     everyone=True)
page("/tickets/:code", "manager", at="/tickets/{busy}")
page("/tickets/:code", "agent", at="/tickets/{long}")
page("/tickets/:code", "agent", at="/tickets/{resolved}")
page("/tickets/:code", "agent", at="/tickets/{postponed}")
page("/tickets/:code", "agent", at="/tickets/{tagged}?done=tagged")
page("/tickets/:code", "agent", at="/tickets/{files}")
page("/tickets/:code", "agent", at="/tickets/{spam}")
page("/tickets/:code", "manager", at="/tickets/{deleted}")
page("/tickets/:code", "read-only", at="/tickets/{tagged}")
page("/tickets/:code", "agent", at="/tickets/{long}?show=notes")
page("/tickets/:code", "agent", at="/tickets/{tagged}?show=promises")
page("/tickets/:code/why", "agent", at="/tickets/{ticket}/why", everyone=True)
page("/tickets/:code/why", "manager", at="/tickets/{postponed}/why")
page("/tickets/:code/why", "manager", at="/tickets/{deleted}/why")
page("/tickets/:code/why", "talker", at="/tickets/{resolved}/why")
page("/tickets/:code/marking", "agent", at="/tickets/{ticket}/marking")
page("/tickets/:code/spam", "agent", at="/tickets/{long}/spam")
page("/tickets/:code/deletion", "agent", at="/tickets/{tagged}/deletion")
page("/tickets/:code", "agent", at="/tickets/NOT-THERE-000", status=404,
     everyone=True)
form("/tickets/:code/messages", "agent", at="/tickets/{ticket}",
     action="/tickets/{ticket}/messages", body="")
form("/tickets/:code/notes", "agent", at="/tickets/{ticket}",
     action="/tickets/{ticket}/notes", body="")
form("/tickets/:code/postponement", "agent", at="/tickets/{ticket}",
     action="/tickets/{ticket}/postponement", until="2001-01-01T10:00",
     reason="long ago")
form("/tickets/:code/no-reply", "agent", at="/tickets/{thanked}",
     action="/tickets/{thanked}/no-reply", reason="x" * 501)
form("/tickets/:code/deadline", "manager", at="/tickets/{thanked}",
     action="/tickets/{thanked}/deadline", due="2001-01-01T10:00",
     reason="agreed " * 20)
page("/tickets/:code", "manager", at="/tickets/{by_hand}")
page("/tickets/:code/why", "manager", at="/tickets/{by_hand}/why")
form("/tickets/:code/assignment", "agent", at="/tickets/{ticket}",
     action="/tickets/{ticket}/assignment", agent="nosuchperson0000")
nothing("GET", "/tickets/:code/agents", "for script")
nothing("GET", "/tickets/:code/next", "leads to another ticket")
nothing("GET", "/tickets/:code/previous", "leads to another ticket")
form("/tickets/:code/transfer", "agent", at="/tickets/{ticket}",
     action="/tickets/{ticket}/transfer", department="nosuchplace00000")
form("/tickets/:code/priority", "agent", at="/tickets/{ticket}",
     action="/tickets/{ticket}/priority", priority="9")
page("/tickets/:code", "agent", at="/tickets/{filled}")
page("/tickets/:code", "talker", at="/tickets/{filled}")
form("/tickets/:code/fields", "agent", at="/tickets/{filled}",
     action="/tickets/{filled}/fields", **{"field-f000000000000002": "12,5"})
form("/tickets/:code/tags", "agent", at="/tickets/{tagged}",
     action="/tickets/{tagged}/tags", add="x" * 51)
nothing("POST", "/tickets/:code/marking", "a button")
nothing("POST", "/tickets/:code/spam", "a button")
nothing("POST", "/tickets/:code/deletion", "a button")
nothing("POST", "/tickets/:code/restoration", "a button")
nothing("POST", "/tickets/:code/resolution", "a button")
nothing("POST", "/tickets/:code/reopening", "a button")

# ---- Reports -----------------------------------------------------------------

page("/reports/log", "manager", everyone=True)
page("/reports/log", "read-only", at="/reports/log?range=90d&sort=due&dir=asc")
page("/reports/log", "manager",
     at="/reports/log?range=dates&from=2001-01-01&until=2001-01-02")
page("/reports/log", "manager", at="/reports/log?range=dates&from=x&until=y", status=400)
page("/reports/compliance", "manager", everyone=True)
page("/reports/compliance", "owner",
     at="/reports/compliance?range=dates&from=2001-01-01&until=2001-01-02")
nothing("GET", "/reports/log.csv", "a file")
nothing("GET", "/reports/compliance.csv", "a file")

# ---- People, and what they work with -----------------------------------------

page("/welcome", "nobody", at="/welcome?token={token}")
page("/welcome", "nobody", status=0) # a link that is void
form("/welcome", "nobody", at="/welcome?token={token}", password="short")
page("/people", "admin", everyone=True)
page("/people", "owner", at="/people?state=disabled&q=nobody+is+called+so")
page("/people/new", "admin")
form("/people", "admin", at="/people/new", name="", email="no address",
     zone="Mars/Olympus")
page("/people/:oid", "admin", at="/people/{agent}")
page("/people/:oid", "owner", at="/people/{owner}")
form("/people/:oid", "admin", at="/people/{idle}", action="/people/{idle}",
     name="", email="")
form("/people/:oid/link", "admin", at="/people/{idle}",
     action="/people/{idle}/link", status=200)
page("/people/:oid/disable", "admin", at="/people/{agent}/disable")
nothing("POST", "/people/:oid/disabled", "leads to the person")
nothing("POST", "/people/:oid/enabled", "a button")
nothing("POST", "/people/:oid/handover", "leads to the person")
nothing("POST", "/people/:oid/sessions/end", "a button")
page("/departments", "admin", everyone=True)
form("/departments", "admin", at="/departments", name="")
page("/departments/:oid", "admin", at="/departments/{department}")
page("/departments/:oid", "admin",
     at="/departments/{department}?everybody=1&q=nobody+is+called+so")
form("/departments/:oid", "admin", at="/departments/{department}",
     action="/departments/{department}", name="")
nothing("POST", "/departments/:oid/members", "leads to the department")
nothing("POST", "/departments/:oid/archived", "a button")
nothing("POST", "/departments/:oid/revived", "a button")
page("/tags", "admin", everyone=True)
page("/tags", "admin", at="/tags?archived=1&q=no+such+tag")
form("/tags", "admin", at="/tags", name="a,b")
page("/tags/:oid", "admin", at="/tags/{tag}")
form("/tags/:oid", "admin", at="/tags/{tag}", action="/tags/{tag}", name="")
form("/tags/:oid/merged", "admin", at="/tags/{tag}",
     action="/tags/{tag}/merged", into="no such tag")
nothing("POST", "/tags/:oid/archived", "a button")
nothing("POST", "/tags/:oid/revived", "a button")
nothing("POST", "/tags/:oid/deleted", "a button")
page("/fields", "admin", everyone=True)
page("/fields", "admin", at="/fields?archived=1")
form("/fields", "admin", at="/fields", name="", kind="choices")
page("/fields/:oid", "admin", at="/fields/{choices}")
page("/fields/:oid", "admin", at="/fields/{text}")
form("/fields/:oid", "admin", at="/fields/{text}", action="/fields/{text}",
     name="")
form("/fields/:oid/choices", "admin", at="/fields/{choices}",
     action="/fields/{choices}/choices", choice="W" * 101)
nothing("POST", "/fields/:oid/choice", "a button")
nothing("POST", "/fields/:oid/moved", "a button")
nothing("POST", "/fields/:oid/archived", "a button")
nothing("POST", "/fields/:oid/revived", "a button")
page("/rules", "admin", everyone=True)
page("/rules", "admin", at="/rules?kind=event")
page("/rules", "manager", at="/rules?kind=time")
page("/rules/new", "admin")
page("/rules/new", "admin", at="/rules/new?kind=event")
form("/rules", "admin", at="/rules/new?kind=time", name="", note="W" * 501)
form("/rules", "admin", at="/rules/new", status=200, deed="look")
page("/rules/:oid", "admin", at="/rules/{rule}")
page("/rules/:oid", "manager", at="/rules/{rule}")
form("/rules/:oid", "admin", at="/rules/{rule}", action="/rules/{rule}",
     name="", deed="save")
form("/rules/:oid", "admin", at="/rules/{rule}", action="/rules/{rule}",
     status=200, deed="group")
for deed in ("moved", "switched", "cloned", "deleted", "restored"):
    nothing("POST", f"/rules/:oid/{deed}", "a button")
page("/settings", "admin", everyone=True)
nothing("GET", "/settings.xml", "a download")
nothing("POST", "/settings", "http/test_settings.py looks at it")
page("/calendars", "admin", everyone=True)
page("/calendars/new", "admin")
form("/calendars", "admin", at="/calendars/new", name="", zone="Mars/Olympus",
     d0="noon", closures="Christmas", special="2030-02-30")
page("/calendars/:oid", "admin", at="/calendars/{calendar}")
page("/calendars/:oid", "manager", at="/calendars/{calendar}")
form("/calendars/:oid", "admin", at="/calendars/{calendar}",
     action="/calendars/{calendar}", d1="noon", zone="")
form("/calendars/:oid/name", "admin", at="/calendars/{calendar}",
     action="/calendars/{calendar}/name", name="")
page("/calendars/:oid/file", "admin", at="/calendars/{calendar}/file")
nothing("POST", "/calendars/:oid/removed", "a button")
nothing("POST", "/calendars/:oid/file", "browser/test_calendars.py looks at it")
nothing("POST", "/calendars/:oid/closures", "browser/test_calendars.py")
nothing("POST", "/presence", "leads back to the page")
page("/groups", "admin", everyone=True)
page("/groups", "admin", at="/groups?archived=1")
form("/groups", "admin", at="/groups", name="")
page("/groups/:oid", "admin", at="/groups/{group}")
form("/groups/:oid", "admin", at="/groups/{group}", action="/groups/{group}",
     name="")
nothing("POST", "/groups/:oid/archived", "a button")
nothing("POST", "/groups/:oid/revived", "a button")
nothing("POST", "/groups/:oid/deleted", "a button")
form("/customers/:oid/fields", "manager", at="/customers/{talker}",
     action="/customers/{talker}/fields", **{"field-f000000000000007": "W" * 501})
form("/companies/:oid/fields", "manager", at="/companies/{company}",
     action="/companies/{company}/fields", **{"field-f000000000000008": "12,5"})
page("/calls", "manager")
page("/calls", "admin")
page("/calls", "admin", at="/calls?show=failed")
form("/calls/hosts", "admin", at="/calls", host="127.0.0.1")
nothing("POST", "/calls", "a button")
nothing("POST", "/calls/hosts/:oid/secret", "a button that shows a secret")
nothing("POST", "/calls/hosts/:oid/removed", "a button")
nothing("POST", "/calls/hosts/:oid/test", "a button")
nothing("POST", "/calls/log/:oid/again", "a button")
page("/levels", "manager", everyone=True)
page("/levels", "admin", at="/levels?archived=1")
page("/levels/new", "admin")
form("/levels", "admin", at="/levels/new", name="")
page("/levels/:oid", "admin", at="/levels/{level}")
page("/levels/:oid", "manager", at="/levels/{level}")
page("/levels/:oid", "admin", at="/levels/{level}?version=1")
form("/levels/:oid", "admin", at="/levels/{level}", action="/levels/{level}",
     **{"name": "", "first_answer-time": "soon"})
nothing("POST", "/levels/:oid/archived", "a button")
nothing("POST", "/levels/:oid/revived", "a button")

nothing("POST", "/customers/:oid/groups", "leads to the customer")
nothing("POST", "/companies/:oid/groups", "leads to the company")
page("/audit", "admin", everyone=True)
page("/audit", "manager", at="/audit?object=person&who=nobody")
page("/audit", "admin", at="/audit?since=yesterday", status=400)
page("/audit/:oid", "admin", at="/audit/{change}")
nothing("GET", "/audit.csv", "a file")
page("/customers", "agent", everyone=True)
page("/customers", "agent", at="/customers?q=nobody+is+called+so")
page("/customers/new", "agent")
form("/customers", "manager", at="/customers/new", name="", email="no address",
     note="x" * 501)
page("/customers/:oid", "agent", at="/customers/{customer}", everyone=True)
page("/customers/:oid", "manager", at="/customers/{talker}")
form("/customers/:oid", "manager", at="/customers/{stranger}",
     action="/customers/{stranger}", name="", email="")
form("/customers/:oid/link", "manager", at="/customers/{stranger}",
     action="/customers/{stranger}/link", status=200)
nothing("GET", "/customers/suggest", "for script")
nothing("GET", "/companies/suggest", "for script")
nothing("GET", "/people/suggest", "for script")
nothing("POST", "/customers/:oid/tickets", "leads to the customer")
nothing("POST", "/customers/:oid/disabled", "a button")
nothing("POST", "/customers/:oid/enabled", "a button")
page("/tickets/new", "agent", at="/tickets/new?for={customer}")
page("/companies", "agent", everyone=True)
page("/companies", "manager", at="/companies?q=nobody+is+called+so")
form("/companies", "manager", at="/companies", name="", note="x" * 501)
page("/companies/:oid", "agent", at="/companies/{company}")
page("/companies/:oid", "manager", at="/companies/{company}")
form("/companies/:oid", "manager", at="/companies/{company}",
     action="/companies/{company}", name="")
page("/companies/:oid/tickets", "agent", at="/companies/{company}/tickets")

# ---- Everything else ---------------------------------------------------------

page("/style", "agent")
page("/style", "nobody")
nothing("POST", "/uploads", "for script")
nothing("GET", "/attachments/:oid", "leads to a file")
nothing("GET", "/f/*", "a file")
nothing("GET", "/healthz", "for machines")
nothing("GET", "/healthz/slow", "for machines")
for number in range(12):
    page("/style", "customer", at=f"/style?error={number}", status=0)
