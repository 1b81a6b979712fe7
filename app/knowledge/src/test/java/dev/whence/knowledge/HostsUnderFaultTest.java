package dev.whence.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.model.Coverage;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.AppLogLine;
import dev.whence.knowledge.parse.JournalJson;
import dev.whence.knowledge.parse.OomLine;
import dev.whence.knowledge.parse.SystemctlShow;
import dev.whence.knowledge.parse.Tally;
import dev.whence.knowledge.parse.WebErrorLog;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

/// What real hosts under a fault wrote leads to that fault.
class HostsUnderFaultTest {
    private static final String ON = "web-1";
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    app-crash-loop     | 502 | app-crashed
                    app-down           | 502 | app-stopped
                    app-slow-504       | 504 | upstream-timeout
                    app-timeout        | 502 | app-worker-timeout
                    db-stopped         | 500 | database-unreachable
                    disk-full-app      | 500 | disk-full
                    fd-limit-app       | 502 | fd-limit-reached
                    oom                | 502 | oom-killed
                    up-big-headers     | 502 | upstream-header-too-big
                    worker-connections | 500 | origin-overloaded
                    """)
    void leadTo(String fault, int code, String cause) {
        var facts = facts(fault, code);

        var verdict = Judging.with(Knowledge.CHECKS).judge(facts);

        assertThat(verdict).isInstanceOf(Verdict.Located.class);
        assertThat(((Verdict.Located) verdict).root().cause()).hasToString(cause);
    }

    private static Facts facts(String fault, int code) {
        var journal = JournalJson.entries(read("journalctl/" + fault));
        var seen =
                Stream.of(
                                Stream.of(page(code)),
                                units(read("systemctl-show/" + fault)),
                                Tally.web(
                                        ON,
                                        WebErrorLog.entries(
                                                read("nginx-error-log/" + fault), ZoneOffset.UTC),
                                        Instant.EPOCH),
                                Tally.app(ON, AppLogLine.entries(journal), Instant.EPOCH),
                                Tally.killed(ON, OomLine.fromUnits(journal), Instant.EPOCH))
                        .flatMap(each -> each)
                        .map(HostsUnderFaultTest::observed)
                        .toList();
        return new Facts(seen, Coverage.NONE);
    }

    private static Stream<HostFact.Unit> units(String shown) {
        return SystemctlShow.units(shown).stream()
                .filter(unit -> !unit.type().equals("oneshot"))
                .flatMap(unit -> role(unit.id()).map(role -> unit(unit, role)).stream());
    }

    private static Optional<HostFact.Role> role(String id) {
        if (id.startsWith("app")) {
            return Optional.of(HostFact.Role.APP);
        }
        if (id.startsWith("nginx")) {
            return Optional.of(HostFact.Role.WEB_SERVER);
        }
        return id.startsWith("postgres") ? Optional.of(HostFact.Role.DATABASE) : Optional.empty();
    }

    private static HostFact.Unit unit(SystemctlShow.Unit unit, HostFact.Role role) {
        return new HostFact.Unit(
                ON,
                role,
                unit.id(),
                unit.load(),
                unit.active(),
                unit.sub(),
                unit.result(),
                unit.exitStatus(),
                unit.restarts(),
                unit.since(),
                true,
                true);
    }

    private static EdgeFact.ErrorPage page(int code) {
        return new EdgeFact.ErrorPage(
                code,
                code,
                EdgeFact.ErrorPage.Form.BRANDED,
                "host",
                "9df8a1b2c3d4e5f6",
                "FRA",
                "",
                Optional.empty(),
                Duration.ofMillis(300));
    }

    private static Observation observed(Evidence fact) {
        return new Observation(
                new CheckId("captures"), new Vantage(Vantage.Kind.ON_ORIGIN, ON), NOON, fact);
    }

    private static String read(String capture) {
        return Files.exists(Path.of("src/test/captures", capture + ".txt"))
                ? Captures.read(capture)
                : "";
    }
}
