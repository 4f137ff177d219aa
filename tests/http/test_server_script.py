"""script/server: one command up, one signal down, nothing left behind."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import pytest

from desk import BUILD, PATIENCE, TOP, Desk, gone, wait_until


@pytest.fixture
def own():
    """A desk of this test's own, not yet started."""
    d = Desk("--no-sample")
    yield d
    d.remove()


def test_the_second_start_makes_nothing_anew(own):
    def made():
        return [(own.home / name).stat() for name in
                ("db", "db/mysql/global_priv.frm", "db/duedesk/ticket.frm",
                 "accounts")]

    own.start()
    port, conf, before = own.port, own.conf.read_text(), made()
    assert own.stop() == 143
    own.start()
    assert own.port == port
    assert own.conf.read_text() == conf
    assert [(s.st_ino, s.st_ctime_ns) for s in made()[1:]] == [
        (s.st_ino, s.st_ctime_ns) for s in before[1:]]
    assert made()[0].st_ino == before[0].st_ino


def test_it_says_where_the_desk_is(own):
    own.start()
    assert re.search(rf"^http://desk\.localhost:{own.port} is ready after "
                     r"\d+\.\d s\.", own.said(), re.M), own.said()
    assert own.ask("GET", "/healthz").status == 200


def test_it_says_how_to_ask_from_the_shell(desk):
    said = re.search(r"^  From the shell: (\S+) --conf (\S+) help$",
                     desk.said(), re.M)
    run = subprocess.run([said[1], "--conf", said[2], "departments", "list"],
                         capture_output=True, text=True, check=True)
    assert "Service Desk" in run.stdout


def test_passwords_are_drawn_for_each_data_directory(own):
    other = Desk("--no-sample")
    try:
        own.start()
        other.start()
        secrets = [d.setting(f"db_password_{who}") for d in (own, other)
                   for who in ("web", "sweep", "hook", "admin")]
    finally:
        other.remove()
    assert len(set(secrets)) == 8
    assert all(re.fullmatch(r"[0-9a-f]{32}", s) for s in secrets)
    assert own.conf.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("how,status", [
    (signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 143),
    (signal.SIGKILL, -9)])
def test_when_the_script_ends_everything_ends(own, how, status):
    own.start()
    assert len(own.processes()) >= 8
    assert own.stop(how) == status
    assert own.processes() == {}


def test_killed_while_it_starts_it_leaves_nothing(own):
    own.launch()
    wait_until(lambda: own.processes().keys() - {own.process.pid})
    assert own.stop(signal.SIGKILL) == -9
    own.start()  # and what it left half made does not matter


def test_after_a_kill_the_next_start_finds_what_was_saved(own):
    own.start()
    own.sql("CREATE TABLE kept (n INT PRIMARY KEY); INSERT INTO kept VALUES (7)")
    port = own.port
    own.process.send_signal(signal.SIGKILL)
    own.process.wait(PATIENCE)
    own.start()  # at once, while the old processes still go
    assert own.port == port
    assert own.sql("SELECT n FROM kept") == [["7"]]


def test_a_second_start_in_the_same_folder_is_refused(own):
    own.start()
    second = subprocess.run(own.command(), capture_output=True, text=True,
                            env=own.env, timeout=PATIENCE,
                            stdin=subprocess.DEVNULL)
    assert second.returncode == 1
    assert "A desk already runs in" in second.stderr
    assert own.url in second.stderr
    assert own.ask("GET", "/healthz").status == 200


def test_a_taken_port_is_said_so(own, desk):
    own.options = ("--no-sample", "--port", str(desk.port))
    own.launch()
    assert own.process.wait(PATIENCE) == 1
    own.reader.join()
    assert f"Port {desk.port} is taken." in own.said()


def test_a_long_path_works_although_sockets_have_short_ones():
    root = Path(tempfile.mkdtemp(prefix="duedesk-", dir="/tmp"))
    root.chmod(0o755)
    home = root / ("a folder with a long name, " + "x" * 90)
    home.mkdir()
    d = Desk("--no-sample", home=home)
    try:
        d.start()
        assert d.ask("GET", "/healthz").status == 200
        sockets = Path(d.setting("db_socket")).parent
        assert len(str(sockets)) < 60
        d.stop()
        assert not sockets.exists()
    finally:
        d.remove()
        shutil.rmtree(root)


def test_a_service_that_dies_is_started_again(own):
    own.start()
    for service in ("nginx", "fast", "slow", "mariadb", "sweep", "hook"):
        pid = own.pid(service)
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: own.pid(service) != pid)
        wait_until(own.healthy)


def test_workers_of_a_killed_nginx_do_not_keep_the_port(own):
    own.start()
    port, master = own.port, own.pid("nginx")
    workers = own.workers("nginx")
    assert workers
    os.kill(master, signal.SIGKILL)
    wait_until(lambda: own.pid("nginx") != master)
    wait_until(lambda: all(gone(p) for p in workers))
    wait_until(own.healthy)
    assert own.workers("nginx") and own.port == port
    # And when nobody is there any more to start it again.
    master, workers = own.pid("nginx"), own.workers("nginx")
    os.kill(own.process.pid, signal.SIGSTOP)
    os.kill(master, signal.SIGKILL)
    own.process.send_signal(signal.SIGKILL)
    own.process.wait(PATIENCE)
    assert not any(gone(p) for p in workers)
    own.start()
    assert own.port == port and all(gone(p) for p in workers)
    assert own.ask("GET", "/healthz").status == 200


def test_the_database_is_as_careful_as_a_real_one(own):
    own.start()
    wanted = {
        "innodb_flush_log_at_trx_commit": "1", "sync_binlog": "1",
        "innodb_snapshot_isolation": "1", "innodb_doublewrite": "1",
        "character_set_server": "utf8mb4", "local_infile": "0",
        "skip_networking": "1", "tx_isolation": "REPEATABLE-READ",
        "innodb_lock_wait_timeout": "5", "innodb_rollback_on_timeout": "1",
        "idle_transaction_timeout": "30"}
    for name, value in wanted.items():
        assert own.sql(f"SELECT @@GLOBAL.{name}") == [[value]], name
    assert "STRICT_ALL_TABLES" in own.sql("SELECT @@GLOBAL.sql_mode")[0][0]


@pytest.mark.parametrize("who", ["web", "sweep"])
@pytest.mark.parametrize("statement", [
    "CREATE TABLE t (n INT PRIMARY KEY)", "DROP TABLE event",
    "ALTER TABLE event ADD x INT", "UPDATE event SET ticket_id = 1",
    "DELETE FROM event", "DELETE FROM verdict", "TRUNCATE verdict",
    "GRANT SELECT ON event TO CURRENT_USER", "SELECT * FROM mysql.user"])
def test_no_program_can_change_history_or_tables(desk, who, statement):
    run = subprocess.run(
        ["mariadb", "--no-defaults", "-S", desk.setting("db_socket"),
         "-u", desk.setting(f"db_user_{who}"),
         f"-p{desk.setting(f'db_password_{who}')}", "duedesk",
         "-e", statement], capture_output=True, text=True, timeout=PATIENCE)
    assert re.search(r"ERROR (1142|1044|1227|1141)", run.stderr), run


def test_nothing_of_a_running_desk_belongs_to_root(own):
    own.start()
    for pid in own.processes():
        try:
            status = Path(f"/proc/{pid}/status").read_text()
        except FileNotFoundError:
            continue
        uids = re.search(r"^Uid:\s+(.*)$", status, re.M).group(1).split()
        assert "0" not in uids or os.getuid() == 0 and (
            pid == own.process.pid)


def test_another_name_is_open_to_the_network_and_only_by_that_name(own):
    own.options += ("--name", "desk.example.test")
    own.start()
    assert own.ask("GET", "/healthz").status == 200
    assert own.setting("files_url") == (
        f"http://files.example.test:{own.port}")
    assert own.raw(b"GET / HTTP/1.1\r\nHost: desk.localhost\r\n\r\n") == b""
    # No password goes over such a network in the clear.
    page = own.ask("GET", "/session/new")
    assert page.status == 200
    assert "This address is not safe for signing in" in page.text
    assert "password" not in {e.get("type") for e in page.html().iter("input")}


@pytest.mark.parametrize("words,sentence", [
    (["--port"], "--port needs a value."),
    (["--port", "http"], "--port http: that is no number."),
    (["--name", "a b"], "--name a b: that is no host name."),
    (["--what"], "usage: script/server")])
def test_wrong_options_are_explained(words, sentence):
    run = subprocess.run([TOP / "script/server", *words], text=True,
                         capture_output=True, timeout=PATIENCE)
    assert run.returncode in (1, 2)
    assert sentence in run.stderr


def test_without_programs_it_says_so(own):
    own.build = BUILD / "nothing-here"
    own.launch()
    assert own.process.wait(PATIENCE) == 1
    own.reader.join()
    assert "There are no programs in" in own.said()
