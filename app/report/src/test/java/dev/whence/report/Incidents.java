package dev.whence.report;

import dev.whence.engine.cause.Symptom;
import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.check.Trouble;
import dev.whence.engine.model.Coverage;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Symptoms;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.run.Incident;
import dev.whence.engine.run.IncidentId;
import dev.whence.engine.verdict.Judge;
import dev.whence.engine.verdict.Leaning;
import dev.whence.engine.verdict.Questions;
import dev.whence.engine.verdict.Trail;
import dev.whence.engine.verdict.Verdict;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Dialled;
import dev.whence.engine.world.Exchange;
import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Headers;
import dev.whence.engine.world.Ran;
import dev.whence.knowledge.Defaults;
import dev.whence.knowledge.Knowledge;
import dev.whence.knowledge.command.ServiceCommand;
import dev.whence.knowledge.command.UnitName;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TcpFact;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Incidents to try the composer with.
final class Incidents {
    private static final Instant OPENED = Instant.parse("2026-03-02T09:31:00Z");
    private static final SshHost WEB_1 = SshHost.parse(SshHost.Role.ORIGIN, "deploy@web-1");
    private static final HostPort ORIGIN = new HostPort("192.0.2.10", 443);
    private static final CheckId DIAL = new CheckId("origin-port-open");
    private static final CheckId UNITS = new CheckId("web-server-runs");
    private static final CheckId WEB_LOG = new CheckId("web-log-quiet");
    private static final CheckId EDGE = new CheckId("edge-answers");

    static final Observation ERROR_PAGE =
            seen(
                    EDGE,
                    Vantage.HERE,
                    new EdgeFact.ErrorPage(
                            521,
                            521,
                            EdgeFact.ErrorPage.Form.BRANDED,
                            "host",
                            "8f2b6c1d2e3f4a5b",
                            "FRA",
                            "",
                            Optional.empty(),
                            Duration.ofMillis(212)));
    static final Observation REFUSED = seen(DIAL, Vantage.HERE, new TcpFact.Refused(ORIGIN));
    static final Observation OPEN =
            seen(DIAL, Vantage.HERE, new TcpFact.Open(ORIGIN, Duration.ofMillis(12)));
    static final Observation STOPPED =
            seen(
                    UNITS,
                    Vantage.on(WEB_1),
                    new HostFact.Unit(
                            "web-1",
                            HostFact.Role.WEB_SERVER,
                            "nginx.service",
                            "loaded",
                            "inactive",
                            "dead",
                            "success",
                            0,
                            0,
                            Optional.of(Instant.parse("2026-03-02T09:12:44Z")),
                            true,
                            true));

    private Incidents() {}

    /// The web server on web-1 is stopped, and a shell there shows it.
    static Incident webServerStopped() {
        var facts = facts(ERROR_PAGE, REFUSED, STOPPED);
        return incident(facts, judged(facts));
    }

    /// An incident of these facts with this verdict.
    static Incident incident(Facts facts, Verdict verdict) {
        return new Incident(
                new IncidentId("2026-03-02-0931-shop"),
                OPENED,
                Duration.ofMillis(2310),
                target(),
                facts,
                verdict,
                Trail.walk(facts),
                List.of("Deployed version 41 at 09:10.\nNobody touched the firewall."),
                tape());
    }

    static Facts facts(Observation... observed) {
        return new Facts(List.of(observed), coverage());
    }

    /// What the facts carry if being stopped is the only cause there is.
    static Verdict judged(Facts facts) {
        return new Judge(
                        List.of(new ServerStopped()),
                        _ -> new Symptom.Reading.Present(List.of()),
                        Leaning.NONE,
                        new Questions(Knowledge.CHECKS))
                .judge(facts);
    }

    private static Target target() {
        return Defaults.target(URI.create("https://shop.example.com/cart?key=planted"))
                .withOrigins(List.of(ORIGIN))
                .withHosts(List.of(WEB_1))
                .withSeen(
                        new Symptoms(
                                List.of(521),
                                Optional.of(Instant.parse("2026-03-02T09:13:00Z")),
                                Optional.of("8f2b6c1d2e3f4a5b"),
                                "a deployment"));
    }

    private static Coverage coverage() {
        return new Coverage(
                List.of(
                        entry(EDGE, Vantage.HERE, new Outcome.Saw(List.of(ERROR_PAGE)), 212),
                        entry(DIAL, Vantage.HERE, new Outcome.Saw(List.of(REFUSED)), 14),
                        entry(UNITS, Vantage.on(WEB_1), new Outcome.Saw(List.of(STOPPED)), 341),
                        entry(
                                new CheckId("tunnel-ready"),
                                Vantage.HERE,
                                new Outcome.Skipped(SkipReason.NO_TUNNEL),
                                0),
                        entry(
                                WEB_LOG,
                                Vantage.on(WEB_1),
                                new Outcome.Broke(
                                        new Trouble(
                                                "The log of nginx could not be read.",
                                                "Add deploy to the group adm.")),
                                40),
                        entry(
                                new CheckId("status-page-quiet"),
                                Vantage.HERE,
                                new Outcome.TimedOut(Duration.ofSeconds(8)),
                                8000)));
    }

    private static Coverage.Entry entry(CheckId check, Vantage from, Outcome outcome, int took) {
        return new Coverage.Entry(check, from, outcome, Duration.ofMillis(took));
    }

    private static List<Exchange> tape() {
        return List.of(
                new Exchange(
                        EDGE,
                        Vantage.HERE,
                        new Ask.Fetch(
                                URI.create("https://shop.example.com/cart"),
                                "GET",
                                Headers.NONE,
                                Ask.Via.PLAIN),
                        new Fetched.Answered(
                                521,
                                "HTTP/2",
                                Headers.NONE
                                        .with("server", "cloudflare")
                                        .with("set-cookie", "(removed-header)")
                                        .with("cf-ray", "8f2b6c1d2e3f4a5b-FRA"),
                                "<!DOCTYPE html>\n<title>521: Web server is down</title>\n",
                                true,
                                Optional.empty(),
                                Optional.empty(),
                                Fetched.Timing.NONE),
                        Duration.ofMillis(212)),
                new Exchange(
                        DIAL,
                        Vantage.HERE,
                        new Ask.Dial(ORIGIN),
                        new Dialled.Refused(),
                        Duration.ofMillis(14)),
                clock(WEB_LOG),
                clock(UNITS),
                new Exchange(
                        UNITS,
                        Vantage.on(WEB_1),
                        new Ask.Run(
                                new ServiceCommand.SystemctlShow(
                                        WEB_1, List.of(UnitName.of("nginx")))),
                        new Ran.Done(
                                0,
                                "Id=nginx.service\nActiveState=inactive\nSubState=dead\n",
                                "",
                                false,
                                false,
                                Duration.ofMillis(341)),
                        Duration.ofMillis(341)));
    }

    private static Exchange clock(CheckId asker) {
        return new Exchange(
                asker,
                Vantage.on(WEB_1),
                new Ask.Run(new ServiceCommand.Time(WEB_1)),
                new Ran.Done(
                        0, "1772443860.120000000 +0000\n", "", false, false, Duration.ofMillis(30)),
                Duration.ofMillis(30));
    }

    private static Observation seen(CheckId check, Vantage from, Evidence fact) {
        return new Observation(check, from, OPENED.plusMillis(300), fact);
    }
}
