package dev.whence.knowledge.words;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Coverage;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Health;
import dev.whence.engine.model.Observation;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TcpFact;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// How one step of the checklist stands.
///
/// Red is a fact that is broken by itself; amber one that the verdict rests on or that is about to
/// fail, or a look that failed, lacked the right or met a closed door; green looks that saw
/// something and nothing wrong. Grey is what nobody looked at, or not from everywhere that the step
/// needs: unknown is not green.
///
/// @param headline the observation that decides the tone; empty where none does
/// @param took the longest of its looks
public record StepState(
        Step step,
        Tone tone,
        Optional<Observation> headline,
        List<Coverage.Entry> looks,
        Duration took) {
    public StepState {
        looks = List.copyOf(looks);
    }

    /// Every step, in order.
    public static List<StepState> of(
            Facts facts, Optional<Verdict> verdict, List<? extends Probe> checks) {
        var reasons = verdict.map(StepState::reasons).orElse(List.of());
        return Arrays.stream(Step.values()).map(step -> of(step, facts, reasons, checks)).toList();
    }

    private static StepState of(
            Step step, Facts facts, List<Observation> reasons, List<? extends Probe> checks) {
        Set<CheckId> ids =
                checks.stream()
                        .filter(check -> check.step() == step)
                        .map(Probe::id)
                        .collect(Collectors.toSet());
        var seen =
                facts.observed().stream()
                        .filter(observation -> ids.contains(observation.check()))
                        .toList();
        var looks =
                facts.coverage().entries().stream()
                        .filter(entry -> ids.contains(entry.check()))
                        .toList();
        var broken = first(seen, observation -> observation.fact().health() == Health.BROKEN);
        var named = first(seen, reasons::contains).or(() -> first(seen, StepState::isWorthALook));
        var well = first(seen, observation -> observation.fact().health() == Health.WELL);
        var took =
                looks.stream()
                        .map(Coverage.Entry::took)
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO);
        return new StepState(
                step,
                broken.isPresent()
                        ? Tone.BROKEN
                        : named.isPresent() ? Tone.LOOK : quiet(looks, seen),
                broken.or(() -> named).or(() -> well).or(() -> seen.stream().findFirst()),
                looks,
                took);
    }

    private static Tone quiet(List<Coverage.Entry> looks, List<Observation> seen) {
        if (looks.stream()
                .anyMatch(
                        entry ->
                                entry.outcome() instanceof Outcome.Broke
                                        || entry.outcome() instanceof Outcome.TimedOut)) {
            return Tone.LOOK;
        }
        if (skipped(looks, SkipReason.NO_ROOT)
                || first(seen, observation -> shut(observation.fact())).isPresent()) {
            return Tone.LOOK;
        }
        if (!seen.isEmpty() && !hasHostless(looks)) {
            return Tone.WELL;
        }
        return skipped(looks, SkipReason.NO_TUNNEL) ? Tone.NOT_APPLICABLE : Tone.UNKNOWN;
    }

    /// What fails before long, and what keeps everybody from seeing why something failed.
    public static boolean isWorthALook(Observation seen) {
        return seen.isAboutToFail() || seen.fact() instanceof HostFact.NoJournal;
    }

    private static boolean shut(Evidence fact) {
        return fact instanceof TcpFact && !(fact instanceof TcpFact.Open);
    }

    /// Whether a look had no host at all to stand on.
    private static boolean hasHostless(List<Coverage.Entry> looks) {
        return looks.stream()
                .filter(entry -> entry.from().host().isEmpty())
                .anyMatch(
                        entry ->
                                entry.outcome() instanceof Outcome.Skipped(var why)
                                        && why == SkipReason.NO_SSH);
    }

    private static boolean skipped(List<Coverage.Entry> looks, SkipReason reason) {
        return looks.stream()
                .anyMatch(
                        entry ->
                                entry.outcome() instanceof Outcome.Skipped(var why)
                                        && why == reason);
    }

    /// What the root rests on, as far as it is about the root's own place.
    private static List<Observation> reasons(Verdict verdict) {
        return verdict instanceof Verdict.Located(var root, _, _)
                ? root.clues().stream()
                        .filter(clue -> clue.weight().isFor())
                        .flatMap(clue -> clue.because().stream())
                        .filter(seen -> seen.fact().hop().place() == root.place())
                        .toList()
                : List.of();
    }

    private static Optional<Observation> first(
            List<Observation> seen, Predicate<Observation> which) {
        return seen.stream().filter(which).findFirst();
    }
}
