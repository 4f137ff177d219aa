"""Tests in Python that say what they found as the C ones do (TAP)."""

import os
import subprocess
import sys
import traceback
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("TEST_BUILDDIR", "build"))


def need_database():
    """Run again with an empty MariaDB of our own, unless there is one."""
    if "DUEDESK_DB_SOCKET" not in os.environ:
        with_db = str(TOP / "tests/support/with-db")
        os.execv(with_db, [with_db, "--bare", "--build", str(BUILD),
                           sys.executable, "-B", *sys.argv])


def sql(text):
    """Rows of an answer of that database, as lists of texts."""
    env = os.environ
    answer = subprocess.run(
        ["mariadb", "--no-defaults", "-S", env["DUEDESK_DB_SOCKET"],
         "-u", env["DUEDESK_DB_USER_ADMIN"],
         f"-p{env['DUEDESK_DB_PASSWORD_ADMIN']}", "--batch", "-N",
         env["DUEDESK_DB_NAME"], "-e", text],
        capture_output=True, text=True, check=False)
    assert answer.returncode == 0, (text, answer.stderr)
    return [line.split("\t") for line in answer.stdout.splitlines()]


def run(names, *notes):
    """Run the functions of ``names`` (globals()) called test_..."""
    tests = [(n, f) for n, f in names.items() if n.startswith("test_")]
    bad = 0
    print(f"1..{len(tests)}")
    for note in notes:
        print("#", note)
    for number, (name, test) in enumerate(tests, 1):
        try:
            test()
            print(f"ok {number} - {name}", flush=True)
        except Exception:  # pylint: disable=broad-except
            bad += 1
            print(f"not ok {number} - {name}")
            for row in traceback.format_exc().splitlines():
                print("#", row[:2000], flush=True)
    sys.exit(1 if bad else 0)
