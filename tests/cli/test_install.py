#!/usr/bin/python3
"""make install and make uninstall: what goes where, how it may be read, and
what stays because people changed it."""

import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap  # noqa: E402

WORK = Path(tempfile.mkdtemp(prefix="duedesk-install.", dir="/tmp"))
BUILD = tap.BUILD.resolve()

# Not the defaults, so that each has to be asked for.
DIRS = {"prefix": "/opt/desk", "sysconfdir": "/opt/etc",
        "localstatedir": "/opt/var", "runstatedir": "/opt/run"}


def make(target, *words, root=None, umask=0o022):
    env = {k: v for k, v in os.environ.items()
           if k not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")}
    run = subprocess.run(
        ["make", "-C", BUILD, target, *words,
         *([f"DESTDIR={root}"] if root else [])],
        capture_output=True, text=True, env=env, timeout=300, check=False,
        preexec_fn=lambda: os.umask(umask))
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-3000:]
    return run.stdout


def variables(dirs):
    return [f"{k}={v}" for k, v in dirs.items()] + [
        "DUEDESK_USER=keeper", "WEB_GROUP=nginx"]


def install(root, **kw):
    return make("install", *variables(DIRS), root=root, **kw)


def uninstall(root):
    return make("uninstall", *variables(DIRS), root=root)


def files(root):
    return {str(p.relative_to(root)): stat.S_IMODE(p.stat().st_mode)
            for p in root.rglob("*") if p.is_file()}


def fresh(name):
    root = WORK / name
    if not root.exists():
        install(root, umask=0o077)
    return root


SHARE = "opt/desk/share/duedesk"
EXPECTED = [
    "opt/desk/bin/duedesk", "opt/desk/sbin/duedesk-web",
    "opt/desk/sbin/duedesk-sweep", "opt/desk/sbin/duedesk-hook",
    "opt/desk/share/man/man1/duedesk.1",
    "opt/desk/share/man/man5/duedesk.conf.5",
    "opt/desk/share/man/man8/duedesk-web.8",
    "opt/desk/share/man/man8/duedesk-sweep.8",
    "opt/desk/share/man/man8/duedesk-hook.8",
    "opt/desk/lib/systemd/system/duedesk.target",
    "opt/desk/lib/systemd/system/duedesk-web-fast.socket",
    "opt/desk/lib/systemd/system/duedesk-web-fast.service",
    "opt/desk/lib/systemd/system/duedesk-web-slow.socket",
    "opt/desk/lib/systemd/system/duedesk-web-slow.service",
    "opt/desk/lib/systemd/system/duedesk-sweep.service",
    "opt/desk/lib/systemd/system/duedesk-sweep.timer",
    "opt/desk/lib/systemd/system/duedesk-hook.service",
    "opt/desk/lib/sysusers.d/duedesk.conf",
    "opt/desk/lib/tmpfiles.d/duedesk.conf",
    "opt/etc/nginx/sites-available/duedesk", "opt/etc/cron.d/duedesk",
    "opt/etc/logrotate.d/duedesk",
    "opt/desk/share/doc/duedesk/operations.md",
    "opt/desk/share/doc/duedesk/hooks.md",
    "opt/desk/share/doc/duedesk/README.md",
    "opt/desk/share/doc/duedesk/CHANGELOG.md",
    "opt/desk/share/doc/duedesk/SECURITY.md",
    "opt/desk/share/doc/duedesk/LICENSE",
    "opt/desk/share/doc/duedesk/examples/duedesk.conf",
    "opt/desk/share/doc/duedesk/examples/mariadb.cnf",
    "opt/desk/share/doc/duedesk/examples/nginx-site.conf"]


def copies():
    """What is copied as it stands: by where it lands, whence."""
    found = {}
    for whence, where in ((BUILD / "templates/en", "templates/en"),
                          (tap.TOP / "static", "static"),
                          (tap.TOP / "sql/sample", "sample"),
                          (tap.TOP / "etc/nginx/pages", "nginx/pages")):
        for p in whence.rglob("*"):
            if p.is_file():
                found[f"{SHARE}/{where}/{p.relative_to(whence)}"] = p
    return found


def test_everything_is_in_its_place_and_nothing_else():
    shared = {f"{SHARE}/nginx/{p.name}"
              for p in (tap.TOP / "etc/nginx").glob("*.conf")}
    assert len(shared) >= 10
    want = set(EXPECTED) | shared | set(copies())
    got = set(files(fresh("first")))
    assert got == want, (sorted(got - want), sorted(want - got))


def test_all_may_read_and_only_root_may_write():
    root = fresh("first") # whatever the umask was
    for path, mode in files(root).items():
        program = "/bin/" in path or "/sbin/" in path
        assert mode == (0o755 if program else 0o644), (path, oct(mode))
    for folder in root.rglob("*"):
        if folder.is_dir() and str(folder.relative_to(root)).startswith((
                SHARE, "opt/etc/duedesk", "opt/desk/share/doc/duedesk/ex")):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o755, folder


def test_copies_are_true():
    root = fresh("first")
    for path, source in copies().items():
        assert (root / path).read_bytes() == source.read_bytes(), path


def test_a_build_in_the_source_folder_makes_no_page_twice():
    top = WORK / "in-tree"
    shutil.copytree(tap.TOP / "templates", top / "templates",
                    ignore=shutil.ignore_patterns("en"))
    sources = sorted(p.relative_to(top / "templates")
                     for p in (top / "templates").rglob("*.tpl"))
    names = []
    for _ in range(3):
        for words in (("expand-templates", "templates", "templates/en",
                       "stamp"), ("template-names", "templates", "names.h")):
            subprocess.run([tap.TOP / "tools" / words[0], *words[1:]],
                           cwd=top, check=True)
        made = sorted(p.relative_to(top / "templates/en")
                      for p in (top / "templates/en").rglob("*.tpl"))
        assert made == sources
        names.append((top / "names.h").read_text())
    assert len(set(names)) == 1 and len(sources) > 40


def test_every_path_is_filled_in():
    root = fresh("first")
    seen = ""
    for path in files(root):
        if "/nginx/" in path or "/etc/" in path or "/lib/" in path or \
                "/examples/" in path:
            text = (root / path).read_text()
            assert not re.search(r"@[A-Z_]+@", text), path
            seen += text
    for path in ("/opt/desk/sbin/duedesk-web --conf /opt/etc/duedesk/",
                 "/opt/desk/sbin/duedesk-sweep --conf /opt/etc/duedesk/",
                 "ListenStream=/opt/run/duedesk/fast",
                 'unix:/opt/run/duedesk/slow"',
                 'alias "/opt/desk/share/duedesk/static/"',
                 'alias "/opt/var/spool/duedesk/"',
                 f'include "/{SHARE}/nginx/desk.conf"',
                 "ReadWritePaths=/opt/var/lib/duedesk /opt/var/spool/duedesk",
                 "/opt/var/log/duedesk/sweep.log",
                 "d /opt/var/spool/duedesk 2750 keeper nginx"):
        assert path in seen, path
    assert "/usr/" not in seen.replace("/usr/share/zoneinfo", "")


def test_the_cron_line_keeps_quiet_where_there_is_nothing_to_sweep():
    line = (fresh("first") / "opt/etc/cron.d/duedesk").read_text()
    lines = [x for x in line.splitlines() if not x.startswith("#")]
    assert len(lines) == 2
    assert lines[1] == lines[0].replace("sweep", "hook")
    minute, rest = re.fullmatch(r"(\* \* \* \* \*) (.*)", lines[0]).groups()
    user, command = rest.split(" ", 1)
    assert (minute, user) == ("* * * * *", "keeper")
    # As cron would run it, with all that it looks at elsewhere.
    place = WORK / "cron"
    place.mkdir()
    (place / "sweep").write_text("#!/bin/sh\necho swept >&2\n")
    (place / "sweep").chmod(0o755)
    (place / "conf").touch()
    log = place / "sweep.log"
    parts = {"/run/systemd/system": "none", "/opt/desk/sbin/duedesk-sweep":
             "sweep", "/opt/etc/duedesk/duedesk.conf": "conf",
             "/opt/var/log/duedesk": ""}
    for what, other, want in (
            ("systemd runs", {"/run/systemd/system": ""}, ""),
            ("removed", {"/opt/desk/sbin/duedesk-sweep": "none"}, ""),
            ("no settings", {"/opt/etc/duedesk/duedesk.conf": "none"}, ""),
            ("all is there", {}, "swept\n")):
        there = command
        for path, name in {**parts, **other}.items():
            there = there.replace(path, str(place / name))
        subprocess.run(["sh", "-c", there], check=True)
        assert (log.read_text() if log.exists() else "") == want, what


def test_what_people_changed_stays():
    root = WORK / "changed"
    install(root)
    site = root / "opt/etc/nginx/sites-available/duedesk"
    theirs = site.read_text().replace("desk.example.org", "desk.harbour")
    site.write_text(theirs)
    said = install(root)
    assert site.read_text() == theirs
    assert f"kept {site}" in said
    said = uninstall(root)
    assert f"kept {site}, which was changed" in said
    assert list(files(root)) == ["opt/etc/nginx/sites-available/duedesk"]


def test_uninstall_leaves_nothing():
    root = WORK / "gone"
    install(root)
    uninstall(root)
    assert not files(root), files(root)
    left = [p for p in root.rglob("*duedesk*")]
    assert not left, left


def test_settings_are_not_touched():
    root = WORK / "settings"
    install(root)
    conf = root / "opt/etc/duedesk/duedesk.conf"
    conf.write_text("db_name = theirs\n")
    install(root)
    assert conf.read_text() == "db_name = theirs\n"
    uninstall(root)
    assert conf.read_text() == "db_name = theirs\n"


# ---- Units ------------------------------------------------------------------


def real():
    """Installed where the files say, for programs that look."""
    dirs = {"prefix": str(WORK / "real/usr"),
            "sysconfdir": str(WORK / "real/etc"),
            "localstatedir": str(WORK / "real/var"),
            "runstatedir": str(WORK / "real/run")}
    if not (WORK / "real").exists():
        make("install", *variables(dirs))
    return WORK / "real"


def units(kind="*"):
    return sorted(str(p) for p in (
        real() / "usr/lib/systemd/system").glob(f"duedesk*.{kind}"))


def test_systemd_finds_nothing_to_say_about_the_units():
    run = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no",
         *units()], capture_output=True, text=True, check=False,
        env={**os.environ, "SYSTEMD_UNIT_PATH":
             str(real() / "usr/lib/systemd/system") + ":"})
    assert len(units()) == 8
    assert (run.returncode, run.stderr) == (0, ""), run.stderr


def test_services_are_shut_in():
    assert len(units("service")) == 4
    for unit in units("service"):
        # One has to reach the Internet, and no more than that.
        most = 11 if "hook" in unit else 3
        run = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", "--no-pager",
             f"--threshold={most}", unit], capture_output=True, text=True,
            check=False)
        figure = re.search(r"exposure level for \S+: ([0-9.]+)", run.stdout)
        print("#", Path(unit).name, "exposure", figure[1], flush=True)
        assert run.returncode == 0 and float(figure[1]) <= most / 10, \
            run.stdout
    text = Path(units("service")[0]).read_text()
    for net in ("localhost", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",
                "100.64.0.0/10", "link-local", "fc00::/7", "::ffff:0:0/96"):
        assert re.search(rf"^IPAddressDeny=.*{re.escape(net)}", text, re.M)


def test_stopping_leaves_calls_under_way_to_their_program():
    hook, = (u for u in units("service") if "hook" in u)
    assert "\nKillMode=mixed\n" in Path(hook).read_text()


# ---- Logs -------------------------------------------------------------------


def rotate():
    """The rules by themselves, with the folder of logs they name."""
    rules = real() / "etc/logrotate.d/duedesk"
    text = re.sub(r"\tsu .*\n", "", rules.read_text())
    (WORK / "rules").write_text(text)
    (WORK / "rules").chmod(0o644)
    run = subprocess.run(
        ["/usr/sbin/logrotate", "--force", "--state", WORK / "state",
         WORK / "rules"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_logs_rotate_while_they_are_written_to():
    logs = real() / "var/log/duedesk"
    logs.mkdir(parents=True)
    logs.chmod(0o755)
    log = logs / "web-fast.log"
    # As a program is started: appending, and keeping the file open.
    writer = subprocess.Popen(
        ["sh", "-c", "i=0; while :; do i=$((i + 1)); echo line=$i >&2;"
         " sleep 0.002; done"],
        stderr=open(log, "a"), stdout=subprocess.DEVNULL)
    try:
        (logs / "sweep.log").write_text("a pass\n")
        wait_for(lambda: log.stat().st_size > 500)
        rotate()
        wait_for(lambda: log.stat().st_size > 500)
        old, new = ((logs / name).read_text().splitlines()[:-1]
                    for name in ("web-fast.log.1", "web-fast.log"))
        assert old[0] == "line=1"
        assert int(new[0].removeprefix("line=")) > len(old)
        for line in old + new:
            assert re.fullmatch(r"line=[0-9]+", line), line
        # The sweep of cron opens its log anew.
        assert not (logs / "sweep.log").exists()
        assert (logs / "sweep.log.1").read_text() == "a pass\n"
    finally:
        writer.kill()
        writer.wait()


def wait_for(what, seconds=120):
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until
        time.sleep(0.01)


try:
    tap.run(globals())
finally:
    shutil.rmtree(WORK, ignore_errors=True)
