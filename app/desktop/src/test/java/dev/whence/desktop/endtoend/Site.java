package dev.whence.desktop.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A site behind the stand-in edge, with everything around it that a run of Whence asks: DNS, the
/// status page, a machine. Each test has its own.
final class Site implements AutoCloseable {
    static final String HOST = "shop.example.test";
    static final String URL = "https://" + HOST + "/";
    static final String TUNNEL = "11111111-2222-4333-8444-555555555555";

    private static final Path WORK = Path.of("target", "end-to-end").toAbsolutePath();

    private static final String PROXIED =
            """
            shop.example.test. 300 IN A 104.16.0.10
            example.test. 300 IN NS ada.ns.cloudflare.com.
            example.test. 300 IN NS bob.ns.cloudflare.com.
            """;

    private final Path folder;
    private final Certificates certificates;
    private final StandInEdge edge;
    private final Machine machine;
    private final List<AutoCloseable> others = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private StandInWeb statusPage;
    private StandInDns dns;

    Site() {
        try {
            folder = folder();
            certificates = new Certificates(Files.createDirectory(folder.resolve("certificates")));
            edge = new StandInEdge(certificates, HOST);
            machine = new Machine(Files.createDirectory(folder.resolve("machine")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        statusPage = StandInWeb.answering(200, "application/json", StatusPages.calm());
        dns = new StandInDns(PROXIED);
    }

    Certificates certificates() {
        return certificates;
    }

    StandInEdge edge() {
        return edge;
    }

    Machine machine() {
        return machine;
    }

    /// Something that ends with the site.
    <T extends AutoCloseable> T with(T other) {
        others.add(other);
        return other;
    }

    /// An option of the run.
    Site option(String... words) {
        options.addAll(List.of(words));
        return this;
    }

    /// Another status page.
    Site status(StandInWeb page) {
        shut(statusPage);
        statusPage = page;
        return this;
    }

    /// Other records.
    Site zone(String lines) {
        shut(dns);
        dns = new StandInDns(lines);
        return this;
    }

    /// The name is an alias of a tunnel.
    Site leadsToTunnel(String id) {
        return zone(
                """
                shop.example.test. 300 IN CNAME %1$s.cfargotunnel.com.
                %1$s.cfargotunnel.com. 300 IN AAAA fd10:aec2:5dae::1
                example.test. 300 IN NS ada.ns.cloudflare.com.
                """
                        .formatted(id));
    }

    /// An nginx of the site that takes requests over TLS and passes them on to an application.
    int secureNginx(Certificates.Identity identity, int app) {
        var port = StandInSocket.closedPort();
        machine.nginx(port, secureServer(port, identity, app));
        return port;
    }

    /// An nginx of the site that takes requests without TLS only.
    int plainNginx(int app) {
        var port = StandInSocket.closedPort();
        machine.nginx(
                port,
                """
                    server {
                        listen 127.0.0.1:%d;
                        server_name %s;
                        location / { proxy_pass http://127.0.0.1:%d; }
                    }
                """
                        .formatted(port, HOST, app));
        return port;
    }

    /// A server block for TLS.
    String secureServer(int port, Certificates.Identity identity, int app) {
        return """
            server {
                listen 127.0.0.1:%d ssl;
                server_name %s;
                ssl_certificate %s;
                ssl_certificate_key %s;
                location / {
                    proxy_pass http://127.0.0.1:%d;
                    proxy_read_timeout 300s;
                }
            }
        """
                .formatted(port, HOST, identity.certificate(), identity.key(), app);
    }

    /// An application that answers well, as a service of the machine.
    StandInWeb app() {
        return app(StandInWeb.answering(200, "text/html", "<h1>Welcome to the shop</h1>\n"));
    }

    StandInWeb app(StandInWeb app) {
        machine.listens(app.port(), "gunicorn");
        machine.unit("app.service", Machine.Shape.RUNNING);
        return with(app);
    }

    /// A connector of the machine, registered for a tunnel.
    StandInConnector connector(String tunnel, List<StandInConnector.Rule> rules) {
        machine.unit("cloudflared.service", Machine.Shape.RUNNING);
        machine.showsConnector();
        var connector =
                with(
                        new StandInConnector(
                                tunnel,
                                rules,
                                certificates,
                                machine.journalOf("cloudflared.service")));
        machine.listens(connector.metricsPort(), "cloudflared");
        return connector;
    }

    /// Runs Whence on the site, through the stand-ins.
    Whence.Answer check(String... more) {
        return checkUrl(URL, more);
    }

    /// The same, telling a person at a terminal in place of writing files.
    Whence.Answer tell(String... more) {
        List<String> all = new ArrayList<>(List.of("check", URL));
        all.addAll(List.of("--edge", "127.0.0.1:" + edge.port()));
        all.addAll(sources());
        all.addAll(options);
        all.addAll(List.of(more));
        return whence().run(all);
    }

    /// The same for another address.
    Whence.Answer checkUrl(String url, String... more) {
        List<String> all = new ArrayList<>(List.of("--edge", "127.0.0.1:" + edge.port()));
        all.addAll(options);
        all.addAll(List.of(more));
        return checkWithoutEdge(url, all);
    }

    /// The same, without saying where the edge is.
    Whence.Answer checkWithoutEdge(String url, List<String> more) {
        List<String> all = new ArrayList<>(sources());
        all.addAll(more);
        return whence().check(url, all);
    }

    private List<String> sources() {
        return List.of(
                "--resolver",
                "127.0.0.1:" + dns.port(),
                "--status-page",
                statusPage.url("/api/v2/summary.json"),
                "--ca",
                certificates.authority().toString(),
                "--timeout",
                "20s");
    }

    /// The program with a folder of its own.
    Whence whence() {
        try {
            return new Whence(Files.createTempDirectory(folder, "run"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A folder of this run; what dead runs left is swept away first.
    private static Path folder() throws IOException {
        var own = WORK.resolve(Long.toString(ProcessHandle.current().pid()));
        Files.createDirectories(own);
        try (var folders = Files.list(WORK)) {
            for (var other : folders.toList()) {
                if (!alive(other.getFileName().toString())) {
                    delete(other);
                }
            }
        }
        return Files.createTempDirectory(own, "site");
    }

    private static boolean alive(String pid) {
        return pid.matches("\\d{1,9}") && ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public void close() {
        machine.close();
        others.reversed().forEach(Site::shut);
        shut(dns);
        shut(statusPage);
        edge.close();
        if (System.getenv("END_TO_END_KEEP") == null) {
            try {
                delete(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void shut(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
