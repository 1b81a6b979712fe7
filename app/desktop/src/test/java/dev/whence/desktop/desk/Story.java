package dev.whence.desktop.desk;

import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.check.Trouble;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.run.Plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// An incident made by hand: which checks ran, and how each ended.
public record Story(Scenario scenario, Target target, List<Part> parts) {
    /// When every story plays.
    public static final Instant NOW = Instant.parse("2026-03-01T09:52:08Z");

    /// One look and its end.
    record Part(ToyCheck check, Vantage from, Outcome outcome, Duration took) {
        Plan.Look look() {
            return new Plan.Look(check, from, !(outcome instanceof Outcome.Skipped));
        }
    }

    static Story of(Scenario scenario, Target target) {
        return new Story(scenario, target, List.of());
    }

    Story saw(String check, Vantage from, int millis, Evidence... facts) {
        var toy = ToyChecks.named(check);
        var observed =
                Stream.of(facts).map(fact -> new Observation(toy.id(), from, NOW, fact)).toList();
        return with(toy, from, new Outcome.Saw(observed), millis);
    }

    Story skipped(String check, SkipReason why) {
        var toy = ToyChecks.named(check);
        return with(toy, new Vantage(toy.from(), ""), new Outcome.Skipped(why), 0);
    }

    Story broke(String check, Vantage from, int millis, String happened, String wayOut) {
        return with(
                ToyChecks.named(check),
                from,
                new Outcome.Broke(new Trouble(happened, wayOut)),
                millis);
    }

    Story timedOut(String check, Vantage from, int millis) {
        return with(
                ToyChecks.named(check),
                from,
                new Outcome.TimedOut(Duration.ofMillis(millis)),
                millis);
    }

    private Story with(ToyCheck check, Vantage from, Outcome outcome, int millis) {
        var more = new ArrayList<>(parts);
        more.add(new Part(check, from, outcome, Duration.ofMillis(millis)));
        return new Story(scenario, target, List.copyOf(more));
    }
}
