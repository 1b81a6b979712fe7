package dev.whence.desktop.step.verdict;

import dev.whence.desktop.desk.Sign;
import dev.whence.desktop.desk.Words;
import dev.whence.engine.model.Observation;

import java.util.List;

/// What the verdict's page shows at one moment.
sealed interface VerdictView {
    /// Nothing was started.
    record Nothing() implements VerdictView {}

    /// The checks are under way.
    ///
    /// @param soFar what the facts point to at the moment; it may change
    record Forming(int done, int all, String soFar) implements VerdictView {}

    /// The verdict.
    ///
    /// @param decide what would settle it; empty where it is settled
    record Known(
            Sign sign,
            Words.Headline headline,
            String meaning,
            boolean cancelled,
            List<Reason> why,
            List<Other> others,
            List<Words.Moment> timeline,
            List<Words.FixText> fixes,
            List<String> decide,
            List<String> prevent)
            implements VerdictView {
        public Known {
            why = List.copyOf(why);
            others = List.copyOf(others);
            timeline = List.copyOf(timeline);
            fixes = List.copyOf(fixes);
            decide = List.copyOf(decide);
            prevent = List.copyOf(prevent);
        }
    }

    /// Something that was seen and speaks for or against.
    record Reason(Sign sign, String says, Words.Source source, List<Observation> seen) {
        public Reason {
            seen = List.copyOf(seen);
        }
    }

    /// Another cause and why it is not, or might be, the one.
    record Other(String title, String standing, Sign sign, List<Reason> reasons) {
        public Other {
            reasons = List.copyOf(reasons);
        }
    }
}
