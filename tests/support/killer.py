"""Ends a program by what it has asked of MariaDB, not by the time it took.

Between the two stands a socket that counts what is asked. The chosen one is
passed on, so that the server carries it out, and the program gets the signal
in the same moment: nobody is there any more to hear the answer."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading


class Killer:
    """with Killer(server) as k: programs use k.at as their server's socket;
    k.run() lets one go, k.asked is how often it asked."""

    def __init__(self, server):
        self.server = str(server)
        self.folder = tempfile.mkdtemp(prefix="duedesk-kill.", dir="/tmp")
        self.at = os.path.join(self.folder, "s")
        self.lock = threading.Lock()
        self.asked, self.nth, self.sign, self.pid = 0, 0, 0, 0
        self.word = b""

    def __enter__(self):
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.at)
        self.listener.listen(128)
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.listener.close()
        shutil.rmtree(self.folder)

    def run(self, command, env, nth=0, sign=signal.SIGKILL, word=b""):
        """It gets that signal at what it asks nth, at none if that is 0; only
        what has ${word} in it counts. How it ended, and what it said."""
        with self.lock:  # nothing is passed on before we know who asks
            self.asked, self.nth, self.sign, self.word = 0, nth, sign, word
            # pylint: disable=consider-using-with
            process = subprocess.Popen(
                command, env=env, text=True, stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            self.pid = process.pid
        said = process.communicate(timeout=600)[0]
        return process.returncode, said

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return  # the end of it
            server = socket.socket(socket.AF_UNIX)
            server.connect(self.server)
            for pump in (self._ask, self._answer):
                threading.Thread(target=pump, args=(client, server),
                                 daemon=True).start()

    def _ask(self, client, server):
        commands = Commands()
        try:
            while data := client.recv(1 << 20):
                server.sendall(data)
                begun = commands.begun_in(data)
                self._count(begun if self.word in data else 0)
        except OSError:
            pass  # one of them went away
        hang_up(client, server)

    def _count(self, more):
        with self.lock:
            before, self.asked = self.asked, self.asked + more
            if before < self.nth <= self.asked:
                os.kill(self.pid, self.sign)

    @staticmethod
    def _answer(client, server):
        try:
            while data := server.recv(1 << 20):
                client.sendall(data)
        except OSError:
            pass
        hang_up(client, server)


def hang_up(*sockets):
    for s in sockets:
        try:
            s.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # it was already


class Commands:
    """How many commands begin in what a client sends: each packet has three
    bytes of length, and a number, which is 0 in the first of a command."""

    def __init__(self):
        self.head, self.left = b"", 0

    def begun_in(self, data):
        begun = at = 0
        while at < len(data):
            if self.left:
                step = min(self.left, len(data) - at)
                self.left, at = self.left - step, at + step
                continue
            self.head, at = self.head + data[at:at + 1], at + 1
            if len(self.head) == 4:
                begun += self.head[3] == 0
                self.left = int.from_bytes(self.head[:3], "little")
                self.head = b""
        return begun
