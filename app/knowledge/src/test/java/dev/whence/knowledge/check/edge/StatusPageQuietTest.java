package dev.whence.knowledge.check.edge;

import static dev.whence.knowledge.check.Replies.answer;
import static dev.whence.knowledge.check.Replies.none;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Symptoms;
import dev.whence.engine.world.Fetched;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.check.Requests;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class StatusPageQuietTest {
    private static final Instant NOW = Looking.NOW;

    static Stream<Arguments> incidents() {
        return Stream.of(
                matches(
                        "the same data centre, now",
                        true,
                        incident("Errors", -20, "Madrid, Spain - (MAD)")),
                matches("a service of every request", true, incident("Errors", -20, "CDN/Cache")),
                matches(
                        "named in the title alone",
                        true,
                        incident("Connectivity issues in MAD, Madrid", -20)),
                matches("began within ten minutes", true, incident("Errors", 9, "CDN/Cache")),
                matches(
                        "another data centre",
                        false,
                        incident("Network trouble", -20, "Dublin, Ireland - (DUB)")),
                matches(
                        "a service, in another data centre",
                        false,
                        incident("Errors in DUB", -20, "CDN/Cache")),
                matches(
                        "a service beside the road",
                        false,
                        incident("Errors", -20, "Dashboard", "DNS Updates", "Analytics")),
                matches("no tunnel here", false, incident("Errors", -20, "Tunnel")),
                matches("no Worker here", false, incident("Errors", -20, "Workers")),
                matches("began later", false, incident("Errors", 11, "CDN/Cache")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("incidents")
    void matchesByPlaceAndTime(String story, boolean matches, String incident) throws Exception {
        var seen = look(page("operational", incident));

        assertThat(seen)
                .filteredOn(EdgeFact.Incident.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        EdgeFact.Incident.class,
                        found -> assertThat(found.matches()).isEqualTo(matches));
        assertThat(seen.contains(new EdgeFact.StatusQuiet("MAD"))).isEqualTo(!matches);
    }

    @Test
    void putsAnIncidentBesideTheTimeThatTheUserNames() throws Exception {
        var earlier = NOW.minus(Duration.ofHours(5));
        var over =
                """
                {"name": "Errors", "impact": "major", "components": [{"name": "CDN/Cache"}],
                 "started_at": "%s", "resolved_at": "%s"}
                """
                        .formatted(earlier, earlier.plus(Duration.ofMinutes(30)));
        var site =
                madrid().with(
                                target ->
                                        target.withSeen(
                                                new Symptoms(
                                                        List.of(502),
                                                        Optional.of(earlier.plusSeconds(60)),
                                                        Optional.empty(),
                                                        "")));

        assertThat(matching(look(madrid(), page("operational", over)))).isEmpty();
        assertThat(matching(look(site, page("operational", over)))).hasSize(1);
    }

    @Test
    void countsTheTunnelWhereThereIsOne() throws Exception {
        var page = page("operational", incident("Errors", -20, "Cloudflare Tunnel"));
        var site = madrid().with(target -> target.withTunnel(Optional.of("shop")));

        assertThat(matching(look(site, page))).hasSize(1);
    }

    @Test
    void saysHowTheDataCentreIs() throws Exception {
        assertThat(look(page("partial_outage", "")))
                .containsExactly(
                        new EdgeFact.ColoStatus("MAD", "Madrid, Spain - (MAD)", "partial_outage"));
        assertThat(look(page("operational", "")))
                .containsExactly(
                        new EdgeFact.ColoStatus("MAD", "Madrid, Spain - (MAD)", "operational"),
                        new EdgeFact.StatusQuiet("MAD"));
    }

    @Test
    void prefersTheDataCentreOfTheVisitor() throws Exception {
        var site =
                madrid().with(
                                target ->
                                        target.withSeen(
                                                new Symptoms(
                                                        List.of(),
                                                        Optional.empty(),
                                                        Optional.of("9df8a1b2c3d4e5f6-ZZZ"),
                                                        "")));

        assertThat(look(site, page("operational", "")))
                .startsWith(new EdgeFact.ColoStatus("ZZZ", "", "unknown"));
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of("a page for people", answer(200, "<html>All fine</html>")),
                Arguments.of("an error", answer(503, "{}")),
                Arguments.of("other JSON", answer(200, "[1, 2, 3]")),
                Arguments.of("half of it", answer(200, "{\"components\": [{\"name\": \"CD")),
                Arguments.of("deep nonsense", answer(200, "[".repeat(200_000))),
                Arguments.of("far too much", cut(answer(200, page("operational", "")))),
                Arguments.of("nothing", none(Fetched.Phase.CONNECT, Fetched.Reason.TOO_SLOW)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void takesAnUnreadablePageForNoEvidence(String story, Fetched answer) throws Exception {
        assertThat(look(madrid(), answer))
                .singleElement()
                .isInstanceOf(EdgeFact.StatusUnknown.class);
    }

    private static Looking.Site madrid() {
        return Looking.site()
                .knowing(
                        new EdgeFact.Trace(
                                "MAD",
                                "198.51.100.7",
                                "ES",
                                "http/2",
                                "TLSv1.3",
                                "off",
                                "off",
                                Duration.ZERO));
    }

    private static List<Evidence> matching(List<Evidence> seen) {
        return seen.stream()
                .filter(fact -> fact instanceof EdgeFact.Incident found && found.matches())
                .toList();
    }

    private static List<Evidence> look(String page) throws Exception {
        return look(madrid(), page);
    }

    private static List<Evidence> look(Looking.Site site, String page) throws Exception {
        return look(site, answer(200, page));
    }

    private static List<Evidence> look(Looking.Site site, Fetched answer) throws Exception {
        var question = Requests.statusPage(site.target(), 2 * 1024 * 1024);
        return Looking.at(site, Tape.EMPTY.on(question, answer), new StatusPageQuiet());
    }

    private static Arguments matches(String story, boolean matches, String incident) {
        return Arguments.of(story, matches, incident);
    }

    private static String page(String madrid, String incident) {
        return """
        {"page": {"id": "x"}, "status": {"indicator": "minor"},
         "components": [
            {"name": "Europe", "status": "partial_outage", "group": true},
            {"name": "CDN/Cache", "status": "operational"},
            {"name": "Dublin, Ireland -  (DUB)", "status": "operational"},
            {"name": "Madrid, Spain - (MAD) ", "status": "%s"}],
         "incidents": [%s], "scheduled_maintenances": []}
        """
                .formatted(madrid, incident);
    }

    private static String incident(String name, int minutes, String... components) {
        var affected =
                Stream.of(components)
                        .map("{\"name\": \"%s\"}"::formatted)
                        .reduce((one, other) -> one + ", " + other)
                        .orElse("");
        return """
        {"name": "%s", "status": "investigating", "impact": "minor", "components": [%s],
         "created_at": "%s", "resolved_at": null, "incident_updates": [{"body": "Looking."}]}
        """
                .formatted(name, affected, NOW.plus(Duration.ofMinutes(minutes)));
    }

    private static Fetched cut(Fetched.Answered answer) {
        return new Fetched.Answered(
                200,
                "HTTP/1.1",
                answer.headers(),
                answer.body(),
                true,
                Optional.empty(),
                Optional.empty(),
                answer.timing());
    }
}
