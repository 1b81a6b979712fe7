package dev.whence.knowledge.check.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.Sources;
import dev.whence.engine.world.Ask.RecordType;
import dev.whence.engine.world.Ask.Resolve;
import dev.whence.engine.world.Resolved;
import dev.whence.knowledge.Defaults;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

class ResolversAgreeTest {
    private static final String NAME = "shop.example.com";
    private static final String SERVER = "ada.ns.cloudflare.com";
    private static final HostPort MINE = new HostPort("192.0.2.53", 53);
    private static final HostPort OTHER = new HostPort("192.0.2.54", 53);

    static Stream<Arguments> zones() {
        return Stream.of(
                Arguments.of("the same", List.of("203.0.113.10"), records("203.0.113.10"), false),
                Arguments.of(
                        "some of many",
                        List.of("203.0.113.10", "203.0.113.11"),
                        records("203.0.113.11"),
                        false),
                Arguments.of(
                        "both Cloudflare", List.of("104.16.0.10"), records("104.16.9.9"), false),
                Arguments.of("an old answer", List.of("203.0.113.10"), records("104.16.9.9"), true),
                Arguments.of(
                        "another server", List.of("203.0.113.10"), records("203.0.113.99"), true),
                Arguments.of("no longer there", List.of("203.0.113.10"), none(), true),
                Arguments.of(
                        "nobody answers",
                        List.of("203.0.113.10"),
                        new Resolved.Silent("timed out"),
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("zones")
    void laysTheAnswerOfTheSystemBesideThatOfTheZone(
            String story, List<String> system, Resolved zone, boolean differs) throws Exception {
        var via = Optional.of(new HostPort(SERVER, 53));
        var six = zone instanceof Resolved.Records ? none() : zone;
        var tape =
                Tape.EMPTY
                        .on(new Resolve(NAME, RecordType.A, via), zone)
                        .on(new Resolve(NAME, RecordType.AAAA, via), six);
        var site =
                Looking.site()
                        .knowing(addresses("system", system))
                        .knowing(
                                new DnsFact.Nameservers(
                                        "example.com", List.of(SERVER + "."), true));
        var values = zone instanceof Resolved.Records found ? found.values() : List.<String>of();

        assertThat(Looking.at(site, tape, new ResolversAgree()))
                .isEqualTo(
                        differs
                                ? List.of(
                                        new DnsFact.Disagreement(
                                                NAME, Map.of("system", system, SERVER, values)))
                                : List.of());
    }

    /// Who chose resolvers asks nobody else.
    @Test
    void laysTheAnswersOfChosenResolversBesideEachOther() throws Exception {
        var site =
                chosen().knowing(addresses("192.0.2.53:53", List.of("104.16.0.10")))
                        .knowing(new DnsFact.NoAddress(NAME, "192.0.2.54:53", "NXDOMAIN"))
                        .knowing(new DnsFact.Nameservers("example.com", List.of(SERVER), true));

        assertThat(Looking.at(site, Tape.EMPTY, new ResolversAgree()))
                .containsExactly(
                        new DnsFact.Disagreement(
                                NAME,
                                Map.of(
                                        "192.0.2.53:53",
                                        List.of("104.16.0.10"),
                                        "192.0.2.54:53",
                                        List.of())));
    }

    @Test
    void hasNothingToCompareWithoutAnAnswer() {
        assertThatThrownBy(() -> Looking.at(Looking.site(), Tape.EMPTY, new ResolversAgree()))
                .isInstanceOf(CouldNotLook.class);
    }

    private static Looking.Site chosen() {
        var usual = Defaults.SOURCES;
        var sources =
                new Sources(
                        List.of(MINE, OTHER),
                        usual.statusPage(),
                        usual.control(),
                        usual.api(),
                        usual.ranges());
        return Looking.site().with(target -> target.withSources(sources));
    }

    private static DnsFact addresses(String resolver, List<String> addresses) {
        return new DnsFact.Addresses(NAME, resolver, addresses, List.of(), false);
    }

    private static Resolved records(String... values) {
        return new Resolved.Records(List.of(values), List.of(), Duration.ofMinutes(5));
    }

    private static Resolved none() {
        return new Resolved.NoRecords(List.of());
    }
}
