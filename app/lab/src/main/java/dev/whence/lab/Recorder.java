package dev.whence.lab;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Answer;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Exchange;
import dev.whence.engine.world.World;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A world that keeps what was asked and answered. Secrets are removed before anything is kept or
/// handed on, so no fact can carry one, and a replay of the tape shows what the run itself saw.
///
/// It is bounded: what no longer fits is answered as ever and counted, not kept.
public final class Recorder implements World {
    private static final CheckId NOBODY = new CheckId("unknown");

    private final World world;
    private final Redactor redactor;
    private final int mostExchanges;
    private final long mostLetters;
    private final List<Exchange> kept = new ArrayList<>();
    private final Map<Redactor.Kind, Integer> removed = new EnumMap<>(Redactor.Kind.class);
    private long letters;
    private int left;

    /// Keeps at most 2,000 exchanges of together 16 million letters.
    public Recorder(World world, Redactor redactor) {
        this(world, redactor, 2_000, 16_000_000);
    }

    /// @param mostExchanges keep no more than so many
    /// @param mostLetters keep no more text than this, in all
    public Recorder(World world, Redactor redactor, int mostExchanges, long mostLetters) {
        this.world = world;
        this.redactor = redactor;
        this.mostExchanges = mostExchanges;
        this.mostLetters = mostLetters;
    }

    @Override
    public <R extends Answer> R ask(Ask<R> question, Deadline by) throws InterruptedException {
        return ask(world, NOBODY, Vantage.HERE, question, by);
    }

    @Override
    public World asking(CheckId check, Vantage from) {
        var asked = world.asking(check, from);
        return new World() {
            @Override
            public <R extends Answer> R ask(Ask<R> question, Deadline by)
                    throws InterruptedException {
                return Recorder.this.ask(asked, check, from, question, by);
            }
        };
    }

    /// What was kept so far, in the order in which it was answered, without any query.
    public synchronized Tape tape() {
        var strict = new ExchangeRedactor(Redactor.STRICT::clean);
        return new Tape(kept.stream().map(strict::clean).toList());
    }

    /// How many secrets of each kind were removed so far.
    public synchronized Map<Redactor.Kind, Integer> removed() {
        return Collections.unmodifiableMap(new EnumMap<>(removed));
    }

    /// How many exchanges did not fit.
    public synchronized int left() {
        return left;
    }

    @SuppressWarnings("unchecked") // a cleaned answer is of the kind that it was
    private <R extends Answer> R ask(
            World asked, CheckId check, Vantage from, Ask<R> question, Deadline by)
            throws InterruptedException {
        var began = System.nanoTime();
        var answer = asked.ask(question, by);
        var took = Duration.ofNanos(System.nanoTime() - began);
        return (R) keep(new Exchange(check, from, question, answer, took)).answer();
    }

    private Exchange keep(Exchange exchange) {
        var found = new EnumMap<Redactor.Kind, Integer>(Redactor.Kind.class);
        var size = new long[1];
        var clean =
                new ExchangeRedactor(
                                text -> {
                                    size[0] += text.length();
                                    return redactor.clean(
                                            text, kind -> found.merge(kind, 1, Integer::sum));
                                })
                        .clean(exchange);
        add(clean, size[0], found);
        return clean;
    }

    private synchronized void add(
            Exchange clean, long size, Map<Redactor.Kind, Integer> foundThere) {
        if (kept.size() == mostExchanges || letters + size > mostLetters) {
            left++;
            return;
        }
        kept.add(clean);
        letters += size;
        foundThere.forEach((kind, times) -> removed.merge(kind, times, Integer::sum));
    }
}
