"""The edge's side of tunnels: takes connectors, and hands requests to one of their connections.

"tunnels" in the configuration: tunnel id -> {"secret": what a connector must show, "config": the rules to hand down (with
"version"), "close_every": seconds after which each connection is closed, "stay_away": seconds in which none is taken then}.
"""
import json
import queue
import random
import sys
import threading
import time
import uuid

sys.path.insert(0, "/usr/local/lib/lab")
import carry

PLACES = ("lhr01", "lhr15", "man01", "lhr13")


class NoConnector(Exception):
    """The tunnel has no connector: 530 with 1033."""


class Lost(Exception):
    """The connection went while the request was under way: 502."""


class Late(Exception):
    """No answer within the time that an origin has: 524."""


class Answer:
    """What came back, in the shape of http.client's answer."""

    def __init__(self, head, parts, until):
        self.status, self.reason, self.headers, self.source = head["status"], head["reason"], head["headers"], head["src"]
        self.parts, self.until, self.done = parts, until, False
        sizes = [value for name, value in self.headers if name.lower() == "content-length"]
        self.length = int(sizes[0]) if sizes else None

    def getheaders(self):
        return [(name, value) for name, value in self.headers]

    def read1(self, _):
        while not self.done:
            kind, data = self.parts.get(timeout=self.until)
            if kind == b"D":
                if self.length is not None:
                    self.length -= len(data)
                return data
            self.done = True
            if kind != b"E":
                raise ValueError("the tunnel broke off")
        return b""


class Connection:
    def __init__(self, link, hello, address):
        self.link, self.tunnel, self.connector, self.address = link, hello["tunnel"], hello["connector"], address
        self.waiting, self.next, self.lock = {}, 1, threading.Lock()

    def ask(self, head, body, within):
        answers = queue.Queue()
        with self.lock:
            number, self.next = self.next, self.next + 1
            self.waiting[number] = answers
        try:
            self.link.send(b"Q", number, json.dumps(head).encode() + b"\n" + body)
            kind, data = answers.get(timeout=within)
        except queue.Empty:
            self.link.send(b"X", number)
            raise Late("no answer through the tunnel") from None
        except carry.Gone as e:
            raise Lost(str(e)) from None
        if kind != b"H":
            raise Lost("the connection was lost")
        return Answer(json.loads(data), answers, within)

    def listen(self):
        try:
            while True:
                kind, number, data = self.link.receive()
                answers = self.waiting.get(number)
                if answers is not None:
                    answers.put((kind, data))
                    if kind in (b"E", b"A"):
                        del self.waiting[number]
        except carry.Gone:
            for answers in list(self.waiting.values()):
                answers.put((b"G", b""))


class Tunnels:
    def __init__(self, load):
        self.load, self.connections, self.lock, self.closed = load, [], threading.Lock(), {}

    def start(self):
        for serve in (carry.serve_tcp, carry.serve_udp):
            threading.Thread(target=serve, args=(self.accept,), daemon=True).start()
        threading.Thread(target=self.push, daemon=True).start()

    def accept(self, link, address, _):
        try:
            _, _, data = link.receive()
            hello = json.loads(data)
            known = self.load().get("tunnels", {}).get(hello["tunnel"])
            refusal = self.refusal(known, hello)
            if refusal:
                link.send(b"J", 0, json.dumps({"rejected": refusal}).encode())
                time.sleep(1)
                return
            if time.monotonic() - self.closed.get(hello["tunnel"], -60) < known.get("stay_away", 0):
                return
            connection = Connection(link, hello, address)
            told = {"connection": str(uuid.uuid4()), "location": PLACES[hello["index"] % len(PLACES)]}
            link.send(b"J", 0, json.dumps(told).encode())
            with self.lock:
                self.connections.append(connection)
            self.hand_down(connection, known)
            if known.get("close_every"):
                threading.Timer(known["close_every"], self.close, (connection,)).start()
            connection.listen()
            with self.lock:
                self.connections.remove(connection)
        except (carry.Gone, ValueError, KeyError):
            pass
        finally:
            link.close()

    @staticmethod
    def refusal(known, hello):
        if known is None:
            return "Unauthorized: Tunnel not found"
        return None if known["secret"] == hello["secret"] else "Unauthorized: Invalid tunnel secret"

    def close(self, connection):
        self.closed[connection.tunnel] = time.monotonic()
        connection.link.close()

    @staticmethod
    def hand_down(connection, known):
        if known.get("config"):
            told = {"config": json.dumps(known["config"]), "version": known.get("version", 1)}
            connection.link.send(b"J", 0, json.dumps(told).encode())

    def push(self):
        """A configuration that changes reaches the connectors within a second."""
        last = {}
        while True:
            time.sleep(1)
            try:
                tunnels = self.load().get("tunnels", {})
            except ValueError:
                continue
            for tunnel, known in tunnels.items():
                if last.get(tunnel, known.get("version")) != known.get("version"):
                    for connection in [c for c in self.connections if c.tunnel == tunnel]:
                        self.hand_down(connection, known)
                last[tunnel] = known.get("version")

    def ask(self, tunnel, head, body, within):
        with self.lock:
            able = [c for c in self.connections if c.tunnel == tunnel]
        if not able:
            raise NoConnector("no connector of tunnel %s" % tunnel)
        return random.choice(able).ask(head, body, within)
