package dev.whence.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;

/// On a line of 40 ms each way, side by side in one run: Whence, and the same questions one after
/// another, as the guides teach them.
@OnHosts
class SpeedTest {
    private static final double TIMES_FASTER = 6;
    private static final double TIMES_ITS_SLOWEST_CHAIN = 1.3;
    private static final Path BY_HAND = Path.of("bench", "one-after-another").toAbsolutePath();

    @Test
    void isFasterThanAskingOneAfterAnother() {
        try (var _ = Line.slowedBy(40)) {
            var access = Whence.Access.as("ops", Whence.Site.TUNNELLED);
            var whence = Whence.checkWithoutPaper("speed", "https://shop.example.test/", access);
            var byHand = byHand(whence.folder());
            var checks = whence.json().path("elapsed_ms").asLong() / 1000.0;
            var chain = whence.json().path("slowest_chain").path("took_ms").asLong() / 1000.0;
            System.out.printf(
                    "Whence: %.1f s from start to end, %.1f s of checks, slowest chain %.1f s %s;"
                            + " one after another: %.1f s%n",
                    seconds(whence.took()),
                    checks,
                    chain,
                    whence.json().path("slowest_chain").path("checks"),
                    seconds(byHand));
            assertThat(seconds(byHand) / seconds(whence.took())).isGreaterThan(TIMES_FASTER);
            assertThat(checks / chain).isLessThan(TIMES_ITS_SLOWEST_CHAIN);
        }
    }

    private static Duration byHand(Path folder) {
        var began = System.nanoTime();
        Hosts.client(
                        BY_HAND.toString(),
                        folder.resolve("saved.whence").toString(),
                        Hosts.key("ssh_ops").toString(),
                        Hosts.knownHosts(folder).toString(),
                        Hosts.key("edge-ca.crt").toString(),
                        Hosts.key("ca.crt").toString())
                .mustBeWell("one-after-another");
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
