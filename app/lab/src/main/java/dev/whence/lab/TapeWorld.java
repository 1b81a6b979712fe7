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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Answers from a tape. A question that is not on it gets the answer of a world where nobody is at
/// home.
///
/// A question is the same as one on the tape if it differs only in what a tape does not keep: the
/// type of a command, the moment since which a log is read, how much of a body to keep, and
/// secrets.
public final class TapeWorld implements World {
    /// A moment as journalctl takes it. It comes from clocks, which never read the same twice.
    private static final Pattern SINCE = Pattern.compile("@\\d+");

    private final Map<Ask<?>, Deque<Exchange>> exact = new HashMap<>();
    private final Map<Ask<?>, Deque<Exchange>> withoutSecrets = new HashMap<>();
    private final Pace pace;

    /// Answers at once.
    public TapeWorld(Tape tape) {
        this(tape, Pace.AT_ONCE);
    }

    /// @param pace how long each answer takes
    public TapeWorld(Tape tape, Pace pace) {
        this.pace = pace;
        for (Exchange exchange : tape.exchanges()) {
            var question = asTaped(exchange.asked());
            var answers = exact.computeIfAbsent(question, _ -> new ArrayDeque<>());
            answers.add(exchange);
            withoutSecrets.putIfAbsent(clean(question), answers);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // a tape holds for each question an answer of its kind
    public <R extends Answer> R ask(Ask<R> question, Deadline by) throws InterruptedException {
        var next = next(question);
        Thread.sleep(shorter(pace.before(next.map(Exchange::took).orElse(Duration.ZERO)), by));
        return (R) next.map(Exchange::answer).orElseGet(() -> nobody(question));
    }

    private synchronized Optional<Exchange> next(Ask<?> asked) {
        var question = asTaped(asked);
        var left = exact.get(question);
        if (left == null) {
            left = withoutSecrets.get(clean(question));
        }
        if (left == null) {
            return Optional.empty();
        }
        return Optional.of(left.size() > 1 ? left.removeFirst() : left.getFirst());
    }

    private static Duration shorter(Duration wait, Deadline by) {
        var left = by.left();
        return wait.compareTo(left) < 0 ? wait : left;
    }

    private static Ask<?> asTaped(Ask<?> question) {
        return switch (question) {
            case Ask.Resolve _, Ask.Dial _, Ask.Greet _ -> question;
            case Ask.Fetch(var uri, var method, var headers, var via) ->
                    new Ask.Fetch(uri, method, headers, via.keeping(0));
            case Ask.Run(var command) ->
                    new Ask.Run(new TapedCommand(command.host(), timeless(command.words())));
        };
    }

    private static List<String> timeless(List<String> words) {
        return words.stream().map(word -> SINCE.matcher(word).matches() ? "@" : word).toList();
    }

    private static Ask<?> clean(Ask<?> question) {
        return new ExchangeRedactor(Redactor.STRICT::clean).clean(question);
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
