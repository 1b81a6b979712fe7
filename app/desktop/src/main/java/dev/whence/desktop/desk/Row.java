package dev.whence.desktop.desk;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Coverage;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.run.Progress;

import java.time.Duration;
import java.util.List;

/// One check at one standpoint and how far it is, whether the run is under way or was saved long
/// ago.
public record Row(CheckId check, Vantage from, Progress.State state) {
    static Row of(Progress.Item item) {
        return new Row(item.look().id(), item.look().from(), item.state());
    }

    static Row of(Coverage.Entry entry) {
        return new Row(
                entry.check(),
                entry.from(),
                new Progress.State.Ended(entry.outcome(), entry.took()));
    }

    /// What it saw; empty until it has ended, and where it could not look.
    public List<Observation> seen() {
        return state instanceof Progress.State.Ended(Outcome.Saw(var observed), _)
                ? observed
                : List.of();
    }

    /// How long it looked; zero until it has ended.
    public Duration took() {
        return state instanceof Progress.State.Ended(_, var took) ? took : Duration.ZERO;
    }

    /// Whether it ended without looking.
    public boolean skipped() {
        return state instanceof Progress.State.Ended(Outcome.Skipped _, _);
    }

    /// How it stands: the worst of what it saw, and a sign of its own where it could not look.
    public Sign sign(Reading reading) {
        return switch (state) {
            case Progress.State.Waiting() -> Sign.WAITING;
            case Progress.State.Looking() -> Sign.LOOKING;
            case Progress.State.Ended(var outcome, _) -> sign(outcome, reading);
        };
    }

    private static Sign sign(Outcome outcome, Reading reading) {
        return switch (outcome) {
            case Outcome.Saw(var observed) -> Signs.worst(observed.stream().map(reading::sign));
            case Outcome.Skipped(var why) ->
                    why == SkipReason.NO_TUNNEL ? Sign.NOT_HERE : Sign.UNKNOWN;
            case Outcome.Broke _, Outcome.TimedOut _ -> Sign.UNKNOWN;
            case Outcome.Cancelled _ -> Sign.UNKNOWN;
        };
    }
}
