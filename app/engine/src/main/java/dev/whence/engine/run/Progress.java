package dev.whence.engine.run;

import dev.whence.engine.check.Outcome;
import dev.whence.engine.model.Coverage;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Observation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// An immutable picture of how far a run is, folded from its events.
///
/// @param items in the order of the plan
public record Progress(List<Item> items, boolean finished) {
    /// Nothing has begun.
    public static final Progress NONE = new Progress(List.of(), false);

    /// One look and how far it is.
    public record Item(Plan.Look look, State state) {}

    /// How far one look is.
    public sealed interface State {
        /// It waits for what it needs.
        record Waiting() implements State {}

        /// It is looking.
        record Looking() implements State {}

        /// It ended.
        record Ended(Outcome outcome, Duration took) implements State {}
    }

    public Progress {
        items = List.copyOf(items);
    }

    /// The picture after one more event.
    public Progress after(RunEvent event) {
        return switch (event) {
            case RunEvent.Began(var looks) ->
                    new Progress(
                            looks.stream()
                                    .map(look -> new Item(look, new State.Waiting()))
                                    .toList(),
                            false);
            case RunEvent.Started(var look) -> with(look, new State.Looking());
            case RunEvent.Ended(var look, var outcome, var took) ->
                    with(look, new State.Ended(outcome, took));
            case RunEvent.Finished() -> new Progress(items, true);
        };
    }

    /// How many looks have ended.
    public int ended() {
        return (int) items.stream().filter(item -> item.state() instanceof State.Ended).count();
    }

    /// What is known so far.
    public Facts facts() {
        return new Facts(items.stream().flatMap(Progress::seen).toList(), coverage());
    }

    private Coverage coverage() {
        return new Coverage(items.stream().flatMap(Progress::covered).toList());
    }

    private Progress with(Plan.Look look, State state) {
        var next = new ArrayList<Item>(items);
        next.replaceAll(item -> item.look().equals(look) ? new Item(look, state) : item);
        return new Progress(next, finished);
    }

    private static Stream<Observation> seen(Item item) {
        return item.state() instanceof State.Ended(Outcome.Saw(var observed), _)
                ? observed.stream()
                : Stream.empty();
    }

    private static Stream<Coverage.Entry> covered(Item item) {
        return item.state() instanceof State.Ended(var outcome, var took)
                ? Stream.of(new Coverage.Entry(item.look().id(), item.look().from(), outcome, took))
                : Stream.empty();
    }
}
