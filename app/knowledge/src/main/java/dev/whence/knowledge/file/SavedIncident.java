package dev.whence.knowledge.file;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.check.Trouble;
import dev.whence.engine.model.Coverage;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.run.IncidentId;
import dev.whence.engine.verdict.Verdict;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An incident as it stands in a file. The verdict is reached anew from the facts when it is
/// opened.
///
/// @param format of the file; this version writes and reads 1
/// @param verdict what the version that wrote the file said
/// @param tape questions and answers, as the tape's own module writes them
public record SavedIncident(
        int format,
        IncidentId id,
        Instant opened,
        Duration took,
        Target target,
        List<Observation> observed,
        List<Looked> coverage,
        Said verdict,
        List<String> notes,
        JsonNode tape) {
    /// The format that this version writes.
    public static final int FORMAT = 1;

    public SavedIncident {
        observed = List.copyOf(observed);
        coverage = List.copyOf(coverage);
        notes = List.copyOf(notes);
    }

    /// How one look ended; what it saw stands among the observations.
    public record Looked(
            CheckId check,
            Vantage from,
            String outcome,
            Optional<SkipReason> skipped,
            Optional<Trouble> trouble,
            Duration took) {
        static Looked of(Coverage.Entry entry) {
            var outcome = entry.outcome();
            return new Looked(
                    entry.check(),
                    entry.from(),
                    outcome.id(),
                    outcome instanceof Outcome.Skipped(var why)
                            ? Optional.of(why)
                            : Optional.empty(),
                    outcome instanceof Outcome.Broke(var trouble)
                            ? Optional.of(trouble)
                            : Optional.empty(),
                    entry.took());
        }

        Coverage.Entry entry(List<Observation> observed) {
            return new Coverage.Entry(check, from, ending(observed), took);
        }

        private Outcome ending(List<Observation> observed) {
            return switch (outcome) {
                case "skipped" ->
                        new Outcome.Skipped(skipped.orElse(SkipReason.NOTHING_TO_START_FROM));
                case "broke" -> new Outcome.Broke(trouble.orElse(new Trouble("", "")));
                case "timed-out" -> new Outcome.TimedOut(took);
                case "cancelled" -> new Outcome.Cancelled();
                default ->
                        new Outcome.Saw(
                                observed.stream()
                                        .filter(
                                                seen ->
                                                        seen.check().equals(check)
                                                                && seen.from().equals(from))
                                        .toList());
            };
        }
    }

    /// A verdict in the words of the file's writer.
    ///
    /// @param place empty unless it was located
    /// @param cause empty unless it was named
    public record Said(
            String kind,
            Optional<String> place,
            Optional<String> cause,
            Optional<String> standing) {
        /// The short form of a verdict.
        public static Said of(Verdict verdict) {
            return switch (verdict) {
                case Verdict.Located(var root, _, _) ->
                        new Said(
                                verdict.kind(),
                                Optional.of(root.place().id()),
                                Optional.of(root.cause().value()),
                                Optional.of(root.standing().id()));
                case Verdict.Placed(var place, var standing, _, _, _) ->
                        new Said(
                                verdict.kind(),
                                Optional.of(place.id()),
                                Optional.empty(),
                                Optional.of(standing.id()));
                case Verdict.Torn _,
                        Verdict.Inconclusive _,
                        Verdict.NothingWrongNow _,
                        Verdict.NotThisFault _ ->
                        new Said(
                                verdict.kind(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty());
            };
        }
    }

    /// Everything that was known.
    public Facts facts() {
        return new Facts(
                observed,
                new Coverage(coverage.stream().map(looked -> looked.entry(observed)).toList()));
    }
}
