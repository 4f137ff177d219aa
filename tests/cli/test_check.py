#!/usr/bin/python3
"""duedesk check: finds everything that is not as it should be, and nothing else."""

import hashlib
import json
import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap  # noqa: E402
from check_deeds import DEEDS  # noqa: E402
from check_values import LOOSE, VALUES  # noqa: E402
from tap import sql  # noqa: E402

DUEDESK = tap.BUILD / "duedesk"
HOME = Path(os.environ.get("DUEDESK_TEST_DB_DIR", ".")) / "check"  # goes with the database
BLOBS = HOME / "blobs"
SEED = int(os.environ.get("DUEDESK_TEST_SEED", random.randrange(1 << 30)))
UNTIL = "2026-11-20T12:00:00Z"
ENV = {**os.environ, "DUEDESK_SAMPLE_DIR": str(tap.TOP / "sql/sample"), "DUEDESK_BLOB_DIR": str(BLOBS)}


def duedesk(*args):
    return subprocess.run([DUEDESK, *args], capture_output=True, text=True, check=False, env=ENV)


def fresh(*sample):
    """A desk with that sample."""
    name = os.environ["DUEDESK_DB_NAME"]
    sql(f"DROP DATABASE {name}; CREATE DATABASE {name} CHARACTER SET utf8mb4")
    for args in (("migrate",), ("sample", "--until", UNTIL, *sample)):
        run = duedesk(*args)
        assert run.returncode == 0, run.stderr


def check(*args):
    """The findings, each a dictionary; the exit status."""
    run = duedesk("check", "--json", "--all", *args)
    assert run.returncode in (0, 1), run.stderr
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert (run.returncode == 1) == bool(found), (run.returncode, found)
    return found


# ---- Files, sessions, forms: what a sample has none of --------------------------------------------------


def blob_path(digest):
    return BLOBS / digest[:2] / digest[2:]


def add_file(message, ticket, content):
    digest = hashlib.sha256(content).hexdigest()
    path = blob_path(digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    sql(f"INSERT INTO blob_file VALUES (x'{digest}', {len(content)}, 1, 1);"
        "INSERT INTO attachment (oid, ticket_id, message_id, position, name, type, size, hash, created_at) VALUES"
        f" ('{digest[:16]}', {ticket}, {message}, 0, 'a.txt', 0, {len(content)}, x'{digest}', 1)")
    return digest


def furnish():
    """Six files; sessions, one ended as soon as it began; forms that were carried out."""
    BLOBS.mkdir(parents=True, exist_ok=True)
    files = [(add_file(m, t, b"content %d\n" % i * 50), t)
             for i, (m, t) in enumerate(sql(
                 "SELECT MIN(id), ticket_id FROM message GROUP BY ticket_id ORDER BY 1 LIMIT 6"))]
    person = sql("SELECT MIN(id) FROM person")[0][0]
    code = sql("SELECT code FROM ticket LIMIT 1")[0][0]
    columns = "token_hash, person_id, csrf_key, created_at, seen_at, expires_at"
    sql(f"INSERT INTO session ({columns}) VALUES (REPEAT('a', 32), {person}, REPEAT('k', 32), 1000, 1500, 2000),"
        "(REPEAT('b', 32), NULL, REPEAT('k', 32), 1000, 1500, 2000);"
        f"INSERT INTO session ({columns}, ended) VALUES"
        f" (REPEAT('c', 32), {person}, REPEAT('k', 32), 1000, 1000, 1000, 1);"
        "INSERT INTO once (key_hash, request_hash, answer, created_at) VALUES"
        f" (REPEAT('a', 32), REPEAT('r', 32), '{code}', 1000), (REPEAT('b', 32), REPEAT('r', 32), '{code}', 1000)")
    return files


# ---- What is done to it: check_deeds.py, check_values.py ----------------------------------------------


def choose(draw, where, used):
    rows = [r for r in sql(f"SELECT t.id, t.code FROM ticket t WHERE {where} ORDER BY t.id") if r[0] not in used]
    assert rows, f"no ticket is left with {where}"
    row = draw.choice(rows)
    used.add(row[0])
    return row


def corrupt(draw, deeds, used):
    """Do them all, each to a ticket of its own; what has to be found."""
    wanted, script = [], ["SET foreign_key_checks = 0, sql_mode = ''"]
    for kind, where, deed in deeds:
        number, code = choose(draw, where, used)
        if kind == "ticket.code":
            code = "abc-defgh-12x"
        wanted.append((kind, code))
        script.append(deed.replace(":t", number))
    sql(";\n".join(script))
    return wanted


def spoil_files(files):
    """One is gone, one is longer, one holds something else, and so on."""
    gone, longer, other, row = (blob_path(d) for d, _ in files[:4])
    gone.unlink()
    longer.write_bytes(longer.read_bytes() + b"!")
    other.write_bytes(b"C" + other.read_bytes()[1:])
    sql(f"SET foreign_key_checks = 0; UPDATE blob_file SET size = size + 1 WHERE hash = x'{files[3][0]}';"
        f"DELETE FROM blob_file WHERE hash = x'{files[4][0]}';"
        f"UPDATE attachment SET message_id = 99999999 WHERE ticket_id = {files[5][1]}")
    code = {t: c for t, c in sql("SELECT id, code FROM ticket")}
    name = ["/".join((d[:2], d[2:])) for d, _ in files]
    return ([("blob.missing", name[0]), ("blob.content", name[1]), ("blob.content", name[2]),
             ("blob.content", name[3])],
            [("attachment.size", code[files[3][1]]), ("attachment.hash", code[files[4][1]]),
             ("attachment.message_id", code[files[5][1]])])


def test_a_clean_desk_has_no_findings():
    fresh("--tickets", "1500")
    furnish()
    assert check() == []
    assert check("--quick") == []
    run = duedesk("check")
    assert run.returncode == 0 and "0 findings in 1500 tickets" in run.stdout, run.stdout


def test_every_kind_of_corruption_is_found_by_its_kind():
    draw = random.Random(SEED)
    files = [(h.lower(), t) for h, t in sql("SELECT HEX(hash), ticket_id FROM attachment ORDER BY id")]
    used = {t for _, t in files}
    deeds = DEEDS[:]
    draw.shuffle(deeds)
    wanted = corrupt(draw, deeds, used)
    sql(";\n".join(["SET foreign_key_checks = 0, sql_mode = ''"] + [deed for _, deed in LOOSE]))
    blobs, attachments = spoil_files(files)
    wanted += attachments
    found = check()
    got = {(f["kind"], f["ticket"]) for f in found} | {(f["kind"], f["what"]) for f in found if f["ticket"] == "-"}
    missing = [w for w in wanted + blobs if w not in got]
    assert not missing, (SEED, missing)
    kinds = {f["kind"] for f in found if f["ticket"] == "-"}
    assert not {k for k, _ in LOOSE} - kinds, (SEED, {k for k, _ in LOOSE} - kinds)
    # Nobody else is accused.
    guilty = {code for _, code in wanted} | {"-"}
    innocent = [f for f in found if f["ticket"] not in guilty and not f["kind"].endswith(("_name", ".company_id"))]
    assert not innocent, (SEED, innocent[:5])
    assert len(wanted) + len(LOOSE) + len(blobs) >= 140


def test_findings_are_counted_and_shortened():
    run = duedesk("check")
    assert run.returncode == 1, run.stdout
    sql("SET foreign_key_checks = 0; UPDATE ticket SET order_at = order_at + 1")
    run = duedesk("check")
    lines = [x for x in run.stdout.splitlines() if x.startswith("ticket.order_at\t")]
    assert len(lines) == 20, len(lines)
    counts = dict(reversed(x.split()) for x in run.stdout.splitlines() if len(x.split()) == 2)
    assert int(counts["ticket.order_at"]) > 1400, run.stdout[-3000:]
    assert sum(map(int, counts.values())) == int(run.stdout.splitlines()[-1].split()[0])


def dump(table):
    env = os.environ
    run = subprocess.run(
        ["mariadb-dump", "--no-defaults", "-S", env["DUEDESK_DB_SOCKET"], "-u", env["DUEDESK_DB_USER_ADMIN"],
         f"-p{env['DUEDESK_DB_PASSWORD_ADMIN']}", "--hex-blob", "--skip-comments", env["DUEDESK_DB_NAME"], table],
        capture_output=True, text=True, check=True)
    return run.stdout


def test_what_people_and_admins_keep_is_looked_at_too():
    fresh("--tickets", "40", "--seed", "6")
    furnish()
    sql("INSERT INTO invitation VALUES (REPEAT('i', 32), (SELECT MIN(id) FROM person), 1000, NULL, 2000, 1500);"
        "INSERT IGNORE INTO desk (id, name, zone, created_at) VALUES (1, 'Harbour Office', 'UTC', 1);"
        "UPDATE desk SET sandbox_until = 5; DELETE FROM sweep_state")
    assert check() == []
    for kind, deed in VALUES:
        table = re.match(r"(?:UPDATE|INSERT INTO|DELETE FROM) (\w+)", deed).group(1)
        was = dump(table)
        sql("SET foreign_key_checks = 0, sql_mode = ''; " + deed)
        assert dump(table) != was, deed
        found = {f["kind"] for f in check()}
        assert kind in found, (deed, found)
        sql(was)
    assert check() == []


def test_one_ticket_alone_can_be_asked_for():
    fresh("--tickets", "50", "--seed", "3")
    code, other = [r[0] for r in sql("SELECT code FROM ticket LIMIT 2")]
    sql(f"UPDATE ticket SET version = 77 WHERE code = '{code}'")
    assert [(f["kind"], f["ticket"], f["stands"]) for f in check("--ticket", code)] == [("ticket.version", code, "77")]
    assert check("--ticket", other) == []
    run = duedesk("check", "--ticket", "NNN-NNNNN-999")
    assert run.returncode == 2 and "no ticket" in run.stderr, run.stderr


def test_files_nobody_wants_are_told_of_and_are_no_fault():
    fresh("--tickets", "20")
    old, new = blob_path("ab" * 32), blob_path("cd" * 32)
    for path in (old, new):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    os.utime(old, (time.time() - 3 * 86400,) * 2)
    before = len([p for p in BLOBS.glob("*/*") if p.stat().st_mtime < time.time() - 86400])
    run = duedesk("check")
    assert run.returncode == 0 and f"{before} files nobody wants" in run.stdout, run.stdout


def test_promises_by_other_time_zones_are_counted_not_accused():
    fresh("--tickets", "60")
    code = sql("SELECT ticket_code FROM clock WHERE state = 0 AND due_at IS NOT NULL LIMIT 1")[0][0]
    sql(f"UPDATE clock SET tz_version = '1999a', due_at = due_at + 3600 WHERE ticket_code = '{code}' AND state = 0")
    run = duedesk("check")
    assert run.returncode == 0 and "1 tickets were counted by other time zones" in run.stdout, run.stdout


def test_nothing_is_found_while_others_write():
    fresh("--tickets", "300", "--seed", "4")
    with subprocess.Popen([DUEDESK, "sample", "--tickets", "3000", "--seed", "5", "--until", UNTIL], env=ENV,
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as writer:
        rounds = 0
        while writer.poll() is None:
            run = duedesk("check")
            assert run.returncode == 0, run.stdout[-2000:]
            rounds += 1
        assert writer.returncode == 0 and rounds >= 1
    assert check() == []


def test_it_says_when_it_cannot_look():
    name = os.environ["DUEDESK_DB_NAME"]
    sql(f"DROP DATABASE {name}; CREATE DATABASE {name} CHARACTER SET utf8mb4")
    run = duedesk("check")
    assert run.returncode == 2 and "no tables" in run.stderr, (run.returncode, run.stderr)
    assert duedesk("check", "--thoroughly").returncode == 2


if __name__ == "__main__":
    tap.need_database()
    HOME.mkdir(exist_ok=True)
    tap.run(globals(), f"DUEDESK_TEST_SEED={SEED}")
