#!/usr/bin/python3
"""duedesk init: from an empty server to a desk that its owner can enter."""

import os
import pty
import re
import select
import shutil
import signal
import stat
import subprocess
import sys
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap  # noqa: E402

tap.need_database()

from killer import Killer  # noqa: E402
from new_desk import (  # noqa: E402
    ANSWERS, DUEDESK, PROMISED, SOCKET, WORK, Place, as_owner, link_in,
    rows_of, targets, windows)

AS_ROOT = os.geteuid() == 0


def refused(statement):
    def run(place):
        try:
            place.sql(statement, "web")
        except PermissionError:
            return True
        return False
    return run


# ---- What it makes ------------------------------------------------------------


def test_makes_a_desk_that_its_owner_can_enter():
    place = Place()
    out = place.good()
    token = link_in(out)
    assert token and len(token) >= 22, out
    assert place.sql("SELECT name, zone FROM desk") == [
        ["Harbour Office", "Europe/Dublin"]]
    assert place.sql("SELECT oid, name, public FROM department") == [
        ["default", "Support", "1"]]
    assert place.sql(
        "SELECT p.name, p.email, p.password_hash IS NULL, d.name"
        " FROM person p JOIN department_member m ON m.person_id = p.id"
        " JOIN department d ON d.id = m.department_id") == [
            ["Olivia Hart", "olivia@harbour.example", "1", "Support"]]
    assert "owner" in place.cli("people", "list")
    # The link is kept as a hash, and nobody has a password (A11).
    assert place.sql("SELECT COUNT(*) FROM invitation WHERE used_at IS NULL"
                     ) == [["1"]]
    assert token not in str(place.sql("SELECT HEX(token_hash)"
                                      " FROM invitation"))


def test_its_link_shows_the_owner_a_form():
    place = Place()
    token = link_in(place.good())
    run = subprocess.run(
        [DUEDESK, "page", "GET", f"/welcome?token={token}"],
        capture_output=True, text=True, check=False, timeout=60,
        env={**place.env, "DUEDESK_TEMPLATES_DIR":
             str(tap.BUILD.resolve() / "templates/en")})
    assert run.returncode == 0, run.stderr
    assert 'name="password"' in run.stdout


def test_programs_accounts_have_their_rights_and_no_more():
    place = Place()
    place.good()
    assert place.sql("SELECT COUNT(*) FROM ticket", "web") == [["0"]]
    assert place.sql("SELECT COUNT(*) FROM clock", "sweep") == [["0"]]
    assert refused("DROP TABLE ticket")(place)
    assert refused("DELETE FROM event")(place)
    assert refused("SELECT * FROM mysql.user")(place)
    passwords = {place.setting(f"db_password_{who}")
                 for who in ("web", "sweep", "hook", "admin")}
    assert len(passwords) == 4 and min(map(len, passwords)) >= 22
    keys = {place.setting(key) for key in ("files_key", "hook_key")}
    assert len(keys) == 2
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in keys)
    assert place.sql("SELECT COUNT(*) FROM outbox", "hook") == [["0"]]


def test_settings_are_for_root_and_the_programs_alone():
    place = Place()
    place.good()
    mode = place.conf.stat()
    assert stat.S_IMODE(mode.st_mode) == (0o640 if AS_ROOT else 0o600)
    assert mode.st_uid == os.geteuid()
    assert [p.name for p in place.folder.iterdir()] == ["duedesk.conf"]


def test_a_group_can_be_named():
    if not AS_ROOT:
        return # only root gives files away
    place = Place()
    place.good(group="daemon")
    assert place.conf.group() == "daemon"
    run = Place().init(group="no-such-group")
    assert run.returncode == 2
    assert '--group: there is no group "no-such-group"' in run.stderr


def test_an_account_can_be_named_in_place_of_the_socket():
    as_owner("CREATE OR REPLACE USER boss@localhost IDENTIFIED BY 'it''s'")
    as_owner("GRANT ALL ON *.* TO boss@localhost WITH GRANT OPTION")
    place = Place()
    run = place.init("--db-admin-password-stdin", typed="wrong\n",
                     db_admin="boss")
    assert run.returncode == 1 and not place.conf.exists()
    assert "as boss (see --db-admin)" in run.stderr, run.stderr
    assert link_in(place.good("--db-admin-password-stdin", typed="it's\n",
                              db_admin="boss"))
    as_owner("DROP USER boss@localhost")


# ---- What it promises ---------------------------------------------------------


def page(place, *words):
    run = subprocess.run(
        [DUEDESK, "page", *words], capture_output=True, text=True,
        check=False, timeout=60,
        env={**place.env, "DUEDESK_TEMPLATES_DIR":
             str(tap.BUILD.resolve() / "templates/en")})
    assert run.returncode == 0, run.stderr
    return run


def first_ticket(place):
    """What a customer reads of the first ticket of the desk."""
    subprocess.run(
        [DUEDESK, "people", "add", "--name", "Bob Fischer", "--email",
         "bob@customer.example", "--role", "customer", "--password-stdin"],
        input="an answer in time\n", text=True, env=place.env, check=True,
        capture_output=True)
    sent = page(place, "POST", "/tickets", "--as", "bob@customer.example",
                "department=default", "subject=The crane", "body=It is stuck.",
                "once=first-ticket-open")
    where = re.search(r"^Location: (/tickets/[A-Z0-9-]+)", sent.stderr, re.M)
    assert where, sent.stderr
    return page(place, "GET", where[1], "--as", "bob@customer.example").stdout


def test_the_first_ticket_says_when_it_will_be_answered():
    place = Place()
    out = place.good()
    assert ("promise in Support: first answer 8h, next answer 8h,"
            " Mon-Fri 09:00-17:00\n") in out, out
    assert place.sql("SELECT c.name, v.zone, v.number FROM calendar c"
                     " JOIN calendar_version v ON v.calendar_id = c.id") == [
                         ["Business hours", "Europe/Dublin", "1"]]
    assert place.sql("SELECT name, number FROM level_version") == [
        ["Standard", "1"]]
    assert targets(place) == [["0", "0", "28800", "0"],
                              ["1", "0", "28800", "0"]]
    assert windows(place) == [[str(day), "540", "1020"] for day in range(5)]
    text = first_ticket(place)
    assert "We will answer by" in text, text
    due = re.search(r'vow__time" datetime="([^"]+)"', text)[1]
    clock = place.sql("SELECT due_at FROM clock WHERE metric = 0")
    assert [[str(int(datetime.fromisoformat(due).timestamp()))]] == clock, due
    place.cli("check") # ends with 1 when it finds anything


def test_the_promise_is_what_the_options_say():
    place = Place()
    place.good(first_answer="1h30m", next_answer="45m",
               hours="Mon-Thu 08:30-12:00, mon-thu 13:00-17:30,"
               "Fri 22:00-06:00")
    assert targets(place) == [["0", "0", "5400", "0"],
                              ["1", "0", "2700", "0"]]
    assert windows(place) == [
        row for day in "0123" for row in (
            [day, "510", "720"], [day, "780", "1050"])] + [
                ["4", "1320", "1800"]]
    place = Place()
    place.good(next_answer="none", hours="Sat-Mon 00:00-24:00")
    assert targets(place) == [["0", "0", "28800", "0"]]
    assert windows(place) == [[day, "0", "1440"] for day in "056"]


def test_around_the_clock_needs_no_calendar():
    place = Place()
    place.good(hours="24x7", first_answer="2h")
    assert rows_of(place, PROMISED) == [0, 0, 1, 1, 1]
    assert targets(place) == [["0", "0", "7200", "1"],
                              ["1", "0", "28800", "1"]]
    assert place.sql("SELECT calendar_id FROM level_version") == [["NULL"]]
    assert "We will answer by" in first_ticket(place)
    assert place.sql("SELECT c.due_at - t.created_at FROM clock c JOIN ticket"
                     " t ON t.id = c.ticket_id WHERE c.metric = 0") == [
                         ["7200"]]


def test_nothing_need_be_promised():
    for more, answers in ((["--no-promise"], {}),
                          ([], {"first_answer": "none",
                                "next_answer": "none"})):
        place = Place()
        assert "no promise\n" in place.good(*more, **answers)
        assert rows_of(place, PROMISED) == [0] * 5
    # Such a desk is left as it is until somebody says what to promise.
    assert "no promise\n" in place.good()
    assert rows_of(place, PROMISED) == [0] * 5
    assert "We will answer by" not in first_ticket(place)
    assert "promise in Support: first answer 4h" in place.good(
        first_answer="4h")
    assert rows_of(place, PROMISED) == [1] * 5


def test_promises_that_are_there_stay():
    place = Place()
    place.good()
    before = targets(place)
    out = place.good(first_answer="1h", hours="24x7")
    assert "promises as they are\n" in out
    assert rows_of(place, PROMISED) == [1] * 5 and targets(place) == before
    assert "promises as they are\n" in place.good("--no-promise")


def test_what_cannot_be_set_up_leaves_the_desk_as_it_was():
    place = Place()
    place.good()
    place.sql("DELETE FROM invitation; DELETE FROM department_member;"
              "DELETE FROM person; DELETE FROM rule_action;"
              "DELETE FROM rule_value; DELETE FROM rule_condition;"
              "DELETE FROM rule_version; DELETE FROM rule;"
              "DELETE FROM level_target; DELETE FROM level_version;"
              "DELETE FROM level; DELETE FROM desk")
    # The calendar is there, so a new one of its name is a conflict.
    run = place.init(first_answer="1h")
    assert run.returncode == 1 and "Business hours" in run.stderr, run.stderr
    assert rows_of(place, ["desk", "person", "level", "calendar"]) == [
        0, 0, 0, 1]


# ---- What it refuses ----------------------------------------------------------


def test_without_a_terminal_the_missing_option_is_named():
    for option in ANSWERS:
        place = Place()
        run = place.init(without=[option])
        assert run.returncode == 2
        assert run.stderr == f"duedesk init: {option} is missing\n"
        assert not list(place.folder.iterdir())


def test_a_bad_answer_names_its_option_and_leaves_nothing():
    cases = [
        ("--desk-name", " "), ("--desk-name", "x" * 101),
        ("--desk-name", "two\nlines"), ("--zone", "Europe/Nowhere"),
        ("--zone", "../../etc/passwd"), ("--base-url", "desk.example"),
        ("--base-url", "https://desk.example/"),
        ("--base-url", "https://d.example\ndb_name = mysql"),
        ("--files-url", "ftp://files.example"), ("--files-url", ""),
        ("--files-url", ANSWERS["--base-url"]),
        ("--department", ""), ("--owner-name", "\t"),
        ("--owner-email", "olivia"), ("--owner-email", "@harbour.example"),
        ("--db-socket", ""), ("--db-name", "x" * 65),
        ("--first-answer", ""), ("--first-answer", "8"),
        ("--first-answer", "soon"), ("--first-answer", "8h "),
        ("--first-answer", "-8h"), ("--first-answer", "0m"),
        ("--first-answer", "87841h"), ("--next-answer", "30m1h"),
        ("--next-answer", "9" * 40 + "h"), ("--hours", ""),
        ("--hours", "always"), ("--hours", "Mon-Fri"),
        ("--hours", "Mon-Fri 9:00-17:00"), ("--hours", "Mon-Fri 09:00-25:00"),
        ("--hours", "Mon-Fre 09:00-17:00"), ("--hours", "Mon 09:00-17:00,"),
        ("--hours", "Mon-Fri 24:00-17:00"),
        ("--hours", "Mon\n09:00-17:00"),
        ("--hours", ",".join(["Sun 10:00-11:00"] * 25))]
    for option, value in cases:
        place = Place()
        run = place.init(**{option[2:].replace("-", "_"): value})
        assert run.returncode == 2, (option, value, run.stdout)
        assert run.stderr.startswith(f"duedesk init: {option}: "), run.stderr
        assert run.stderr.count("\n") == 1
        assert not list(place.folder.iterdir())


def test_a_bad_promise_is_told_how_to_write_it():
    for option, value, said in (
            ("first_answer", "87841h", "1m to 87840h"),
            ("next_answer", "soon", "write a time as 8h, 45m or 1h30m"),
            ("hours", "Mon-Fri 9-17",
             '"Mon-Fri 9-17": write hours as Mon-Fri 09:00-17:00'),
            ("hours", ",".join(["Sun 10:00-11:00"] * 25),
             "a day has at most 24 times of opening")):
        run = Place().init(**{option: value})
        assert run.returncode == 2 and said in run.stderr, run.stderr
    run = Place().init("--no-promise", first_answer="8h")
    assert run.returncode == 2
    assert "--no-promise: a promise is given, too" in run.stderr


def test_an_unknown_option_is_named():
    run = Place().init("--colour", "red")
    assert run.returncode == 2
    assert 'there is no option "--colour"' in run.stderr
    run = Place().init("--db-admin")
    assert run.returncode == 2
    assert "--db-admin: a value is missing" in run.stderr


def test_an_unsafe_server_is_refused_in_one_sentence():
    place = Place()
    as_owner("SET GLOBAL innodb_flush_log_at_trx_commit = 2")
    try:
        run = place.init()
    finally:
        as_owner("SET GLOBAL innodb_flush_log_at_trx_commit = 1")
    assert run.returncode == 1
    assert run.stderr == (
        "duedesk init: the database is not safe to use:"
        " innodb_flush_log_at_trx_commit is not 1:"
        " what was confirmed could be lost\n")
    assert not list(place.folder.iterdir())
    assert [place.database] not in as_owner("SHOW DATABASES")


def test_no_server_is_said_so():
    place = Place()
    run = place.init(db_socket="/nowhere/s")
    assert run.returncode == 1 and "at /nowhere/s as" in run.stderr
    assert not list(place.folder.iterdir())


def test_a_database_of_something_else_is_left_alone():
    place = Place()
    as_owner(f"CREATE DATABASE {place.database};"
             f"CREATE TABLE {place.database}.posts (id INT PRIMARY KEY)")
    run = place.init()
    assert run.returncode == 1
    assert "has tables of something else" in run.stderr
    assert as_owner(f"SHOW TABLES FROM {place.database}") == [["posts"]]
    for name in ("bad`name", "two words", "a.b"):
        run = Place().init(db_name=name)
        assert run.returncode == 2 and "db_name: 1 to 64 letters" in run.stderr


def test_a_folder_that_cannot_be_written_to_is_named():
    place = Place()
    place.env["DUEDESK_CONF"] = "/nowhere/duedesk.conf"
    run = place.init()
    assert run.returncode == 1
    assert "cannot write /nowhere/duedesk.conf.new: No such" in run.stderr


# ---- Again and again ----------------------------------------------------------


def test_run_again_it_keeps_what_is_there_and_gives_another_link():
    place = Place()
    first = link_in(place.good())
    was = place.conf.read_bytes()
    out = place.good(without=["--base-url", "--files-url"],
                     desk_name="Another", department="Another")
    second = link_in(out)
    assert "desk Harbour Office, in Europe/Dublin\n" in out
    assert place.conf.read_bytes() == was
    assert first and second and first != second
    assert place.sql("SELECT COUNT(*) FROM person") == [["1"]]
    assert place.sql("SELECT name FROM department") == [["Support"]]
    assert place.sql("SELECT name FROM desk") == [["Harbour Office"]]


def test_an_owner_with_a_password_gets_no_link():
    place = Place()
    place.good()
    subprocess.run([DUEDESK, "people", "password", "olivia@harbour.example",
                    "--password-stdin"], input="an answer in time\n",
                   text=True, env=place.env, check=True, capture_output=True)
    before = place.sql("SELECT password_hash FROM person")
    for email in ("olivia@harbour.example", "eve@harbour.example"):
        out = place.good(owner_email=email)
        assert not link_in(out)
        assert "owner olivia@harbour.example, who has a password" in out
    assert place.sql("SELECT password_hash FROM person") == before


def test_nobody_else_becomes_the_owner():
    place = Place()
    place.good()
    run = place.init(owner_email="eve@harbour.example")
    assert run.returncode == 1 and not link_in(run.stdout)
    assert ("--owner-email: the desk has an owner, olivia@harbour.example"
            in run.stderr)


def test_settings_are_replaced_only_by_force():
    place = Place()
    place.good()
    was = place.conf.read_text()
    other = "https://help.harbour.example"
    run = place.init(base_url=other)
    assert run.returncode == 1 and place.conf.read_text() == was
    assert ("--base-url: the settings that are there say"
            ' "https://desk.harbour.example"') in run.stderr
    place.good("--force", base_url=other)
    assert place.conf.read_text() == was.replace(
        "https://desk.harbour.example", other)
    assert (place.folder / "duedesk.conf.old").read_text() == was


def test_settings_that_cannot_be_read_are_not_replaced():
    place = Place()
    place.conf.write_text("db_name\n")
    run = place.init()
    assert run.returncode != 0 and "duedesk.conf:1: expected" in run.stderr
    assert place.conf.read_text() == "db_name\n"


def made_by(place):
    """All that differs in nothing but the name of the database."""
    grants = as_owner(
        f"SHOW GRANTS FOR {place.setting('db_user_web')}@localhost")
    ours = (f"`{place.database}`", f"`{place.setting('db_user_web')}`")
    return {
        "tables": place.sql("SHOW TABLES"), "targets": targets(place),
        "hours": windows(place), "files": os.listdir(place.folder),
        "rows": rows_of(place, ["desk", "department", "person",
                                "department_member", *PROMISED]),
        "rights": sorted(g[0].replace(ours[0], "``").replace(ours[1], "`web`")
                         for g in grants if ours[0] in g[0])}


def test_killed_anywhere_it_completes_when_run_again():
    with Killer(SOCKET) as killer:
        place = Place()
        status, said = killer.run(place.command(db_socket=killer.at),
                                  place.env)
        assert status == 0, said
        whole, asked = made_by(place), killer.asked
        assert whole["rows"] == [1] * 9 and whole["files"] == ["duedesk.conf"]
        assert len(whole["targets"]) == 2 and len(whole["hours"]) == 5
        assert len(whole["rights"]) > 30 and asked > 200, (whole, asked)
        for share in (0, 0.03, 0.08, 0.15, 0.25, 0.4, 0.6, 0.8, 0.9, 0.99):
            other = Place()
            for nth in (int(asked * share), int(asked * share / 2)):
                status, said = killer.run(
                    other.command(db_socket=killer.at), other.env,
                    max(nth, 1))
                assert status == -signal.SIGKILL, (share, nth, status, said)
                assert share or os.listdir(other.folder) == [
                    "duedesk.conf.new"]
            status, said = killer.run(other.command(db_socket=killer.at),
                                      other.env)
            assert status == 0 and link_in(said), (share, status, said)
            made = made_by(other)
            for what, want in whole.items():
                assert made[what] == want, (share, what, made[what], want)


# ---- At a terminal ------------------------------------------------------------


def converse(place, answers, *options):
    """Answer each question; what was said, and the exit status."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [DUEDESK, "init", "--db-socket", SOCKET, "--db-name", place.database,
         "--group", "root", *options], stdin=slave, stderr=slave,
        stdout=subprocess.PIPE, text=True, env=place.env,
        start_new_session=True)
    os.close(slave)
    said, seen = "", 0
    answers = list(answers)
    while select.select([master], [], [], 120)[0]:
        try:
            data = os.read(master, 4096).decode()
        except OSError:
            break
        if not data:
            break
        said += data
        if said[seen:].endswith(": ") and answers:
            seen = len(said)
            os.write(master, (answers.pop(0) + "\n").encode())
    os.close(master)
    out = process.communicate(timeout=120)[0]
    return said, out, process.returncode


def test_two_desks_on_one_server_leave_each_other_alone():
    first, second = Place(), Place()
    first.good()
    second.good(owner_email="second@harbour.example")
    for place, owner in ((first, "olivia@harbour.example"),
                         (second, "second@harbour.example")):
        assert owner in place.cli("people", "list")
        for who in ("web", "sweep", "admin"):
            assert place.sql("SELECT 1", who) == [["1"]]
    assert refused(f"SELECT 1 FROM {second.database}.ticket")(first)


def test_accounts_keep_the_names_that_the_settings_give_them():
    place = Place()
    place.good()
    text = place.conf.read_text()
    place.conf.write_text(text.replace(f"{place.database}_web", "other_web"))
    place.good()
    assert place.sql("SELECT COUNT(*) FROM ticket", "web") == [["0"]]
    place.good("--force", base_url="https://help.harbour.example")
    assert place.setting("db_user_web") == "other_web"


def test_a_bad_answer_is_told_before_anything_is_made():
    for option, value, said in (
            ("owner_email", "a b@harbour.example", "character"),
            ("owner_email", "<a>@harbour.example", "character"),
            ("owner_email", "a@b@c", "write it as name@example.com"),
            ("base_url", "https://harbour.example/desk", "end with a name"),
            ("files_url", ANSWERS["--base-url"], "another name")):
        place = Place()
        run = place.init(**{option: value})
        assert run.returncode == 2, (value, run.stderr)
        assert "--" + option.replace("_", "-") in run.stderr, run.stderr
        assert said in run.stderr, run.stderr
        assert not place.conf.exists()
        assert [place.database] not in as_owner("SHOW DATABASES")


def test_at_a_terminal_it_asks_and_asks_again():
    place = Place()
    said, out, status = converse(place, [
        "Harbour Office", "Mars/Olympus", "Europe/Dublin",
        "desk.harbour.example", "https://desk.harbour.example",
        "https://desk.harbour.example", "", "", "Olivia Hart", "olivia",
        "o h@harbour.example", "olivia@harbour.example", "soon", "4h", "", "weekdays", "Mon-Sat 08:00-18:00"])
    assert status == 0, said + out
    assert link_in(out)
    assert "Name of the desk [Help desk]: " in said
    assert "must begin with http:// or https://" in said
    assert "files need another name than the desk" in said
    assert "write it as name@example.com" in said
    assert "a character in it is not allowed" in said
    assert ("Address of files, another name [https://files.harbour.example]: "
            in said)
    assert place.setting("files_url") == "https://files.harbour.example"
    assert place.sql("SELECT name FROM department") == [["Support"]]
    assert "First answer within (or none) [8h]: " in said
    assert "write a time as 8h, 45m or 1h30m" in said
    assert "Working hours (or 24x7) [Mon-Fri 09:00-17:00]: " in said
    assert [row[2] for row in targets(place)] == ["14400", "28800"]
    assert windows(place) == [[day, "480", "1080"] for day in "012345"]


def test_at_a_terminal_nothing_need_be_promised():
    place = Place()
    said, out, status = converse(place, ["none", "none"], *(
        word for pair in ANSWERS.items() for word in pair))
    assert status == 0, said + out
    assert "Next answer within" in said and "Working hours" not in said
    assert "no promise\n" in out and rows_of(place, PROMISED) == [0] * 5
    place = Place()
    said, out, status = converse(place, [], "--no-promise", *(
        word for pair in ANSWERS.items() for word in pair))
    assert status == 0 and "answer within" not in said, said + out
    assert "no promise\n" in out and rows_of(place, PROMISED) == [0] * 5


def test_answers_that_end_early_leave_nothing():
    place = Place()
    said, out, status = converse(place, ["Harbour Office", "\x04"])
    assert status == 2, said + out
    assert "the answers ended before --zone" in said
    assert not list(place.folder.iterdir())


try:
    tap.run(globals())
finally:
    shutil.rmtree(WORK, ignore_errors=True)
