package dev.whence.lab;

import dev.whence.engine.world.Answer;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Dialled;
import dev.whence.engine.world.Exchange;
import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Greeted;
import dev.whence.engine.world.Ran;
import dev.whence.engine.world.Resolved;
import dev.whence.engine.world.World;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// Answers from a tape. A question that is not on it gets the answer of a world where nobody is at
/// home.
public final class TapeWorld implements World {
    private final Map<Ask<?>, Deque<Answer>> answers = new HashMap<>();

    public TapeWorld(Tape tape) {
        for (Exchange exchange : tape.exchanges()) {
            answers.computeIfAbsent(exchange.asked(), _ -> new ArrayDeque<>())
                    .add(exchange.answer());
        }
    }

    @Override
    @SuppressWarnings("unchecked") // a tape holds for each question an answer of its kind
    public synchronized <R extends Answer> R ask(Ask<R> question, Deadline by) {
        var left = answers.get(question);
        if (left == null) {
            return (R) nobody(question);
        }
        return (R) (left.size() > 1 ? left.removeFirst() : left.getFirst());
    }

    private static Answer nobody(Ask<?> question) {
        return switch (question) {
            case Ask.Resolve _ -> new Resolved.Silent("not on the tape");
            case Ask.Dial _ -> new Dialled.TooSlow(Duration.ZERO);
            case Ask.Greet _ -> new Greeted.NotOpen(new Dialled.TooSlow(Duration.ZERO));
            case Ask.Fetch _ ->
                    new Fetched.NoAnswer(
                            Fetched.Phase.CONNECT,
                            Fetched.Reason.TOO_SLOW,
                            "not on the tape",
                            Fetched.Timing.NONE);
            case Ask.Run _ -> new Ran.NoLogin(Ran.LoginTrouble.UNREACHABLE, "not on the tape");
        };
    }
}
