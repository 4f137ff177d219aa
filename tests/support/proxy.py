"""Between the programs and MariaDB: a socket that can be slow, or hang."""

import os
import select
import selectors
import socket
import threading
import time
from collections import deque


class Proxy:
    """with Proxy(at, to) as p: p.delay = 0.2; p.hang = True; p.most counts
    its connections at one time. What clients send waits for ``delay``
    seconds."""

    def __init__(self, at, to):
        self.at, self.to = str(at), str(to)
        self.delay, self.hang = 0.0, False
        self.clients, self.most = set(), 0
        self.stopping = False

    def __enter__(self):
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.at)
        os.chmod(self.at, 0o666)
        self.listener.listen(128)
        self.listener.settimeout(0.2)
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.stopping = True
        self.listener.close()
        os.unlink(self.at)

    def _accept(self):
        while not self.stopping:
            try:
                client, _ = self.listener.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            self.clients.add(client)
            self.most = max(self.most, self._open())
            threading.Thread(target=self._carry, args=(client,),
                             daemon=True).start()

    def _open(self):
        """How many clients are there now; one that hung up may not have been
        noticed yet."""
        poll, n = select.poll(), 0
        for client in list(self.clients):
            try:
                poll.register(client, 0)  # POLLHUP is always told
                n += 1
            except ValueError:
                pass  # closed just now
        return n - len(poll.poll(0))

    def _carry(self, client):
        server = socket.socket(socket.AF_UNIX)
        try:
            server.connect(self.to)
            self._pump(client, server)
        except OSError:
            pass  # one of them went away
        finally:
            self.clients.discard(client)
            client.close()
            server.close()

    def _pump(self, client, server):
        waiting = deque()  # (when to send, data)
        with selectors.DefaultSelector() as s:
            s.register(client, selectors.EVENT_READ)
            s.register(server, selectors.EVENT_READ)
            while not self.stopping:
                now = time.monotonic()
                while waiting and not self.hang and waiting[0][0] <= now:
                    server.sendall(waiting.popleft()[1])
                for key, _ in s.select(0.005 if waiting else 0.05):
                    if key.fileobj is server:
                        if self.hang:
                            time.sleep(0.01)
                            continue
                        data = server.recv(65536)
                        client.sendall(data)
                    else:
                        data = client.recv(65536)
                        waiting.append((now + self.delay, data))
                    if not data:
                        return
