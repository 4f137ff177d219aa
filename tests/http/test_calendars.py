"""The pages of business hours: the list, the editor and its drafts, versions,
who was first, days off out of a calendar file, who may do what."""

import html
import re

from setting_up import fresh, path_of, see, sent_already

OFFICE = {"hours": "week", "d5": "", "d6": "", "closures": "", "special": "",
          "zone": "Europe/Berlin", **{f"d{i}": "09:00-17:00" for i in range(5)}}

ICS = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//x//x//EN\r
BEGIN:VEVENT\r
UID:1\r
DTSTART;VALUE=DATE:20301225\r
DTEND;VALUE=DATE:20301226\r
SUMMARY:Christmas <b>Day</b>\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:2\r
DTSTART;VALUE=DATE:20301226\r
SUMMARY:Boxing Day\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:3\r
DTSTART;TZID=Mars/Olympus:20301224T120000\r
DTEND;TZID=Mars/Olympus:20301224T180000\r
SUMMARY:Nobody knows when\r
END:VEVENT\r
END:VCALENDAR\r
"""


def add(admin, **typed):
    """A new calendar; its name and its page."""
    name = fresh("Hours")
    answer = admin.submit(see(admin, "/calendars/new"), "/calendars",
                          **{**OFFICE, "name": name, **typed})
    return name, path_of(answer)


def save(admin, path, page=None, **typed):
    return admin.submit(page or see(admin, path), path,
                        **{"deed": "save", **typed})


def value(page, name):
    """What stands in a field of the editor."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text) or \
        re.search(rf'name="{name}"[^>]*>\n([^<]*)</textarea>', page.text)
    return html.unescape(found.group(1))


def versions(desk, path):
    oid = path.rsplit("/", 1)[1]
    return int(desk.sql("SELECT COUNT(*) FROM calendar_version v JOIN calendar"
                        f" c ON c.id = v.calendar_id WHERE c.oid = '{oid}'")[0][0])


def test_a_calendar_lives_from_its_name_to_its_end(desk, admin):
    name, path = add(admin, d0="9-12, 13:00–17:00", d6="22:00-06:00",
                     closures="2030-12-24 12:00-24:00 Christmas Eve\n"
                              "2030-12-27*", special="2030-12-31 10:00-12:00")
    page = see(admin, f"{path}?done=added")
    assert value(page, "d0") == "09:00-12:00, 13:00-17:00"
    assert value(page, "d6") == "22:00-06:00"
    assert value(page, "closures").split("\n")[:2] == [
        "2030-12-24 12:00-24:00 Christmas Eve", "2030-12-27*"]
    assert value(page, "special").strip() == "2030-12-31 10:00-12:00"
    listed = see(admin, "/calendars").text
    assert name in listed and "09:00–12:00, 13:00–17:00" in listed
    # What says the same is no version; anything else is the next one.
    assert save(admin, path).status == 303
    assert versions(desk, path) == 1
    assert save(admin, path, d6="").status == 303
    assert versions(desk, path) == 2
    page = see(admin, path)
    assert "What changed from version 1 to 2" in page.text
    assert "Sun 22:00–06:00" in page.text
    # An old one is looked at, and saved again.
    old = see(admin, f"{path}?version=1")
    assert value(old, "d6") == "22:00-06:00"
    assert save(admin, path, page=old).status == 303
    assert versions(desk, path) == 3
    assert see(admin, f"{path}?version=4", status=404)
    # Another name is no version.
    answer = admin.submit(see(admin, path), f"{path}/name", name=name + " 2")
    assert answer.status == 303
    assert f"{name} 2" in see(admin, path).text
    answer = admin.submit(see(admin, path), f"{path}/name", name=" ")
    assert answer.status == 422
    answer.html()
    answer = admin.submit(see(admin, path), f"{path}/removed")
    assert answer.status == 303
    assert see(admin, path, status=404)


def test_rules_of_every_kind_come_back_as_they_were_typed(desk, admin):
    rows = [("Christmas", "date", "25", "12", "", "", "", "civil"),
            ("Eve", "date", "24", "12", "", "12:00-24:00", "2026-2030", "shift"),
            ("Thanks", "4", "thu", "11", "1", "", "2026-", "civil"),
            ("Spring", "-1", "mon", "5", "", "", "-2040", "civil"),
            ("Good Friday", "easter", "1", "1", "-2", "", "2031", "civil")]
    fields = ["rule_name", "rule_on", "rule_day", "rule_month", "rule_offset",
              "rule_hours", "rule_years", "rule_mode"]
    page = see(admin, "/calendars/new")
    form = {k: v for k, v in page.form("/calendars").items()
            if not k.startswith("rule_")}
    pairs = list({**form, **OFFICE, "name": fresh("Rules")}.items())
    for row in rows:
        pairs += zip(fields, row)
    path = path_of(admin.post("/calendars", pairs))
    page = see(admin, path)
    for name, on, day, month, offset, hours, years, mode in rows:
        row = re.search(rf'<fieldset class="rule"(?:(?!</fieldset>).)*?value="{name}".*?</fieldset>',
                        page.text, re.S).group(0)
        assert f'value="{on}" selected' in row
        if on != "easter":
            assert f'value="{day}" selected' in row
            assert f'value="{month}" selected' in row
        assert f'name="rule_offset" value="{offset}"' in row
        assert f'name="rule_hours" value="{hours}"' in row
        assert f'name="rule_years" value="{years}"' in row
        assert ('value="shift" selected' in row) == (mode == "shift")
    assert desk.cli("calendar", "test", re.search(
        r"<h1[^>]*>([^<]+)", page.text).group(1), "2031-04-11").count(
            "Good Friday") == 2


BAD = [
    ({"name": ""}, "name", "Please fill this in."),
    ({"name": "x" * 101}, "name", "At most 100 characters"),
    ({"zone": ""}, "zone", "Please fill this in."),
    ({"zone": "Berlin"}, "zone", "&quot;Berlin&quot; is not a time zone."),
    ({"zone": "../../etc/passwd"}, "zone", "is not a time zone."),
    ({"d0": "9-5 or so"}, "d0", "is no time of opening"),
    ({"d1": "<b>"}, "d1", "&quot;&lt;b&gt;&quot; is no time of opening"),
    ({"d2": "24:00-25:00"}, "d2", "Hours begin at 23:59 at the latest."),
    ({"d3": "09:00-40:00"}, "d3", "at most 24 hours after they begin"),
    ({"d4": "09:00-12:00, 09:00-17:00"}, "d4", "Two windows begin at 09:00."),
    ({"d0": ",".join(f"{h}:{m}-{h}:{m + 5}" for h in range(10, 23)
                     for m in (10, 30))}, "d0", "At most 24 times of opening"),
    ({"closures": "Christmas"}, "closures", "Line 1: begin with a date"),
    ({"closures": "\n2030-12-25\n2030-02-30 x"}, "closures",
     "Line 3: there is no 2030-02-30."),
    ({"closures": "9999-12-31"}, "closures", "in the years 1900 to 2399"),
    ({"closures": "2030-12-25Christmas"}, "closures", "leave a space"),
    ({"closures": "2030-12-25 " + "x" * 101}, "closures", "at most 100"),
    ({"special": "2030-12-31 noon"}, "special", "Line 1: &quot;noon&quot;"),
    ({"special": "2030-12-31\n2030-12-31 9-12"}, "special", "is there twice"),
    ({"special": "2030-12-31 9-10, 9-12"}, "special", "two windows begin"),
    ({f"d{i}": "" for i in range(5)}, "hours", "no open time"),
]


def test_what_is_wrong_is_named_and_all_else_comes_back(desk, admin):
    page = see(admin, "/calendars/new")
    name = fresh("Kept")
    for typed, field, words in BAD:
        sent = {**OFFICE, "name": name, "closures": "2030-12-26 Kept <day>",
                **typed}
        answer = admin.submit(page, "/calendars", **sent)
        assert answer.status == 422, typed
        answer.html()
        assert words in answer.text, typed
        assert f'href="#{field}"' in answer.text, typed
        assert f'id="{field}-error"' in answer.text, typed
        for other in ("d0", "d1", "special", "closures"):
            assert value(answer, other).strip() == sent[other].strip(), typed
    assert desk.sql(f"SELECT COUNT(*) FROM calendar WHERE name = '{name}'") == [["0"]]


BAD_RULES = [
    ({"rule_on": "sometimes"}, "Choose on which day"),
    ({"rule_on": "date", "rule_day": "31", "rule_month": "4"}, "No year has that date."),
    ({"rule_on": "date", "rule_day": "mon"}, "Choose a day of the month"),
    ({"rule_on": "2", "rule_day": "7"}, "Choose a weekday."),
    ({"rule_on": "date", "rule_month": "13"}, "Choose a month."),
    ({"rule_on": "date", "rule_offset": "367"}, "a number from -366 to 366"),
    ({"rule_on": "easter", "rule_hours": "9-12, 13-17"}, "One stretch of hours"),
    ({"rule_on": "easter", "rule_hours": "noon"}, "is no time of opening"),
    ({"rule_on": "easter", "rule_years": "2030-2029"}, "Write years as"),
    ({"rule_on": "easter", "rule_name": "x" * 101}, "more than 100 characters"),
]


def test_a_wrong_rule_is_told_in_its_row(admin):
    page = see(admin, "/calendars/new")
    form = {k: v for k, v in page.form("/calendars").items()
            if not k.startswith("rule_")}
    for row, words in BAD_RULES:
        typed = {"rule_name": "Feast", "rule_on": "", "rule_day": "1",
                 "rule_month": "1", "rule_offset": "", "rule_hours": "",
                 "rule_years": "", "rule_mode": "civil", **row}
        answer = admin.post("/calendars", [
            *{**form, **OFFICE, "name": fresh()}.items(), *typed.items()])
        assert answer.status == 422, row
        answer.html()
        assert 'href="#rule-1"' in answer.text, row
        error = re.search(r'id="rule-1-error">([^<]*)', answer.text).group(1)
        assert words in error, row


def test_never_open_is_saved_when_one_insists(desk, admin):
    page = see(admin, "/calendars/new")
    typed = {**OFFICE, **{f"d{i}": "" for i in range(5)}, "name": fresh()}
    answer = admin.submit(page, "/calendars", **typed)
    assert answer.status == 422
    assert 'name="force"' in answer.text
    again = {k: v for k, v in answer.form("/calendars").items()
             if not k.startswith("rule_")}
    assert admin.post("/calendars", {**again, "force": "1"}).status == 303


def test_a_draft_is_worked_out_and_nothing_is_stored(desk, admin):
    name, path = add(admin)
    page = see(admin, path)
    form = {k: v for k, v in page.form(path).items()
            if not k.startswith("rule_")}
    answer = admin.post(path, {
        **form, "deed": "try", "d0": "10:00-11:00", "test_at": "2030-01-04T16:00",
        "test_for": "90m", "closures": "2030-01-07 Epiphany, late"})
    assert answer.status == 200
    answer.html()
    # An hour on Friday; Monday is a day off; the rest on Tuesday.
    assert "Tue 8 Jan 2030, 09:30 CET" in answer.text
    assert "Epiphany, late" in answer.text
    assert re.search(r"09:00–09:30</td>", answer.text)
    assert value(answer, "d0") == "10:00-11:00"
    assert versions(desk, path) == 1
    for at, length, words in (("2030-13-01T00:00", "8h", "a date and a time that exist"),
                              ("2030-03-31T02:30", "8h", "The clocks skip that time"),
                              ("2030-01-04T16:00", "soon", "Write it as 8h")):
        answer = admin.post(path, {**form, "deed": "try", "test_at": at,
                                   "test_for": length})
        assert words in answer.text
    answer = admin.post(path, {**form, "deed": "try", "d0": "x"})
    assert answer.status == 422
    assert "something to mend" in answer.text


def test_without_script_hours_are_copied_and_rows_added(admin):
    page = see(admin, "/calendars/new")
    form = {k: v for k, v in page.form("/calendars").items()
            if not k.startswith("rule_")}
    answer = admin.post("/calendars", {
        **form, "name": "x", "d0": "08:00-12:00", "copy_from": "0",
        "copy_to": "all", "deed": "copy"})
    assert [value(answer, f"d{i}") for i in range(7)] == ["08:00-12:00"] * 7
    answer = admin.post("/calendars", {**form, "name": "x", "deed": "more"})
    assert answer.text.count('id="rule-1"') == 1
    answer.html()


def test_who_was_first_wins_and_nothing_typed_is_lost(desk, admin, owner):
    name, path = add(admin)
    mine = see(admin, path)
    assert save(owner, path, d5="10:00-14:00").status == 303
    answer = save(admin, path, page=mine, d4="09:00-15:00")
    assert answer.status == 409
    answer.html()
    assert "Somebody else saved this calendar" in answer.text
    assert "What changed from version 1 to 2" in answer.text
    assert value(answer, "d4") == "09:00-15:00"
    again = {k: v for k, v in answer.form(path).items()
             if not k.startswith("rule_")}
    assert again["seen"] == "2"
    assert admin.post(path, {**again, "deed": "save"}).status == 303
    assert versions(desk, path) == 3


def test_a_name_that_is_taken_is_no_new_version_of_it(desk, admin):
    name, path = add(admin)
    answer = admin.submit(see(admin, "/calendars/new"), "/calendars",
                          **{**OFFICE, "name": name.upper()})
    assert answer.status == 422
    assert "Another calendar is called" in answer.text
    assert versions(desk, path) == 1
    other, other_path = add(admin)
    answer = admin.submit(see(admin, other_path), f"{other_path}/name", name=name)
    assert answer.status == 422
    assert "Another calendar is called" in answer.text


def test_open_tickets_are_shown_before_they_move(desk, admin):
    oid = desk.sql("SELECT c.oid FROM calendar c JOIN level_version v ON"
                   " v.calendar_id = c.id JOIN level l ON l.id = v.level_id"
                   " LIMIT 1")[0][0]
    path = f"/calendars/{oid}"
    was = versions(desk, path)
    page = see(admin, path)
    typed = {"d5": "06:00-06:15", "for": "open"}
    answer = save(admin, path, page=page, **typed)
    assert answer.status == 200
    assert "Nothing is saved yet." in answer.text
    assert versions(desk, path) == was
    again = answer.form(path)
    answer = admin.post(path, {**again, "deed": "save"})
    assert answer.status == 303
    assert versions(desk, path) == was + 1
    page = see(admin, path)
    assert "This calendar stays" in page.text
    answer = admin.post(f"{path}/removed",
                        {k: v for k, v in page.form(path).items()
                         if k in ("csrf", "once")})
    assert answer.status == 303 and answer.header("Location").endswith("#end")


def test_a_form_that_was_sent_is_not_done_twice(desk, admin):
    name, path = add(admin)
    page = see(admin, path)
    assert save(admin, path, page=page, d5="9-12").status == 303
    sent_already(save(admin, path, page=page, d5="9-13"))
    assert versions(desk, path) == 2


def multipart(fields, file):
    lines = []
    for name, text in fields.items():
        lines += ["--edge", f'Content-Disposition: form-data; name="{name}"', "",
                  text]
    lines += ["--edge", 'Content-Disposition: form-data; name="file";'
              ' filename="holidays.ics"', "Content-Type: text/calendar", "", file,
              "--edge--", ""]
    return "\r\n".join(lines)


def send_file(desk, admin, path, file, **years):
    form = see(admin, f"{path}/file").form(f"{path}/file")
    form.pop("file", None)
    return admin.ask("POST", f"{path}/file", body=multipart(
        {**form, "from": "2030", "to": "2030", **years}, file),
        headers={"Content-Type": "multipart/form-data; boundary=edge",
                 "Origin": desk.url})


def test_a_file_is_looked_at_and_what_is_ticked_is_taken(desk, admin):
    name, path = add(admin, closures="2030-12-26 St Stephen")
    answer = send_file(desk, admin, path, ICS)
    assert answer.status == 200
    answer.html()
    assert "Christmas &lt;b&gt;Day&lt;/b&gt;" in answer.text
    ticked = re.findall(r'value="(\d)" checked', answer.text)
    assert ticked == ["0"]
    assert "there already" in answer.text and "St Stephen" in answer.text
    assert "its time zone is not known here" in answer.text
    assert versions(desk, path) == 1
    form = answer.form(f"{path}/closures")
    none = {k: v for k, v in form.items() if k != "take"}
    again = admin.post(f"{path}/closures", {**none, "deed": "save"})
    assert again.status == 422 and "Tick at least one day" in again.text
    assert re.findall(r'value="(\d)" checked', again.text) == []
    done = admin.post(f"{path}/closures", {**form, "take": "0", "deed": "save"})
    assert done.status == 303
    assert versions(desk, path) == 2
    assert "2030-12-25 Christmas <b>Day</b>" in value(see(admin, path), "closures")
    # What was looked at is old by now.
    stale = admin.post(f"{path}/closures", {**form, "once": form["once"] + "x",
                                            "take": "1", "deed": "save"})
    assert stale.status in (403, 409)


BAD_FILES = [
    ("", {}, "Please fill this in."),
    ("no calendar", {}, ""),
    (ICS, {"from": "2031"}, "the first before the last"),
    (ICS, {"from": "2000", "to": "2030"}, "At most 20 years"),
    (ICS, {"from": "x"}, "file-error|from_year-error"),
    ("x" * (1024 * 1024 + 1), {}, "At most 1048576 bytes"),
]


def test_a_file_that_cannot_be_taken_says_why(desk, admin):
    name, path = add(admin)
    for file, years, words in BAD_FILES:
        answer = send_file(desk, admin, path, file, **years)
        assert answer.status == 422, (file[:20], years)
        answer.html()
        assert re.search(words, answer.text), (file[:20], years)
    assert versions(desk, path) == 1


def test_managers_read_and_nobody_else(desk, admin, manager, agent, customer):
    name, path = add(admin, closures="2030-12-25 Christmas Day")
    page = see(manager, path)
    assert "Christmas Day" in page.text and "Mon–Fri" in page.text
    for word in ("<form class=\"calendar__form\" method=\"post\"", "Rename",
                 f"{path}/removed", f"{path}/file"):
        assert word not in page.text
    page = see(manager, f"{path}?test_at=2030-01-04T16%3A00&test_for=2h")
    assert "Mon 7 Jan 2030, 10:00 CET" in page.text
    assert name in see(manager, "/calendars").text
    assert "/calendars/new" not in see(manager, "/calendars").text
    form = see(admin, path).form(path)
    mine = see(manager, "/account").form("/account")
    for way in ("", "/name", "/removed", "/file", "/closures"):
        answer = manager.post(path + way, {**form, "csrf": mine["csrf"],
                                           "once": mine["once"]})
        assert answer.status == 403, way
    for who in (agent, customer):
        assert who.get("/calendars").status == 403
        assert who.get(path).status == 403
