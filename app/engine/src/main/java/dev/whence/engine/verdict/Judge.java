package dev.whence.engine.verdict;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.CauseId;
import dev.whence.engine.cause.Symptom;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Health;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Place;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Turns facts into a verdict. It knows causes only by what they say of themselves.
///
/// 1. The symptom is gone, or is of another kind: that is the verdict.
/// 2. Of the causes that stand at least LIKELY, those that another of them explains are no roots.
///    Two that explain each other explain nothing.
/// 3. A root stands as well as the best cause of its chain. The best-standing root wins if it is
///    alone. A root that owes this standing to what a better root accounts for is none.
/// 4. Several: what they all explain is still certain if it stands better than any of them; else
///    the verdict is torn.
/// 5. Torn between causes of one place: that place is certain.
/// 6. A root whose place contradicts the trail, which knows no causes, is torn as well.
/// 7. What the hosts show beside a located root is listed with it.
/// 8. None: the place that the evidence leans to, else inconclusive. A conflicted cause never wins.
public final class Judge {
    private static final Comparator<Hypothesis> BEST_FIRST =
            Comparator.comparing(Hypothesis::standing).thenComparing(Hypothesis::cause);

    private final List<Cause> causes;
    private final Symptom symptom;
    private final Leaning leaning;
    private final Questions questions;
    private final Map<CauseId, Set<CauseId>> explains;

    /// @param causes everything that can be wrong
    /// @param leaning names a place where no cause carries a verdict
    /// @param questions finds what would settle an open verdict
    public Judge(
            List<? extends Cause> causes, Symptom symptom, Leaning leaning, Questions questions) {
        this.causes = List.copyOf(causes);
        this.symptom = symptom;
        this.leaning = leaning;
        this.questions = questions;
        this.explains = reach(this.causes);
    }

    /// Judges; no facts at all are always inconclusive.
    public Verdict judge(Facts facts) {
        var all = hypotheses(facts);
        return switch (read(facts)) {
            case Symptom.Reading.Gone(var because) ->
                    new Verdict.NothingWrongNow(because, carrying(all), soon(facts));
            case Symptom.Reading.Other(var because) -> new Verdict.NotThisFault(because);
            case Symptom.Reading.Present _, Symptom.Reading.Unknown _ -> locate(all, facts);
        };
    }

    private static List<Observation> soon(Facts facts) {
        return facts.observed().stream().filter(Observation::isAboutToFail).toList();
    }

    /// Every cause with any clue, best first.
    public List<Hypothesis> hypotheses(Facts facts) {
        return weigh(causes.stream(), facts);
    }

    private List<Hypothesis> lasting(Facts facts) {
        return weigh(causes.stream().filter(cause -> !cause.passes()), facts);
    }

    private static List<Hypothesis> weigh(Stream<Cause> causes, Facts facts) {
        return causes.map(cause -> weigh(cause, facts))
                .filter(hypothesis -> !hypothesis.clues().isEmpty())
                .sorted(BEST_FIRST)
                .toList();
    }

    private Symptom.Reading read(Facts facts) {
        return facts.observed().isEmpty() ? new Symptom.Reading.Unknown() : symptom.read(facts);
    }

    private static Hypothesis weigh(Cause cause, Facts facts) {
        var clues = cause.weigh(new Weighing(facts));
        return new Hypothesis(
                cause.id(),
                cause.place(facts),
                Standing.of(clues.found()),
                clues.found(),
                clues.unknown());
    }

    private Verdict locate(List<Hypothesis> all, Facts facts) {
        var carrying = carrying(all);
        var roots = best(roots(carrying), carrying);
        if (roots.isEmpty()) {
            return leaning(possible(all), facts);
        }
        if (roots.size() > 1) {
            var certain = sharedSymptom(roots, carrying);
            if (certain.isEmpty()) {
                return rivals(roots, facts);
            }
            roots = certain;
        }
        var root = roots.getFirst();
        if (!agrees(root.place(), facts)) {
            return torn(List.of(root), facts);
        }
        var chain = chain(root, all);
        return new Verdict.Located(root, chain, besides(root, chain, all, facts));
    }

    /// Two faults at once: what the visitor sees tells of the one that the request meets first, and
    /// speaks against every other. So what the hosts show beside it is weighed by itself.
    private List<Hypothesis> besides(
            Hypothesis root, List<Hypothesis> chain, List<Hypothesis> all, Facts facts) {
        var told =
                Stream.concat(Stream.of(root), chain.stream())
                        .flatMap(one -> one.clues().stream())
                        .flatMap(clue -> clue.because().stream())
                        .toList();
        var rest =
                facts.observed().stream()
                        .filter(seen -> seen.from().onHost() && !told.contains(seen))
                        .toList();
        var others =
                lasting(new Facts(rest, facts.coverage())).stream()
                        .filter(one -> one.standing().carries() || isAboutToFail(one))
                        .filter(one -> !one.cause().equals(root.cause()))
                        .filter(one -> !reaches(root, one) && !reaches(one, root))
                        .filter(one -> all.stream().noneMatch(known -> deniedByHosts(known, one)))
                        .toList();
        return roots(others);
    }

    /// Whether something that will fail before long makes the cause possible.
    private static boolean isAboutToFail(Hypothesis one) {
        return one.standing().isOpen()
                && one.clues().stream()
                        .filter(clue -> clue.weight().isFor())
                        .flatMap(clue -> clue.because().stream())
                        .anyMatch(Observation::isAboutToFail);
    }

    /// Whether something that a host showed speaks against the cause.
    private static boolean deniedByHosts(Hypothesis known, Hypothesis one) {
        return known.cause().equals(one.cause())
                && known.clues().stream()
                        .filter(clue -> !clue.weight().isFor())
                        .anyMatch(
                                clue ->
                                        clue.because().stream()
                                                .allMatch(seen -> seen.from().onHost()));
    }

    private Verdict leaning(List<Hypothesis> possible, Facts facts) {
        return leaning.read(facts)
                .filter(lean -> agrees(lean.place(), facts))
                .map(lean -> placed(lean, possible, facts))
                .orElseGet(
                        () ->
                                new Verdict.Inconclusive(
                                        possible, questions.settling(possible, facts)));
    }

    private Verdict placed(Leaning.Lean lean, List<Hypothesis> possible, Facts facts) {
        var there = possible.stream().filter(each -> each.place() == lean.place()).toList();
        return new Verdict.Placed(
                lean.place(),
                Standing.LIKELY,
                lean.because(),
                there,
                questions.settling(there, facts));
    }

    private Verdict rivals(List<Hypothesis> roots, Facts facts) {
        var place = roots.getFirst().place();
        var together = roots.stream().allMatch(root -> root.place() == place);
        return together && agrees(place, facts)
                ? new Verdict.Placed(
                        place,
                        roots.getFirst().standing(),
                        List.of(),
                        roots,
                        questions.settling(roots, facts))
                : torn(roots, facts);
    }

    private Verdict torn(List<Hypothesis> rivals, Facts facts) {
        return new Verdict.Torn(rivals, questions.settling(rivals, facts));
    }

    private static List<Hypothesis> carrying(List<Hypothesis> all) {
        return all.stream().filter(hypothesis -> hypothesis.standing().carries()).toList();
    }

    private static List<Hypothesis> possible(List<Hypothesis> all) {
        return all.stream().filter(hypothesis -> hypothesis.standing().isOpen()).toList();
    }

    private List<Hypothesis> roots(List<Hypothesis> carrying) {
        return carrying.stream()
                .filter(one -> carrying.stream().noneMatch(other -> explains(other, one)))
                .toList();
    }

    private List<Hypothesis> best(List<Hypothesis> roots, List<Hypothesis> carrying) {
        var best =
                roots.stream()
                        .map(root -> chainStanding(root, carrying))
                        .min(Comparator.naturalOrder());
        var equals =
                roots.stream()
                        .filter(
                                root ->
                                        best.filter(chainStanding(root, carrying)::equals)
                                                .isPresent())
                        .toList();
        return equals.stream()
                .filter(one -> equals.stream().noneMatch(other -> outdoes(other, one, carrying)))
                .toList();
    }

    /// Whether the better root accounts for everything that lends its standing to the other.
    private boolean outdoes(Hypothesis better, Hypothesis other, List<Hypothesis> carrying) {
        return better.standing().compareTo(other.standing()) < 0
                && carrying.stream()
                        .filter(one -> accountsFor(other, one))
                        .allMatch(one -> one.equals(better) || explains(better, one));
    }

    private Standing chainStanding(Hypothesis root, List<Hypothesis> carrying) {
        return carrying.stream()
                .filter(other -> other.equals(root) || explains(root, other))
                .map(Hypothesis::standing)
                .min(Comparator.naturalOrder())
                .orElse(root.standing());
    }

    private List<Hypothesis> sharedSymptom(List<Hypothesis> roots, List<Hypothesis> carrying) {
        var shared =
                carrying.stream()
                        .filter(one -> roots.stream().allMatch(root -> accountsFor(root, one)))
                        .toList();
        var deepest = roots(shared);
        return deepest.size() == 1 ? deepest : List.of();
    }

    private boolean accountsFor(Hypothesis root, Hypothesis surer) {
        return explains(root, surer) && surer.standing().compareTo(root.standing()) < 0;
    }

    private List<Hypothesis> chain(Hypothesis root, List<Hypothesis> all) {
        return all.stream()
                .filter(other -> explains(root, other))
                .filter(other -> other.standing().carries())
                .sorted(
                        Comparator.comparingInt((Hypothesis one) -> -depth(one))
                                .thenComparing(Hypothesis::cause))
                .toList();
    }

    private int depth(Hypothesis one) {
        return explains.getOrDefault(one.cause(), Set.of()).size();
    }

    private boolean explains(Hypothesis deeper, Hypothesis symptom) {
        return reaches(deeper, symptom) && !reaches(symptom, deeper);
    }

    private boolean reaches(Hypothesis from, Hypothesis to) {
        return explains.getOrDefault(from.cause(), Set.of()).contains(to.cause());
    }

    private static boolean agrees(Place place, Facts facts) {
        return facts.observed().stream().noneMatch(seen -> seen.fact().health() == Health.BROKEN)
                || Trail.walk(facts).stations().entrySet().stream()
                        .anyMatch(
                                at ->
                                        at.getValue() == Health.BROKEN
                                                && at.getKey().place() == place);
    }

    private static Map<CauseId, Set<CauseId>> reach(List<Cause> causes) {
        Map<CauseId, Set<CauseId>> reach = new HashMap<>();
        causes.forEach(
                cause -> {
                    Set<CauseId> direct = new HashSet<>();
                    cause.explains().forEach(type -> direct.add(CauseId.of(type)));
                    reach.put(cause.id(), direct);
                });
        for (var changed = true; changed; ) {
            changed = false;
            for (var below : reach.values()) {
                for (var next : List.copyOf(below)) {
                    changed |= below.addAll(reach.getOrDefault(next, Set.of()));
                }
            }
        }
        return reach;
    }
}
