package dev.whence.knowledge.check.edge;

import static dev.whence.knowledge.check.Replies.answer;
import static dev.whence.knowledge.check.Replies.none;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.world.Fetched;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.check.Requests;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.lab.Tape;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;

class EdgeTraceTest {
    private static final String TRACE =
            """
            fl=80f417
            h=shop.example.com
            ip=198.51.100.157
            ts=1774045690.335
            colo=TPE
            http=http/2
            loc=TW
            tls=TLSv1.3
            warp=off
            gateway=on
            """;

    static Stream<Arguments> situations() {
        return Stream.of(
                Arguments.of(
                        answer(200, TRACE),
                        new EdgeFact.Trace(
                                "TPE",
                                "198.51.100.157",
                                "TW",
                                "http/2",
                                "TLSv1.3",
                                "off",
                                "on",
                                Duration.ofSeconds(30))),
                Arguments.of(
                        answer(200, "fl=1f1\nh=shop.example.com\nip=::1\nts=?\ncolo=LAB\n"),
                        new EdgeFact.Trace("LAB", "::1", "", "", "", "", "", Duration.ZERO)),
                Arguments.of(answer(404, "<h1>Not found</h1>"), new EdgeFact.NoTrace(404, "")),
                Arguments.of(answer(200, "<h1>Hello</h1>"), new EdgeFact.NoTrace(200, "")),
                Arguments.of(answer(403, TRACE), new EdgeFact.NoTrace(403, "")),
                Arguments.of(
                        answer(200, TRACE.replace("shop.example.com", "saas.example.net")),
                        new EdgeFact.NoTrace(200, "it answers for saas.example.net")),
                Arguments.of(
                        none(Fetched.Phase.CONNECT, Fetched.Reason.REFUSED),
                        new EdgeFact.NoTrace(0, "refused (connect)")));
    }

    @ParameterizedTest
    @MethodSource("situations")
    void readsTheTraceOrSaysThatThereIsNone(Fetched answer, EdgeFact seen) throws Exception {
        var site = Looking.site();
        var uri = URI.create("https://shop.example.com/cdn-cgi/trace");
        var tape = Tape.EMPTY.on(Requests.alongside(site.target(), uri, Requests.BROWSER), answer);

        assertThat(Looking.at(site, tape, new EdgeTrace())).containsExactly(seen);
    }
}
