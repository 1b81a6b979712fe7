package dev.whence.engine.verdict;

import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Place;

import java.util.List;

/// What the evidence carries, and no more.
public sealed interface Verdict {
    /// One root cause.
    ///
    /// @param chain what the root accounts for, deepest first
    /// @param besides what else is wrong on the hosts, where this request did not come so far
    record Located(Hypothesis root, List<Hypothesis> chain, List<Hypothesis> besides)
            implements Verdict {}

    /// The place is known, the cause is not yet.
    ///
    /// @param standing how well the place stands
    /// @param because what names the place, where no cause does
    /// @param possible causes at that place that are not told apart
    record Placed(
            Place place,
            Standing standing,
            List<Observation> because,
            List<Hypothesis> possible,
            List<Question> wouldSettle)
            implements Verdict {}

    /// Several causes stand equally well, or two readings of the facts disagree.
    record Torn(List<Hypothesis> rivals, List<Question> wouldSettle) implements Verdict {}

    /// Nothing stands well enough.
    record Inconclusive(List<Hypothesis> possible, List<Question> wouldSettle) implements Verdict {}

    /// The fault is not there at the moment.
    ///
    /// @param latent causes that stand all the same: what will fail next, or failed before
    /// @param soon what works now, and will fail before long
    record NothingWrongNow(
            List<Observation> because, List<Hypothesis> latent, List<Observation> soon)
            implements Verdict {}

    /// What is seen is not a fault of the kind that the causes are about.
    record NotThisFault(Observation because) implements Verdict {}

    /// The public name, as JSON and reports carry it.
    default String kind() {
        return switch (this) {
            case Located _, Placed _ -> "located";
            case Torn _ -> "torn";
            case Inconclusive _ -> "inconclusive";
            case NothingWrongNow _ -> "nothing-wrong-now";
            case NotThisFault _ -> "not-this-fault";
        };
    }
}
