package dev.whence.knowledge.check.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Certificate;
import dev.whence.engine.world.Dialled;
import dev.whence.engine.world.Greeted;
import dev.whence.engine.world.TlsSession;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.fact.TlsFact;
import dev.whence.knowledge.fact.TlsFact.Validity;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class OriginCertificateValidTest {
    private static final String NAME = "shop.example.com";
    private static final HostPort ORIGIN = new HostPort("203.0.113.10", 443);
    private static final Instant BEGAN = Looking.NOW.minus(Duration.ofDays(30));
    private static final Instant ENDS = Looking.NOW.plus(Duration.ofDays(60));
    private static final String PUBLIC_CA = "CN=R11,O=Let's Encrypt,C=US";
    private static final String ORIGIN_CA =
            "ST=California,L=San Francisco,OU=CloudFlare Origin SSL ECC Certificate Authority,"
                    + "O=CloudFlare\\, Inc.,C=US";

    record Seen(
            Validity validity, boolean covers, boolean trusted, boolean originCa, boolean strict) {}

    static Stream<Arguments> certificates() {
        return Stream.of(
                Arguments.of(
                        "public and in order",
                        session(leaf(PUBLIC_CA, List.of(NAME), BEGAN, ENDS, false), ""),
                        new Seen(Validity.VALID, true, true, false, true)),
                Arguments.of(
                        "of Cloudflare's Origin CA, which browsers distrust",
                        session(
                                leaf(ORIGIN_CA, List.of("*.example.com"), BEGAN, ENDS, false),
                                "unknown root"),
                        new Seen(Validity.VALID, true, false, true, true)),
                Arguments.of(
                        "expired",
                        session(
                                leaf(
                                        PUBLIC_CA,
                                        List.of(NAME),
                                        BEGAN,
                                        Looking.NOW.minusSeconds(1),
                                        false),
                                ""),
                        new Seen(Validity.EXPIRED, true, true, false, false)),
                Arguments.of(
                        "not yet valid",
                        session(
                                leaf(
                                        PUBLIC_CA,
                                        List.of(NAME),
                                        Looking.NOW.plusSeconds(60),
                                        ENDS,
                                        false),
                                ""),
                        new Seen(Validity.NOT_YET_VALID, true, true, false, false)),
                Arguments.of(
                        "self-signed",
                        session(
                                leaf("CN=" + NAME, List.of(NAME), BEGAN, ENDS, true),
                                "self-signed"),
                        new Seen(Validity.VALID, true, false, false, false)),
                Arguments.of(
                        "for another name",
                        session(leaf(PUBLIC_CA, List.of("example.com"), BEGAN, ENDS, false), ""),
                        new Seen(Validity.VALID, false, true, false, false)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("certificates")
    void judgesAsFullStrictDoes(String story, TlsSession session, Seen seen) throws Exception {
        var greeted = new Greeted.Agreed(session, Duration.ofMillis(30));

        assertThat(look(greeted))
                .singleElement()
                .isInstanceOfSatisfying(
                        TlsFact.Served.class,
                        served ->
                                assertThat(
                                                new Seen(
                                                        served.validity(),
                                                        served.coversName(),
                                                        served.trusted(),
                                                        served.originCa(),
                                                        served.strictAccepts()))
                                        .isEqualTo(seen));
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of(new Greeted.NotTls("HTTP"), new TlsFact.NotTls(ORIGIN, "HTTP")),
                Arguments.of(
                        new Greeted.Alerted("unrecognized_name"),
                        new TlsFact.Alerted(ORIGIN, NAME, "unrecognized_name")),
                Arguments.of(new Greeted.HungUp(true), new TlsFact.HungUp(ORIGIN, NAME, true)),
                Arguments.of(
                        new Greeted.Stalled(Duration.ofSeconds(5)),
                        new TlsFact.Stalled(ORIGIN, NAME, Duration.ofSeconds(5))));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void reportsHowTheHandshakeEnded(Greeted greeted, TlsFact seen) throws Exception {
        assertThat(look(greeted)).isEqualTo(List.of(seen));
    }

    @Test
    void leavesAClosedPortToTheCheckOfThePort() throws Exception {
        assertThat(look(new Greeted.NotOpen(new Dialled.Refused()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "shop.example.com, SHOP.example.com., true",
        "*.example.com, shop.example.com, true",
        "*.example.com, a.shop.example.com, false",
        "*.example.com, example.com, false",
        "shop.example.com, example.com, false",
        "192.0.2.1, 192.0.2.1, true",
        "2001:db8:0:0::1, 2001:db8::1, true",
        "*.0.2.1, 192.0.2.1, false",
    })
    void matchesNamesAsBrowsersDo(String name, String host, boolean covers) {
        assertThat(Certificates.covers(List.of("other.test", name), host)).isEqualTo(covers);
    }

    @Test
    void hasNothingToGreetWherePlainHttpIsSpoken() {
        var site = Looking.site().origin(ORIGIN).with(t -> t.withOriginScheme("http"));
        assertThatThrownBy(() -> Looking.at(site, Tape.EMPTY, new OriginCertificateValid()))
                .isInstanceOfSatisfying(
                        CouldNotLook.class,
                        e ->
                                assertThat(e.outcome())
                                        .isEqualTo(new Outcome.Skipped(SkipReason.NOT_ASKED)));
    }

    private static List<?> look(Greeted greeted) throws Exception {
        var tape = Tape.EMPTY.on(new Ask.Greet(ORIGIN, NAME), greeted);
        return Looking.at(Looking.site().origin(ORIGIN), tape, new OriginCertificateValid());
    }

    private static Certificate leaf(
            String issuer, List<String> names, Instant from, Instant until, boolean self) {
        return new Certificate("CN=" + NAME, issuer, names, from, until, "ab12", self);
    }

    private static TlsSession session(Certificate leaf, String distrust) {
        return new TlsSession(
                "TLSv1.3",
                "TLS_AES_128_GCM_SHA256",
                "",
                List.of(leaf),
                Optional.of(distrust).filter(why -> !why.isEmpty()),
                false);
    }
}
