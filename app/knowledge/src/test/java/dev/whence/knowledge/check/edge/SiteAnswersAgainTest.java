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
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Coverage;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Symptoms;
import dev.whence.engine.world.Answer;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.World;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.check.Requests;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.lab.Tape;
import dev.whence.lab.TapeWorld;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                        new EdgeFact.Sampled(9, 1, Map.of("MAD", 9), Map.of("MAD", 1))),
                Arguments.of(
                        "one data centre",
                        List.of(WELL, ELSEWHERE, WELL),
                        new EdgeFact.Sampled(9, 1, Map.of("MAD", 8, "SJC", 1), Map.of("SJC", 1))),
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

        assertThat(patiently(site, new TapeWorld(tape)))
                .filteredOn(EdgeFact.Sampled.class::isInstance)
                .containsExactly(seen);
    }

    /// A fault of one address family shows where each is asked more than once.
    @Test
    void asksOverBothFamiliesAndMoreWhereTheyDiffer() throws Exception {
        var world = new Families(WELL, DOWN);

        assertThat(patiently(both(), world))
                .contains(
                        new EdgeFact.Sampled(10, 3, Map.of("MAD", 10), Map.of("MAD", 3)),
                        new EdgeFact.Grouped(
                                EdgeFact.Grouped.By.ADDRESS_FAMILY,
                                List.of(
                                        new EdgeFact.Group("IPv4", 3, 0),
                                        new EdgeFact.Group("IPv6", 3, 3))));
        assertThat(world.asked).hasSize(10);
    }

    @Test
    void asksNoMoreThanFourTimesWhereTheAnswersAgree() throws Exception {
        var world = new Families(DOWN, DOWN);

        patiently(both(), world);

        assertThat(world.asked).hasSize(4);
    }

    @Test
    void saysNothingOfAFamilyThatThisDeskDoesNotHave() throws Exception {
        var world = new Families(DOWN, none(Fetched.Phase.CONNECT, Fetched.Reason.UNREACHABLE));

        assertThat(patiently(both(), world))
                .contains(new EdgeFact.Sampled(3, 3, Map.of("MAD", 3), Map.of("MAD", 3)))
                .noneMatch(
                        fact ->
                                fact instanceof EdgeFact.Grouped grouped
                                        && grouped.by() == EdgeFact.Grouped.By.ADDRESS_FAMILY);
    }

    /// A failure that was reported and does not show is worth some more requests.
    @Test
    void asksMoreWhereAReportedFailureDoesNotShow() throws Exception {
        var reported = new Symptoms(List.of(502), Optional.empty(), Optional.empty(), "");
        var world = new Families(WELL, WELL);

        patiently(both().with(target -> target.withSeen(reported)), world);

        assertThat(world.asked).hasSize(10);
    }

    @Test
    void namesTheGroupThatFailsAlone() {
        assertThat(grouped(new EdgeFact.Group("IPv4", 3, 0), new EdgeFact.Group("IPv6", 2, 2)))
                .contains("IPv6");
        assertThat(grouped(new EdgeFact.Group("IPv4", 3, 0), new EdgeFact.Group("IPv6", 2, 1)))
                .isEmpty();
        assertThat(grouped(new EdgeFact.Group("IPv4", 1, 0), new EdgeFact.Group("IPv6", 2, 2)))
                .isEmpty();
        assertThat(grouped(new EdgeFact.Group("IPv4", 2, 2), new EdgeFact.Group("IPv6", 2, 2)))
                .isEmpty();
    }

    private static Optional<String> grouped(EdgeFact.Group... groups) {
        return new EdgeFact.Grouped(EdgeFact.Grouped.By.ADDRESS_FAMILY, List.of(groups)).alone();
    }

    /// The requests are paced, so more of them take their time.
    private static List<Evidence> patiently(Looking.Site site, World world) throws Exception {
        var scene =
                new Scene(
                        site.target(),
                        new Facts(site.known(), Coverage.NONE),
                        site.from(),
                        Looking.NOW);
        return List.copyOf(
                new SiteAnswersAgain()
                        .look(scene, world, Deadline.in(Duration.ofSeconds(20)))
                        .toList());
    }

    private static Looking.Site both() {
        return Looking.site()
                .knowing(known(Duration.ofMillis(300)))
                .knowing(
                        new DnsFact.Addresses(
                                "shop.example.com",
                                "system",
                                List.of("104.16.0.10", "2606:4700::6810:a"),
                                List.of(),
                                true));
    }

    /// An edge that answers otherwise over IPv6.
    private static final class Families implements World {
        private final Fetched usual;
        private final Fetched six;
        private final List<Ask<?>> asked = Collections.synchronizedList(new ArrayList<>());

        Families(Fetched usual, Fetched six) {
            this.usual = usual;
            this.six = six;
        }

        @Override
        @SuppressWarnings("unchecked") // only requests are sent here
        public <R extends Answer> R ask(Ask<R> question, Deadline by) {
            asked.add(question);
            return (R)
                    (question instanceof Ask.Fetch fetch
                                    && fetch.via()
                                            .connect()
                                            .filter(to -> to.host().contains(":"))
                                            .isPresent()
                            ? six
                            : usual);
        }
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
