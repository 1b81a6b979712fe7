package dev.whence.desktop.desk;

import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.run.Incident;
import dev.whence.engine.run.Progress;
import dev.whence.engine.world.Exchange;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the window is with the incident: one value, from which everything shown follows.
public sealed interface Phase {
    /// Nothing was started.
    record Describing() implements Phase {}

    /// A run is under way.
    record Looking(Running run, Progress progress, Reading reading) implements Phase {}

    /// A run has ended, or a saved incident was opened.
    record Finished(Incident incident, Reading reading, boolean cancelled) implements Phase {}

    /// What is looked at; empty until something is.
    default Optional<Target> target() {
        return switch (this) {
            case Describing() -> Optional.empty();
            case Looking(var run, _, _) -> Optional.of(run.target());
            case Finished(var incident, _, _) -> Optional.of(incident.target());
        };
    }

    /// What the facts come to so far.
    default Reading reading() {
        return Reading.NOTHING;
    }

    /// The checks at their standpoints, in the order of the plan.
    default List<Row> rows() {
        return switch (this) {
            case Describing() -> List.of();
            case Looking(_, var progress, var reading) ->
                    Stream.concat(
                                    progress.items().stream().map(Row::of),
                                    reading.facts().coverage().entries().stream()
                                            .filter(
                                                    entry ->
                                                            entry.from().kind()
                                                                    == Vantage.Kind.PASTED)
                                            .map(Row::of))
                            .toList();
            case Finished(var incident, _, _) ->
                    incident.facts().coverage().entries().stream().map(Row::of).toList();
        };
    }

    /// Whether nobody looked, so that all rests on what a person brought.
    default boolean alone() {
        return this instanceof Finished(var incident, _, _)
                && incident.facts().coverage().entries().stream()
                        .allMatch(entry -> entry.from().kind() == Vantage.Kind.PASTED);
    }

    /// The incident as it stands; empty until something was looked at.
    default Optional<Incident> soFar() {
        return switch (this) {
            case Describing() -> Optional.empty();
            case Looking(var run, _, _) -> Optional.of(run.incident());
            case Finished(var incident, _, _) -> Optional.of(incident);
        };
    }

    /// The questions that were asked so far, with their answers.
    default List<Exchange> tape() {
        return switch (this) {
            case Describing() -> List.of();
            case Looking(var run, _, _) -> run.tape();
            case Finished(var incident, _, _) -> incident.tape();
        };
    }
}
