package dev.whence.knowledge.practice;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Dialled;
import dev.whence.engine.world.Fetched;
import dev.whence.knowledge.Defaults;
import dev.whence.lab.Scenario;

import java.util.stream.Collectors;

/// The worlds of the practice incidents.
final class Stages {
    private static final String SITE =
            """
            # configuration file /etc/nginx/nginx.conf:
            user www-data;
            error_log /var/log/nginx/error.log;
            http {
                access_log /var/log/nginx/access.log;
                include /etc/nginx/sites-enabled/*;
            }

            # configuration file /etc/nginx/sites-enabled/site:
            upstream app {
                server 127.0.0.1:3000;
            }
            server {
                listen 80;
                listen 443 ssl http2;
                server_name HOST;
                ssl_certificate /etc/ssl/site.pem;
                ssl_certificate_key /etc/ssl/site.key;
                location / {
                    proxy_set_header Host $host;
                    proxy_pass http://app;
                }
            }
            """;

    private static final String CONFIG_OK =
            """
            nginx: the configuration file /etc/nginx/nginx.conf syntax is ok
            nginx: configuration file /etc/nginx/nginx.conf test is successful
            """;

    private static final String NO_RULES =
            """
            *filter
            :INPUT ACCEPT [91234:8123456]
            :FORWARD ACCEPT [0:0]
            :OUTPUT ACCEPT [71234:9123456]
            COMMIT
            """;

    private Stages() {}

    static Stage of(Scenario scenario) {
        return switch (scenario.id()) {
            case "shop-after-updates" -> new ShopAfterUpdates(scenario);
            case "wiki-after-reboot" -> new WikiAfterReboot(scenario);
            case "news-at-noon" -> new NewsAtNoon(scenario);
            case "office-monday" -> new OfficeMonday(scenario);
            case "tickets-behind-wall" -> new TicketsBehindWall(scenario);
            case "booking-new-port" -> new BookingNewPort(scenario);
            default -> throw new IllegalArgumentException("No stage for " + scenario.id());
        };
    }

    private static FakeHost nginx(FakeHost on, String host) {
        return on.says("nginx -T", SITE.replace("HOST", host), CONFIG_OK)
                .says("grep -RhsIE", SITE.replace("HOST", host))
                .says("iptables-save", NO_RULES)
                .says("ip6tables-save", NO_RULES);
    }

    private static String accessLog(String time, int status) {
        return "==> /var/log/nginx/access.log <==\n" + accessLine(time, status);
    }

    private static String accessLine(String time, int status) {
        return "172.68.50.13 - - [03/Jun/2026:%s +0000] \"GET / HTTP/1.1\" %d 157 \"-\" \"Mozilla/5.0\"%n"
                .formatted(time, status);
    }

    private static final class ShopAfterUpdates extends Stage {
        ShopAfterUpdates(Scenario scenario) {
            super(scenario);
            nginx(on("web-1.example.com"), host)
                    .stopped("nginx.service", "enabled", "Wed 2026-06-03 07:58:41 UTC")
                    .runs("gunicorn.service", 812, "Wed 2026-06-03 05:30:12 UTC")
                    .listens("127.0.0.1:3000", "gunicorn", 812)
                    .fails("curl", 7, "000 0.000412\n", "curl: (7) Failed to connect\n");
        }

        @Override
        Fetched visit(Ask.Fetch asked) {
            return edge.error(521, "Web server is down", asked.headers());
        }

        @Override
        Dialled dial(HostPort to) {
            return new Dialled.Refused();
        }
    }

    private static final class WikiAfterReboot extends Stage {
        WikiAfterReboot(Scenario scenario) {
            super(scenario);
            tunnelHost(on("tunnel-1.example.com"), host, 8080)
                    .stopped("cloudflared.service", "disabled", "Wed 2026-06-03 07:31:05 UTC")
                    .listens("127.0.0.1:8080", "node", 702)
                    .fails("ps ", 1, "")
                    .says("curl", silentPages());
        }

        @Override
        Fetched visit(Ask.Fetch asked) {
            return edge.tunnelError(asked.headers());
        }
    }

    private static final class NewsAtNoon extends Stage {
        NewsAtNoon(Scenario scenario) {
            super(scenario);
            nginx(on("web-2.example.com"), host)
                    .runs("nginx.service", 720, "Mon 2026-05-18 03:12:44 UTC")
                    .runs("gunicorn.service", 731, "Mon 2026-05-18 03:12:47 UTC")
                    .listens("0.0.0.0:80", "nginx", 720)
                    .listens("0.0.0.0:443", "nginx", 720)
                    .listens("127.0.0.1:3000", "gunicorn", 731)
                    .says("tail", "==> /var/log/nginx/error.log <==\n")
                    .says(
                            "tail -v -n 1000",
                            accessLog("12:21:07", 200) + accessLine("12:23:41", 200))
                    .says("curl", "200 0.021456\n");
        }

        @Override
        Fetched visit(Ask.Fetch asked) {
            return edge.unbranded(502, "Bad Gateway");
        }

        @Override
        String statusPage() {
            return status(
                    "partial_outage",
                    """
                    {"id":"p1","name":"Elevated HTTP 5xx errors in Frankfurt, Germany (FRA)","status":"identified",
                     "impact":"major","created_at":"2026-06-03T12:04:00Z","started_at":"2026-06-03T11:58:00Z","resolved_at":null,
                     "components":[{"id":"c4","name":"Frankfurt, Germany - (FRA)","status":"partial_outage"},
                                   {"id":"c1","name":"CDN/Cache","status":"operational"}],
                     "incident_updates":[{"id":"u1","status":"identified","created_at":"2026-06-03T12:04:00Z",
                      "body":"We are seeing an elevated rate of HTTP 502 errors for requests served in Frankfurt and are implementing a fix."}]}
                    """);
        }
    }

    private static final class OfficeMonday extends Stage {
        OfficeMonday(Scenario scenario) {
            super(scenario);
        }

        @Override
        Fetched visit(Ask.Fetch asked) {
            return nothing(Fetched.Reason.TOO_SLOW, LATE);
        }

        @Override
        Fetched control() {
            return nothing(Fetched.Reason.TOO_SLOW, LATE);
        }

        @Override
        Fetched trace() {
            return nothing(Fetched.Reason.TOO_SLOW, LATE);
        }
    }

    private static final class TicketsBehindWall extends Stage {
        TicketsBehindWall(Scenario scenario) {
            super(scenario);
            nginx(on("web-3.example.com"), host)
                    .runs("nginx.service", 690, "Tue 2026-05-26 02:11:09 UTC")
                    .stopped("gunicorn.service", "enabled", "Wed 2026-06-03 09:02:17 UTC")
                    .listens("0.0.0.0:80", "nginx", 690)
                    .listens("0.0.0.0:443", "nginx", 690)
                    .says("tail", errorLog())
                    .says(
                            "tail -v -n 1000",
                            accessLog("09:11:52", 502) + accessLine("09:19:58", 502))
                    .says("iptables-save", onlyCloudflare(false))
                    .says("ip6tables-save", onlyCloudflare(true))
                    .says("curl", "502 0.004188\n");
        }

        @Override
        Fetched visit(Ask.Fetch asked) {
            return edge.error(502, "Bad gateway", asked.headers());
        }

        @Override
        Dialled dial(HostPort to) {
            return new Dialled.TooSlow(LATE);
        }

        private String errorLog() {
            var line =
                    "2026/06/03 09:%s [error] 691#691: *%d connect() failed (111: Connection"
                        + " refused) while connecting to upstream, client: 172.68.50.13, server:"
                        + " %s, request: \"GET / HTTP/1.1\", upstream: \"http://127.0.0.1:3000/\","
                        + " host: \"%s\"%n";
            return "==> /var/log/nginx/error.log <==\n"
                    + line.formatted("02:19", 41234, host, host)
                    + line.formatted("11:52", 41391, host, host)
                    + line.formatted("19:58", 41422, host, host);
        }

        private static String onlyCloudflare(boolean six) {
            return Defaults.RANGES.stream()
                    .filter(range -> range.contains(":") == six)
                    .map(
                            range ->
                                    "[312:40123] -A INPUT -s %s -p tcp -m multiport --dports 80,443 -j ACCEPT%n"
                                            .formatted(range))
                    .collect(
                            Collectors.joining(
                                    "",
                                    """
                                    *filter
                                    :INPUT DROP [8123:412345]
                                    :FORWARD DROP [0:0]
                                    :OUTPUT ACCEPT [71234:9123456]
                                    [9123:812345] -A INPUT -i lo -j ACCEPT
                                    [81234:7123456] -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
                                    [77:4312] -A INPUT -p tcp -m tcp --dport 22 -j ACCEPT
                                    """,
                                    "COMMIT\n"));
        }
    }

    private static final class BookingNewPort extends Stage {
        private static final String CONNECTOR = "55afe2e0-f262-4b33-bae6-4c76480f1e38";
        private static final String TUNNEL = "3f1e2d4c-5b6a-4798-8a9b-0c1d2e3f4a5b";

        BookingNewPort(Scenario scenario) {
            super(scenario);
            tunnelHost(on("tunnel-2.example.com"), host, 8080)
                    .runs("cloudflared.service", 650, "Mon 2026-05-11 04:02:31 UTC")
                    .runs("booking.service", 9123, "Tue 2026-06-02 22:14:02 UTC")
                    .listens("127.0.0.1:20241", "cloudflared", 650)
                    .listens("127.0.0.1:8081", "node", 9123)
                    .says(
                            "ps ",
                            "  650 root 0::/system.slice/cloudflared.service /usr/bin/cloudflared"
                                    + " --no-autoupdate --config /etc/cloudflared/config.yml tunnel"
                                    + " run\n")
                    .fails(
                            "curl -sS -g -o",
                            7,
                            "000 0.000391",
                            "curl: (7) Failed to connect to localhost port 8080 after 0 ms:"
                                    + " Couldn't connect to server\n")
                    .says("curl -sS -g -m", pages())
                    .says("journalctl", log());
        }

        @Override
        Fetched visit(Ask.Fetch asked) {
            return edge.error(502, "Bad gateway", asked.headers());
        }

        private static String pages() {
            return page(
                            "/ready",
                            "{\"status\":200,\"readyConnections\":4,\"connectorId\":\""
                                    + CONNECTOR
                                    + "\"}")
                    + page(
                            "/diag/tunnel",
                            "{\"tunnelID\":\""
                                    + TUNNEL
                                    + "\",\"connectorID\":\""
                                    + CONNECTOR
                                    + "\",\"connections\":[{\"isConnected\":true,\"protocol\":1,\"edgeAddress\":\"198.41.192.27\"}],\"icmp_sources\":[]}");
        }

        private static String page(String path, String body) {
            return body + "\n\n==> 200 http://127.0.0.1:20241" + path + "\n";
        }

        private String log() {
            var failed =
                    "Unable to reach the origin service. The service may be down or it may not be"
                            + " responding to traffic from cloudflared: dial tcp 127.0.0.1:8080:"
                            + " connect: connection refused";
            return """
            2026-06-03T06:54:41+0000 tunnel-2 cloudflared[650]: 2026-06-03T06:54:41Z ERR  error="%1$s" connIndex=1 event=1 ingressRule=0 originService=http://localhost:8080
            2026-06-03T06:54:41+0000 tunnel-2 cloudflared[650]: 2026-06-03T06:54:41Z ERR Request failed error="%1$s" connIndex=1 dest=https://%2$s/ event=0 ip=198.41.192.27 type=http
            """
                    .formatted(failed, host);
        }
    }

    private static FakeHost tunnelHost(FakeHost on, String host, int port) {
        var config =
                """
                tunnel: 3f1e2d4c-5b6a-4798-8a9b-0c1d2e3f4a5b
                credentials-file: /etc/cloudflared/3f1e2d4c-5b6a-4798-8a9b-0c1d2e3f4a5b.json
                ingress:
                  - hostname: %s
                    service: http://localhost:%d
                  - service: http_status:404
                """
                        .formatted(host, port);
        return on.says(
                        "cloudflared --version",
                        "cloudflared version 2026.5.0 (built 2026-05-04T10:11 UTC)\n")
                .says("head -v", "==> /etc/cloudflared/config.yml <==\n" + config)
                .says(
                        "cloudflared tunnel --config",
                        "Validating rules from /etc/cloudflared/config.yml\nOK\n")
                .fails(
                        "cloudflared tunnel info",
                        1,
                        "Cannot determine default origin certificate path. No file cert.pem in"
                            + " [~/.cloudflared ~/.cloudflare-warp ~/cloudflare-warp"
                            + " /etc/cloudflared /usr/local/etc/cloudflared]. You need to specify"
                            + " the origin certificate path by specifying the origincert option in"
                            + " the configuration file, or set TUNNEL_ORIGIN_CERT environment"
                            + " variable\n");
    }

    private static String silentPages() {
        return "\n==> 000 http://127.0.0.1:20241/ready\n";
    }
}
