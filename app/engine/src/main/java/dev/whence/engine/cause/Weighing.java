package dev.whence.engine.cause;

import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Observation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/// The scales that a cause lays facts on: five verbs, each with a key, one or two kinds of fact and
/// a condition.
///
/// It remembers which kinds were asked for, so a cause need not declare what it would like to know.
/// A clue rests on the latest fact, or pair of facts, for which the condition holds.
public final class Weighing {
    private final Facts facts;
    private final List<Clue> found = new ArrayList<>();
    private final Set<Class<? extends Evidence>> asked = new LinkedHashSet<>();
    private final List<Rule> rules = new ArrayList<>();

    public Weighing(Facts facts) {
        this.facts = facts;
    }

    /// What is known, for a condition that must look further than its own facts.
    public Facts facts() {
        return facts;
    }

    /// Seeing this, an expert would stop looking.
    public <E extends Evidence> Weighing proves(
            String key, Class<E> kind, Predicate<? super E> when) {
        return one(Weight.PROVES, key, kind, when);
    }

    /// Seeing both, an expert would stop looking.
    public <A extends Evidence, B extends Evidence> Weighing proves(
            String key, Class<A> first, Class<B> second, BiPredicate<? super A, ? super B> when) {
        return two(Weight.PROVES, key, first, second, when);
    }

    /// Seeing this, an expert would bet on it.
    public <E extends Evidence> Weighing pointsTo(
            String key, Class<E> kind, Predicate<? super E> when) {
        return one(Weight.POINTS_TO, key, kind, when);
    }

    /// Seeing both, an expert would bet on it.
    public <A extends Evidence, B extends Evidence> Weighing pointsTo(
            String key, Class<A> first, Class<B> second, BiPredicate<? super A, ? super B> when) {
        return two(Weight.POINTS_TO, key, first, second, when);
    }

    /// An expert would expect this, though other causes show it too.
    public <E extends Evidence> Weighing fits(
            String key, Class<E> kind, Predicate<? super E> when) {
        return one(Weight.FITS, key, kind, when);
    }

    /// An expert would expect both, though other causes show them too.
    public <A extends Evidence, B extends Evidence> Weighing fits(
            String key, Class<A> first, Class<B> second, BiPredicate<? super A, ? super B> when) {
        return two(Weight.FITS, key, first, second, when);
    }

    /// Seeing this, an expert would frown.
    public <E extends Evidence> Weighing speaksAgainst(
            String key, Class<E> kind, Predicate<? super E> when) {
        return one(Weight.SPEAKS_AGAINST, key, kind, when);
    }

    /// Seeing both, an expert would frown.
    public <A extends Evidence, B extends Evidence> Weighing speaksAgainst(
            String key, Class<A> first, Class<B> second, BiPredicate<? super A, ? super B> when) {
        return two(Weight.SPEAKS_AGAINST, key, first, second, when);
    }

    /// Seeing this, an expert would cross the cause off, at that moment.
    public <E extends Evidence> Weighing rulesOut(
            String key, Class<E> kind, Predicate<? super E> when) {
        return one(Weight.RULES_OUT, key, kind, when);
    }

    /// Seeing both, an expert would cross the cause off, at that moment.
    public <A extends Evidence, B extends Evidence> Weighing rulesOut(
            String key, Class<A> first, Class<B> second, BiPredicate<? super A, ? super B> when) {
        return two(Weight.RULES_OUT, key, first, second, when);
    }

    /// Every verb that was used, whether its condition held or not: what a reader of the cause
    /// would list.
    public List<Rule> rules() {
        return List.copyOf(rules);
    }

    /// What was found, and what was asked for in vain.
    public Clues done() {
        var unknown = new LinkedHashSet<>(asked);
        unknown.removeIf(facts::know);
        return new Clues(found, unknown);
    }

    private <E extends Evidence> Weighing one(
            Weight weight, String key, Class<E> kind, Predicate<? super E> when) {
        asked.add(kind);
        rules.add(new Rule(weight, key, List.of(kind)));
        facts.observations(kind)
                .filter(seen -> when.test(kind.cast(seen.fact())))
                .reduce((_, later) -> later)
                .ifPresent(seen -> found.add(new Clue(weight, key, List.of(seen))));
        return this;
    }

    private <A extends Evidence, B extends Evidence> Weighing two(
            Weight weight,
            String key,
            Class<A> first,
            Class<B> second,
            BiPredicate<? super A, ? super B> when) {
        asked.add(first);
        asked.add(second);
        rules.add(new Rule(weight, key, List.of(first, second)));
        for (var a : facts.observations(first).toList().reversed()) {
            for (var b : facts.observations(second).toList().reversed()) {
                if (when.test(first.cast(a.fact()), second.cast(b.fact()))) {
                    found.add(new Clue(weight, key, both(a, b)));
                    return this;
                }
            }
        }
        return this;
    }

    private static List<Observation> both(Observation a, Observation b) {
        return a.equals(b) ? List.of(a) : List.of(a, b);
    }
}
