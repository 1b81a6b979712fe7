"""Asks the service of a rule, and says what went wrong in the words of Go's HTTP client."""
import datetime
import errno
import http.client
import os
import re
import socket
import ssl
import tempfile
import urllib.parse

UNABLE = "Unable to reach the origin service. The service may be down or it may not be responding to traffic from cloudflared: "
ERRNO = {errno.ECONNREFUSED: "connection refused", errno.EHOSTUNREACH: "no route to host", errno.ENETUNREACH: "network is unreachable",
         errno.ENOENT: "no such file or directory", errno.EACCES: "permission denied", errno.ETIMEDOUT: "connection timed out"}
ALERTS = {"HANDSHAKE_FAILURE": "handshake failure", "UNRECOGNIZED_NAME": "unrecognized name", "PROTOCOL_VERSION": "protocol version not supported",
          "CERTIFICATE_REQUIRED": "certificate required", "INTERNAL_ERROR": "internal error"}


class Unreachable(Exception):
    """No answer; the text is what stands in the log after `error=`."""


class Broken(Exception):
    """The answer began and did not end as it should."""


def shown(address, port):
    return "[%s]:%d" % (address, port) if ":" in address else "%s:%d" % (address, port)


def resolver():
    with open("/etc/resolv.conf") as f:
        return next((shown(line.split()[1], 53) for line in f if line.startswith("nameserver")), "127.0.0.1:53")


def addresses(host):
    if re.fullmatch(r"[0-9.]+|[0-9a-fA-F:]+", host):
        return [host]
    try:
        found = [info[4][0] for info in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
    except socket.gaierror as e:
        why = "server misbehaving" if e.errno == socket.EAI_AGAIN else "no such host"
        raise Unreachable("dial tcp: lookup %s on %s: %s" % (host, resolver(), why)) from None
    return sorted(set(found), key=lambda a: ":" not in a)


def dial(host, port, timeout):
    first = None
    for address in addresses(host):
        try:
            return socket.create_connection((address, port), timeout=timeout)
        except TimeoutError:
            why = "i/o timeout"
        except OSError as e:
            why = "connect: " + ERRNO.get(e.errno, os.strerror(e.errno or 0).lower())
        first = first or "dial tcp %s: %s" % (shown(address, port), why)
    raise Unreachable(first)


def name_for_tls(rule, url, host_header):
    if rule.request["matchSNItoHost"]:
        return host_header
    return rule.request["originServerName"] or url.hostname


def handshake(sock, name, rule, timeout):
    peer = sock.getpeername()[:2]
    context = ssl.create_default_context(cafile=rule.request["caPool"] or None)
    if rule.request["noTLSVerify"]:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    sock.settimeout(timeout)
    try:
        return context.wrap_socket(sock, server_hostname=name)
    except ssl.SSLCertVerificationError:
        raise Unreachable("tls: failed to verify certificate: x509: " + complaint(peer, name)) from None
    except ssl.SSLError as e:
        raise Unreachable(tls_trouble(e)) from None
    except TimeoutError:
        raise Unreachable("net/http: TLS handshake timeout") from None
    except ConnectionResetError:
        raise Unreachable("read tcp %s->%s: read: connection reset by peer" % ends(sock)) from None
    except OSError:
        raise Unreachable("EOF") from None


def ends(sock):
    try:
        return shown(*sock.getsockname()[:2]), shown(*sock.getpeername()[:2])
    except OSError:
        return "127.0.0.1:0", "127.0.0.1:0"


def tls_trouble(error):
    reason = error.reason or ""
    for key, words in ALERTS.items():
        if "ALERT_" + key in reason or reason.endswith(key):
            return "remote error: tls: " + words
    if "WRONG_VERSION" in reason or "RECORD_LAYER" in reason or "HTTP_REQUEST" in reason:
        return "tls: first record does not look like a TLS handshake"
    return "EOF" if isinstance(error, ssl.SSLEOFError) or "EOF" in reason else "remote error: tls: handshake failure"


def served(peer, name):
    """The certificate that the service shows, whatever it is worth."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with socket.create_connection(peer, timeout=5) as raw, context.wrap_socket(raw, server_hostname=name) as sock:
        pem = ssl.DER_cert_to_PEM_cert(sock.getpeercert(binary_form=True))
    with tempfile.NamedTemporaryFile("w", suffix=".pem") as f:
        f.write(pem)
        f.flush()
        return ssl._ssl._test_decode_cert(f.name)


def complaint(peer, name):
    """Go looks at the dates first, then at the name, then at the chain."""
    try:
        cert = served(peer, name)
    except (OSError, ValueError):
        return "certificate signed by unknown authority"
    now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    for field, word, wrong in (("notBefore", "before", lambda at: now < at), ("notAfter", "after", lambda at: now > at)):
        at = datetime.datetime.fromtimestamp(ssl.cert_time_to_seconds(cert[field]), datetime.timezone.utc)
        if wrong(at):
            return ("certificate has expired or is not yet valid: current time %s is %s %s"
                    % (now.strftime("%Y-%m-%dT%H:%M:%SZ"), word, at.strftime("%Y-%m-%dT%H:%M:%SZ")))
    names = [value for kind, value in cert.get("subjectAltName", ()) if kind == "DNS"]
    if re.fullmatch(r"[0-9.]+|[0-9a-fA-F:]+", name):
        if not any(kind == "IP Address" and value == name for kind, value in cert.get("subjectAltName", ())):
            return "cannot validate certificate for %s because it doesn't contain any IP SANs" % name
    elif not any(n == name or n.startswith("*.") and name.split(".", 1)[-1] == n[2:] for n in names):
        return "certificate is valid for %s, not %s" % (", ".join(names), name)
    return "certificate signed by unknown authority"


class Answer:
    """A status with its header, and the body part by part."""

    def __init__(self, status, reason, headers, raw=None):
        self.status, self.reason, self.headers, self.raw = status, reason, headers, raw

    def parts(self):
        if self.raw is None:
            return
        sent = 0
        try:
            while True:
                part = self.raw.read1(65536)
                if not part:
                    break
                sent += len(part)
                yield part
            if self.raw.length:
                raise Broken("unexpected EOF")
        except http.client.IncompleteRead:
            raise Broken("unexpected EOF") from None
        except ConnectionResetError:
            raise Broken("read tcp %s->%s: read: connection reset by peer" % self.raw.ends) from None
        except (ValueError, http.client.HTTPException):
            raise Broken("invalid byte in chunk length") from None
        except OSError:
            raise Broken("unexpected EOF") from None


def ask(rule, method, host, path, headers, body, hold):
    """Sends a request to the rule's service. `hold` is told the socket, so that a visitor's leaving can end it."""
    if rule.service.startswith("http_status:"):
        return Answer(int(rule.service[12:]), "", [("Content-Length", "0")])
    connect_within, tls_within = rule.request["connectTimeout"], rule.request["tlsTimeout"]
    if rule.service.startswith("unix:"):
        sock = socket.socket(socket.AF_UNIX)
        try:
            sock.connect(rule.service[5:])
        except OSError as e:
            raise Unreachable("dial unix %s: connect: %s" % (rule.service[5:], ERRNO.get(e.errno, "error"))) from None
        url = urllib.parse.urlsplit("http://localhost")
    else:
        url = urllib.parse.urlsplit(rule.service)
        secure = url.scheme in ("https", "wss")
        sock = dial(url.hostname, url.port or (443 if secure else 80), connect_within)
        if secure:
            sock = handshake(sock, name_for_tls(rule, url, host), rule, tls_within)
    hold(sock)
    sock.settimeout(None)
    return exchange(sock, url, rule.request["httpHostHeader"] or host, method, path, headers, body)


def exchange(sock, url, host, method, path, headers, body):
    connection = http.client.HTTPConnection(url.hostname or "localhost")
    connection.sock = sock
    peers = ends(sock) if sock.family != socket.AF_UNIX else ("", "")
    sniffed = Sniffed(sock)
    try:
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        connection.putheader("Host", host)
        for name, value in headers:
            if name.lower() not in ("host", "connection"):
                connection.putheader(name, value)
        connection.putheader("Connection", "close")
        connection.endheaders(body or None)
        sniffed.look()
        answer = connection.getresponse()
    except http.client.RemoteDisconnected:
        raise Unreachable("EOF") from None
    except http.client.BadStatusLine:
        raise Unreachable("net/http: HTTP/1.x transport connection broken: malformed HTTP response %s" % sniffed.first()) from None
    except (ConnectionResetError, BrokenPipeError):
        raise Unreachable("read tcp %s->%s: read: connection reset by peer" % peers) from None
    except (OSError, http.client.HTTPException):
        raise Unreachable("EOF") from None
    answer.ends = peers
    return Answer(answer.status, answer.reason, answer.getheaders(), answer)


class Sniffed:
    """The first bytes of an answer, left where they are."""

    def __init__(self, sock):
        self.sock, self.bytes = sock, b""

    def look(self):
        if not isinstance(self.sock, ssl.SSLSocket):
            self.bytes = self.sock.recv(64, socket.MSG_PEEK)

    def first(self):
        line = self.bytes.split(b"\n")[0].rstrip(b"\r")
        return '"%s"' % "".join(chr(b) if 32 <= b < 127 and b not in b'"\\' else "\\" + chr(b) if b in b'"\\' else "\\x%02x" % b for b in line)
