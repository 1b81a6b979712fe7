package dev.whence.knowledge.check.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.check.Scene;
import dev.whence.engine.model.Facts;
import dev.whence.engine.world.Deadline;
import dev.whence.knowledge.command.ServiceCommand.Time;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.lab.TapeWorld;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;

class HostClockTest {
    @ParameterizedTest
    @CsvSource({
        "1795153157.639701296 +0000, 0",
        "1795153157 -0800, 0",
        "1795153157.%N +0000, 0",
        "1795412357.0 +0000, 259200",
        "1795149557.0 +0000, -3600"
    })
    void comparesTheClocks(String date, long seconds) throws Exception {
        var tape = Web1.tape().prints(new Time(Web1.HOST), date + "\n").tape();
        var site = Web1.site();
        var scene =
                new Scene(
                        site.target(),
                        Facts.NONE,
                        site.from(),
                        Instant.ofEpochSecond(1_795_153_157));

        var skew =
                new HostClock()
                        .look(scene, new TapeWorld(tape), Deadline.in(Duration.ofSeconds(5)))
                        .findFirst()
                        .map(HostFact.Clock::skew)
                        .orElseThrow();

        assertThat(skew)
                .isBetween(Duration.ofSeconds(seconds - 2), Duration.ofSeconds(seconds + 2));
    }
}
