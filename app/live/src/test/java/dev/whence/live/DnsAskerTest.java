package dev.whence.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.world.Ask.RecordType;
import dev.whence.engine.world.Ask.Resolve;
import dev.whence.engine.world.Resolved;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.Rcode;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class DnsAskerTest {
    private static final Duration TTL = Duration.ofMinutes(5);

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(
                        "several addresses",
                        RecordType.A,
                        """
                        shop.example.test. 300 A 192.0.2.1
                        shop.example.test. 300 A 192.0.2.2
                        """,
                        new Resolved.Records(List.of("192.0.2.1", "192.0.2.2"), List.of(), TTL)),
                Arguments.of(
                        "addresses behind two aliases",
                        RecordType.A,
                        """
                        shop.example.test. 900 CNAME a.example.test.
                        a.example.test. 900 CNAME b.example.test.
                        b.example.test. 300 A 192.0.2.7
                        other.example.test. 5 A 192.0.2.9
                        """,
                        new Resolved.Records(
                                List.of("192.0.2.7"),
                                List.of("a.example.test", "b.example.test"),
                                TTL)),
                Arguments.of(
                        "an IPv6 address, written short",
                        RecordType.AAAA,
                        "shop.example.test. 300 AAAA 2001:db8:0:0:1:0:0:1",
                        new Resolved.Records(List.of("2001:db8::1:0:0:1"), List.of(), TTL)),
                Arguments.of(
                        "an alias itself",
                        RecordType.CNAME,
                        "shop.example.test. 300 CNAME a.example.test.",
                        new Resolved.Records(List.of("a.example.test"), List.of(), TTL)),
                Arguments.of(
                        "a text in two parts",
                        RecordType.TXT,
                        "shop.example.test. 300 TXT \"v=1 \" \"k=2\"",
                        new Resolved.Records(List.of("v=1 k=2"), List.of(), TTL)),
                Arguments.of(
                        "name servers",
                        RecordType.NS,
                        "shop.example.test. 300 NS ns1.example.test.",
                        new Resolved.Records(List.of("ns1.example.test"), List.of(), TTL)),
                Arguments.of(
                        "an alias that leads nowhere",
                        RecordType.A,
                        "shop.example.test. 300 CNAME a.example.test.",
                        new Resolved.NoRecords(List.of("a.example.test"))),
                Arguments.of(
                        "aliases in a circle",
                        RecordType.A,
                        """
                        shop.example.test. 300 CNAME a.example.test.
                        a.example.test. 300 CNAME shop.example.test.
                        """,
                        new Resolved.NoRecords(
                                Stream.generate(
                                                () ->
                                                        Stream.of(
                                                                "a.example.test",
                                                                "shop.example.test"))
                                        .flatMap(both -> both)
                                        .limit(16)
                                        .toList())),
                Arguments.of(
                        "nothing of that kind",
                        RecordType.A,
                        "",
                        new Resolved.NoRecords(List.of())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void readsWhatTheServerSays(String story, RecordType type, String zone, Resolved expected)
            throws IOException {
        try (var server = new DnsServer(zone, Rcode.NOERROR, DnsServer.Manner.HONEST)) {
            assertThat(asked(server, type)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void tellsFailuresApart(int rcode, Resolved expected) throws IOException {
        try (var server = new DnsServer("", rcode, DnsServer.Manner.HONEST)) {
            assertThat(asked(server, RecordType.A)).isEqualTo(expected);
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(Rcode.NXDOMAIN, new Resolved.NoSuchName()),
                Arguments.of(Rcode.SERVFAIL, new Resolved.Failed("SERVFAIL")),
                Arguments.of(Rcode.REFUSED, new Resolved.Failed("REFUSED")));
    }

    @ParameterizedTest
    @MethodSource("mannersThatTcpMends")
    void turnsToTcp(DnsServer.Manner manner) throws IOException {
        var zone = "shop.example.test. 300 A 192.0.2.1";
        try (var server = new DnsServer(zone, Rcode.NOERROR, manner)) {
            assertThat(asked(server, RecordType.A))
                    .isEqualTo(new Resolved.Records(List.of("192.0.2.1"), List.of(), TTL));
        }
    }

    static Stream<DnsServer.Manner> mannersThatTcpMends() {
        return Stream.of(DnsServer.Manner.SILENT_OVER_UDP, DnsServer.Manner.TRUNCATING);
    }

    @Test
    void saysThatAServerIsSilent() throws IOException {
        try (var server = new DnsServer("", Rcode.NOERROR, DnsServer.Manner.SILENT)) {
            var start = System.nanoTime();
            var answer = Live.ask(question(server, RecordType.A), Duration.ofMillis(400));
            assertThat(answer).isInstanceOf(Resolved.Silent.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void saysThatNoServerIsThere() {
        var question =
                new Resolve("shop.example.test", RecordType.A, Optional.of(Loopback.closedPort()));
        assertThat(Live.ask(question)).isInstanceOf(Resolved.Silent.class);
    }

    @Test
    void doesNotBelieveGarbage() throws IOException {
        var zone = "shop.example.test. 300 A 192.0.2.1";
        try (var server = new DnsServer(zone, Rcode.NOERROR, DnsServer.Manner.GARBAGE)) {
            assertThat(asked(server, RecordType.A))
                    .isEqualTo(new Resolved.Failed("unreadable answer"));
        }
    }

    @ParameterizedTest
    @MethodSource("impossibleNames")
    void asksForNoImpossibleName(String name) {
        var question = new Resolve(name, RecordType.A, Optional.of(Loopback.closedPort()));
        assertThat(Live.ask(question)).isEqualTo(new Resolved.Failed("not a DNS name"));
    }

    static Stream<String> impossibleNames() {
        return Stream.of("a..b", "x".repeat(64) + ".test", "a.".repeat(200));
    }

    private static Resolved asked(DnsServer server, RecordType type) {
        return Live.ask(question(server, type));
    }

    private static Resolve question(DnsServer server, RecordType type) {
        return new Resolve("shop.example.test", type, Optional.of(server.address()));
    }
}
