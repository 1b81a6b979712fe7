package dev.whence.knowledge.check.edge;

import static dev.whence.knowledge.check.Replies.answer;
import static dev.whence.knowledge.check.Replies.none;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Fetched;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.check.Requests;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

class ControlSiteAnswersTest {
    private static final URI CONTROL = URI.create("https://www.cloudflare.com/cdn-cgi/trace");
    private static final String TRACE = "fl=1f1\nh=www.cloudflare.com\ncolo=FRA\n";

    static Stream<Arguments> situations() {
        return Stream.of(
                Arguments.of(answer(200, TRACE), new EdgeFact.ControlWell("FRA")),
                Arguments.of(
                        answer(200, "<h1>Welcome to our hotel</h1>"),
                        new EdgeFact.ControlFailed("status 200")),
                Arguments.of(
                        answer(302, "", "Location: http://login.example.net/"),
                        new EdgeFact.ControlFailed("status 302")),
                Arguments.of(
                        none(Fetched.Phase.RESOLVE, Fetched.Reason.UNKNOWN_HOST),
                        new EdgeFact.ControlFailed("unknown host (resolve)")));
    }

    @ParameterizedTest
    @MethodSource("situations")
    void tellsTheDesksOwnNetworkApart(Fetched answer, EdgeFact seen) throws Exception {
        var question = new Ask.Fetch(CONTROL, "GET", Requests.BROWSER, Ask.Via.PLAIN);

        assertThat(
                        Looking.at(
                                Looking.site(),
                                Tape.EMPTY.on(question, answer),
                                new ControlSiteAnswers()))
                .containsExactly(seen);
    }

    @Test
    void goesTheWayOfTheFailingRequest() throws Exception {
        var edge = new HostPort("192.0.2.1", 8443);
        var site = Looking.site().with(target -> target.withEdge(Optional.of(edge)));
        var question = new Ask.Fetch(CONTROL, "GET", Requests.BROWSER, Ask.Via.PLAIN.to(edge));

        assertThat(
                        Looking.at(
                                site,
                                Tape.EMPTY.on(question, answer(200, TRACE)),
                                new ControlSiteAnswers()))
                .containsExactly(new EdgeFact.ControlWell("FRA"));
    }
}
