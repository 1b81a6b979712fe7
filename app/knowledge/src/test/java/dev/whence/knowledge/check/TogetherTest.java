package dev.whence.knowledge.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Answer;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Dialled;
import dev.whence.engine.world.World;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

@Timeout(20)
class TogetherTest {
    private static final List<Ask.Dial> QUESTIONS =
            IntStream.rangeClosed(1, 3)
                    .mapToObj(port -> new Ask.Dial(new HostPort("192.0.2.1", port)))
                    .toList();
    private static final Deadline LATER = Deadline.in(Duration.ofSeconds(15));

    @Test
    void asksAtTheSameTimeAndKeepsTheOrder() throws Exception {
        var all = new CountDownLatch(3);
        World world =
                answering(
                        dial -> {
                            all.countDown();
                            all.await();
                            return new Dialled.Open(Duration.ofMillis(dial.to().port()));
                        });

        assertThat(Together.ask(world, QUESTIONS, LATER))
                .containsExactly(
                        new Dialled.Open(Duration.ofMillis(1)),
                        new Dialled.Open(Duration.ofMillis(2)),
                        new Dialled.Open(Duration.ofMillis(3)));
    }

    @Test
    void interruptsEveryQuestionWithTheAsker() throws Exception {
        var asked = new CountDownLatch(3);
        var heard = new AtomicInteger();
        var ended = new CountDownLatch(3);
        World world =
                answering(
                        _ -> {
                            asked.countDown();
                            try {
                                Thread.sleep(Duration.ofSeconds(15));
                            } catch (InterruptedException e) {
                                heard.incrementAndGet();
                                throw e;
                            } finally {
                                ended.countDown();
                            }
                            return new Dialled.Refused();
                        });
        var asker =
                Thread.ofVirtual()
                        .start(
                                () ->
                                        assertThatThrownBy(
                                                        () -> Together.ask(world, QUESTIONS, LATER))
                                                .isInstanceOf(InterruptedException.class));
        asked.await();
        asker.interrupt();
        ended.await();
        asker.join();
        assertThat(heard).hasValue(3);
    }

    private interface Dialling {
        Dialled dial(Ask.Dial question) throws InterruptedException;
    }

    private static World answering(Dialling dialling) {
        return new World() {
            @Override
            @SuppressWarnings("unchecked")
            public <R extends Answer> R ask(Ask<R> question, Deadline by)
                    throws InterruptedException {
                return (R) dialling.dial((Ask.Dial) question);
            }
        };
    }
}
