"""The connector's four connections to the edge: dialled, registered, kept, lost and dialled anew."""
import json
import random
import socket
import sys
import threading
import time
import uuid

sys.path.insert(0, "/usr/local/lib/lab")
import carry

from . import config, golog, service

REGIONS = ("region1.v2.argotunnel.com", "region2.v2.argotunnel.com")
SRV = "_v2-origintunneld._tcp.argotunnel.com"
CONNECTIONS = 4
FIRST_WAIT, LONGEST_WAIT, PATIENCE = 1, 64, 5


class NoEdge(Exception):
    """The names of the edge do not resolve."""


class Rejected(Exception):
    """The edge does not take this connector."""


def discover():
    """The edge's addresses, region by region."""
    found = []
    for region in REGIONS:
        try:
            infos = socket.getaddrinfo(region, carry.PORT, socket.AF_INET, socket.SOCK_STREAM)
            found.append(sorted({info[4][0] for info in infos}))
        except socket.gaierror as e:
            why = "server misbehaving" if e.errno == socket.EAI_AGAIN else "no such host"
            raise NoEdge("lookup %s on %s: %s" % (SRV, service.resolver(), why)) from None
    return found


class Connector:
    """What all connections share."""

    def __init__(self, tunnel, secret, protocol, ingress, version):
        self.tunnel, self.secret, self.id = tunnel, secret, str(uuid.uuid4())
        self.fixed, self.protocol = protocol != "auto", "quic" if protocol == "auto" else protocol
        self.ingress, self.remote, self.version = ingress, -1, version
        self.up, self.stopping, self.lock = {}, threading.Event(), threading.RLock()
        self.counts = {"requests": 0, "errors": 0, "registered": 0, "refused": 0, "closed": 0, "opened": 0}
        self.by_code, self.places, self.registered = {}, {}, threading.Event()
        self.regions = []

    def address(self, index, turn):
        pool = self.regions[(index + turn) % len(self.regions)]
        return pool[(index // 2 + turn) % len(pool)]

    def count(self, what):
        with self.lock:
            self.counts[what] += 1

    def configure(self, text, version):
        """A configuration that the edge hands down replaces the local one; a bad one is refused."""
        try:
            ingress = config.Ingress(json.loads(text))
        except (config.Bad, ValueError) as e:
            golog.err("Failed to deserialize new configuration", error=e, config=text, version=version)
            return
        self.ingress, self.remote = ingress, version
        golog.inf("Updated to new configuration", config=text, version=version)


class Connection(threading.Thread):
    def __init__(self, connector, index):
        super().__init__(daemon=True)
        self.c, self.index, self.turn, self.link, self.ip = connector, index, 0, None, ""
        self.requests = {}

    def said(self, level, message, **fields):
        golog.line(level, message, connIndex=self.index, event=0, ip=self.ip, **fields)

    def run(self):
        wait = FIRST_WAIT
        failed = 0
        while not self.c.stopping.is_set():
            self.ip = self.c.address(self.index, self.turn)
            self.said("INF", "Tunnel connection curve preferences: [X25519MLKEM768 CurveID(65074) CurveP256]")
            was_up = False
            try:
                self.dial()
                self.register()
                was_up, wait = True, FIRST_WAIT
                self.serve()
            except Rejected as e:
                self.tell_rejected(str(e))
            except carry.Gone as e:
                self.tell_lost(str(e), was_up)
            except OSError as e:
                self.tell_refused(e)
            self.drop()
            if self.c.stopping.is_set():
                return
            failed = 0 if was_up else failed + 1
            wait = min(wait if was_up else wait * 2, LONGEST_WAIT)
            self.said("INF", "Retrying connection in up to " + golog.length_of_time(wait))
            self.c.stopping.wait(random.uniform(0.3, 1) * min(wait, 8))
            if not was_up:
                self.turn += 1
            if failed >= 5 and not self.c.fixed and self.c.protocol == "quic" and carry.answers_tcp(self.ip, 3):
                self.fall_back()
                wait, failed = FIRST_WAIT, 0

    def fall_back(self):
        self.said("WRN", "If this log occurs persistently, and cloudflared is unable to connect to Cloudflare Network with `quic` protocol, then most"
                  " likely your machine/network is getting its egress UDP to port 7844 (or others) blocked or dropped. Make sure to allow egress"
                  " connectivity as per https://developers.cloudflare.com/cloudflare-one/connections/connect-apps/configuration/ports-and-ips/\n"
                  "If you are using private routing to this Tunnel, then ICMP, UDP (and Private DNS Resolution) will not work unless your cloudflared"
                  " can connect with Cloudflare Network with `quic`.")
        self.said("INF", "Switching to fallback protocol http2")
        self.c.protocol = "http2"

    def dial(self):
        if self.c.protocol == "quic":
            self.link = carry.dial_udp(self.ip, uuid.uuid4().bytes[:8])
        else:
            self.link = carry.dial_tcp(self.ip, 15)

    def register(self):
        hello = {"tunnel": self.c.tunnel, "secret": self.c.secret, "connector": self.c.id, "index": self.index, "version": self.c.version}
        self.link.send(b"J", 0, json.dumps(hello).encode())
        kind, _, data = self.link.receive()
        answer = json.loads(data)
        if "rejected" in answer:
            self.c.count("refused")
            raise Rejected(answer["rejected"])
        with self.c.lock:
            self.c.counts["registered"] += 1
            self.c.counts["opened"] += 1
            self.c.up[self.index] = self
            self.c.places[self.index] = answer["location"]
        self.said("INF", "Registered tunnel connection", connection=answer["connection"], location=answer["location"], protocol=self.c.protocol)
        self.c.registered.set()

    def serve(self):
        while True:
            kind, request, data = self.link.receive()
            if kind == b"J":
                told = json.loads(data)
                if told["version"] > self.c.remote:
                    self.c.configure(told["config"], told["version"])
            elif kind == b"Q":
                asked = Request(self, request, data)
                self.requests[request] = asked
                asked.start()
            elif kind == b"X" and request in self.requests:
                self.requests[request].cancel()

    def drop(self):
        with self.c.lock:
            if self.c.up.pop(self.index, None):
                self.c.counts["closed"] += 1
        if self.link:
            self.link.close()
            self.link = None

    def tell_rejected(self, why):
        if self.c.protocol == "quic":
            self.said("ERR", "failed to run the datagram handler", error="context canceled")
            self.said("ERR", "failed to serve tunnel connection", error="control stream encountered a failure while serving")
            self.said("ERR", "Serve tunnel error", error="control stream encountered a failure while serving")
        else:
            golog.err("failed to serve incoming request", error=why)
            self.said("ERR", "Register tunnel error from server side", error=why)

    def tell_lost(self, why, was_up):
        if self.c.stopping.is_set():
            return
        with self.c.lock:
            level = "WRN" if any(i != self.index for i in self.c.up) else "ERR"
        if self.c.protocol != "quic":
            if was_up:
                self.said("INF", "Lost connection with the edge")
            self.said(level, "Serve tunnel error", error="connection with edge closed")
        elif was_up:
            self.said("ERR", "failed to accept incoming stream requests", error="failed to accept QUIC stream: " + why)
            self.said("ERR", "failed to run the datagram handler", error="context canceled")
            self.said(level, "failed to serve tunnel connection", error="accept stream listener encountered a failure while serving")
            self.said(level, "Serve tunnel error", error="accept stream listener encountered a failure while serving")
        else:
            self.said("ERR", "Failed to dial a quic connection", error="failed to dial to edge with quic: " + why)

    def tell_refused(self, error):
        why = "i/o timeout" if isinstance(error, TimeoutError) else "connect: " + service.ERRNO.get(error.errno, "connection refused")
        text = "DialContext error: dial tcp %s:%d: %s" % (self.ip, carry.PORT, why)
        self.said("ERR", "Unable to establish connection with Cloudflare edge", error=text)
        self.said("ERR", "Serve tunnel error", error=text)


class Request(threading.Thread):
    """One request of a visitor, from the edge to the service and back."""

    def __init__(self, connection, number, data):
        super().__init__(daemon=True)
        self.on, self.number, self.sock, self.cancelled = connection, number, None, False
        head, _, self.body = data.partition(b"\n")
        self.head = json.loads(head)

    def run(self):
        c = self.on.c
        c.count("requests")
        rule = c.ingress.match(self.head["host"], self.head["path"].split("?")[0]) if c.ingress else None
        try:
            if rule is None:
                self.send_head(service.Answer(503, "", [("Content-Length", "0")]), "cloudflared")
            else:
                self.relay(rule)
        except carry.Gone:
            pass
        finally:
            self.on.requests.pop(self.number, None)

    def relay(self, rule):
        try:
            answer = service.ask(rule, self.head["method"], self.head["host"], self.head["path"], self.head["headers"], self.body, self.hold)
        except service.Unreachable as e:
            plain = rule.service.split(":")[0] in ("tcp", "ssh", "rdp", "smb")
            self.fail(rule, "Incoming request ended abruptly: context canceled" if self.cancelled else str(e) if plain else service.UNABLE + str(e))
            if not self.cancelled:
                self.send_head(service.Answer(502, "Bad Gateway", [("Content-Length", "0")]), "cloudflared")
            return
        with self.on.c.lock:
            self.on.c.by_code[answer.status] = self.on.c.by_code.get(answer.status, 0) + 1
        self.send_head(answer, "origin", end=False)
        try:
            if self.head["method"] != "HEAD":
                for part in answer.parts():
                    self.on.link.send(b"D", self.number, part)
            self.on.link.send(b"E", self.number)
        except service.Broken as e:
            self.fail(rule, "Incoming request ended abruptly: context canceled" if self.cancelled else str(e))
            self.on.link.send(b"A", self.number)

    def hold(self, sock):
        self.sock = sock

    def cancel(self):
        self.cancelled = True
        if self.sock:
            try:
                self.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def send_head(self, answer, source, end=True):
        head = {"status": answer.status, "reason": answer.reason, "headers": answer.headers, "src": source}
        self.on.link.send(b"H", self.number, json.dumps(head).encode())
        if end:
            self.on.link.send(b"E", self.number)

    def fail(self, rule, why):
        self.on.c.count("errors")
        golog.err("", error=why, connIndex=self.on.index, event=1, ingressRule=rule.index, originService=rule.service)
        if self.on.c.protocol == "quic":
            self.on.said("ERR", "Request failed", error=why, dest="https://%s%s" % (self.head["host"], self.head["path"]), type="http")
        else:
            golog.err("failed to serve incoming request", error="Failed to proxy HTTP: " + why)


def supervise(connector):
    """One connection first; the others, a second apart, when it is registered."""
    connector.regions = discover()
    first = Connection(connector, 0)
    first.start()

    def rest():
        connector.registered.wait()
        for index in range(1, CONNECTIONS):
            Connection(connector, index).start()
            connector.stopping.wait(0.5)
    threading.Thread(target=rest, daemon=True).start()


def precheck(connector):
    """What the program finds out about its way to the edge, as a table and as lines."""
    run = str(uuid.uuid4())
    first = [pool[0] for pool in connector.regions]
    *reached, api = at_once([lambda a=a: carry.answers_udp(a, 4) for a in first] + [lambda a=a: carry.answers_tcp(a, 4) for a in first] + [reaches_api])
    udp, tcp = reached[:len(first)], reached[len(first):]
    rows = [("DNS Resolution", region, True, "DNS Resolved successfully") for region in REGIONS]
    rows += [("UDP Connectivity", region, ok, "QUIC connection " + ("successful" if ok else "failed")) for region, ok in zip(REGIONS, udp)]
    rows += [("TCP Connectivity", region, ok, "HTTP/2 connection " + ("successful" if ok else "is blocked or unreachable")) for region, ok in zip(REGIONS, tcp)]
    rows.append(("Cloudflare API", "api.cloudflare.com:443", api, "API is reachable" if api else "API Connection failed"))
    best = connector.protocol if (all(udp) if connector.protocol == "quic" else all(tcp)) else "quic" if all(udp) else "http2" if all(tcp) else None
    if all(udp) and all(tcp):
        summary = "Environment is healthy. cloudflared will use '%s' as primary protocol." % best
    elif best:
        summary = "Environment ready with degraded transport. cloudflared will proceed using '%s'." % best
    else:
        summary = "Environment has critical failures. cloudflared may not be able to establish a tunnel."
    box(rows, advice(udp, tcp, api, best), summary)
    for component, target, ok, details in rows:
        golog.inf("precheck", component=component, details=details, run_id=run, status="pass" if ok else "fail", target=target)
    golog.inf("precheck complete", hard_fail="false" if best else "true", run_id=run, **({"suggested_protocol": best} if best else {}))


def at_once(tests):
    answers = [False] * len(tests)
    threads = [threading.Thread(target=lambda i=i, test=test: answers.__setitem__(i, test())) for i, test in enumerate(tests)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def reaches_api():
    try:
        socket.create_connection(("api.cloudflare.com", 443), timeout=4).close()
        return True
    except OSError:
        return False


def advice(udp, tcp, api, best):
    word = "WARNING" if best else "ERROR"
    lines = ["%s: Allow outbound QUIC traffic on port 7844 or use HTTP2." % word for ok in udp if not ok]
    lines += ["%s: Allow outbound TCP on port 7844." % word for ok in tcp if not ok]
    if not api:
        lines.append("%s: cloudflared will still run, but automatic software updates are unavailable. Ensure port 443 TCP to api.cloudflare.com"
                     " is open if you want auto-updates." % word)
    return lines


def box(rows, hints, summary):
    table = ["%-16s  %-25s  %-6s  %s" % ("COMPONENT", "TARGET", "STATUS", "DETAILS")]
    table += ["%-16s  %-25s  %-6s  %s" % (a, b, "PASS" if ok else "FAIL", d) for a, b, ok, d in rows]
    lines = table + hints + ["", "SUMMARY: " + summary]
    width = max(len(text) for text in lines)
    edge = "+" + "-" * (width + 4) + "+"
    for text in [edge, "|" + "CONNECTIVITY PRE-CHECKS".center(width + 4) + "|", edge] + ["|  %-*s  |" % (width, text) for text in lines] + [edge]:
        golog.inf(text)
