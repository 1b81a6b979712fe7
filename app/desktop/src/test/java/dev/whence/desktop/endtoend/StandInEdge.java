package dev.whence.desktop.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Answers in place of Cloudflare's edge, as the facts say (§A, §B, §I.1): it asks what is behind a
/// name and turns failures into its own codes and pages. Its time limits are those of §A.1 made
/// short.
final class StandInEdge implements AutoCloseable {
    private static final String CONTROL = "www.cloudflare.com";
    private static final int PATIENCE_MILLIS = 1500;

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Certificates certificates;
    private final String host;
    private final Random random = new Random(1);
    private volatile Road road = new Road.OwnFault(503);
    private volatile String colo = "FRA";
    private volatile boolean well = true;

    StandInEdge(Certificates certificates, String host) {
        this.certificates = certificates;
        this.host = host;
        try {
            server =
                    HttpsServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setHttpsConfigurator(
                new HttpsConfigurator(certificates.serving(certificates.issued(host, CONTROL))));
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /// Where it listens.
    int port() {
        return server.getAddress().getPort();
    }

    /// Says what is behind the name from now on.
    void leadsTo(Road road) {
        this.road = road;
    }

    /// The data centre that answers.
    void stands(String colo) {
        this.colo = colo;
    }

    /// Its control page fails as well.
    void isUnwell() {
        well = false;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            var request = WebRequest.of(exchange);
            var ray = HexFormat.of().toHexDigits(random.nextLong());
            var answer = answer(request, ray);
            answer.with("CF-RAY", ray + "-" + colo).to(exchange, "cloudflare");
        } finally {
            exchange.close();
        }
    }

    private WebAnswer answer(WebRequest request, String ray) {
        if (request.path().startsWith("/cdn-cgi/trace")) {
            return well ? trace(request) : EdgePages.unbranded(503);
        }
        if (!request.host().equals(host)) {
            return EdgePages.page(1020, request, ray, colo);
        }
        return switch (road) {
            case Road.Origin origin -> throughOrigin(origin, request, ray);
            case Road.Tunnel(var connector) ->
                    connector
                            .map(each -> reskinned(each.serve(request), request, ray))
                            .orElseGet(() -> EdgePages.page(1033, request, ray, colo));
            case Road.Dropped _ -> EdgePages.page(522, request, ray, colo);
            case Road.WorkerThrows _ -> EdgePages.page(1101, request, ray, colo);
            case Road.Stops(var method, var code, var others) ->
                    request.method().equals(method)
                            ? EdgePages.page(code, request, ray, colo).with("cf-mitigated", "block")
                            : throughOrigin(others, request, ray);
            case Road.OwnFault(var status) -> EdgePages.unbranded(status);
        };
    }

    private WebAnswer throughOrigin(Road.Origin origin, WebRequest request, String ray) {
        var leg =
                new OriginLeg(
                        origin.host(),
                        origin.port(),
                        origin.tls(),
                        host,
                        certificates.trust(),
                        origin.strict(),
                        PATIENCE_MILLIS);
        try {
            return reskinned(leg.ask(request, added(ray)), request, ray);
        } catch (OriginLeg.Failed e) {
            return EdgePages.page(code(e.failure()), request, ray, colo);
        }
    }

    private static Map<String, String> added(String ray) {
        return Map.of(
                "CF-Ray", ray,
                "CF-Connecting-IP", "203.0.113.7",
                "CF-Visitor", "{\"scheme\":\"https\"}",
                "CDN-Loop", "cloudflare; loops=1",
                "X-Forwarded-Proto", "https");
    }

    private static int code(OriginLeg.Failure failure) {
        return switch (failure) {
            case REFUSED -> 521;
            case NO_CONNECTION -> 522;
            case NOT_TLS, NO_HANDSHAKE -> 525;
            case CERTIFICATE -> 526;
            case NO_USABLE_ANSWER -> 520;
            case TOO_SLOW -> 524;
        };
    }

    /// The bodies of 502 and 504 are replaced, whoever made them (facts §A.6).
    private WebAnswer reskinned(WebAnswer answer, WebRequest request, String ray) {
        var page =
                answer.status() == 502 || answer.status() == 504
                        ? EdgePages.page(answer.status(), request, ray, colo)
                        : answer;
        return page.with("cf-cache-status", "DYNAMIC");
    }

    private WebAnswer trace(WebRequest request) {
        var now = Instant.now();
        return WebAnswer.of(
                200,
                "text/plain",
                """
                fl=929f26
                h=%s
                ip=203.0.113.7
                ts=%d.%03d
                visit_scheme=https
                uag=%s
                colo=%s
                sliver=none
                http=http/1.1
                loc=DE
                tls=TLSv1.3
                sni=plaintext
                warp=off
                gateway=off
                rbi=off
                kex=X25519
                """
                        .formatted(
                                request.header("Host"),
                                now.getEpochSecond(),
                                now.getNano() / 1_000_000,
                                request.header("User-Agent"),
                                colo));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
