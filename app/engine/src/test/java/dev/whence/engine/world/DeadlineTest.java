package dev.whence.engine.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class DeadlineTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void countsDown() {
        var deadline = Deadline.in(HOUR);

        assertThat(deadline.left()).isBetween(HOUR.minusSeconds(30), HOUR);
        assertThat(deadline.passed()).isFalse();
        assertThat(deadline.millis()).isBetween(3_570_000, 3_600_000);
    }

    @Test
    void hasNothingLeftOnceItHasPassed() {
        for (var past : new Deadline[] {Deadline.in(Duration.ZERO), Deadline.in(HOUR.negated())}) {
            assertThat(past.passed()).isTrue();
            assertThat(past.left()).isZero();
            assertThat(past.millis()).isEqualTo(1);
        }
    }

    @Test
    void theSoonerOfTwoCounts() {
        var hour = Deadline.in(HOUR);

        assertThat(hour.orIn(HOUR.multipliedBy(2))).isEqualTo(hour);
        assertThat(hour.orIn(Duration.ofMinutes(1)).left())
                .isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
    }

    @Test
    void staysRightWhereTheClockWrapsAround() {
        var beyond = new Deadline(System.nanoTime() + Long.MAX_VALUE - 1);

        assertThat(beyond.passed()).isFalse();
        assertThat(beyond.orIn(HOUR).left()).isLessThanOrEqualTo(HOUR);
        assertThat(beyond.millis()).isEqualTo(Integer.MAX_VALUE);
    }
}
