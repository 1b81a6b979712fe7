package dev.whence.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Dialled;
import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Greeted;
import dev.whence.engine.world.Headers;
import dev.whence.engine.world.Ran;
import dev.whence.engine.world.Resolved;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

class TapeWorldTest {
    private static final Ask.Dial DIAL = new Ask.Dial(Samples.ORIGIN);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void aQuestionAskedAgainGetsItsAnswersInTurnAndThenTheLast() throws InterruptedException {
        var world =
                new TapeWorld(
                        Tape.EMPTY
                                .on(DIAL, new Dialled.Refused())
                                .on(DIAL, new Dialled.Open(Duration.ZERO)));

        assertThat(world.ask(DIAL, soon())).isInstanceOf(Dialled.Refused.class);
        assertThat(world.ask(DIAL, soon())).isInstanceOf(Dialled.Open.class);
        assertThat(world.ask(DIAL, soon())).isInstanceOf(Dialled.Open.class);
    }

    @Test
    void nobodyIsAtHomeOffTheTape() throws InterruptedException {
        var world = new TapeWorld(Tape.EMPTY);

        assertThat(
                        world.ask(
                                new Ask.Resolve("example.com", Ask.RecordType.A, Optional.empty()),
                                soon()))
                .isInstanceOf(Resolved.Silent.class);
        assertThat(world.ask(DIAL, soon())).isInstanceOf(Dialled.TooSlow.class);
        assertThat(world.ask(new Ask.Greet(Samples.ORIGIN, "example.com"), soon()))
                .isInstanceOf(Greeted.NotOpen.class);
        assertThat(world.ask(fetch(1_000), soon())).isInstanceOf(Fetched.NoAnswer.class);
        assertThat(world.ask(new Ask.Run(new TapedCommand(Samples.WEB, List.of("uptime"))), soon()))
                .isInstanceOf(Ran.NoLogin.class);
    }

    @Test
    void howMuchOfABodyToKeepMakesNoOtherQuestion() throws InterruptedException {
        var answer =
                new Fetched.NoAnswer(
                        Fetched.Phase.TLS, Fetched.Reason.RESET, "", Fetched.Timing.NONE);
        var world = new TapeWorld(Tape.EMPTY.on(fetch(1_000), answer));

        assertThat(world.ask(fetch(2_000), soon())).isEqualTo(answer);
    }

    @Test
    void anotherAddressIsAnotherQuestion() throws InterruptedException {
        var world = new TapeWorld(Tape.EMPTY.on(DIAL, new Dialled.Refused()));

        assertThat(world.ask(new Ask.Dial(new HostPort("203.0.113.10", 80)), soon()))
                .isInstanceOf(Dialled.TooSlow.class);
    }

    @Test
    void anAnswerTakesAsLongAsThePaceSays() throws InterruptedException {
        var world = new TapeWorld(Tape.EMPTY, Pace.even(Duration.ofMillis(50)));
        var began = System.nanoTime();
        world.ask(DIAL, soon());

        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void noAnswerTakesLongerThanItsDeadline() throws InterruptedException {
        var world = new TapeWorld(Tape.EMPTY, Pace.even(MINUTE));
        var began = System.nanoTime();
        world.ask(DIAL, Deadline.in(Duration.ofMillis(30)));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void waitingHearsAnInterrupt() {
        var world = new TapeWorld(Tape.EMPTY, Pace.even(MINUTE));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> world.ask(DIAL, soon())).isInstanceOf(InterruptedException.class);
    }

    @Test
    void theRecordedPaceStaysWithinItsLimits() {
        var pace = Pace.asRecorded(Duration.ofMillis(50), Duration.ofSeconds(2));

        assertThat(pace.before(Duration.ZERO)).isEqualTo(Duration.ofMillis(50));
        assertThat(pace.before(Duration.ofMillis(300))).isEqualTo(Duration.ofMillis(300));
        assertThat(pace.before(MINUTE)).isEqualTo(Duration.ofSeconds(2));
        assertThat(Pace.AT_ONCE.before(MINUTE)).isZero();
    }

    private static Ask.Fetch fetch(int bytes) {
        return new Ask.Fetch(
                URI.create("https://example.com/"),
                "GET",
                Headers.NONE,
                Ask.Via.PLAIN.keeping(bytes));
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(5));
    }
}
