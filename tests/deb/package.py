#!/usr/bin/python3
"""The Debian package in a Debian of its own: installed, set up, used, upgraded,
removed. Step by step, as doc/operations.md tells it; run by tests/deb/run."""

import http.client
import os
import re
import socket
import ssl
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

from desk import Answer, Client, wait_until  # noqa: E402

import files  # noqa: E402
import tap  # noqa: E402

ROOT = Path(sys.argv[1])
HOST, FILES = "desk.harbour.example", "files.harbour.example"
EMAIL, PASSWORD = "olivia@harbour.example", "before the tide turns"
STARTED = {}


def within(*words, check=True, typed=None, env=None):
    """Run it there; standard output and error together."""
    run = subprocess.run(
        ["chroot", ROOT, *words], input=typed, text=True, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300,
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root",
             "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive",
             **(env or {})})
    if check:
        assert run.returncode == 0, f"{words}: {run.stdout[-3000:]}"
    return run.stdout


def shell(script):
    return within("sh", "-euc", script)


def start(name, *words):
    STARTED[name] = subprocess.Popen(
        ["chroot", ROOT, *words], stdin=subprocess.DEVNULL,
        stdout=open(f"/tmp/deb-check-{name}.log", "w"),
        stderr=subprocess.STDOUT,
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"})


def stop(name):
    process = STARTED.pop(name)
    process.terminate()
    process.wait(40)


def sql(statement):
    return [line.split("\t") for line in within(
        "mariadb", "--batch", "--skip-column-names", "-e", statement,
        "duedesk").splitlines()]


class Site:
    """The desk as a browser has it: by name, over TLS."""

    url = f"https://{HOST}"

    def ask(self, method, path, headers=None, body=None, host=HOST):
        context = ssl.create_default_context(cafile=ROOT / "etc/ssl/desk.pem")
        c = http.client.HTTPSConnection(host, timeout=30)
        c.sock = context.wrap_socket(
            socket.create_connection(("127.0.0.1", 443), 10),
            server_hostname=host)
        c.request(method, path, body, {"Host": host, "Connection": "close",
                                       **(headers or {})})
        r = c.getresponse()
        answer = Answer(r, r.read())
        c.close()
        return answer

    def setting(self, name):
        conf = (ROOT / "etc/duedesk/duedesk.conf").read_text()
        return re.search(rf"^{name} = (.*)$", conf, re.M)[1]

    def answers(self):
        try:
            return self.ask("GET", "/healthz").status == 200
        except OSError:
            return False


SITE = Site()
OLIVIA = Client(SITE)


def first_form(answer):
    """The page's form that asks for a password: where to, its fields."""
    for form in answer.html().iter("form"):
        fields = {e.get("name"): e.get("value", "")
                  for e in form.iter("input") if e.get("name")}
        if "password" in fields:
            return form.get("action"), fields
    raise AssertionError(answer.text)


# ---- Install ------------------------------------------------------------------


def test_01_it_installs():
    within("dpkg", "-i", "/tmp/first.deb")
    assert within("dpkg", "--verify", "duedesk") == ""
    assert "duedesk 0.1.0" in within("duedesk", "version")


def test_02_it_has_a_user_and_folders_that_are_its_own():
    user = within("getent", "passwd", "duedesk").strip().split(":")
    assert user[5:] == ["/var/lib/duedesk", "/usr/sbin/nologin"]
    for path, want in (
            ("/etc/duedesk", "root:root 755"),
            ("/var/lib/duedesk", "duedesk:www-data 2750"),
            ("/var/lib/duedesk/blobs", "duedesk:www-data 2750"),
            ("/var/spool/duedesk", "duedesk:www-data 2750"),
            ("/var/log/duedesk", "duedesk:duedesk 750")):
        assert within("stat", "-c", "%U:%G %a", path).strip() == want, path


def test_03_nothing_that_root_runs_is_its_to_write():
    found = shell(
        "find / -xdev \\( -user duedesk -o -group duedesk -perm /020 "
        "-o -path '/etc/*duedesk*' -perm /022 ! -type l \\) "
        "-not -path '/proc/*'").split()
    assert sorted(found) == [
        "/var/lib/duedesk", "/var/lib/duedesk/blobs", "/var/log/duedesk",
        "/var/spool/duedesk"], found


def test_04_systemd_takes_the_units():
    said = shell(
        "systemd-analyze verify --man=no --recursive-errors=no"
        " /lib/systemd/system/duedesk*")
    assert said == "", said
    assert within("systemctl", "is-enabled", "duedesk.target").strip() == (
        "enabled")
    # What is asked during an upgrade waits at the sockets: they stay.
    for line in (ROOT / "var/lib/dpkg/info/duedesk.postinst"
                 ).read_text().splitlines():
        if re.search(r"deb-systemd-invoke \S*(restart|_dh_action)", line):
            assert ".socket" not in line and ".target" not in line, line
            assert "duedesk-web-fast.service" in line, line
            break
    else:
        raise AssertionError("an upgrade starts nothing anew")


def test_05_the_man_pages_are_there():
    for page in ("man1/duedesk.1", "man5/duedesk.conf.5",
                 "man8/duedesk-web.8", "man8/duedesk-sweep.8",
                 "man8/duedesk-hook.8"):
        shell(f"test -s /usr/share/man/{page}.gz")


# ---- Set up -------------------------------------------------------------------


def mariadb():
    shell("install -d -o mysql -g mysql /run/mysqld")
    start("mariadb", "mariadbd", "--user=mysql", "--skip-networking",
          "--innodb-buffer-pool-size=128M")
    wait_until(lambda: "1" in within("mariadb", "-e", "SELECT 1",
                                     check=False), 60)


INIT = ["duedesk", "init", "--desk-name", "Harbour", "--zone",
        "Europe/Dublin", "--base-url", f"https://{HOST}", "--files-url",
        f"https://{FILES}", "--department", "Support", "--owner-name",
        "Olivia Hart", "--owner-email", EMAIL]


def test_06_debians_own_settings_of_mariadb_are_refused():
    mariadb()
    said = within(*INIT, check=False)
    assert said == (
        "duedesk init: the database is not safe to use: "
        "innodb_snapshot_isolation is OFF: changes could get lost\n"), said
    shell("test ! -e /etc/duedesk/duedesk.conf")
    stop("mariadb")


def test_07_init_makes_a_desk_on_a_safe_server():
    shell("cp /usr/share/doc/duedesk/examples/mariadb.cnf"
          " /etc/mysql/mariadb.conf.d/60-duedesk.cnf")
    mariadb()
    said = within(*INIT)
    Site.link = re.search(rf"^https://{HOST}(/welcome\S+)$", said, re.M)[1]
    assert within("stat", "-c", "%U:%G %a",
                  "/etc/duedesk/duedesk.conf").strip() == "root:duedesk 640"
    assert sql("SELECT name FROM department") == [["Support"]]
    assert sql("SELECT name FROM level") == [["Standard"]]


def web():
    """As operations.md has it for machines without systemd."""
    shell("install -d -o duedesk -g www-data -m 2750 /run/duedesk")
    for pool in ("fast", "slow"):
        start(pool, "setpriv", "--reuid=duedesk", "--regid=duedesk",
              "--init-groups", "sh", "-c",
              "umask 027; exec /usr/sbin/duedesk-web --pool " + pool +
              " --socket /run/duedesk/" + pool +
              " 2>>/var/log/duedesk/web-" + pool + ".log")
    wait_until(lambda: all((ROOT / "run/duedesk" / pool).exists()
                           for pool in ("fast", "slow")))


def test_08_the_site_is_enabled_with_two_names_and_a_certificate():
    shell(f"""
        openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={HOST} \
            -addext subjectAltName=DNS:{HOST},DNS:{FILES} \
            -keyout /etc/ssl/desk.key -out /etc/ssl/desk.pem 2>/dev/null
        cd /etc/nginx
        sed -i 's,/etc/letsencrypt/live/desk.example.org/fullchain.pem,/etc/ssl/desk.pem,
            s,/etc/letsencrypt/live/desk.example.org/privkey.pem,/etc/ssl/desk.key,
            s,example[.]org,harbour.example,g' sites-available/duedesk
        rm -f sites-enabled/default
        ln -s ../sites-available/duedesk sites-enabled/
        nginx -t 2>&1""")
    assert "example.org" not in (
        ROOT / "etc/nginx/sites-available/duedesk").read_text()


def test_09_the_sign_in_page_comes_over_tls():
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    web()
    start("nginx", "nginx", "-g", "daemon off;")
    wait_until(SITE.answers, 30)
    page = SITE.ask("GET", "/session/new")
    assert page.status == 200 and 'name="password"' in page.text
    assert page.all("Strict-Transport-Security") == ["max-age=63072000"]
    css = re.search(r'href="(/static/css/[^"]+)"', page.text)[1]
    assert SITE.ask("GET", css).status == 200
    mode = shell("stat -c '%U:%G %a' /run/duedesk/fast").strip()
    assert mode == "duedesk:www-data 660"


def test_10_the_link_lets_the_owner_in_once():
    page = OLIVIA.get(Site.link)
    assert page.status == 200, page.text
    action, fields = first_form(page)
    for name in fields:
        if name.startswith("password"):
            fields[name] = PASSWORD
    answer = OLIVIA.post(action, fields)
    assert answer.status == 303, answer.text
    assert SITE.ask("GET", Site.link).status in (404, 410)
    assert sql("SELECT COUNT(*) FROM invitation WHERE used_at IS NULL") == [
        ["0"]]


def sign_in():
    page = OLIVIA.get("/session/new")
    if page.status == 200:
        answer = OLIVIA.submit(page, "/session", email=EMAIL,
                               password=PASSWORD)
        assert answer.status == 303, answer.text


def test_11_the_owner_sees_the_inbox():
    sign_in()
    page = OLIVIA.get("/inbox")
    assert page.status == 200 and "Olivia Hart" in page.text
    assert SITE.ask("GET", "/inbox").status == 303


def test_12_an_export_comes_through_the_spool():
    answer = OLIVIA.get("/reports/log.csv")
    assert answer.status == 200
    assert answer.header("Content-Type") == "text/csv; charset=utf-8"


def test_13_a_file_is_kept_and_comes_under_the_other_name():
    page = OLIVIA.get("/tickets/new")
    answer = files.send_form(
        OLIVIA, page, "/tickets", [("plan.png", files.PNG)],
        subject="The plan of the pier", body="As promised.")
    assert answer.status == 303, answer.text
    shown = files.files_on(OLIVIA.get(answer.header("Location")))
    path = files.link_to(OLIVIA, shown["plan.png"])
    sent = files.fetch(SITE, path)
    assert (sent.status, sent.body) == (200, files.PNG)
    assert sent.all("Content-Security-Policy") == [
        "default-src 'none'; sandbox"]
    kept = f"/var/lib/duedesk/blobs/{files.place(files.PNG)}"
    assert within("stat", "-c", "%U:%G %a", kept).strip() == (
        "duedesk:www-data 640")


def test_14_the_cron_line_sweeps():
    line = [x for x in (ROOT / "etc/cron.d/duedesk").read_text().splitlines()
            if not x.startswith("#")][0]
    user, command = line.split(" ", 6)[5:]
    assert user == "duedesk"
    within("setpriv", "--reuid=duedesk", "--regid=duedesk", "--init-groups",
           "sh", "-c", command)
    log = (ROOT / "var/log/duedesk/sweep.log").read_text()
    assert "event=pass " in log and "failed" not in log


# ---- Upgrade ------------------------------------------------------------------


def test_15_an_upgrade_brings_the_tables_and_keeps_the_rest():
    kept = {path: (ROOT / path).read_bytes() for path in (
        "etc/duedesk/duedesk.conf", "etc/nginx/sites-available/duedesk")}
    said = within("dpkg", "-i", "/tmp/later.deb")
    assert "applied 9000_later" in said, said
    assert sql("SHOW TABLES LIKE 'later'") == [["later"]]
    for path, was in kept.items():
        assert (ROOT / path).read_bytes() == was, path
    # Those that run go on, and those that are started now take over.
    assert OLIVIA.get("/inbox").status == 200
    for pool in ("fast", "slow"):
        stop(pool)
    web()
    wait_until(SITE.answers, 30)
    assert "Olivia Hart" in OLIVIA.get("/inbox").text


# ---- Remove -------------------------------------------------------------------


def test_16_removed_it_leaves_settings_and_a_working_nginx():
    for pool in ("fast", "slow"):
        stop(pool)
    stop("nginx")
    within("dpkg", "--remove", "duedesk")
    within("nginx", "-t")
    shell("test -e /etc/duedesk/duedesk.conf -a ! -e /usr/bin/duedesk"
          " -a ! -e /usr/share/duedesk")


def test_17_purged_it_leaves_nothing_but_the_database():
    said = within("dpkg", "--purge", "duedesk")
    assert 'the database "duedesk" is still there' in said, said
    shell("rm -f /etc/mysql/mariadb.conf.d/60-duedesk.cnf /tmp/*.deb")
    left = shell("find / -xdev -iname '*duedesk*' -not -path '/proc/*'"
                 " -not -path '/var/lib/mysql/*'").split()
    assert left == [], left
    assert within("getent", "passwd", "duedesk", check=False) == ""
    assert within("dpkg-query", "-W", "-f", "${Status}", "duedesk",
                  check=False).startswith("dpkg-query: no packages")
    stop("mariadb")


os.chdir("/")
subprocess.run(["mount", "-t", "proc", "proc", ROOT / "proc"], check=True)
tap.run(globals())
