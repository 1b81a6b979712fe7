package dev.whence.lab;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Answer;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Exchange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Questions with their answers, in the order in which they were asked.
public record Tape(List<Exchange> exchanges) {
    /// Nothing was recorded.
    public static final Tape EMPTY = new Tape(List.of());

    public Tape {
        exchanges = List.copyOf(exchanges);
    }

    /// The same tape with one more answer at its end. Asked twice, a question gets its answers in
    /// turn, the last one again and again.
    public <R extends Answer> Tape on(Ask<R> question, R answer) {
        var more = new ArrayList<>(exchanges);
        more.add(new Exchange(new CheckId("tape"), Vantage.HERE, question, answer, Duration.ZERO));
        return new Tape(more);
    }
}
