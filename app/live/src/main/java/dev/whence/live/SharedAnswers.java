package dev.whence.live;

import dev.whence.engine.world.Command;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Ran;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Runs each steady command once, and gives its answer to everybody who asks for the same.
///
/// Only answers of the host are shared: whoever meets no login or no end tries for himself.
final class SharedAnswers {
    private final ConcurrentMap<Command, CompletableFuture<Ran>> answers =
            new ConcurrentHashMap<>();

    /// Runs a command on its host.
    interface Asking {
        Ran run(Command command, Deadline by) throws InterruptedException;
    }

    /// The answer to the command, from an earlier question where there was one.
    Ran to(Command command, Deadline by, Asking asking) throws InterruptedException {
        if (!command.steady()) {
            return asking.run(command, by);
        }
        var mine = new CompletableFuture<Ran>();
        var first = answers.putIfAbsent(command, mine);
        if (first == null) {
            return first(command, by, asking, mine);
        }
        var shared = Interrupts.await(first, by);
        return shared.isPresent() && serves(shared.get()) ? shared.get() : asking.run(command, by);
    }

    private Ran first(Command command, Deadline by, Asking asking, CompletableFuture<Ran> mine)
            throws InterruptedException {
        Ran answer = new Ran.Hung(Duration.ZERO);
        try {
            answer = asking.run(command, by);
            return answer;
        } finally {
            if (!serves(answer)) {
                answers.remove(command, mine);
            }
            mine.complete(answer);
        }
    }

    private static boolean serves(Ran answer) {
        return switch (answer) {
            case Ran.Done _, Ran.NotAllowed _ -> true;
            case Ran.Hung _, Ran.NoLogin _ -> false;
        };
    }
}
