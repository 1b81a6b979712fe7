package dev.whence.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Answer;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Command;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Dialled;
import dev.whence.engine.world.Exchange;
import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Headers;
import dev.whence.engine.world.Ran;
import dev.whence.engine.world.World;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class RecorderTest {
    private static final HostPort ORIGIN = Samples.ORIGIN;
    private static final CheckId CHECK = new CheckId("origin-port-open");
    private static final Vantage FROM = Vantage.on(Samples.WEB);

    @Test
    void notesWhoAskedWhatAndWhatCameBack() throws InterruptedException {
        var tape = Tape.EMPTY.on(new Ask.Dial(ORIGIN), new Dialled.Refused());
        var recorder =
                new Recorder(
                        new TapeWorld(tape, Pace.even(Duration.ofMillis(20))), Redactor.STRICT);

        assertThat(recorder.asking(CHECK, FROM).ask(new Ask.Dial(ORIGIN), soon()))
                .isEqualTo(new Dialled.Refused());

        assertThat(recorder.tape().exchanges())
                .singleElement()
                .satisfies(
                        kept -> {
                            assertThat(kept.check()).isEqualTo(CHECK);
                            assertThat(kept.from()).isEqualTo(FROM);
                            assertThat(kept.asked()).isEqualTo(new Ask.Dial(ORIGIN));
                            assertThat(kept.answer()).isEqualTo(new Dialled.Refused());
                            assertThat(kept.took()).isGreaterThanOrEqualTo(Duration.ofMillis(20));
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://shop:hunter2Zq9@db.example.test/shop",
                "password=hunter2Zq9",
                "Authorization: Bearer hunter2Zq9",
                "https://other.example.test/?a=hunter2Zq9",
                "cfut_hunter2Zq9abcdefghijkl",
                "-----BEGIN PRIVATE KEY-----\nhunter2Zq9"
            })
    void noSecretReachesTheTapeWhereverItStood(String secret) throws InterruptedException {
        var samples = Samples.tape(secret);
        var recorder = new Recorder(new TapeWorld(samples), Redactor.STRICT);
        for (var sample : samples.exchanges()) {
            recorder.asking(sample.check(), sample.from()).ask(sample.asked(), soon());
        }

        var tape = recorder.tape();

        assertThat(tape.exchanges()).hasSameSizeAs(samples.exchanges());
        assertThat(tape.toString()).doesNotContain("hunter2Zq9");
        assertThat(TapeFile.lines(tape)).doesNotContain("hunter2Zq9");
        assertThat(recorder.removed().values().stream().mapToInt(times -> times).sum())
                .isGreaterThan(20);
    }

    @Test
    void secretHeadersOfQuestionsAndAnswersAreRemoved() throws InterruptedException {
        var question =
                new Ask.Fetch(
                        URI.create("https://api.example.com/zones?name=hunter2Zq9"),
                        "GET",
                        Headers.NONE
                                .with("Authorization", "Bearer hunter2Zq9")
                                .with("Accept", "*/*"),
                        Ask.Via.PLAIN);
        var answer =
                new Fetched.Answered(
                        200,
                        "HTTP/1.1",
                        Headers.NONE.with("Set-Cookie", "id=hunter2Zq9").with("Server", "shop"),
                        "ok",
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Fetched.Timing.NONE);
        var recorder =
                new Recorder(new TapeWorld(Tape.EMPTY.on(question, answer)), Redactor.STRICT);

        var handedOn = recorder.ask(question, soon());

        assertThat(handedOn.toString()).doesNotContain("hunter2Zq9").contains("(removed-header)");
        assertThat(recorder.tape().toString())
                .doesNotContain("hunter2Zq9")
                .contains("*/*", "shop", "ok", "(removed-header)", "(removed-query)");
        assertThat(recorder.removed())
                .containsEntry(Redactor.Kind.HEADER, 2)
                .containsEntry(Redactor.Kind.QUERY, 1);
    }

    @Test
    void aTapeAnswersTheSameQuestionsAgain() throws Exception {
        var secretive =
                new Ask.Fetch(
                        URI.create("https://api.example.com/zones?name=shop"),
                        "GET",
                        Headers.NONE.with("Authorization", "Bearer one"),
                        Ask.Via.PLAIN);
        var command = new Ask.Run(new Listeners(Samples.WEB));
        var answer =
                new Fetched.NoAnswer(
                        Fetched.Phase.TLS, Fetched.Reason.RESET, "", Fetched.Timing.NONE);
        var ran = new Ran.Done(0, "LISTEN", "", false, true, Duration.ZERO);
        var recorder =
                new Recorder(
                        new TapeWorld(Tape.EMPTY.on(secretive, answer).on(command, ran)),
                        Redactor.STRICT);
        recorder.ask(secretive, soon());
        recorder.ask(command, soon());

        var replay = new TapeWorld(TapeFile.read(TapeFile.lines(recorder.tape())));

        assertThat(replay.ask(secretive, soon())).isEqualTo(answer);
        assertThat(replay.ask(command, soon())).isEqualTo(ran);
    }

    @Test
    void keepsNoMoreThanSoMany() throws InterruptedException {
        var recorder = new Recorder(new TapeWorld(Tape.EMPTY), Redactor.STRICT, 3, 1_000_000);
        for (var port : IntStream.rangeClosed(1, 5).toArray()) {
            recorder.ask(new Ask.Dial(new HostPort("203.0.113.10", port)), soon());
        }

        assertThat(recorder.tape().exchanges()).hasSize(3);
        assertThat(recorder.left()).isEqualTo(2);
    }

    @Test
    void keepsNoMoreTextThanFits() throws InterruptedException {
        var command = new Ask.Run(new Listeners(Samples.WEB));
        var flood = new Ran.Done(0, "x".repeat(600), "", true, false, Duration.ZERO);
        var recorder =
                new Recorder(
                        new TapeWorld(Tape.EMPTY.on(command, flood)), Redactor.STRICT, 100, 1_000);

        assertThat(recorder.ask(command, soon())).isEqualTo(flood);
        assertThat(recorder.ask(command, soon())).isEqualTo(flood);
        recorder.ask(new Ask.Dial(ORIGIN), soon());

        assertThat(recorder.tape().exchanges())
                .extracting(Exchange::asked)
                .hasSize(2)
                .contains(new Ask.Dial(ORIGIN));
        assertThat(recorder.left()).isEqualTo(1);
    }

    @Test
    void whatIsInterruptedIsNotKept() {
        var recorder =
                new Recorder(
                        new World() {
                            @Override
                            public <R extends Answer> R ask(Ask<R> question, Deadline by)
                                    throws InterruptedException {
                                throw new InterruptedException();
                            }
                        },
                        Redactor.STRICT);

        assertThatThrownBy(() -> recorder.ask(new Ask.Dial(ORIGIN), soon()))
                .isInstanceOf(InterruptedException.class);
        assertThat(recorder.tape()).isEqualTo(Tape.EMPTY);
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(5));
    }

    private record Listeners(SshHost host) implements Command {
        @Override
        public List<String> words() {
            return List.of("ss", "-ltn");
        }

        @Override
        public Privilege privilege() {
            return Privilege.WANTED;
        }
    }
}
