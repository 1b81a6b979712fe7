package dev.whence.knowledge.check.edge;

import static dev.whence.knowledge.check.Replies.RAY;
import static dev.whence.knowledge.check.Replies.answer;
import static dev.whence.knowledge.check.Replies.branded;
import static dev.whence.knowledge.check.Replies.none;
import static dev.whence.knowledge.check.Replies.proxied;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.world.Fetched;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.check.Requests;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.lab.Tape;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class SiteAnswersAgainTest {
    private static final Fetched WELL = proxied(200, "fine");
    private static final Fetched DOWN = proxied(502, branded(502, "Bad gateway", "host", RAY));
    private static final Fetched ELSEWHERE =
            answer(502, "<hr><center>nginx</center>", "CF-RAY: " + RAY + "-SJC-PIG");

    static Stream<Arguments> situations() {
        return Stream.of(
                Arguments.of(
                        "always well",
                        List.of(WELL, WELL, WELL),
                        new EdgeFact.Sampled(3, 0, Map.of("MAD", 3), Map.of())),
                Arguments.of(
                        "now and then",
                        List.of(WELL, DOWN, WELL),
                        new EdgeFact.Sampled(3, 1, Map.of("MAD", 3), Map.of("MAD", 1))),
                Arguments.of(
                        "one data centre",
                        List.of(WELL, ELSEWHERE, WELL),
                        new EdgeFact.Sampled(3, 1, Map.of("MAD", 2, "SJC", 1), Map.of("SJC", 1))),
                Arguments.of(
                        "an answer from the cache does not count",
                        List.of(proxied(200, "old", "cf-cache-status: HIT"), DOWN, DOWN),
                        new EdgeFact.Sampled(2, 2, Map.of("MAD", 2), Map.of("MAD", 2))),
                Arguments.of(
                        "this desk's own network does not count",
                        List.of(
                                none(Fetched.Phase.CONNECT, Fetched.Reason.TOO_SLOW),
                                WELL,
                                answer(200, "portal")),
                        new EdgeFact.Sampled(1, 0, Map.of("MAD", 1), Map.of())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void countsFailuresByDataCentre(String story, List<Fetched> answers, EdgeFact.Sampled seen)
            throws Exception {
        var site = Looking.site().knowing(known(Duration.ofMillis(300)));
        var question = Requests.throughEdge(site.target(), "GET", "/", Requests.BROWSER);
        var tape = Tape.EMPTY;
        for (var answer : answers) {
            tape = tape.on(question, answer);
        }

        assertThat(Looking.at(site, tape, new SiteAnswersAgain())).containsExactly(seen);
    }

    static Stream<Arguments> burdens() {
        return Stream.of(
                Arguments.of(
                        "a site that limits requests",
                        Duration.ofMillis(300),
                        new EdgeFact.Blocked("GET", "/", 429, 1015, false, RAY)),
                Arguments.of(
                        "a site that takes long",
                        Duration.ofSeconds(19),
                        new EdgeFact.PassedOn(502, RAY, "MAD", "")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("burdens")
    void leavesAlone(String story, Duration elapsed, EdgeFact also) {
        var site = Looking.site().knowing(known(elapsed)).knowing(also);
        assertThatThrownBy(() -> Looking.at(site, Tape.EMPTY, new SiteAnswersAgain()))
                .isInstanceOfSatisfying(
                        CouldNotLook.class,
                        e ->
                                assertThat(e.outcome())
                                        .isEqualTo(new Outcome.Skipped(SkipReason.LEFT_ALONE)));
    }

    private static EdgeFact known(Duration elapsed) {
        return new EdgeFact.Answered("GET", "/", 502, RAY, "MAD", "", "HTTP/1.1", elapsed);
    }
}
