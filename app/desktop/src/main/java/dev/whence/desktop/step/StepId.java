package dev.whence.desktop.step;

import dev.whence.knowledge.Step;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The pages of the wizard, in order; practice stands beside the road.
public enum StepId {
    DESCRIBE(Optional.empty()),
    CLOUDFLARE(Optional.of(Step.CLOUDFLARE)),
    ORIGIN(Optional.of(Step.ORIGIN)),
    TUNNEL(Optional.of(Step.TUNNEL)),
    LOGS(Optional.of(Step.LOGS)),
    WAF(Optional.of(Step.WAF)),
    VERDICT(Optional.empty()),
    VERIFY(Optional.empty()),
    PRACTICE(Optional.empty());

    private final Optional<Step> step;

    StepId(Optional<Step> step) {
        this.step = step;
    }

    /// The step of the checklist that the page watches; empty for the other pages.
    public Optional<Step> step() {
        return step;
    }

    /// The pages that lead from the description to the report.
    public static List<StepId> road() {
        return Arrays.stream(values()).filter(each -> each != PRACTICE).toList();
    }

    /// The page of one step of the checklist.
    public static StepId of(Step step) {
        return Arrays.stream(values())
                .filter(each -> each.step.filter(step::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    /// Its place on the road, from 0; a dot for the page beside it.
    public String number() {
        return this == PRACTICE ? "·" : String.valueOf(road().indexOf(this));
    }

    /// The next page; empty after the last.
    public Optional<StepId> next() {
        return at(road().indexOf(this) + 1);
    }

    /// The page before; empty before the first.
    public Optional<StepId> previous() {
        return this == PRACTICE ? Optional.of(DESCRIBE) : at(road().indexOf(this) - 1);
    }

    /// The name in ids and words: `cloudflare`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Optional<StepId> at(int index) {
        return index >= 0 && index < road().size()
                ? Optional.of(road().get(index))
                : Optional.empty();
    }
}
