#!/usr/bin/python3
"""Stand-in for a CDN edge: takes requests for names, asks their origin, and answers an origin's failure
with the status the real edge uses (520-526, 530), an error page and the real edge's header fields.

Modes a route can have: off (no TLS to clients is forced, plain HTTP to the origin's port 80), flexible (same, TLS to the
client), full (TLS to the origin, any certificate), strict (TLS to the origin, certificate checked against "ca").
A route with "tunnel" goes through a connector of that tunnel instead (tunnels.py). With "broken" set the edge fails by itself.
The configuration is read anew for every request, so a test changes it by writing the file.
"""
import http.client
import json
import random
import socket
import ssl
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import tunnels

CONFIG = sys.argv[1]
STATUS = "www.cloudflarestatus.com"
REASONS = {
    520: "Web server is returning an unknown error", 521: "Web server is down", 522: "Connection timed out",
    523: "Origin is unreachable", 524: "A timeout occurred", 525: "SSL handshake failed", 526: "Invalid SSL certificate",
    530: "Origin DNS error", 502: "Bad gateway", 504: "Gateway time-out",
}
HOP = {"connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "content-length"}

# As it is laid out since 2025.
PAGE = """<!DOCTYPE html>
<html lang="en-US"><head><title>%(host)s | %(status)d: %(text)s</title>
<link rel="stylesheet" id="cf_styles-css" href="/cdn-cgi/styles/main.css" /></head><body>
<div id="cf-wrapper"><div id="cf-error-details" class="p-0">
<h1><span class="inline-block">%(text)s</span> <span class="code-label">Error code %(status)d</span></h1>
<div>Visit <a href="https://www.cloudflare.com/5xx-error-landing?utm_source=errorcode_%(status)d&utm_campaign=%(host)s">cloudflare.com</a> for more information.</div>
<div class="mt-3">%(time)s UTC</div>
<div id="cf-browser-status"><span class="cf-icon-ok"></span> You <h3>Browser</h3> <span class="text-green-success">Working</span></div>
<div id="cf-cloudflare-status"><span class="cf-icon-ok"></span> Frankfurt <h3>Cloudflare</h3> <span class="text-green-success">Working</span></div>
<div id="cf-host-status" class="cf-error-source"><span class="cf-icon-error"></span> %(host)s <h3>Host</h3> <span class="text-red-error">Error</span></div>
<p>Cloudflare Ray ID: <strong class="font-semibold">%(ray)s</strong></p>
</div></div></body></html>
"""


class OriginError(Exception):
    def __init__(self, status, cause):
        super().__init__(cause)
        self.status, self.cause = status, cause


def load():
    with open(CONFIG) as f:
        return json.load(f)


def connect(config, route):
    tls = route["mode"] in ("full", "strict")
    port = route.get("port", 443 if tls else 80)
    try:
        sock = socket.create_connection((route["origin"], port), timeout=config["connect_timeout"])
    except socket.gaierror as e:
        raise OriginError(530, e)
    except ConnectionRefusedError as e:
        raise OriginError(521, e)
    except TimeoutError as e:
        raise OriginError(522, e)
    except OSError as e:
        raise OriginError(523, e)
    return sock, tls


def handshake(config, route, host, sock):
    context = ssl.create_default_context(cafile=route.get("ca"))
    if route["mode"] != "strict":
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        return context.wrap_socket(sock, server_hostname=host)
    except ssl.SSLCertVerificationError as e:
        raise OriginError(526, e)
    except (ssl.SSLError, OSError) as e:
        raise OriginError(525, e)


def ask(config, route, host, method, path, headers, body):
    sock, tls = connect(config, route)
    try:
        if tls:
            sock = handshake(config, route, host, sock)
        sock.settimeout(config["response_timeout"])
        http.client._MAXHEADERS = 1000
        connection = http.client.HTTPConnection(route["origin"])
        connection.sock = sock
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers:
            connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        if sum(len(n) + len(v) + 4 for n, v in answer.getheaders()) > config["max_response_header_bytes"]:
            raise OriginError(520, "response header too large")
        if len([1 for n, _ in answer.getheaders() if n.lower() == "content-length"]) > 1:
            raise OriginError(520, "two Content-Length")
        return answer
    except TimeoutError as e:
        sock.close()
        raise OriginError(524, e)
    except (http.client.HTTPException, ValueError, OSError) as e:
        sock.close()
        raise OriginError(520, repr(e))
    except OriginError:
        sock.close()
        raise


def ask_tunnel(config, route, host, method, path, headers, body):
    head = {"method": method, "host": host, "path": path, "headers": headers}
    try:
        answer = TUNNELS.ask(route["tunnel"], head, body, config["response_timeout"])
    except tunnels.NoConnector as e:
        raise OriginError(1033, e)
    except tunnels.Late as e:
        raise OriginError(524, e)
    except tunnels.Lost as e:
        raise OriginError(502, e)
    if answer.source == "cloudflared" and answer.status == 502:
        raise OriginError(502, "the connector says so")
    return answer


class Edge(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "cloudflare", ""

    def version_string(self):
        return "cloudflare"

    def log_message(self, format, *args):
        pass

    def note(self, **fields):
        sys.stderr.write(json.dumps({"client": self.client_address[0], "host": self.headers.get("Host"), "request": self.requestline, **fields}) + "\n")
        sys.stderr.flush()

    def page(self, status, host, ray):
        """The page about an origin. It blames the host, whatever lies between."""
        text = REASONS.get(status, http.client.responses.get(status, ""))
        words = {"host": host, "status": status, "text": text, "ray": ray[:16], "time": time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime())}
        self.send_page(status, ray, (PAGE % words).encode())

    def send_page(self, status, ray, body):
        self.send_response(status, "")
        self.send_header("Content-Type", "text/html; charset=UTF-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "private, max-age=0, no-store, no-cache, must-revalidate, post-check=0, pre-check=0")
        self.send_header("CF-RAY", ray)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def tunnel_page(self, host, ray):
        body = ("<!DOCTYPE html>\n<html lang=\"en-US\"><head><title>Cloudflare Tunnel error | %s | Cloudflare</title></head><body>\n"
                "<div id=\"cf-error-details\" class=\"cf-error-details-wrapper\"><h1><span class=\"cf-error-type\" data-translate=\"error\">Error</span>"
                " <span class=\"cf-error-code\">1033</span> <small class=\"heading-ray-id\">Ray ID: %s</small></h1>\n"
                "<h2 class=\"cf-subheadline\" data-translate=\"error_desc\">Cloudflare Tunnel error</h2></div>\n</body></html>\n" % (host, ray[:16])).encode()
        self.send_page(530, ray, body)

    def own_failure(self, status, ray):
        """The page that the edge makes where its own work failed: bare, with its name under the line."""
        line = "%d %s" % (status, http.client.responses[status])
        body = ("<html>\r\n<head><title>%s</title></head>\r\n<body>\r\n<center><h1>%s</h1></center>\r\n<hr><center>cloudflare</center>\r\n</body>\r\n</html>\r\n" % (line, line)).encode()
        self.send_response(status, "")
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("CF-RAY", ray)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def status_page(self, status):
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        rest = {"page": {"id": "yh6f0r4529hb", "name": "Cloudflare", "url": "https://" + STATUS, "time_zone": "Etc/UTC", "updated_at": now},
                "scheduled_maintenances": [], "status": {"indicator": "none", "description": "All Systems Operational"}}
        if status["incidents"]:
            rest["status"] = {"indicator": "minor", "description": "Minor Service Outage"}
        body = json.dumps({**rest, **status}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def relay(self):
        host = (self.headers.get("Host") or "").split(":")[0]
        started = time.monotonic()
        config = load()
        ray = "%016x-%s" % (random.getrandbits(64), config["colo"])
        if host == STATUS:
            self.status_page(config["status"])
            return
        if self.path == "/cdn-cgi/trace":
            body = ("fl=1f1\nh=%s\nip=%s\nts=%.3f\nvisit_scheme=%s\ncolo=%s\n" % (host, self.client_address[0].replace("::ffff:", ""), time.time(), "https" if isinstance(self.connection, ssl.SSLSocket) else "http", config["colo"])).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return
        if config.get("broken"):
            self.own_failure(config["broken"], ray)
            return
        route = config["routes"].get(host)
        if route is None:
            self.note(status=409, cause="no route")
            self.page(409, host, ray)
            return
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = [(n, v) for n, v in self.headers.items() if n.lower() not in HOP]
        headers += [("CF-Connecting-IP", self.client_address[0].replace("::ffff:", "")), ("CF-Ray", ray), ("CF-Visitor", '{"scheme":"https"}'),
                    ("X-Forwarded-Proto", "https"), ("CDN-Loop", "cloudflare"), ("Connection", "close")]
        if body:
            headers.append(("Content-Length", str(len(body))))
        try:
            way = ask_tunnel if "tunnel" in route else ask
            answer = way(config, route, host, self.command, self.path, headers, body)
        except OriginError as e:
            self.note(status=e.status, cause=str(e.cause), seconds=round(time.monotonic() - started, 2))
            self.tunnel_page(host, ray) if e.status == 1033 else self.page(e.status, host, ray)
            return
        if answer.status in (502, 504):                   # the origin's own words do not pass
            self.note(status=answer.status, cause="the origin says so", seconds=round(time.monotonic() - started, 2))
            self.page(answer.status, host, ray)
            return
        self.send_response(answer.status, answer.reason)
        for name, value in answer.getheaders():
            if name.lower() not in HOP and name.lower() not in ("server", "date"):
                self.send_header(name, value)
        self.send_header("CF-Cache-Status", "DYNAMIC")
        self.send_header("CF-RAY", ray)
        plain = answer.length is not None
        self.send_header("Content-Length", str(answer.length)) if plain else self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        sent = 0
        try:
            while self.command != "HEAD":
                part = answer.read1(65536)
                if not part:
                    break
                sent += len(part)
                self.wfile.write(part if plain else b"%x\r\n%s\r\n" % (len(part), part))
            if not plain:
                self.wfile.write(b"0\r\n\r\n")
            elif answer.length:                       # the origin closed early
                raise http.client.IncompleteRead(b"", answer.length)
        except (http.client.HTTPException, OSError, ValueError) as e:
            self.note(status=answer.status, cause="body: %r" % e, sent=sent)
            self.close_connection = True
            return
        self.note(status=answer.status, sent=sent, seconds=round(time.monotonic() - started, 2))

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = do_PATCH = relay


class Server(ThreadingHTTPServer):
    address_family = socket.AF_INET6
    daemon_threads = True
    request_queue_size = 128
    context = None

    def finish_request(self, request, client_address):
        if self.context:
            request.settimeout(10)
            try:
                request = self.context.wrap_socket(request, server_side=True)
            except (ssl.SSLError, OSError):
                return
        super().finish_request(request, client_address)

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


TUNNELS = tunnels.Tunnels(load)


def served(certificate, key):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    context.set_alpn_protocols(["http/1.1"])
    return context


def main():
    config = load()
    TUNNELS.start()
    plain = Server(("::", config["listen"]["http"]), Edge)
    secure = Server(("::", config["listen"]["https"]), Edge)
    secure.context = served(config["certificate"], config["key"])
    status = served(config["status_certificate"], config["status_key"])

    def choose(connection, name, context):
        if name == STATUS:
            connection.context = status

    secure.context.sni_callback = choose
    threading.Thread(target=plain.serve_forever, daemon=True).start()
    secure.serve_forever()


main()
