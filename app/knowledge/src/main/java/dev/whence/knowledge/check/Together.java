package dev.whence.knowledge.check;

import dev.whence.engine.world.Answer;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;

/// Asks several questions at the same time. An interrupt of the asker interrupts them all.
public final class Together {
    private Together() {}

    /// The answers, in the order of the questions.
    public static <R extends Answer> List<R> ask(
            World world, List<? extends Ask<? extends R>> questions, Deadline by)
            throws InterruptedException {
        return ask(world, questions, Duration.ZERO, by);
    }

    /// The same, each question so much later than the one before.
    public static <R extends Answer> List<R> ask(
            World world, List<? extends Ask<? extends R>> questions, Duration apart, Deadline by)
            throws InterruptedException {
        List<FutureTask<R>> asked = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        try {
            for (var question : questions) {
                var later = apart.multipliedBy(asked.size());
                var task = new FutureTask<R>(() -> askAfter(later, world, question, by));
                asked.add(task);
                threads.add(Thread.ofVirtual().name("together").start(task));
            }
            for (var thread : threads) {
                thread.join();
            }
        } finally {
            threads.forEach(Thread::interrupt);
        }
        return asked.stream().map(Together::answer).toList();
    }

    private static <R extends Answer> R askAfter(
            Duration later, World world, Ask<? extends R> question, Deadline by)
            throws InterruptedException {
        Thread.sleep(later);
        return world.ask(question, by);
    }

    private static <R extends Answer> R answer(FutureTask<R> task) {
        if (task.state() == FutureTask.State.SUCCESS) {
            return task.resultNow();
        }
        throw task.exceptionNow() instanceof RuntimeException bug
                ? bug
                : new IllegalStateException("A question had no answer.", task.exceptionNow());
    }
}
