package dev.whence.knowledge.check.tls;

import static dev.whence.knowledge.check.Replies.answer;
import static dev.whence.knowledge.check.Replies.none;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Certificate;
import dev.whence.engine.world.Dialled;
import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Greeted;
import dev.whence.engine.world.TlsSession;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.check.Requests;
import dev.whence.knowledge.fact.TlsFact;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class OriginTlsModesTest {
    private static final String NAME = "shop.example.com";
    private static final HostPort ORIGIN = new HostPort("203.0.113.10", 443);
    private static final HostPort PLAIN = new HostPort("203.0.113.10", 80);
    private static final Fetched SHUT = none(Fetched.Phase.CONNECT, Fetched.Reason.REFUSED);
    private static final Greeted NOT_OPEN = new Greeted.NotOpen(new Dialled.Refused());

    static Stream<Arguments> situations() {
        return Stream.of(
                Arguments.of("all", answer(200, "x"), agreed(NAME), true, true, true),
                Arguments.of("another name", answer(200, "x"), agreed("x.test"), true, true, false),
                Arguments.of("plain alone", answer(200, "x"), NOT_OPEN, true, false, false),
                Arguments.of("TLS alone", SHUT, agreed(NAME), false, true, true),
                Arguments.of(
                        "port 80 sends back to https",
                        answer(301, "", "Location: https://shop.example.com/"),
                        agreed(NAME),
                        false,
                        true,
                        true),
                Arguments.of(
                        "port 80 sends on to another page",
                        answer(302, "", "Location: /welcome"),
                        NOT_OPEN,
                        true,
                        false,
                        false),
                Arguments.of(
                        "TLS on both",
                        answer(400, "The plain HTTP request was sent to HTTPS port"),
                        agreed(NAME),
                        false,
                        true,
                        true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void triesEveryMode(
            String story,
            Fetched plain,
            Greeted secure,
            boolean flexible,
            boolean full,
            boolean strict)
            throws Exception {
        assertThat(look(plain, secure))
                .isEqualTo(List.of(new TlsFact.Modes(ORIGIN, flexible, full, strict)));
    }

    @Test
    void saysNothingOfAnOriginThatThisDeskDoesNotReach() throws Exception {
        assertThat(look(SHUT, NOT_OPEN)).isEmpty();
    }

    private static List<?> look(Fetched plain, Greeted secure) throws Exception {
        var site = Looking.site().origin(ORIGIN);
        var tape =
                Tape.EMPTY
                        .on(Requests.toOrigin(site.target(), PLAIN, "http", "GET", "/"), plain)
                        .on(new Ask.Greet(ORIGIN, NAME), secure);
        return Looking.at(site, tape, new OriginTlsModes());
    }

    private static Greeted agreed(String name) {
        var leaf =
                new Certificate(
                        "CN=" + name,
                        "CN=A public CA",
                        List.of(name),
                        Looking.NOW.minus(Duration.ofDays(1)),
                        Looking.NOW.plus(Duration.ofDays(1)),
                        "ab12",
                        false);
        return new Greeted.Agreed(
                new TlsSession("TLSv1.3", "x", "", List.of(leaf), Optional.empty(), false),
                Duration.ofMillis(20));
    }
}
