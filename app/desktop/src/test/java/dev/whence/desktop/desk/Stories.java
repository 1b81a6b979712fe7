package dev.whence.desktop.desk;

import static dev.whence.engine.model.Vantage.HERE;

import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Symptoms;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Fetched;
import dev.whence.knowledge.Defaults;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.fact.TcpFact;
import dev.whence.knowledge.fact.TlsFact;
import dev.whence.knowledge.fact.TunnelFact;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The incidents that the tests and the pictures tell.
public final class Stories {
    private static final Vantage WEB = new Vantage(Vantage.Kind.ON_ORIGIN, "web-1");
    private static final Vantage GATE = new Vantage(Vantage.Kind.ON_TUNNEL_HOST, "gate-1");
    private static final HostPort ORIGIN = new HostPort("203.0.113.10", 443);
    private static final Instant STOPPED = Instant.parse("2026-03-01T09:40:58Z");
    private static final String RAY = "8f2c31d40a9be41c";

    private Stories() {}

    /// Somebody stopped the web server.
    public static Story nginxStopped() {
        var target =
                target("https://shop.example.com/cart", 521)
                        .withOrigins(List.of(ORIGIN))
                        .withHosts(List.of(SshHost.parse(SshHost.Role.ORIGIN, "admin@web-1")));
        return nginxStopped(
                new Scenario(
                        "web-server-stopped",
                        "A quiet morning, then 521",
                        "After an update in the night the shop shows error 521 to everybody. The"
                                + " team says that nothing was changed.",
                        "A refused connection means that the host is there and the program is"
                                + " not."),
                target,
                WEB);
    }

    /// The same with names as long as they come.
    public static Story longNames() {
        var host =
                "anwendungsserver-kundenportal-produktion-03.rechenzentrum-frankfurt.example.com";
        var target =
                target(
                                "https://kundenportal-versicherungsbestandsverwaltung.produktion"
                                        + ".unternehmensgruppe.example.com/antragsverwaltung/"
                                        + "berechtigungspruefung?kundennummer=1234567890",
                                521)
                        .withOrigins(List.of(ORIGIN))
                        .withHosts(List.of(SshHost.parse(SshHost.Role.ORIGIN, "admin@" + host)));
        return nginxStopped(
                new Scenario(
                        "long-names",
                        "Die Berechtigungsprüfungsanwendung antwortet seit dem Wartungsfenster"
                                + " nicht",
                        "Nach der Wartung der Versicherungsbestandsverwaltung sehen alle"
                                + " Sachbearbeiterinnen nur noch Fehlerseiten.",
                        ""),
                target,
                new Vantage(Vantage.Kind.ON_ORIGIN, host));
    }

    private static Story nginxStopped(Scenario scenario, Target target, Vantage web) {
        var on = web.host();
        return edge(Story.of(scenario, target), 521, "Web server is down")
                .saw("origin-port-open", HERE, 41, new TcpFact.Refused(ORIGIN))
                .skipped("origin-certificate", SkipReason.NOTHING_TO_START_FROM)
                .saw(
                        "origin-answers",
                        HERE,
                        44,
                        new HttpFact.NoAnswer(
                                ORIGIN,
                                "https",
                                "/cart",
                                Fetched.Phase.CONNECT,
                                Fetched.Reason.REFUSED,
                                "",
                                Duration.ofMillis(40)))
                .skipped("connector-runs", SkipReason.NO_TUNNEL)
                .skipped("connector-ready", SkipReason.NO_TUNNEL)
                .skipped("ingress-rule", SkipReason.NO_TUNNEL)
                .skipped("service-answers", SkipReason.NO_TUNNEL)
                .saw(
                        "units-run",
                        web,
                        2_100,
                        unit(on, HostFact.Role.WEB_SERVER, "nginx.service", "inactive", "dead"),
                        unit(on, HostFact.Role.APP, "shop.service", "active", "running"))
                .saw(
                        "ports-listen",
                        web,
                        640,
                        new HostFact.Listening(
                                on,
                                List.of(
                                        new HostFact.Socket("0.0.0.0", 22, "sshd", 0, 128),
                                        new HostFact.Socket("127.0.0.1", 8000, "shop", 0, 128)),
                                true))
                .broke(
                        "web-log",
                        web,
                        320,
                        "The log /var/log/nginx/error.log may not be read by admin.",
                        "Add admin to the group adm, or allow sudo without a password for tail.")
                .saw(
                        "disk-has-room",
                        web,
                        210,
                        new HostFact.Disk(on, "/", 61, 12, 18_000_000_000L, false))
                .saw(
                        "methods-agree",
                        HERE,
                        880,
                        new EdgeFact.Methods(
                                "/cart",
                                Map.of("GET", 521, "HEAD", 521, "OPTIONS", 521),
                                List.of()))
                .saw(
                        "firewall-admits",
                        web,
                        1_700,
                        new HostFact.Firewall(on, 443, "IPv4", List.of(), 15, "", "", true, "", ""),
                        new HostFact.Firewall(on, 443, "IPv6", List.of(), 7, "", "", true, "", ""));
    }

    /// The tunnel leads to a port on which nobody listens.
    public static Story wrongPort() {
        var target =
                target("https://portal.example.com/", 502)
                        .withTunnel(Optional.of("portal"))
                        .withHosts(List.of(SshHost.parse(SshHost.Role.TUNNEL, "admin@gate-1")));
        var rule =
                new TunnelFact.Rule(
                        0, "portal.example.com", "", "http://127.0.0.1:8080", "", "", false, false);
        return edge(
                        Story.of(
                                new Scenario(
                                        "upstream-wrong-port",
                                        "The portal after the move",
                                        "The application moved to another port on Friday. Since"
                                                + " then the tunnel's visitors see 502.",
                                        "The connector can be healthy while its service is not."),
                                target),
                        502,
                        "Bad gateway")
                .skipped("origin-port-open", SkipReason.NO_ORIGIN)
                .skipped("origin-certificate", SkipReason.NO_ORIGIN)
                .skipped("origin-answers", SkipReason.NO_ORIGIN)
                .saw(
                        "connector-runs",
                        GATE,
                        700,
                        new TunnelFact.Service(
                                "gate-1",
                                "cloudflared.service",
                                "active",
                                "running",
                                "success",
                                0,
                                0,
                                Optional.of(STOPPED.minusSeconds(90_000)),
                                true))
                .saw(
                        "connector-ready",
                        GATE,
                        120,
                        new TunnelFact.Ready("gate-1", 4, "3f7a1c52-1111-4222-8333-444455556666"))
                .saw(
                        "ingress-rule",
                        GATE,
                        310,
                        new TunnelFact.RuleMatched("gate-1", "https://portal.example.com/", rule))
                .saw(
                        "service-answers",
                        GATE,
                        90,
                        new TunnelFact.ServiceTried(
                                "gate-1",
                                "http://127.0.0.1:8080",
                                0,
                                TunnelFact.ServiceTried.Trouble.REFUSED,
                                "connection refused",
                                Duration.ofMillis(3)),
                        new TunnelFact.ServiceFailure(
                                "gate-1",
                                TunnelFact.ServiceFailure.Fault.REFUSED,
                                "http://127.0.0.1:8080",
                                "127.0.0.1:8080",
                                0,
                                17,
                                Optional.of(Story.NOW.minusSeconds(3)),
                                true,
                                "dial tcp 127.0.0.1:8080: connect: connection refused"))
                .saw(
                        "units-run",
                        GATE,
                        380,
                        unit("gate-1", HostFact.Role.APP, "portal.service", "active", "running"))
                .saw(
                        "ports-listen",
                        GATE,
                        410,
                        new HostFact.Listening(
                                "gate-1",
                                List.of(new HostFact.Socket("127.0.0.1", 8081, "node", 0, 511)),
                                true))
                .skipped("web-log", SkipReason.NO_SSH)
                .skipped("disk-has-room", SkipReason.NO_SSH)
                .timedOut("methods-agree", HERE, 8_000)
                .skipped("firewall-admits", SkipReason.NO_SSH);
    }

    /// There is too little to say anything.
    public static Story notSure() {
        return edge(
                        Story.of(
                                new Scenario(
                                        "not-sure",
                                        "Only a hostname",
                                        "Somebody forwards a screenshot of a 522 and goes to"
                                                + " lunch.",
                                        "Not sure is an answer, and so is what would decide it."),
                                target("https://shop.example.com/cart", 522)),
                        522,
                        "Connection timed out")
                .skipped("origin-port-open", SkipReason.NO_ORIGIN)
                .skipped("origin-certificate", SkipReason.NO_ORIGIN)
                .skipped("origin-answers", SkipReason.NO_ORIGIN)
                .skipped("connector-runs", SkipReason.NO_TUNNEL)
                .skipped("connector-ready", SkipReason.NO_TUNNEL)
                .skipped("ingress-rule", SkipReason.NO_TUNNEL)
                .skipped("service-answers", SkipReason.NO_TUNNEL)
                .skipped("units-run", SkipReason.NO_SSH)
                .skipped("ports-listen", SkipReason.NO_SSH)
                .skipped("web-log", SkipReason.NO_SSH)
                .skipped("disk-has-room", SkipReason.NO_SSH)
                .timedOut("methods-agree", HERE, 8_000)
                .skipped("firewall-admits", SkipReason.NO_SSH);
    }

    /// The site answers again.
    public static Story well() {
        return Story.of(
                        new Scenario("well", "Back again", "The fix is in.", ""),
                        nginxStopped().target())
                .saw(
                        "edge-answers",
                        HERE,
                        230,
                        new EdgeFact.Answered(
                                "GET",
                                "/cart",
                                200,
                                RAY,
                                "FRA",
                                "DYNAMIC",
                                "HTTP/2",
                                Duration.ofMillis(220)))
                .saw("origin-port-open", HERE, 12, new TcpFact.Open(ORIGIN, Duration.ofMillis(9)));
    }

    /// Somebody stopped the web server, and the disk is full as well.
    public static Story twoFaults() {
        return nginxStopped()
                .saw(
                        "disk-has-room",
                        WEB,
                        210,
                        new HostFact.Disk("web-1", "/var", 100, 12, 0, false));
    }

    /// The site answers, and its certificate ends in five days.
    public static Story wellForNow() {
        return well().saw(
                        "origin-certificate",
                        HERE,
                        80,
                        new TlsFact.Served(
                                ORIGIN,
                                "shop.example.com",
                                "CN=shop.example.com",
                                "CN=Example Issuing CA",
                                List.of("shop.example.com"),
                                Story.NOW.minus(Duration.ofDays(85)),
                                Story.NOW.plus(Duration.ofDays(5)),
                                "00",
                                TlsFact.Validity.VALID,
                                true,
                                true,
                                false,
                                false,
                                "",
                                false,
                                "TLSv1.3"));
    }

    /// Everything that can be practised.
    public static List<Story> all() {
        return List.of(nginxStopped(), wrongPort(), notSure());
    }

    private static Story edge(Story story, int code, String says) {
        var host = story.target().host();
        return story.saw(
                        "edge-answers",
                        HERE,
                        900,
                        new EdgeFact.ErrorPage(
                                code,
                                code,
                                EdgeFact.ErrorPage.Form.BRANDED,
                                "host",
                                RAY,
                                "FRA",
                                says,
                                Optional.empty(),
                                Duration.ofMillis(860)))
                .saw(
                        "edge-trace",
                        HERE,
                        120,
                        new EdgeFact.Trace(
                                "FRA",
                                "198.51.100.7",
                                "DE",
                                "http/2",
                                "TLSv1.3",
                                "off",
                                "off",
                                Duration.ofMillis(80)))
                .saw("status-page", HERE, 410, new EdgeFact.StatusQuiet("FRA"))
                .saw("control-site", HERE, 95, new EdgeFact.ControlWell("FRA"))
                .saw(
                        "name-resolves",
                        HERE,
                        33,
                        new DnsFact.Addresses(
                                host,
                                "system",
                                List.of("104.16.1.1", "104.16.2.1"),
                                List.of(),
                                true));
    }

    private static HostFact.Unit unit(
            String on, HostFact.Role role, String unit, String active, String sub) {
        return new HostFact.Unit(
                on,
                role,
                unit,
                "loaded",
                active,
                sub,
                "success",
                0,
                0,
                Optional.of(STOPPED),
                true,
                true);
    }

    private static Target target(String url, int code) {
        return Defaults.target(URI.create(url))
                .withSeen(
                        new Symptoms(
                                List.of(code),
                                Optional.of(Instant.parse("2026-03-01T09:41:10Z")),
                                Optional.of(RAY + "-FRA"),
                                ""));
    }
}
