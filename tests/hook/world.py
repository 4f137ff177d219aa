"""A world of its own for tests of duedesk-hook: a network in which there is
nobody else, a DNS server that says what a test wants, TLS servers at addresses
of the Internet with certificates good and bad, and ears on all addresses that
must never be called. The programs are those that people install: nothing in
them knows that it is tested.

Import it first: it starts the test anew inside, with a database."""

import atexit
import http.server
import os
import shutil
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import tap

# They are ours here, and lead nowhere.
HERE = "93.184.215.14"
HERE6 = "2606:2800:21f:cb07:6820:80da:af6b:8b2c"
OTHER = "93.184.215.15"
INSIDE = ["127.0.0.1", "10.1.2.3", "172.16.5.4", "192.168.7.7",
          "169.254.169.254", "100.64.1.1", "0.0.0.0"]
INSIDE6 = ["::1", "fd00::5", "fe80::5"]
PORTS = [80, 443, 3128, 8443]


def enter():
    """Begin this test again in a network and a table of mounts of its own."""
    if "DUEDESK_TEST_WORLD" in os.environ:
        return
    os.environ["DUEDESK_TEST_WORLD"] = "1"
    words = ["unshare", "--net", "--mount"]
    if os.geteuid() != 0:
        words.append("--map-root-user")
    os.execvp(words[0], [*words, sys.executable, "-B", *sys.argv])


enter()
tap.need_database()
WORK = Path(tempfile.mkdtemp(prefix="duedesk-hook.", dir="/tmp"))
atexit.register(shutil.rmtree, WORK, ignore_errors=True)


def run(*words, **kw):
    return subprocess.run(words, check=True, capture_output=True, text=True,
                          **kw).stdout


# ---- Addresses and files ----------------------------------------------------

def put_over(path, text):
    """As long as this world lasts, ${path} says that."""
    ours = WORK / path.replace("/", "_")
    ours.write_text(text)
    real = os.path.realpath(path)
    if not os.path.exists(real):
        os.makedirs(os.path.dirname(real), exist_ok=True)
        Path(real).touch()
    run("mount", "--bind", str(ours), real)


def make_network():
    run("ip", "link", "set", "lo", "up")
    for address in [HERE, OTHER, *INSIDE[1:-1]]:
        run("ip", "address", "add", f"{address}/32", "dev", "lo")
    for address in [HERE6, *INSIDE6[1:]]:
        run("ip", "-6", "address", "add", f"{address}/128", "dev", "lo",
            "nodad")
    put_over("/etc/resolv.conf",
             "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
    put_over("/etc/hosts", "127.0.0.1 localhost\n")
    put_over("/etc/nsswitch.conf", "hosts: files dns\n")


# ---- Names ------------------------------------------------------------------

class Names(threading.Thread):
    """A DNS server. names[name] is a list of answers, each a list of
    addresses; the n-th question for a kind gets the n-th, the last one
    stays."""

    def __init__(self):
        super().__init__(daemon=True)
        self.names = {}
        self.asked = {}
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 53))

    def answers(self, name, kind):
        lists = self.names.get(name)
        if not lists:
            return None
        n = self.asked.get((name, kind), 0)
        self.asked[name, kind] = n + 1
        all_of_them = lists[min(n, len(lists) - 1)]
        if kind == 1:
            return [(1, socket.inet_aton(a)) for a in all_of_them
                    if ":" not in a]
        return [(28, socket.inet_pton(socket.AF_INET6, a))
                for a in all_of_them if ":" in a and kind == 28]

    def run(self):
        while True:
            question, who = self.socket.recvfrom(4096)
            at, labels = 12, []
            while question[at]:
                labels.append(question[at + 1:at + 1 + question[at]].decode())
                at += 1 + question[at]
            kind = struct.unpack("!H", question[at + 1:at + 3])[0]
            found = self.answers(".".join(labels).lower(), kind)
            head = question[:2] + struct.pack(
                "!HHHHH", 0x8180 if found is not None else 0x8183, 1,
                len(found or []), 0, 0)
            rows = b"".join(
                b"\xc0\x0c" + struct.pack("!HHIH", t, 1, 0, len(data)) + data
                for t, data in found or [])
            self.socket.sendto(head + question[12:at + 5] + rows, who)


# ---- Certificates -----------------------------------------------------------

CA_CONF = """[ca]
default_ca = ours
[ours]
dir = {work}
new_certs_dir = {work}
database = {work}/index
serial = {work}/serial
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
"""


def key_of(name):
    key = WORK / f"{name}.key"
    if not key.exists():
        run("openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout",
            "-out", str(key))
    return str(key)


def self_signed(name, host, *more):
    run("openssl", "req", "-x509", "-new", "-key", key_of(name), "-subj",
        f"/CN={host}", "-days", "30", "-out", str(WORK / f"{name}.pem"),
        *more)


def signed(name, host, *dates):
    """A certificate of ${host} that this system trusts."""
    request = str(WORK / f"{name}.csr")
    run("openssl", "req", "-new", "-key", key_of(name), "-subj", f"/CN={host}",
        "-addext", f"subjectAltName=DNS:{host}", "-out", request)
    run("openssl", "ca", "-batch", "-config", str(WORK / "ca.conf"), "-cert",
        str(WORK / "ca.pem"), "-keyfile", key_of("ca"), "-in", request,
        "-out", str(WORK / f"{name}.pem"), "-notext",
        *(dates or ("-days", "30")))


def make_certificates():
    (WORK / "ca.conf").write_text(CA_CONF.format(work=WORK))
    (WORK / "index").touch()
    (WORK / "serial").write_text("01\n")
    self_signed("ca", "A CA of tests", "-addext",
                "basicConstraints=critical,CA:TRUE")
    put_over("/etc/ssl/certs/ca-certificates.crt",
             (WORK / "ca.pem").read_text())
    signed("good", "*.hooks.example")
    signed("expired", "*.hooks.example", "-startdate", "20200101000000Z",
           "-enddate", "20200201000000Z")
    signed("wrong", "somebody.else.example")
    self_signed("alone", "alone.hooks.example", "-addext",
                "subjectAltName=DNS:alone.hooks.example")


# ---- Servers ----------------------------------------------------------------

class Answers(http.server.BaseHTTPRequestHandler):
    """What it answers is said by the path."""

    protocol_version = "HTTP/1.1"
    got = []  # (path, headers, body)
    gate = threading.Event()  # until then /gate keeps its callers waiting

    def do_POST(self):  # pylint: disable=invalid-name
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Answers.got.append((self.path, dict(self.headers), body))
        what, _, which = self.path[1:].partition("/")
        getattr(self, "say_" + what.partition("?")[0])(which)

    def do_GET(self):  # pylint: disable=invalid-name
        Answers.got.append((self.path, dict(self.headers), None))
        self.say_ok("")

    def say(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def say_ok(self, _):
        self.say(200, b"thank <you>\n")

    def say_code(self, which):
        self.say(int(which), b"no\n")

    def say_redirect(self, _):
        self.say(302, Location="https://127.0.0.1/stolen")

    def say_gate(self, _):
        Answers.gate.wait(30)
        self.say(200)

    def say_drip(self, _):
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b".")
            self.wfile.flush()
            time.sleep(0.1)

    def say_endless(self, _):
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"x" * 65536)

    def say_endlesshead(self, _):
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            self.wfile.write(b"X-Much: " + b"x" * 8000 + b"\r\n")

    def say_silence(self, _):
        self.close_connection = True

    def say_bytes(self, _):
        self.say(500, bytes(range(256)))

    def log_message(self, format, *args):  # pylint: disable=redefined-builtin
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    accepted = 0

    def __init__(self, address, port, certificate=None):
        self.address_family = (socket.AF_INET6 if ":" in address
                               else socket.AF_INET)
        super().__init__((address, port), Answers)
        self.context = None
        if certificate:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(WORK / f"{certificate}.pem",
                                         key_of(certificate))
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def get_request(self):
        link, who = super().get_request()
        self.accepted += 1
        return link, who

    def finish_request(self, request, client_address):
        try:
            if self.context:
                request = self.context.wrap_socket(request, server_side=True)
            super().finish_request(request, client_address)
        except OSError:
            pass

    def handle_error(self, request, client_address):
        pass


make_network()
make_certificates()
names = Names()
names.start()
good = Server(HERE, 443, "good")
good_high = Server(HERE, 8443, "good")
good_6 = Server(HERE6, 443, "good")
expired = Server(OTHER, 443, "expired")
wrong = Server(OTHER, 8443, "wrong")
alone = Server(HERE6, 8443, "alone")
# Nobody may knock here.
ears = [Server(address, port, "good")
        for address in INSIDE[:-1] + ["::1", "fd00::5"] for port in PORTS]


def heard():
    return sum(e.accepted for e in ears)
