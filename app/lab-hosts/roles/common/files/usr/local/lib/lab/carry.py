"""What the connector and the edge of the laboratory speak to each other: frames over TCP or over UDP.

A frame is a kind (one letter), the number of a request (0: the connection itself) and bytes. TCP carries frames as they are;
for UDP a small go-back-N makes a byte stream of datagrams, so that a firewall, a delay or a loss on UDP 7844 acts on it
as it acts on QUIC. Nothing is encrypted: the laboratory has no traffic outside.
"""
import collections
import socket
import struct
import threading
import time

PORT = 7844
IDLE = 5.0                                    # seconds of silence after which a UDP peer is gone, as QUIC has it here
HEAD = struct.Struct(">IcI")                  # length of the payload, kind, request
PACKET = struct.Struct(">8scQ")               # connection, kind of packet, number
CHUNK, WINDOW, AGAIN = 1200, 64, 0.25


class Gone(Exception):
    """The peer is not there any more; the text says how that showed."""


class TcpStream:
    def __init__(self, sock):
        self.sock = sock
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def write(self, data):
        try:
            self.sock.sendall(data)
        except OSError as e:
            raise Gone("connection with edge closed") from e

    def read(self, n):
        data = b""
        while len(data) < n:
            try:
                part = self.sock.recv(n - len(data))
            except OSError as e:
                raise Gone("connection with edge closed") from e
            if not part:
                raise Gone("connection with edge closed")
            data += part
        return data

    def close(self):
        try:
            self.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.sock.close()


class UdpStream:
    """One end of a byte stream over datagrams. `transmit` sends one datagram; `feed` takes each that came in."""

    def __init__(self, connection, transmit):
        self.connection, self.transmit = connection, transmit
        self.lock = threading.Condition()
        self.unsent, self.flying = collections.deque(), collections.OrderedDict()
        self.next_out, self.next_in = 0, 0
        self.inbox, self.heard, self.why = bytearray(), time.monotonic(), None
        threading.Thread(target=self.tick, daemon=True).start()

    def packet(self, kind, number, data=b""):
        try:
            self.transmit(PACKET.pack(self.connection, kind, number) + data)
        except PermissionError:
            self.why = self.why or "sendto: operation not permitted"      # the host's own firewall
        except OSError:
            pass                                          # lost on the way; the peer's silence tells

    def feed(self, kind, number, data):
        with self.lock:
            self.heard = time.monotonic()
            if kind == b"F":
                self.why = self.why or "Application error 0x0 (remote)"
            elif kind == b"D":
                if number == self.next_in:
                    self.inbox += data
                    self.next_in += 1
                self.packet(b"A", self.next_in)
            elif kind == b"A":
                for old in [n for n in self.flying if n < number]:
                    del self.flying[old]
                self.pump()
            self.lock.notify_all()

    def pump(self):
        while self.unsent and len(self.flying) < WINDOW:
            data = self.unsent.popleft()
            self.flying[self.next_out] = data
            self.packet(b"D", self.next_out, data)
            self.next_out += 1

    def tick(self):
        beat = 0.0
        while self.why is None:
            time.sleep(AGAIN)
            with self.lock:
                now = time.monotonic()
                if now - self.heard > IDLE:
                    self.why = self.why or "timeout: no recent network activity"
                for number, data in list(self.flying.items())[:8]:
                    self.packet(b"D", number, data)
                if now - beat > 1:
                    beat = now
                    self.packet(b"P", 0)
                self.lock.notify_all()

    def write(self, data):
        with self.lock:
            if self.why:
                raise Gone(self.why)
            self.unsent.extend(data[i:i + CHUNK] for i in range(0, len(data), CHUNK))
            self.pump()

    def read(self, n):
        with self.lock:
            while len(self.inbox) < n:
                if self.why:
                    raise Gone(self.why)
                self.lock.wait(1)
            data = bytes(self.inbox[:n])
            del self.inbox[:n]
            return data

    def close(self):
        if self.why is None:                              # a connection that went silent is given up in silence
            self.packet(b"F", 0)
        with self.lock:
            self.why = self.why or "closed"
            self.lock.notify_all()


class Link:
    """Frames over a stream. Any thread may send; one reads."""

    def __init__(self, stream):
        self.stream, self.lock = stream, threading.Lock()

    def send(self, kind, request, data=b""):
        with self.lock:
            self.stream.write(HEAD.pack(len(data), kind, request) + data)

    def receive(self):
        length, kind, request = HEAD.unpack(self.stream.read(HEAD.size))
        return kind, request, self.stream.read(length)

    def close(self):
        self.stream.close()


def dial_tcp(address, timeout):
    return Link(TcpStream(socket.create_connection((address, PORT), timeout=timeout)))


def dial_udp(address, connection):
    """Sends datagrams at once; whether anybody is there shows at the first answer."""
    sock = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_DGRAM)
    sock.connect((address, PORT))
    stream = UdpStream(connection, sock.send)

    def listen():
        while stream.why in (None, "Application error 0x0 (remote)"):
            try:
                data = sock.recv(65536)
            except OSError:
                time.sleep(0.1)                           # an ICMP answer says nothing for certain; QUIC takes none for the end
                continue
            connection_, kind, number = PACKET.unpack(data[:PACKET.size])
            if connection_ == connection:
                stream.feed(kind, number, data[PACKET.size:])
            if stream.why:
                break
        sock.close()
    threading.Thread(target=listen, daemon=True).start()
    return Link(stream)


def serve_tcp(accept):
    listener = socket.create_server(("::", PORT), family=socket.AF_INET6, dualstack_ipv6=True, backlog=64)
    while True:
        sock, peer = listener.accept()
        threading.Thread(target=accept, args=(Link(TcpStream(sock)), peer[0], "http2"), daemon=True).start()


def serve_udp(accept):
    sock = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    # The answer leaves from the address that was asked: the edge has several.
    sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVPKTINFO, 1)
    sock.bind(("::", PORT))
    streams = {}

    def answer_from(info, peer):
        return lambda data: sock.sendmsg([data], [(socket.IPPROTO_IPV6, socket.IPV6_PKTINFO, info)], 0, peer)

    while True:
        data, extra, _, peer = sock.recvmsg(65536, 1024)
        if len(data) < PACKET.size:
            continue
        connection, kind, number = PACKET.unpack(data[:PACKET.size])
        info = next((d for level, kind_, d in extra if level == socket.IPPROTO_IPV6 and kind_ == socket.IPV6_PKTINFO), b"")
        key = (peer[0], peer[1], connection)
        if kind == b"?":                                  # is anybody there?
            answer_from(info, peer)(PACKET.pack(connection, b"!", 0))
            continue
        stream = streams.get(key)
        if stream is None or stream.why:
            if kind != b"D" or number != 0:
                continue
            for old in [k for k, s in streams.items() if s.why]:
                del streams[old]
            stream = streams[key] = UdpStream(connection, answer_from(info, peer))
            threading.Thread(target=accept, args=(Link(stream), peer[0], "quic"), daemon=True).start()
        stream.feed(kind, number, data[PACKET.size:])


def answers_udp(address, timeout):
    """Whether UDP packets come through to the edge and back."""
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.settimeout(timeout)
        try:
            sock.connect((address, PORT))
            sock.send(PACKET.pack(b"\0" * 8, b"?", 0))
            return bool(sock.recv(64))
        except OSError:
            return False


def answers_tcp(address, timeout):
    try:
        socket.create_connection((address, PORT), timeout=timeout).close()
        return True
    except OSError:
        return False
