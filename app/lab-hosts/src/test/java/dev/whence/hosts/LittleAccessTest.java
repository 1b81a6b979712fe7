package dev.whence.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.Stream;

/// With fewer doors open Whence knows less, and never something wrong.
@OnHosts
class LittleAccessTest {
    /// A port on which nothing listens.
    private static final String REFUSED = ":2222";

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "none",
                "nginx-stopped",
                "app-down",
                "fw-drop-cf",
                "cert-expired",
                "disk-full-app",
                "tunnel-none",
                "tunnel-stopped",
                "tunnel-wrong-port",
                "tunnel-localhost",
                "tunnel-rejected-quic",
                "tunnel-origin-502"
            })
    void neverPointsElsewhere(String fault) {
        var row = Expected.of(fault);
        Hosts.during(
                fault,
                () -> {
                    var softly = new SoftAssertions();
                    accesses(Whence.Site.of(row.ask()))
                            .forEach(access -> softly.check(() -> looks(row, access)));
                    softly.assertAll();
                    return null;
                });
    }

    private static void looks(Expected row, Whence.Access access) {
        var answer = Whence.check(row.fault(), row.ask(), access);
        row.isNotContradictedBy(answer);
        for (var step : answer.json().path("steps")) {
            for (var check : step.path("checks")) {
                if (!check.path("outcome").asString("").equals("saw")) {
                    assertThat(check.path("why").asString(""))
                            .as("why %s did not look, as %s", check.path("id"), access.name())
                            .isNotBlank();
                }
            }
        }
    }

    private static Stream<Whence.Access> accesses(Whence.Site site) {
        var common =
                Stream.of(
                        Whence.Access.as("pwsudo", site),
                        Whence.Access.as("limited", site),
                        new Whence.Access("refused", "ops", refused(site)),
                        new Whence.Access("no-ssh", "ops", withoutSsh(site)));
        return switch (site) {
            case DIRECT -> common;
            case TUNNELLED ->
                    Stream.concat(
                            common,
                            Stream.of(
                                    new Whence.Access(
                                            "tunnel-only",
                                            "ops",
                                            List.of("--tunnel-ssh", "ops@" + Hosts.TUNNEL)),
                                    new Whence.Access(
                                            "tunnel-only-limited",
                                            "limited",
                                            List.of("--tunnel-ssh", "limited@" + Hosts.TUNNEL))));
        };
    }

    private static List<String> refused(Whence.Site site) {
        return switch (site) {
            case DIRECT ->
                    List.of(
                            "--origin",
                            Hosts.ORIGIN,
                            "--origin-ssh",
                            "ops@" + Hosts.ORIGIN + REFUSED);
            case TUNNELLED -> List.of("--tunnel-ssh", "ops@" + Hosts.TUNNEL + REFUSED);
        };
    }

    private static List<String> withoutSsh(Whence.Site site) {
        return switch (site) {
            case DIRECT -> List.of("--origin", Hosts.ORIGIN);
            case TUNNELLED -> List.of();
        };
    }
}
