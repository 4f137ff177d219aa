#!/usr/bin/python3
"""Servers on which a promise could be lost are refused, in one sentence."""

import getpass
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap  # noqa: E402

DUEDESK = tap.BUILD / "duedesk"
WORK = Path(tempfile.mkdtemp(prefix="duedesk-unsafe.", dir="/tmp"))
SAFE = ["--innodb-snapshot-isolation=ON", "--character-set-server=utf8mb4",
        "--collation-server=utf8mb4_unicode_520_ci"]


def install():
    data = WORK / "data"
    if not data.exists():
        subprocess.run(["mariadb-install-db", "--no-defaults", f"--datadir={data}", f"--user={getpass.getuser()}",
                        "--auth-root-authentication-method=normal", "--skip-test-db", "--force", "--skip-name-resolve"],
                       check=True, capture_output=True)
        (WORK / "tmp").mkdir()
    return data


@contextmanager
def server(*options):
    """A MariaDB with nothing set but these options."""
    command = ["mariadbd", "--no-defaults", f"--datadir={install()}", f"--socket={WORK}/s", f"--tmpdir={WORK}/tmp",
               f"--user={getpass.getuser()}", "--skip-networking", "--skip-name-resolve", *options]
    with open(WORK / "log", "ab") as log:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        until = time.monotonic() + 120
        while sql("SELECT 1").returncode != 0:
            assert process.poll() is None, (WORK / "log").read_text()
            assert time.monotonic() < until, (WORK / "log").read_text()
            time.sleep(0.02)
        yield
    finally:
        process.kill()
        process.wait()


def sql(text):
    return subprocess.run(["mariadb", "--no-defaults", "-S", WORK / "s", "-u", "root", "-e", text],
                          capture_output=True, text=True, check=False)


def duedesk(*arguments):
    env = {**os.environ, "DUEDESK_DB_SOCKET": str(WORK / "s"), "DUEDESK_DB_NAME": "desk",
           "DUEDESK_DB_USER_ADMIN": "root", "DUEDESK_DB_PASSWORD_ADMIN": ""}
    return subprocess.run([DUEDESK, *arguments], capture_output=True, text=True, check=False, env=env)


def refusal():
    """What a command says that needs a safe server, once the tables are there."""
    assert sql("CREATE DATABASE IF NOT EXISTS desk CHARACTER SET utf8mb4").returncode == 0
    run = duedesk("migrate")
    assert run.returncode == 0, run.stderr
    run = duedesk("people", "list")
    assert (run.returncode == 0) == (run.stderr == ""), run
    assert run.stderr.count("\n") <= 1, run.stderr
    return run.stderr


def test_a_server_as_it_comes_is_refused():
    with server():
        assert "innodb_snapshot_isolation is OFF" in refusal()


def test_a_server_with_those_settings_is_taken():
    with server(*SAFE):
        assert refusal() == ""


def test_a_binary_log_must_be_kept_too():
    with server(*SAFE, "--log-bin=bin", "--sync-binlog=0"):
        assert "sync_binlog is not 1" in refusal()
    with server(*SAFE, "--log-bin=bin", "--sync-binlog=1"):
        assert refusal() == ""


def test_an_empty_database_is_refused_with_the_command_to_run():
    with server(*SAFE):
        assert sql("DROP DATABASE IF EXISTS desk; CREATE DATABASE desk CHARACTER SET utf8mb4").returncode == 0
        run = duedesk("people", "list")
        assert run.returncode == 1 and 'run "duedesk migrate"' in run.stderr, run.stderr


if __name__ == "__main__":
    try:
        tap.run(globals())
    finally:
        shutil.rmtree(WORK, ignore_errors=True)
