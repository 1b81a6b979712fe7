package dev.whence.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The site works and will not for long, or nobody will see why: nothing is wrong now, and a
/// warning says what will be.
@OnHosts
class HarmlessStatesTest {
    @Test
    @Fault("cert-soon")
    void theCertificateThatEndsInDaysIsTold() {
        isTold("cert-soon", "origin", "serves a certificate for app.example.test");
    }

    @Test
    @Fault("nginx-bad-config-latent")
    void theConfigurationThatWillNotStartIsTold() {
        isTold("nginx-bad-config-latent", "logs", "unknown directive \"proxy_raed_timeout\"");
    }

    @Test
    @Fault("journald-none")
    void theMissingJournalIsTold() {
        var row = Expected.of("journald-none");
        var answer = Whence.check("journald-none", row);

        row.holds(answer);
        assertThat(answer.colour("logs")).isEqualTo("amber");
        assertThat(answer.pdf()).contains("no journal is kept");
    }

    private static void isTold(String fault, String step, String warning) {
        var row = Expected.of(fault);
        var answer = Whence.check(fault, row);

        row.holds(answer);
        assertThat(answer.verdict().path("because").valueStream())
                .as(answer.told())
                .anyMatch(says -> says.asString().contains(warning));
        assertThat(answer.colour(step)).isEqualTo("amber");
        assertThat(answer.pdf()).contains("What will fail before long");
    }
}
