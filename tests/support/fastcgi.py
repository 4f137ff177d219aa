"""A FastCGI responder of a few lines, in place of a pool: it keeps what nginx
sends and answers what a test wants."""

import os
import socket
import struct
import threading

BEGIN, END, PARAMS, STDIN, STDOUT = 1, 3, 4, 5, 6


class Responder:
    """with Responder(path) as r: ...; r.params, r.body of the last request."""

    def __init__(self, path, answer=b"Content-Type: text/plain\r\n\r\nok"):
        self.path = str(path)
        self.answer = answer
        self.params = None
        self.body = None
        self.seen = 0

    def __enter__(self):
        if os.path.exists(self.path):
            os.unlink(self.path)
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(self.path)
        os.chmod(self.path, 0o666)
        self.socket.listen(64)
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self.thread.join(60)
        os.unlink(self.path)

    def _serve(self):
        while True:
            try:
                c, _ = self.socket.accept()
            except OSError:
                return
            with c, c.makefile("rb") as f:
                self._one(c, f)

    def _one(self, c, f):
        streams = {PARAMS: b"", STDIN: b""}
        while True:
            head = f.read(8)
            if len(head) < 8:
                return
            _, kind, _, n, pad, _ = struct.unpack(">BBHHBB", head)
            data = f.read(n)
            f.read(pad)
            if kind in streams:
                streams[kind] += data
            if kind == STDIN and n == 0:
                break
        self.params = decode(streams[PARAMS])
        self.body = streams[STDIN]
        self.seen += 1
        out = b""
        for i in range(0, len(self.answer), 65535):
            out += record(STDOUT, self.answer[i:i + 65535])
        c.sendall(out + record(STDOUT, b"") + record(END, bytes(8)))


def record(kind, data):
    return struct.pack(">BBHHBB", 1, kind, 1, len(data), 0, 0) + data


def decode(data):
    params, at = {}, 0

    def length():
        nonlocal at
        if data[at] < 128:
            at += 1
            return data[at - 1]
        at += 4
        return struct.unpack(">I", data[at - 4:at])[0] & 0x7FFFFFFF

    while at < len(data):
        n, m = length(), length()
        name = data[at:at + n].decode()
        params[name] = data[at + n:at + n + m].decode(errors="replace")
        at += n + m
    return params


def ask_pool(path, params, body=b"", timeout=60):
    """What a web server would ask a pool at its socket: its whole answer."""
    def pair(name, value):
        name, value = name.encode(), value.encode()
        return struct.pack(">II", len(name) | 0x80000000,
                           len(value) | 0x80000000) + name + value

    params = {"REQUEST_METHOD": "GET", "SERVER_PROTOCOL": "HTTP/1.1",
              "CONTENT_LENGTH": str(len(body)), **params}
    data = b"".join(pair(n, v) for n, v in params.items())
    with socket.socket(socket.AF_UNIX) as s:
        s.settimeout(timeout)
        s.connect(str(path))
        s.sendall(record(BEGIN, struct.pack(">HBxxxxx", 1, 0)) +
                  record(PARAMS, data) + record(PARAMS, b"") +
                  (record(STDIN, body) if body else b"") +
                  record(STDIN, b""))
        out = b""
        with s.makefile("rb") as f:
            while len(head := f.read(8)) == 8:
                _, kind, _, n, pad, _ = struct.unpack(">BBHHBB", head)
                data = f.read(n)
                f.read(pad)
                if kind == STDOUT:
                    out += data
                if kind == END:
                    break
    return out
