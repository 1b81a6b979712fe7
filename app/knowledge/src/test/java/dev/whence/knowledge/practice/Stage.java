package dev.whence.knowledge.practice;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Answer;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Certificate;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Dialled;
import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Greeted;
import dev.whence.engine.world.Headers;
import dev.whence.engine.world.Ran;
import dev.whence.engine.world.Resolved;
import dev.whence.engine.world.TlsSession;
import dev.whence.engine.world.World;
import dev.whence.lab.Scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The world of one practice incident, from which its tape is recorded. Left alone it is a healthy
/// site behind Cloudflare; an incident changes what is wrong.
abstract class Stage implements World {
    static final Duration LATE = Duration.ofSeconds(5);

    final Scenario scenario;
    final String host;
    final Instant now;
    final EdgePages edge;
    private final Map<String, FakeHost> hosts = new HashMap<>();

    Stage(Scenario scenario) {
        this.scenario = scenario;
        this.host = scenario.url().getHost();
        this.now = scenario.at();
        this.edge = new EdgePages(host, "FRA", "Frankfurt", "9f0e0a1b2c3d4e5f", now);
    }

    /// What a visitor gets.
    abstract Fetched visit(Ask.Fetch asked);

    /// What an origin answers to those who dial it.
    Fetched origin(Ask.Fetch asked) {
        return EdgePages.answered(
                200,
                Headers.NONE.with("Server", "nginx").with("Content-Type", "text/html"),
                "<html><head><title>Welcome</title></head><body>Welcome.</body></html>",
                Duration.ofMillis(40));
    }

    Dialled dial(HostPort to) {
        return new Dialled.Open(Duration.ofMillis(18));
    }

    /// How Cloudflare's status page lists its data centres and services.
    String statusPage() {
        return status("operational", "");
    }

    String status(String frankfurt, String incidents) {
        return """
        {"page":{"id":"yh6f0r4529hb","name":"Cloudflare","url":"https://www.cloudflarestatus.com","time_zone":"Etc/UTC","updated_at":"%s"},
         "components":[
          {"id":"1km35smx8p41","name":"Cloudflare Sites and Services","status":"operational","group":true},
          {"id":"c1","name":"CDN/Cache","status":"operational","group":false},
          {"id":"c2","name":"Network","status":"operational","group":false},
          {"id":"c3","name":"Tunnel","status":"operational","group":false},
          {"id":"c4","name":"Frankfurt, Germany - (FRA)","status":"%s","group":false},
          {"id":"c5","name":"Dublin, Ireland - (DUB)","status":"operational","group":false}],
         "incidents":[%s],"scheduled_maintenances":[],
         "status":{"indicator":"none","description":"All Systems Operational"}}
        """
                .formatted(now, frankfurt, incidents);
    }

    /// A host on which one may look, made on first use.
    final FakeHost on(String name) {
        return hosts.computeIfAbsent(name, _ -> new FakeHost(now));
    }

    @Override
    @SuppressWarnings("unchecked") // each question is answered in its own kind
    public final synchronized <R extends Answer> R ask(Ask<R> question, Deadline by) {
        return (R)
                switch (question) {
                    case Ask.Resolve asked -> resolve(asked);
                    case Ask.Dial(var to) -> dial(to);
                    case Ask.Greet(var to, _) -> greet(to);
                    case Ask.Fetch asked -> fetch(asked);
                    case Ask.Run(var command) -> run(command.host().host(), question);
                };
    }

    private Ran run(String name, Ask<?> question) {
        return question instanceof Ask.Run(var command) && hosts.containsKey(name)
                ? hosts.get(name).run(command)
                : new Ran.NoLogin(Ran.LoginTrouble.UNREACHABLE, "no such host on this stage");
    }

    Resolved resolve(Ask.Resolve asked) {
        var ttl = Duration.ofMinutes(5);
        return switch (asked.type()) {
            case A -> new Resolved.Records(List.of("104.21.32.1", "172.67.182.1"), List.of(), ttl);
            case AAAA -> new Resolved.Records(List.of("2606:4700:3030::6815:2001"), List.of(), ttl);
            case NS ->
                    asked.name().equals(host)
                            ? new Resolved.NoRecords(List.of())
                            : new Resolved.Records(
                                    List.of("ada.ns.cloudflare.com", "bob.ns.cloudflare.com"),
                                    List.of(),
                                    ttl);
            case CNAME, TXT -> new Resolved.NoRecords(List.of());
        };
    }

    private Greeted greet(HostPort to) {
        return dial(to) instanceof Dialled.Open
                ? new Greeted.Agreed(session(), Duration.ofMillis(31))
                : new Greeted.NotOpen(dial(to));
    }

    private TlsSession session() {
        var issuer =
                "OU=CloudFlare Origin SSL Certificate Authority,O=CloudFlare\\, Inc.,L=San"
                        + " Francisco,ST=California,C=US";
        return new TlsSession(
                "TLSv1.3",
                "TLS_AES_256_GCM_SHA384",
                "http/1.1",
                List.of(
                        new Certificate(
                                "CN=CloudFlare Origin Certificate",
                                issuer,
                                List.of("*.example.com", "example.com"),
                                now.minus(Duration.ofDays(200)),
                                now.plus(Duration.ofDays(5000)),
                                "4d5c0f" + "ab".repeat(29),
                                false)),
                Optional.of("no trusted root leads to it"),
                false);
    }

    private Fetched fetch(Ask.Fetch asked) {
        var to = asked.via().connect().filter(address -> !isEdge(address));
        if (to.isPresent()) {
            return switch (dial(to.get())) {
                case Dialled.Open _ -> origin(asked);
                case Dialled.Refused _ -> nothing(Fetched.Reason.REFUSED, Duration.ofMillis(19));
                case Dialled.TooSlow(var waited) -> nothing(Fetched.Reason.TOO_SLOW, waited);
                case Dialled.Unreachable _ ->
                        nothing(Fetched.Reason.UNREACHABLE, Duration.ofMillis(3));
            };
        }
        return switch (asked.uri().getHost()) {
            case "www.cloudflarestatus.com" ->
                    EdgePages.answered(
                            200,
                            Headers.NONE.with("Content-Type", "application/json"),
                            statusPage(),
                            Duration.ofMillis(180));
            case "www.cloudflare.com" -> control();
            default -> asked.uri().getPath().equals("/cdn-cgi/trace") ? trace() : visit(asked);
        };
    }

    /// Whether an address is one of those to which the name leads.
    private boolean isEdge(HostPort address) {
        return Stream.of(Ask.RecordType.A, Ask.RecordType.AAAA)
                .map(type -> resolve(new Ask.Resolve(host, type, Optional.empty())))
                .anyMatch(
                        found ->
                                found instanceof Resolved.Records(var values, _, _)
                                        && values.contains(address.host()));
    }

    Fetched control() {
        return edge.trace("www.cloudflare.com");
    }

    Fetched trace() {
        return edge.trace(host);
    }

    /// Nobody was reached.
    static Fetched nothing(Fetched.Reason reason, Duration after) {
        return new Fetched.NoAnswer(
                Fetched.Phase.CONNECT,
                reason,
                "",
                new Fetched.Timing(
                        Duration.ofMillis(2),
                        after,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        after.plusMillis(2)));
    }
}
