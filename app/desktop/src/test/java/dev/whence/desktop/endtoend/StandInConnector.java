package dev.whence.desktop.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// Does in place of cloudflared what cloudflared does: takes the edge's requests by its ingress
/// rules to a service, counts them, writes what failed to its journal and tells about itself on its
/// metrics port (facts §E.3, §E.8, §E.11; the words are those of the captures).
final class StandInConnector implements AutoCloseable {
    private static final int FIRST_METRICS_PORT = 20241;
    private static final String CONNECTOR = "8c4caa8e-a2c8-496a-b345-53d7515e0acb";

    private final String tunnel;
    private final List<Rule> rules;
    private final Certificates certificates;
    private final Path journal;
    private final HttpServer metrics;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger errors = new AtomicInteger();
    private final Map<Integer, Integer> answers = new TreeMap<>();

    /// An ingress rule; one without a hostname takes everything.
    record Rule(String hostname, String service) {
        static Rule last() {
            return new Rule("", "http_status:404");
        }

        boolean takes(String host) {
            return hostname.isEmpty() || hostname.equals(host);
        }
    }

    StandInConnector(String tunnel, List<Rule> rules, Certificates certificates, Path journal) {
        this.tunnel = tunnel;
        this.rules = List.copyOf(rules);
        this.certificates = certificates;
        this.journal = journal;
        metrics = server();
        metrics.createContext("/", this::tell);
        metrics.start();
        begin();
    }

    /// Where it tells about itself.
    int metricsPort() {
        return metrics.getAddress().getPort();
    }

    /// Takes a request to its service.
    WebAnswer serve(WebRequest request) {
        requests.incrementAndGet();
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).takes(request.host())) {
                return served(i, rules.get(i).service(), request);
            }
        }
        return counted(WebAnswer.empty(503));
    }

    private WebAnswer served(int rule, String service, WebRequest request) {
        if (service.startsWith("http_status:")) {
            return counted(
                    WebAnswer.empty(Integer.parseInt(service.substring("http_status:".length()))));
        }
        var uri = URI.create(service);
        var leg =
                new OriginLeg(
                        uri.getHost(),
                        uri.getPort(),
                        uri.getScheme().equals("https"),
                        uri.getHost(),
                        certificates.trust(),
                        true,
                        1500);
        try {
            return counted(leg.ask(request, Map.of("Cf-Warp-Tag-Id", tunnel)));
        } catch (OriginLeg.Failed e) {
            errors.incrementAndGet();
            complain(rule, service, request, trouble(e, uri));
            return WebAnswer.empty(502);
        }
    }

    private WebAnswer counted(WebAnswer answer) {
        synchronized (answers) {
            answers.merge(answer.status(), 1, Integer::sum);
        }
        return answer;
    }

    private static String trouble(OriginLeg.Failed e, URI service) {
        var at = service.getHost() + ":" + service.getPort();
        return switch (e.failure()) {
            case REFUSED -> "dial tcp " + at + ": connect: connection refused";
            case NO_CONNECTION -> "dial tcp " + at + ": i/o timeout";
            case NOT_TLS -> "tls: first record does not look like a TLS handshake";
            case NO_HANDSHAKE -> "remote error: tls: handshake failure";
            case CERTIFICATE ->
                    "tls: failed to verify certificate: x509: certificate signed by unknown"
                            + " authority";
            case NO_USABLE_ANSWER -> e.getMessage();
            case TOO_SLOW -> "net/http: timeout awaiting response headers";
        };
    }

    private void begin() {
        write(
                "INF Starting tunnel tunnelID=" + tunnel,
                "INF Version 2026.8.2 (Checksum"
                        + " 6448758a5ba47b6ff7913e4daac54a52bcc2ffb222bdb06960ee5f035322a8b7)",
                "INF Generated Connector ID: " + CONNECTOR,
                "INF Initial protocol quic",
                "INF Starting metrics server on 127.0.0.1:" + metricsPort() + "/metrics",
                "INF Registered tunnel connection connIndex=0"
                        + " connection=fb35662d-3d3d-4927-9f87-53f3766ec0dc event=0"
                        + " ip=198.41.200.13 location=fra08 protocol=quic",
                "INF Registered tunnel connection connIndex=1"
                        + " connection=be4cf550-42c1-4cac-9fe0-cbf380b5153a event=0"
                        + " ip=198.41.192.7 location=fra15 protocol=quic");
    }

    private void complain(int rule, String service, WebRequest request, String trouble) {
        var error =
                "\"Unable to reach the origin service. The service may be down or it may not be"
                        + " responding to traffic from cloudflared: "
                        + trouble
                        + "\"";
        write(
                "ERR  error=%s connIndex=0 event=1 ingressRule=%d originService=%s"
                        .formatted(error, rule, service),
                "ERR Request failed error=%s connIndex=0 dest=https://%s%s event=0"
                                .formatted(error, request.host(), request.path())
                        + " ip=198.41.200.13 type=http");
    }

    private void write(String... lines) {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var text =
                List.of(lines).stream()
                        .map(line -> now.getEpochSecond() + "\tcloudflared\t" + now + " " + line)
                        .collect(Collectors.joining("\n", "", "\n"));
        try {
            Files.writeString(journal, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(HttpExchange exchange) throws IOException {
        var text =
                switch (exchange.getRequestURI().getPath()) {
                    case "/ready" ->
                            "{\"status\":200,\"readyConnections\":2,\"connectorId\":\"%s\"}\n"
                                    .formatted(CONNECTOR);
                    case "/healthcheck" -> "OK\n";
                    case "/config" -> config();
                    case "/diag/tunnel" -> connections();
                    case "/diag/configuration" ->
                            "{\"config\":\"/etc/cloudflared/config.yml\",\"no-autoupdate\":\"true\",\"uid\":\"0\"}\n";
                    case "/metrics" -> counters();
                    default -> "";
                };
        var bytes =
                (text.isEmpty() ? "404 page not found\n" : text).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(text.isEmpty() ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String config() {
        var ingress =
                rules.stream()
                        .map(
                                rule ->
                                        """
                                        {"hostname":"%s","path":null,"service":"%s","Handlers":null,\
                                        "originRequest":{"connectTimeout":30,"tlsTimeout":10,\
                                        "tcpKeepAlive":30,"noHappyEyeballs":false,\
                                        "keepAliveTimeout":90,"keepAliveConnections":100,\
                                        "httpHostHeader":"","originServerName":"",\
                                        "matchSNItoHost":false,"caPool":"","noTLSVerify":false,\
                                        "disableChunkedEncoding":false,"bastionMode":false,\
                                        "proxyAddress":"127.0.0.1","proxyPort":0,"proxyType":"",\
                                        "ipRules":null,"http2Origin":false,\
                                        "access":{"teamName":"","audTag":null}}}\
                                        """
                                                .formatted(rule.hostname(), rule.service()))
                        .collect(Collectors.joining(","));
        return "{\"version\":-1,\"config\":{\"ingress\":[" + ingress + "]}}\n";
    }

    private String connections() {
        return """
        {"tunnelID":"%s","connectorID":"%s","connections":[\
        {"isConnected":true,"protocol":1,"edgeAddress":"198.41.200.13"},\
        {"isConnected":true,"protocol":1,"edgeAddress":"198.41.192.7","index":1}],\
        "icmp_sources":["192.0.2.5"]}
        """
                .formatted(tunnel, CONNECTOR);
    }

    private String counters() {
        String byCode;
        synchronized (answers) {
            byCode =
                    answers.entrySet().stream()
                            .map(
                                    each ->
                                            "cloudflared_tunnel_response_by_code{status_code=\"%d\"}"
                                                            .formatted(each.getKey())
                                                    + " "
                                                    + each.getValue()
                                                    + "\n")
                            .collect(Collectors.joining());
        }
        return """
        # HELP build_info Build and version information
        # TYPE build_info gauge
        build_info{goversion="go1.26.11",revision="2026-08-14T11:22 UTC",type="",version="2026.8.2"} 1
        # HELP cloudflared_tunnel_ha_connections Number of active ha connections
        # TYPE cloudflared_tunnel_ha_connections gauge
        cloudflared_tunnel_ha_connections 2
        # HELP cloudflared_tunnel_request_errors Count of error proxying to origin
        # TYPE cloudflared_tunnel_request_errors counter
        cloudflared_tunnel_request_errors %d
        # HELP cloudflared_tunnel_response_by_code Count of responses by HTTP status code
        # TYPE cloudflared_tunnel_response_by_code counter
        %s# HELP cloudflared_tunnel_total_requests Amount of requests proxied through all the tunnels
        # TYPE cloudflared_tunnel_total_requests counter
        cloudflared_tunnel_total_requests %d
        """
                .formatted(errors.get(), byCode, requests.get());
    }

    private static HttpServer server() {
        for (int port = FIRST_METRICS_PORT; port < FIRST_METRICS_PORT + 5; port++) {
            try {
                return bound(port);
            } catch (BindException _) {
                // Taken: cloudflared, too, tries the next one.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        try {
            return bound(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpServer bound(int port) throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10);
    }

    @Override
    public void close() {
        metrics.stop(0);
    }
}
