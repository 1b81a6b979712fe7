package dev.whence.knowledge.check.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.Sources;
import dev.whence.engine.model.Target;
import dev.whence.engine.world.Ask.RecordType;
import dev.whence.engine.world.Ask.Resolve;
import dev.whence.engine.world.Resolved;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class NameResolvesTest {
    private static final String NAME = "shop.example.com";
    private static final String UUID = "00000000-0000-0000-0000-000000000001";
    private static final String TUNNEL = UUID + ".cfargotunnel.com";
    private static final HostPort OTHER = new HostPort("192.0.2.53", 53);

    static Stream<Arguments> situations() {
        return Stream.of(
                situation(
                        "proxied",
                        records("104.16.1.1", "104.16.2.1"),
                        records("2606:4700::1"),
                        none(),
                        new DnsFact.Addresses(
                                NAME,
                                "system",
                                List.of("104.16.1.1", "104.16.2.1", "2606:4700::1"),
                                List.of(),
                                true)),
                situation(
                        "one address is not Cloudflare's",
                        records("104.16.1.1", "203.0.113.10"),
                        none(),
                        none(),
                        new DnsFact.Addresses(
                                NAME,
                                "system",
                                List.of("104.16.1.1", "203.0.113.10"),
                                List.of(),
                                false)),
                situation(
                        "an alias elsewhere, and IPv6 does not answer",
                        new Resolved.Records(
                                List.of("203.0.113.10"),
                                List.of("web.example.net"),
                                Duration.ofMinutes(5)),
                        new Resolved.Silent("timed out"),
                        records("web.example.net"),
                        new DnsFact.Addresses(
                                NAME,
                                "system",
                                List.of("203.0.113.10"),
                                List.of("web.example.net"),
                                false)),
                situation(
                        "a tunnel with the proxy off",
                        new Resolved.NoRecords(List.of(TUNNEL)),
                        records("fd10:aec2:5dae::"),
                        records(TUNNEL),
                        new DnsFact.TunnelAlias(NAME, UUID),
                        new DnsFact.TunnelAddress(NAME, "system", "fd10:aec2:5dae::")),
                situation(
                        "no such name",
                        new Resolved.NoSuchName(),
                        new Resolved.NoSuchName(),
                        new Resolved.NoSuchName(),
                        new DnsFact.NoAddress(NAME, "system", "NXDOMAIN")),
                situation(
                        "a name without addresses",
                        none(),
                        none(),
                        none(),
                        new DnsFact.NoAddress(NAME, "system", "no A and no AAAA record")),
                situation(
                        "no IPv4, and nobody knows about IPv6",
                        none(),
                        new Resolved.Failed("SERVFAIL"),
                        none(),
                        new DnsFact.ResolverFailed(NAME, "system", "SERVFAIL")),
                situation(
                        "a resolver that stays silent",
                        new Resolved.Silent("timed out"),
                        new Resolved.Silent("timed out"),
                        new Resolved.Silent("timed out"),
                        new DnsFact.ResolverFailed(NAME, "system", "timed out")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void saysWhereTheNameLeads(String story, Tape tape, List<Evidence> seen) throws Exception {
        assertThat(Looking.at(Looking.site(), tape, new NameResolves())).isEqualTo(seen);
    }

    @Test
    void saysOnlyWhatTheNameHasWhereTheEdgeIsGiven() throws Exception {
        var site =
                Looking.site().with(t -> t.withEdge(Optional.of(new HostPort("127.0.0.1", 8443))));
        var gone = new Resolved.NoSuchName();

        assertThat(Looking.at(site, tape(Optional.empty(), gone, gone, gone), new NameResolves()))
                .isEmpty();
        assertThat(
                        Looking.at(
                                site,
                                tape(Optional.empty(), none(), none(), records(TUNNEL)),
                                new NameResolves()))
                .containsExactly(new DnsFact.TunnelAlias(NAME, UUID));
    }

    @Test
    void asksEveryChosenResolver() throws Exception {
        var second = new HostPort("198.51.100.53", 53);
        var site = Looking.site().with(target -> resolvers(target, List.of(OTHER, second)));
        var gone = new Resolved.NoSuchName();
        var tape =
                tape(Optional.of(OTHER), records("104.16.1.1"), none(), none())
                        .on(new Resolve(NAME, RecordType.A, Optional.of(second)), gone)
                        .on(new Resolve(NAME, RecordType.AAAA, Optional.of(second)), gone);

        assertThat(Looking.at(site, tape, new NameResolves()))
                .containsExactly(
                        new DnsFact.Addresses(
                                NAME, "192.0.2.53:53", List.of("104.16.1.1"), List.of(), true),
                        new DnsFact.NoAddress(NAME, "198.51.100.53:53", "NXDOMAIN"));
    }

    @Test
    void hasNothingToLookUpInAnAddress() {
        var site =
                new Looking.Site(
                        dev.whence.knowledge.Defaults.target(Target.url("http://192.0.2.1/")),
                        List.of(),
                        dev.whence.engine.model.Vantage.HERE);
        assertThatThrownBy(() -> Looking.at(site, Tape.EMPTY, new NameResolves()))
                .isInstanceOf(CouldNotLook.class);
    }

    private static Target resolvers(Target target, List<HostPort> resolvers) {
        var old = target.sources();
        return target.withSources(
                new Sources(resolvers, old.statusPage(), old.control(), old.api(), old.ranges()));
    }

    private static Arguments situation(
            String story, Resolved a, Resolved aaaa, Resolved cname, DnsFact... seen) {
        return Arguments.of(story, tape(Optional.empty(), a, aaaa, cname), List.of(seen));
    }

    private static Tape tape(Optional<HostPort> via, Resolved a, Resolved aaaa, Resolved cname) {
        return Tape.EMPTY
                .on(new Resolve(NAME, RecordType.A, via), a)
                .on(new Resolve(NAME, RecordType.AAAA, via), aaaa)
                .on(new Resolve(NAME, RecordType.CNAME, via), cname);
    }

    private static Resolved records(String... values) {
        return new Resolved.Records(List.of(values), List.of(), Duration.ofMinutes(5));
    }

    private static Resolved none() {
        return new Resolved.NoRecords(List.of());
    }
}
