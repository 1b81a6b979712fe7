package dev.whence.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.world.Answer;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Ask.Via;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Dialled;
import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Greeted;
import dev.whence.engine.world.Headers;
import dev.whence.engine.world.Resolved;
import dev.whence.engine.world.World;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What every world owes to those who ask: the same answers to the same situations, in time,
/// interruptible.
abstract class WorldContract {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// What is promised is 100 ms; a busy build machine gets a little more.
    private static final Duration AT_ONCE = Duration.ofMillis(300);

    private final Loopback open = Loopback.answering("HTTP/1.1 502 Bad Gateway\r\n\r\nbad");
    private final Loopback silent = Loopback.silent();
    private final Loopback tls =
            Loopback.talking(
                    TestCertificates.selfSigned("shop.example.test")
                            .context()
                            .getServerSocketFactory(),
                    caller -> caller.getInputStream().read());
    private DnsServer dns;

    /// The world under test.
    abstract World world();

    @BeforeEach
    void startDns() throws IOException {
        dns = new DnsServer("shop.example.test. 300 A 192.0.2.1", 0, DnsServer.Manner.HONEST);
    }

    @AfterEach
    void stop() {
        List.of(open, silent, tls, dns).forEach(TcpDialler::close);
    }

    private record Situation(String story, Ask<?> asked, Class<? extends Answer> answer) {}

    private List<Situation> situations() {
        return List.of(
                new Situation("a name", resolve("shop.example.test"), Resolved.Records.class),
                new Situation("no name", resolve("a..b"), Resolved.Failed.class),
                new Situation("an open port", new Ask.Dial(open.address()), Dialled.Open.class),
                new Situation(
                        "a closed port",
                        new Ask.Dial(Loopback.closedPort()),
                        Dialled.Refused.class),
                new Situation(
                        "a TLS port",
                        new Ask.Greet(tls.address(), "shop.example.test"),
                        Greeted.Agreed.class),
                new Situation(
                        "a closed TLS port",
                        new Ask.Greet(Loopback.closedPort(), "shop.example.test"),
                        Greeted.NotOpen.class),
                new Situation("a web server", fetch(open), Fetched.Answered.class),
                new Situation(
                        "no web server",
                        new Ask.Fetch(
                                URI.create("http://shop.example.test/"),
                                "GET",
                                Headers.NONE,
                                Via.PLAIN.to(Loopback.closedPort())),
                        Fetched.NoAnswer.class));
    }

    @TestFactory
    Stream<DynamicTest> answersEverySituation() {
        return situations().stream()
                .map(
                        situation ->
                                DynamicTest.dynamicTest(
                                        situation.story(),
                                        () ->
                                                assertThat(
                                                                world().ask(
                                                                                situation.asked(),
                                                                                Deadline.in(
                                                                                        PATIENCE)))
                                                        .isInstanceOf(situation.answer())));
    }

    private List<Ask<?>> slowQuestions() {
        return List.of(
                new Ask.Resolve(
                        "shop.example.test", Ask.RecordType.A, Optional.of(silent.address())),
                new Ask.Greet(silent.address(), "shop.example.test"),
                fetch(silent));
    }

    @TestFactory
    Stream<DynamicTest> endsAtItsDeadline() {
        return slowQuestions().stream()
                .map(
                        asked ->
                                DynamicTest.dynamicTest(
                                        asked.getClass().getSimpleName(),
                                        () -> {
                                            var start = System.nanoTime();
                                            assertThat(
                                                            world().ask(
                                                                            asked,
                                                                            Deadline.in(
                                                                                    Duration
                                                                                            .ofMillis(
                                                                                                    300))))
                                                    .isNotNull();
                                            assertThat(Duration.ofNanos(System.nanoTime() - start))
                                                    .isLessThan(Duration.ofSeconds(1));
                                        }));
    }

    @TestFactory
    Stream<DynamicTest> endsAtOnceWhenInterrupted() {
        return Stream.of(true, false)
                .flatMap(
                        virtual ->
                                slowQuestions().stream()
                                        .map(
                                                asked ->
                                                        DynamicTest.dynamicTest(
                                                                asked.getClass().getSimpleName()
                                                                        + (virtual
                                                                                ? " on a virtual"
                                                                                        + " thread"
                                                                                : " on a platform"
                                                                                      + " thread"),
                                                                () -> interrupts(asked, virtual))));
    }

    private void interrupts(Ask<?> asked, boolean virtual) throws Exception {
        var world = world();
        var ended = new CompletableFuture<Answer>();
        Runnable work =
                () -> {
                    try {
                        ended.complete(world.ask(asked, Deadline.in(PATIENCE)));
                    } catch (InterruptedException | RuntimeException e) {
                        ended.completeExceptionally(e);
                    }
                };
        var thread = virtual ? Thread.ofVirtual().start(work) : Thread.ofPlatform().start(work);
        Thread.sleep(200);
        thread.interrupt();
        assertThatThrownBy(() -> ended.get(AT_ONCE.toMillis(), TimeUnit.MILLISECONDS))
                .hasCauseInstanceOf(InterruptedException.class);
    }

    private Ask.Resolve resolve(String name) {
        return new Ask.Resolve(name, Ask.RecordType.A, Optional.of(dns.address()));
    }

    private static Ask.Fetch fetch(Loopback server) {
        return new Ask.Fetch(
                URI.create("http://shop.example.test/"),
                "GET",
                Headers.NONE,
                Via.PLAIN.to(server.address()));
    }
}
