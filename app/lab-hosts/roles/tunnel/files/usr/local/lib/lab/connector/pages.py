"""The connector's own web server: readiness, configuration, connections and counters."""
import json
import os
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from . import golog


def ready(c):
    n = len(c.up)
    return (200 if n else 503), {"status": 200 if n else 503, "readyConnections": n, "connectorId": c.id}


def tunnel(c):
    page = {"tunnelID": c.tunnel, "connectorID": c.id}
    connections = []
    for index, connection in sorted(c.up.items()):
        each = {"isConnected": True}
        if c.protocol == "quic":
            each["protocol"] = 1
        each["edgeAddress"] = connection.ip
        if index:
            each["index"] = index
        connections.append(each)
    if connections:
        page["connections"] = connections
    return page


METRICS = [
    ("cloudflared_orchestration_config_version", "gauge", "Configuration Version"),
    ("cloudflared_tunnel_concurrent_requests_per_tunnel", "gauge", "Concurrent requests proxied through each tunnel"),
    ("cloudflared_tunnel_ha_connections", "gauge", "Number of active ha connections"),
    ("cloudflared_tunnel_request_errors", "counter", "Count of error proxying to origin"),
    ("cloudflared_tunnel_response_by_code", "counter", "Count of responses by HTTP status code"),
    ("cloudflared_tunnel_server_locations", "gauge", "Where each tunnel is connected to. 1 means current location, 0 means previous locations."),
    ("cloudflared_tunnel_total_requests", "counter", "Amount of requests proxied through all the tunnels"),
    ("cloudflared_tunnel_tunnel_register_fail", "counter", "Count of tunnel registration errors by type"),
    ("cloudflared_tunnel_tunnel_register_success", "counter", "Count of successful tunnel registrations"),
    ("quic_client_closed_connections", "counter", "Number of connections that has been closed"),
    ("quic_client_total_connections", "counter", "Number of connections initiated. For all quic metrics, client means the side initiating the connection"),
]


def samples(c):
    under_way = sum(len(connection.requests) for connection in c.up.values())
    yield "cloudflared_orchestration_config_version", "", max(c.remote, 0)
    yield "cloudflared_tunnel_concurrent_requests_per_tunnel", "", under_way
    yield "cloudflared_tunnel_ha_connections", "", max(len(c.up), 1)
    yield "cloudflared_tunnel_request_errors", "", c.counts["errors"]
    for code, count in sorted(c.by_code.items()):
        yield "cloudflared_tunnel_response_by_code", '{status_code="%d"}' % code, count
    for index, place in sorted(c.places.items()):
        yield "cloudflared_tunnel_server_locations", '{connection_id="%d",edge_location="%s"}' % (index, place), int(index in c.up)
    yield "cloudflared_tunnel_total_requests", "", c.counts["requests"]
    if c.counts["refused"]:
        yield "cloudflared_tunnel_tunnel_register_fail", '{error="server_error",rpcName="registerConnection"}', c.counts["refused"]
    if c.counts["registered"]:
        yield "cloudflared_tunnel_tunnel_register_success", '{rpcName="registerConnection"}', c.counts["registered"]
    if c.protocol == "quic":
        yield "quic_client_closed_connections", "", c.counts["closed"]
        yield "quic_client_total_connections", "", c.counts["opened"]


def metrics(c):
    lines = ["# HELP build_info Build and version information", "# TYPE build_info gauge",
             'build_info{goversion="go1.26.11",revision="2026-08-14T11:22 UTC",type="",version="%s"} 1' % c.version]
    all_samples = list(samples(c))
    for name, kind, words in METRICS:
        mine = ["%s%s %s" % (n, labels, value) for n, labels, value in all_samples if n == name]
        if mine:
            lines += ["# HELP %s %s" % (name, words), "# TYPE %s %s" % (name, kind)] + mine
    return "\n".join(lines) + "\n"


def serve(c, flags, address):
    """Listens, and returns the server; the ports after the usual one are tried where it is taken."""
    class Pages(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def version_string(self):
            return ""

        def log_message(self, format, *args):
            pass

        def do_GET(self):
            status, body, kind = 200, None, "text/plain; charset=utf-8"
            if self.path == "/ready":
                status, page = ready(c)
                body = json.dumps(page, separators=(",", ":"))
            elif self.path == "/healthcheck":
                body = "OK\n"
            elif self.path == "/config":
                body = json.dumps(c.ingress.page(c.remote), separators=(",", ":")) if c.ingress else '{"version":-1,"config":{"ingress":null}}'
            elif self.path in ("/diag/tunnel", "/diag/configuration"):
                collector = "tunnelState" if self.path.endswith("tunnel") else "configuration"
                golog.inf("Collection started", collector=collector)
                body = json.dumps(tunnel(c) if collector == "tunnelState" else dict(flags, uid=str(os.getuid())), separators=(",", ":"))
                golog.inf("Collection finished", collector=collector)
            elif self.path == "/quicktunnel":
                body = '{"hostname":""}'
            elif self.path == "/metrics":
                body, kind = metrics(c), "text/plain; version=0.0.4; charset=utf-8; escaping=underscores"
            else:
                status, body = 404, "404 page not found\n"
            data = body.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def send_header(self, keyword, value):
            if keyword != "Server":
                super().send_header(keyword, value)

    host, ports = "127.0.0.1", range(20241, 20246)
    if address:
        match = re.fullmatch(r"(.*):(\d+)", address)
        host, ports = match.group(1).replace("localhost", "127.0.0.1"), [int(match.group(2))]
    for port in ports:
        try:
            server = ThreadingHTTPServer((host, port), Pages)
            golog.inf("Starting metrics server on %s:%d/metrics" % (host, port))
            return server
        except OSError:
            continue
    raise OSError("listen tcp %s:%d: bind: address already in use" % (host, ports[0]))
