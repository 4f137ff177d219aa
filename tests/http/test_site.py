"""The nginx site of production, as make install puts it: TLS, two names, and
nothing for anybody who asks for another."""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from desk import BUILD, PATIENCE, TMP, TOP, Answer, wait_until
from fastcgi import Responder

DESK, FILES = "desk.example.org", "files.example.org"

# Debian's own, less what takes the machine's folders; with its gzip and TLS,
# so that what a site may not say twice is found.
NGINX_CONF = """
daemon off;
pid {home}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 768; }}
http {{
	sendfile on;
	tcp_nopush on;
	types_hash_max_size 2048;
	include /etc/nginx/mime.types;
	default_type application/octet-stream;
	ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;
	ssl_prefer_server_ciphers on;
	access_log {home}/access.log;
	gzip on;
	client_body_temp_path {home}/tmp;
	fastcgi_temp_path {home}/tmp;
	proxy_temp_path {home}/tmp;
	scgi_temp_path {home}/tmp;
	uwsgi_temp_path {home}/tmp;
	include {home}/etc/nginx/sites-enabled/*;
}}
"""


def free_ports(n):
    """Different ones."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(n)]
        for s in sockets:
            s.bind(("127.0.0.1", 0))
        return [s.getsockname()[1] for s in sockets]


class Site:
    """Installed below a folder of its own, its two ports moved."""

    def __init__(self):
        self.home = Path(tempfile.mkdtemp(prefix="duedesk-site-", dir=TMP))
        self.process = None
        self.plain, self.tls = free_ports(2)
        self.sockets = self.home / "run/duedesk"

    def install(self):
        env = {k: v for k, v in os.environ.items()
               if k not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")}
        subprocess.run(
            ["make", "-s", "-C", BUILD, "install", f"prefix={self.home}/usr",
             f"sysconfdir={self.home}/etc", f"localstatedir={self.home}/var",
             f"runstatedir={self.home}/run",
             f"systemdsystemunitdir={self.home}/units"],
            check=True, env=env, capture_output=True, timeout=600)
        for folder in ("tmp", "run/duedesk", "var/spool/duedesk",
                       "etc/nginx/sites-enabled"):
            (self.home / folder).mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0: # its workers are nobody's
            for folder in (self.home, *self.home.rglob("*")):
                folder.chmod(folder.stat().st_mode | (
                    0o055 if folder.is_dir() else 0o044))
        for text in self.home.rglob("nginx/server.conf"):
            text.write_text(text.read_text().replace(
                "/var/log/nginx", str(self.home / "tmp")))

    def certify(self):
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
             "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
             "-subj", f"/CN={DESK}",
             "-addext", f"subjectAltName=DNS:{DESK},DNS:{FILES}",
             "-keyout", self.home / "key.pem", "-out", self.home / "cert.pem"],
            check=True, capture_output=True)

    def enable(self):
        """What a person does: names, certificate, a link."""
        site = self.home / "etc/nginx/sites-available/duedesk"
        text = site.read_text()
        for name, file in (("fullchain", "cert.pem"), ("privkey", "key.pem")):
            text = text.replace(f"/etc/letsencrypt/live/{DESK}/{name}.pem",
                                str(self.home / file))
        assert "/etc/letsencrypt" not in text
        for was, now in ((80, self.plain), (443, self.tls)):
            text, n = re.subn(rf"listen (\[::\]:)?{was}\b",
                              rf"listen \g<1>{now}", text)
            assert n >= 4
        text = re.sub(r"listen (\d)", r"listen 127.0.0.1:\1", text)
        text = text.replace("listen [::]:", "listen [::1]:")
        if not Path("/proc/net/if_inet6").exists() or \
                "00000000000000000000000000000001" not in Path(
                    "/proc/net/if_inet6").read_text():
            text = re.sub(r"\tlisten \[::1\]:.*\n", "", text)
        site.write_text(text)
        (self.home / "etc/nginx/sites-enabled/duedesk").symlink_to(site)
        (self.home / "nginx.conf").write_text(
            NGINX_CONF.format(home=self.home))

    def nginx(self, *words):
        return ["nginx", "-p", str(self.home), "-c",
                str(self.home / "nginx.conf"), "-e", "stderr", *words]

    def check(self):
        return subprocess.run(self.nginx("-t"), capture_output=True,
                              text=True, check=False)

    def start(self):
        self.process = subprocess.Popen(
            ["setpriv", "--pdeathsig", "TERM", "--", *self.nginx()],
            stderr=open(self.home / "log", "a"))
        wait_until(self.answers)
        return self

    def answers(self):
        try:
            socket.create_connection(("127.0.0.1", self.tls), 1).close()
            return True
        except OSError:
            assert self.process.poll() is None, self.log()
            return False

    def log(self):
        return (self.home / "log").read_text()

    def remove(self):
        if self.process:
            self.process.terminate()
            self.process.wait(PATIENCE)
        shutil.rmtree(self.home, ignore_errors=True)

    # ---- asking ----------------------------------------------------------

    def context(self, **options):
        c = ssl.create_default_context(cafile=self.home / "cert.pem")
        for name, value in options.items():
            setattr(c, name, value)
        return c

    def connect(self, name=DESK, context=None):
        s = socket.create_connection(("127.0.0.1", self.tls), PATIENCE)
        try:
            return (context or self.context()).wrap_socket(
                s, server_hostname=name)
        except BaseException:
            s.close()
            raise

    def ask(self, path, name=DESK, method="GET", body=None, headers=None):
        c = http.client.HTTPSConnection("127.0.0.1", self.tls,
                                        timeout=PATIENCE)
        c.sock = self.connect(name)
        c.request(method, path, body, {"Host": name, "Connection": "close",
                                       **(headers or {})})
        r = c.getresponse()
        answer = Answer(r, r.read())
        c.close()
        return answer

    def raw(self, data, where=None):
        s = where or socket.create_connection(("127.0.0.1", self.plain),
                                              PATIENCE)
        out = b""
        with s:
            s.sendall(data)
            try:
                while chunk := s.recv(65536):
                    out += chunk
            except (ConnectionResetError, ssl.SSLError):
                pass
        return out


@pytest.fixture(scope="module")
def site():
    s = Site()
    try:
        s.install()
        s.certify()
        s.enable()
        checked = s.check()
        assert checked.returncode == 0, checked.stderr
        assert "[warn]" not in checked.stderr, checked.stderr
        yield s.start()
    finally:
        s.remove()


def plainly(path, host=DESK, method="GET"):
    return (f"{method} {path} HTTP/1.1\r\nHost: {host}\r\n"
            "Connection: close\r\n\r\n").encode()


# ---- Names ---------------------------------------------------------------------


@pytest.mark.parametrize("host", [DESK, FILES, DESK.upper(), DESK + ":80"])
def test_http_leads_to_https(site, host):
    out = site.raw(plainly("/tickets/ABC?x=1&y=%20", host)).decode()
    assert out.startswith("HTTP/1.1 301 ")
    name = host.lower().split(":")[0]
    assert f"\r\nLocation: https://{name}/tickets/ABC?x=1&y=%20\r\n" in out
    assert "\r\nContent-Security-Policy: default-src 'none'; " in out


@pytest.mark.parametrize("host", [
    "evil.example", "127.0.0.1", "x" + DESK, DESK + ".evil.example"])
def test_an_unknown_host_is_hung_up_on(site, host):
    assert site.raw(plainly("/", host)) == b""


def test_an_unknown_name_gets_no_handshake(site):
    for name in ("evil.example", "www." + DESK, "localhost"):
        with pytest.raises(ssl.SSLError):
            site.connect(name)


def test_a_known_name_does_not_open_the_door_to_another(site):
    out = site.raw(plainly("/", "evil.example"), site.connect())
    assert out == b""


def test_the_proof_of_a_name_needs_no_tls(site):
    out = site.raw(plainly("/.well-known/acme-challenge/x")).decode()
    assert out.startswith("HTTP/1.1 404 ") # the folder is empty
    assert "Location" not in out


def test_files_have_an_origin_of_their_own(site):
    for path in ("/", "/session/new", "/inbox"):
        assert site.ask(path, FILES).status == 404
    # What its errors look like.
    assert site.ask("/static/css/base.css", FILES).status == 200
    csp = site.ask("/static/css/base.css").header("Content-Security-Policy")
    assert f"frame-src https://{FILES};" in csp


# ---- TLS -----------------------------------------------------------------------


def test_tls_is_of_this_decade(site):
    v = ssl.TLSVersion
    for version, name in ((v.TLSv1_2, "TLSv1.2"), (v.TLSv1_3, "TLSv1.3")):
        with site.connect(context=site.context(
                minimum_version=version, maximum_version=version)) as s:
            assert s.version() == name
            assert "GCM" in s.cipher()[0] or "CHACHA20" in s.cipher()[0]
    old = site.context(minimum_version=v.TLSv1, maximum_version=v.TLSv1_1)
    old.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.raises(ssl.SSLError):
        site.connect(context=old)
    weak = site.context(maximum_version=v.TLSv1_2)
    weak.set_ciphers("AES128-SHA256:AES256-SHA:ECDHE-ECDSA-AES128-SHA"
                     ":@SECLEVEL=0")
    with pytest.raises(ssl.SSLError):
        site.connect(context=weak)


def test_http_2_is_spoken(site):
    for offer, chosen in ((["h2", "http/1.1"], "h2"),
                          (["http/1.1"], "http/1.1")):
        context = site.context()
        context.set_alpn_protocols(offer)
        with site.connect(context=context) as s:
            assert s.selected_alpn_protocol() == chosen


def test_browsers_are_told_to_come_by_tls_only(site):
    for path in ("/static/css/base.css", "/nowhere", "/.git/config"):
        answer = site.ask(path)
        assert answer.all("Strict-Transport-Security") == [
            "max-age=63072000"], path


# ---- What is asked of the desk ---------------------------------------------------


def test_files_of_ours_come_from_where_they_were_installed(site):
    answer = site.ask("/static/css/base.css")
    assert answer.status == 200
    assert answer.body == (TOP / "static/css/base.css").read_bytes()
    assert answer.header("Content-Type") == "text/css; charset=utf-8"


def test_a_desk_that_is_away_is_told_in_our_words(site):
    answer = site.ask("/")
    assert answer.status == 502
    assert "We will be right back" in answer.text
    assert answer.header("Retry-After") == "5"


def test_pages_and_what_takes_long_have_a_pool_each(site):
    cases = [("GET", "/", "fast"), ("GET", "/session", "fast"),
             ("POST", "/session", "slow"), ("POST", "/tickets", "fast"),
             ("GET", "/reports/log.csv", "slow")]
    with Responder(site.sockets / "fast") as fast, \
            Responder(site.sockets / "slow") as slow:
        for method, path, pool in cases:
            seen = fast.seen, slow.seen
            answer = site.ask(path, method=method,
                              body="x=1" if method == "POST" else None,
                              headers={"X-Forwarded-For": "1.2.3.4"})
            assert answer.status == 200
            assert (fast.seen - seen[0], slow.seen - seen[1]) == (
                (1, 0) if pool == "fast" else (0, 1)), (method, path)
            params = (fast if pool == "fast" else slow).params
            assert params["HTTPS"] == "on"
            assert params["REQUEST_SCHEME"] == "https"
            assert params["HTTP_HOST"] == DESK
            assert params["REMOTE_ADDR"] == "127.0.0.1"
            assert not any("FORWARDED" in name for name in params)


def slow_routes():
    """Of the table of the site: method, path."""
    table = (TOP / "src/web/routes.c").read_text()
    return [m for m in re.findall(
        r'\{ (GET|POST), +"([^"]+)",.*ROUTE_SLOW', table)]


def test_what_the_desk_calls_slow_goes_to_the_slow_pool(site):
    assert len(slow_routes()) >= 5
    with Responder(site.sockets / "fast") as fast, \
            Responder(site.sockets / "slow") as slow:
        for number, (method, path) in enumerate(slow_routes(), 1):
            path = re.sub(r":[a-z]+", "x", path)
            answer = site.ask(path, method=method,
                              body="x=1" if method == "POST" else None)
            assert answer.status == 200, path
            assert (fast.seen, slow.seen) == (0, number), path


def test_an_export_comes_out_of_the_spool(site):
    file = site.home / "var/spool/duedesk/0123456789abcdef.csv"
    file.write_text("a,b\r\n")
    file.chmod(0o644)
    with Responder(site.sockets / "slow",
                   b"Content-Type: text/csv; charset=utf-8\r\n"
                   b"X-Accel-Redirect: /_spool/0123456789abcdef.csv\r\n\r\n"):
        answer = site.ask("/reports/log.csv")
    assert (answer.status, answer.text) == (200, "a,b\r\n")
    assert site.ask("/_spool/0123456789abcdef.csv").status == 404


def test_too_large_a_form_is_refused(site):
    answer = site.ask("/departments", method="POST", body="x" * 1_100_000)
    assert answer.status == 413
    assert "nginx" not in answer.text.lower()


def test_sign_ins_are_limited(site):
    """20 at once and 10 a minute; those before have had some of them."""
    since, got = time.monotonic(), []
    with Responder(site.sockets / "slow") as slow:
        while 429 not in got and len(got) < 200:
            got.append(site.ask("/session", method="POST", body="x=1").status)
        assert slow.seen == got.count(200)
    assert set(got) == {200, 429}
    more = (time.monotonic() - since) / 6
    assert 10 <= got.count(200) <= 22 + more
    assert site.ask("/static/css/base.css").status == 200


def test_the_log_has_a_line_for_each_request(site):
    site.ask("/static/css/base.css?secret=1")
    log = site.home / "tmp/duedesk.access.log"
    wait_until(lambda: 'path="/static/css/base.css"' in log.read_text())
    assert "secret" not in log.read_text()


def test_the_log_has_what_was_asked_for(site):
    log = site.home / "tmp/duedesk.access.log"
    key = "0123456789abcdef" * 4
    for path, want in (
            ("/there/is/no/desk?token=secret", "/there/is/no/desk"),
            (f"/f/letter/who/1/{key}/a.txt", "/f/letter"),
            (f"//f/letter/who/2/{key}/a.txt", "//f/letter"),
            (f"/%66/letter/who/3/{key}/a.txt", "/%66/letter/who/3")):
        site.ask(path)
        wait_until(lambda: f' path="{want}" ' in log.read_text())
    assert "secret" not in log.read_text()
    assert key not in log.read_text()
