package dev.whence.engine.run;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.model.Coverage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Looks of which each waited for the one before it. No run ends sooner than its slowest chain.
///
/// @param checks in the order in which they looked
/// @param took all of them together
public record Chain(List<CheckId> checks, Duration took) {
    private static final Chain NONE = new Chain(List.of(), Duration.ZERO);

    public Chain {
        checks = List.copyOf(checks);
    }

    /// The chain of a run that took longest; empty where nothing was looked at.
    public static Chain slowest(Plan plan, Coverage coverage) {
        Map<Plan.Look, Chain> known = new HashMap<>();
        return plan.looks().stream()
                .map(look -> endingWith(look, plan, coverage, known))
                .max(Comparator.comparing(Chain::took))
                .orElse(NONE);
    }

    private static Chain endingWith(
            Plan.Look look, Plan plan, Coverage coverage, Map<Plan.Look, Chain> known) {
        var found = known.get(look);
        if (found != null) {
            return found;
        }
        var before = NONE;
        for (var earlier : plan.before(look)) {
            var chain = endingWith(earlier, plan, coverage, known);
            before = chain.took().compareTo(before.took()) > 0 ? chain : before;
        }
        var longer = before.and(look.id(), took(look, coverage));
        known.put(look, longer);
        return longer;
    }

    private static Duration took(Plan.Look look, Coverage coverage) {
        return coverage.of(look.id())
                .filter(entry -> entry.from().equals(look.from()))
                .map(Coverage.Entry::took)
                .findFirst()
                .orElse(Duration.ZERO);
    }

    private Chain and(CheckId next, Duration more) {
        if (more.isZero()) {
            return this;
        }
        List<CheckId> longer = new ArrayList<>(checks);
        longer.add(next);
        return new Chain(longer, took.plus(more));
    }
}
