package dev.whence.knowledge.check.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.model.Evidence;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.Configuration;
import dev.whence.knowledge.fact.TunnelFact.Differs;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class ConnectorsAgreeTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    static Stream<Arguments> situations() {
        return Stream.of(
                Arguments.of("alike", List.of(remote("t1", 7), remote("t2", 7)), List.of()),
                Arguments.of(
                        "one has an older configuration",
                        List.of(remote("t1", 7), remote("t2", 5)),
                        List.of(new Differs("t2", Differs.Trait.CONFIGURATION_VERSION, "5", "7"))),
                Arguments.of(
                        "one of three has other rules",
                        List.of(local("t1", 80), local("t2", 80), local("t3", 81)),
                        List.of(
                                new Differs(
                                        "t3",
                                        Differs.Trait.RULES,
                                        "shop.example.com → http://localhost:81",
                                        "shop.example.com → http://localhost:80"))),
                Arguments.of(
                        "one fails alone",
                        List.of(failure("t2"), log("t1"), log("t2")),
                        List.of(new Differs("t2", Differs.Trait.FAILURES, "4", "0"))),
                Arguments.of(
                        "one fails, and nobody read the other's log",
                        List.of(failure("t2"), log("t2")),
                        List.of()),
                Arguments.of(
                        "both fail",
                        List.of(failure("t1"), failure("t2"), log("t1"), log("t2")),
                        List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void namesTheOneThatDiffers(String story, List<Evidence> known, List<Evidence> seen)
            throws Exception {
        List<Evidence> all = new ArrayList<>(known);
        Stream.of("t1", "t2", "t3").map(ConnectorsAgreeTest::running).forEach(all::add);
        if (known.stream().noneMatch(fact -> ((TunnelFact) fact).on().equals("t3"))) {
            all.removeLast();
        }
        assertThat(look(all)).containsExactlyElementsOf(seen);
    }

    @Test
    void needsTwoConnectorsOfOneTunnel() {
        var other = new TunnelFact.Running("t2", "other", "c2", List.of());

        assertThatThrownBy(() -> look(List.of(running("t1"), other)))
                .isInstanceOf(CouldNotLook.class);
    }

    private static List<Evidence> look(List<Evidence> known) throws Exception {
        var site = Looking.site();
        for (var fact : known) {
            site = site.knowing(fact);
        }
        return Looking.at(site, Tape.EMPTY, new ConnectorsAgree());
    }

    private static TunnelFact running(String on) {
        return new TunnelFact.Running(on, "tunnel", "connector-" + on, List.of());
    }

    private static TunnelFact remote(String on, int version) {
        return new Configuration(
                on, Configuration.Source.REMOTE, version, Optional.empty(), List.of());
    }

    private static TunnelFact local(String on, int port) {
        return new Configuration(
                on,
                Configuration.Source.LOCAL,
                -1,
                Optional.empty(),
                List.of(TunnelHost.rule(0, "shop.example.com", "", "http://localhost:" + port)));
    }

    private static TunnelFact failure(String on) {
        return new TunnelFact.ServiceFailure(
                on,
                TunnelFact.ServiceFailure.Fault.REFUSED,
                "",
                "",
                -1,
                4,
                Optional.empty(),
                false,
                "");
    }

    private static TunnelFact log(String on) {
        return new TunnelFact.Timeline(on, List.of(), List.of(NOON), List.of());
    }
}
