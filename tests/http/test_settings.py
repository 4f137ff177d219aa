"""Settings as XML on their page: who may, what is looked at first, what comes back; and a sandbox, which every page tells."""

import re
from html import unescape

import pytest
from setting_up import fresh, see


def multipart(fields, file=None):
    parts = [f'--edge\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items()]
    if file is not None:
        parts.append('--edge\r\nContent-Disposition: form-data; name="file"; filename="settings.xml"\r\n'
                     f"Content-Type: application/xml\r\n\r\n{file}\r\n")
    return "".join(parts) + "--edge--\r\n"


def send(desk, who, page, fields, file=None):
    form = page.form("/settings")
    tokens = {k: form[k] for k in ("csrf", "once")}
    return who.ask("POST", "/settings", body=multipart({**tokens, **fields}, file),
                   headers={"Content-Type": "multipart/form-data; boundary=edge", "Origin": desk.url})


def look(desk, who, file, **more):
    return send(desk, who, see(who, "/settings"), {"deed": "look", **more}, file)


def with_tag(desk_xml, name, colour):
    more = f'<tags>\n<tag name="{name}" colour="{colour}"/>'
    return desk_xml.replace("<tags/>", "<tags></tags>", 1).replace("<tags>", more, 1)


def test_it_is_downloaded_as_one_file(desk, admin, manager):
    answer = admin.get("/settings.xml")
    assert answer.status == 200 and answer.header("Content-Type") == "application/xml; charset=utf-8"
    assert 'filename="settings.xml"' in answer.header("Content-Disposition")
    assert answer.text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<duedesk version="1">')
    assert admin.get("/settings.xml").text == answer.text
    for word in ("password", "token", "$argon2"):
        assert word not in answer.text
    assert manager.get("/settings.xml").status == 403
    assert manager.get("/settings").status == 403


def test_what_it_would_do_is_seen_before_it_is_done(desk, admin):
    name = fresh("Looked at")
    xml = with_tag(admin.get("/settings.xml").text, name, "red")
    page = look(desk, admin, xml)
    assert page.status == 200 and name in page.text
    said = " ".join(re.sub("<[^>]*>", " ", page.text[page.text.index("What the file would do"):]).split())
    assert "1 made, 0 changed" in said, said[:2000]
    assert desk.sql(f"SELECT COUNT(*) FROM tag WHERE name = '{name}'") == [["0"]]
    form = page.form("/settings")
    seen, text = form["seen"], form["text"].replace("\n", "\r\n")  # as a browser sends it
    assert re.fullmatch("[0-9a-f]{64}", seen)
    done = send(desk, admin, page, {"deed": "apply", "seen": seen, "text": text})
    assert done.status == 303, done.text
    assert desk.sql(f"SELECT colour FROM tag WHERE name = '{name}'") == [["1"]]
    assert desk.sql("SELECT COUNT(*) FROM audit WHERE became LIKE '%\"import\"%'") != [["0"]]
    # The same once more: the desk is not as it was seen.
    again = send(desk, admin, see(admin, "/settings"), {"deed": "apply", "seen": seen,
                                                  "text": with_tag(text, fresh("Late"), "blue")})
    assert again.status == 409 and "Somebody else changed this desk" in again.text
    page = look(desk, admin, admin.get("/settings.xml").text)
    assert "The desk is as the file says already" in page.text and 'value="apply"' not in page.text


def test_the_page_may_do_all_that_a_file_says(desk, admin):
    n = fresh("All")
    page = look(desk, admin, f"""<duedesk version='1'><desk name='{n}' zone='UTC' close-after='86400'/>
<departments><department name='{n}'/></departments><tags><tag name='{n}'/></tags><groups><group name='{n}'/></groups>
<fields><field of='ticket' kind='choice' name='{n}'><choice name='a'/><choice name='b' archived='yes'/></field></fields>
<companies><company name='{n}'/></companies>
<people><person email='{n.lower()}@desk.example' name='{n}' roles='agent'><member department='{n}'/></person></people>
<calendars><calendar name='{n}' zone='UTC'><window day='mon' from='09:00' to='10:00'/><closure date='2027-01-01'/>
<recurring rule='easter'/><replacement date='2027-01-04'><hours from='09:00' to='12:00'/></replacement></calendar></calendars>
<levels><level name='{n}' calendar='{n}' archived='yes'><target metric='first_answer' seconds='60'/>
<pause metric='first_answer'/><step metric='first_answer' percent='5'><action do='tag' tag='{n}'/></step></level></levels>
<rules><rule kind='sla' name='{n}' stop='yes'/><rule kind='event' on='tags' name='{n}'><action do='spam'/></rule>
<rule kind='time' name='{n}'><if><condition field='tags' op='contains'><value>{n}</value></condition>
<condition field='status_since' op='longer_ago' seconds='60'/></if><action do='note'>Late</action></rule></rules></duedesk>""")
    assert page.status == 200, re.findall(r"[Ll]ine \d+: [^<]*", page.text)


@pytest.mark.parametrize("file, says", [
    ("", "File of settings|missing|Missing|file"),
    ("<duedesk version='1'>\n<desks/></duedesk>", 'Line 2: the element "desks" is not known in duedesk'),
    ("<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><duedesk version='1'/>", "Line 1: a document type"),
    ("\x89PNG", "Line 1: "),
    ("<duedesk version='1'><levels>\n<level name='Nothing in it'/></levels></duedesk>", "Line 2: level Nothing in it"),
])
def test_what_is_wrong_with_a_file_is_told_with_its_line(desk, admin, file, says):
    page = look(desk, admin, file)
    assert page.status == 422
    assert re.search(says, unescape(page.text)), page.text[-3000:]
    assert desk.sql("SELECT COUNT(*) FROM level WHERE name = 'Nothing in it'") == [["0"]]


def test_a_file_that_is_too_large_is_refused(desk, admin):
    assert look(desk, admin, "<!-- " + "x" * (2 * 1024 * 1024 + 4096) + " -->").status == 413


def test_every_page_of_a_sandbox_says_so(desk, admin, customer):
    says = "no letter and no call leaves it"
    assert says not in see(admin, "/settings").text
    desk.sql("UPDATE desk SET sandbox_at = 1 WHERE id = 1")
    try:
        for who, path in ((admin, "/settings"), (admin, "/inbox"), (customer, "/tickets"), (admin, "/nowhere")):
            page = who.get(path)
            assert says in page.text and "<title>Sandbox: " in page.text, path
    finally:
        desk.sql("UPDATE desk SET sandbox_at = NULL WHERE id = 1")
    assert says not in see(admin, "/inbox").text
