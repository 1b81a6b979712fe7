package dev.whence.knowledge.check.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Fetched;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class OriginAgreesWithEdgeTest {
    private static final HostPort ORIGIN = new HostPort("203.0.113.10", 443);
    private static final String RAY = "9df8a1b2c3d4e5f6";
    private static final EdgeFact PAGE =
            new EdgeFact.ErrorPage(
                    1033,
                    530,
                    EdgeFact.ErrorPage.Form.STRUCTURED,
                    "",
                    RAY,
                    "MAD",
                    "",
                    Optional.empty(),
                    Duration.ofMillis(80));

    @Test
    void laysTheFinerCodeBesideTheOriginsStatus() throws Exception {
        assertThat(look(edge("/", 530, ""), PAGE, direct("/", 200)))
                .containsExactly(new HttpFact.Compared(ORIGIN, "/", 1033, 200));
    }

    @Test
    void comparesOnlyTheSamePathAndFreshAnswers() throws Exception {
        assertThat(look(edge("/a", 502, ""), direct("/b", 200))).isEmpty();
        assertThat(look(edge("/", 200, "HIT"), edge("/", 521, "MISS"), direct("/", 502)))
                .containsExactly(new HttpFact.Compared(ORIGIN, "/", 521, 502));
    }

    @Test
    void countsAnOriginThatListensAndSaysNothing() throws Exception {
        assertThat(look(edge("/", 524, ""), silent(Fetched.Phase.FIRST_BYTE)))
                .containsExactly(new HttpFact.Compared(ORIGIN, "/", 524, 0));
    }

    @Test
    void doesNotCompareWithAnOriginThatThisDeskDoesNotReach() {
        assertThatThrownBy(() -> look(edge("/", 522, ""), silent(Fetched.Phase.CONNECT)))
                .isInstanceOfSatisfying(
                        CouldNotLook.class,
                        e ->
                                assertThat(e.outcome())
                                        .isEqualTo(
                                                new Outcome.Skipped(
                                                        SkipReason.NOTHING_TO_START_FROM)));
    }

    private static List<Evidence> look(Evidence... known) throws Exception {
        var site = Looking.site().origin(ORIGIN);
        for (var fact : known) {
            site = site.knowing(fact);
        }
        return Looking.at(site, Tape.EMPTY, new OriginAgreesWithEdge());
    }

    private static EdgeFact edge(String path, int status, String cache) {
        return new EdgeFact.Answered(
                "GET", path, status, RAY, "MAD", cache, "HTTP/1.1", Duration.ofMillis(90));
    }

    private static HttpFact direct(String path, int status) {
        return new HttpFact.Answered(
                ORIGIN,
                "https",
                "GET",
                path,
                status,
                "HTTP/1.1",
                "nginx",
                "",
                Duration.ofMillis(5),
                Duration.ofMillis(6),
                100);
    }

    private static HttpFact silent(Fetched.Phase phase) {
        return new HttpFact.NoAnswer(
                ORIGIN, "https", "/", phase, Fetched.Reason.TOO_SLOW, "", Duration.ofSeconds(51));
    }
}
