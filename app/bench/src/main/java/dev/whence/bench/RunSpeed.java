package dev.whence.bench;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.Scene;
import dev.whence.engine.model.Coverage;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Target;
import dev.whence.engine.run.Plan;
import dev.whence.engine.run.Runner;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Defaults;
import dev.whence.knowledge.Knowledge;
import dev.whence.lab.Pace;
import dev.whence.lab.Scenario;
import dev.whence.lab.Scenarios;
import dev.whence.lab.TapeWorld;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Measures a whole run over practice incidents in which every answer takes 80 ms: how much longer
/// it takes than its slowest chain of checks that wait for each other, and how much longer the same
/// checks take one after another.
///
/// `mvn -q -Pbench -pl app/bench -am verify -DskipTests` prints a line for each incident, and ends
/// with 1 where the aims are missed: a run takes at most 1.15 times its slowest chain, and in the
/// incident that asks most at least 6 times less than one check after another.
public final class RunSpeed {
    private static final Duration LATENCY = Duration.ofMillis(80);
    private static final Duration MOST = Duration.ofSeconds(60);
    private static final int TIMES = 5;
    private static final double MOST_RATIO = 1.15;
    private static final double LEAST_FASTER = 6;

    private RunSpeed() {}

    /// Prints a line for each practice incident, and whether the aims are reached.
    public static void main(String[] args) throws InterruptedException {
        System.out.printf(
                Locale.ROOT,
                "%-20s %6s %9s %9s %6s %11s %7s  %s%n",
                "incident",
                "looks",
                "run",
                "chain",
                "ratio",
                "one by one",
                "faster",
                "slowest chain");
        List<Figures> all = new ArrayList<>();
        for (var scenario : Scenarios.all()) {
            all.add(measure(scenario));
            System.out.println(all.getLast().line());
        }
        var slowest = Collections.max(all, Comparator.comparingDouble(Figures::ratio));
        var fullest = Collections.max(all, Comparator.comparing(Figures::oneByOne));
        System.out.printf(
                Locale.ROOT,
                "longest beside its chain: %.2f (at most %.2f); fullest beside one by one: %.1fx"
                        + " (at least %.0fx)%n",
                slowest.ratio(),
                MOST_RATIO,
                fullest.faster(),
                LEAST_FASTER);
        if (slowest.ratio() > MOST_RATIO || fullest.faster() < LEAST_FASTER) {
            System.exit(1);
        }
    }

    private static Figures measure(Scenario scenario) throws InterruptedException {
        var target = scenario.target(Defaults.target(scenario.url()));
        run(scenario, target);
        List<Finished> runs = new ArrayList<>();
        for (var time = 0; time < TIMES; time++) {
            runs.add(run(scenario, target));
        }
        return new Figures(
                scenario.id(),
                Collections.min(runs, Comparator.comparing(Finished::took)),
                oneByOne(scenario, target));
    }

    /// What was measured of one incident: the best of several runs.
    private record Figures(String incident, Finished run, Duration oneByOne) {
        double ratio() {
            return RunSpeed.ratio(run.took(), run.chain().took());
        }

        double faster() {
            return RunSpeed.ratio(oneByOne, run.took());
        }

        String line() {
            var chain = run.chain();
            return String.format(
                    Locale.ROOT,
                    "%-20s %6d %6d ms %6d ms %6.2f %8d ms %6.1fx  %s",
                    incident,
                    run.looked(),
                    run.took().toMillis(),
                    chain.took().toMillis(),
                    ratio(),
                    oneByOne.toMillis(),
                    faster(),
                    chain.looks().stream()
                            .map(look -> look.id().value())
                            .collect(Collectors.joining(" > ")));
        }
    }

    private static double ratio(Duration of, Duration to) {
        return (double) of.toNanos() / to.toNanos();
    }

    private static Finished run(Scenario scenario, Target target) throws InterruptedException {
        var runner = new Runner(Knowledge.CHECKS, world(scenario), clock(scenario));
        var began = System.nanoTime();
        var facts = runner.start(target, MOST, _ -> {}).await();
        var took = Duration.ofNanos(System.nanoTime() - began);
        return new Finished(Plan.of(Knowledge.CHECKS, target), facts, took);
    }

    private static Duration oneByOne(Scenario scenario, Target target) throws InterruptedException {
        var world = world(scenario);
        List<Observation> seen = new ArrayList<>();
        var began = System.nanoTime();
        for (var look : inOrder(Plan.of(Knowledge.CHECKS, target))) {
            var known = new Facts(seen, Coverage.NONE);
            if (look.possible() && look.check().needs().stream().allMatch(known::know)) {
                look(look, new Scene(target, known, look.from(), scenario.at()), world, seen);
            }
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static void look(Plan.Look look, Scene scene, World world, List<Observation> seen)
            throws InterruptedException {
        try {
            look.check()
                    .look(scene, world, Deadline.in(look.check().budget()))
                    .map(fact -> new Observation(look.id(), look.from(), scene.at(), fact))
                    .forEach(seen::add);
        } catch (CouldNotLook _) {
            // as in a run: nothing was seen
        }
    }

    private static List<Plan.Look> inOrder(Plan plan) {
        List<Plan.Look> order = new ArrayList<>();
        while (order.size() < plan.looks().size()) {
            plan.looks().stream()
                    .filter(look -> !order.contains(look))
                    .filter(look -> order.containsAll(plan.before(look)))
                    .toList()
                    .forEach(order::add);
        }
        return order;
    }

    private static World world(Scenario scenario) {
        return new TapeWorld(scenario.tape(), Pace.even(LATENCY));
    }

    private static InstantSource clock(Scenario scenario) {
        return InstantSource.fixed(scenario.at());
    }

    /// Looks that wait for each other, and how long they take together.
    private record Chain(List<Plan.Look> looks, Duration took) {
        Chain and(Plan.Look look, Duration took) {
            var longer = new ArrayList<>(looks);
            longer.add(look);
            return new Chain(longer, this.took.plus(took));
        }

        static Chain longer(Chain a, Chain b) {
            return a.took.compareTo(b.took) < 0 ? b : a;
        }
    }

    /// A run that ended.
    private record Finished(Plan plan, Facts facts, Duration took) {
        Chain chain() {
            Map<Plan.Look, Chain> chains = new HashMap<>();
            return inOrder(plan).stream()
                    .map(
                            look -> {
                                var chain = longest(look, chains).and(look, took(look));
                                chains.put(look, chain);
                                return chain;
                            })
                    .reduce(new Chain(List.of(), Duration.ZERO), Chain::longer);
        }

        long looked() {
            return facts.coverage().entries().stream()
                    .filter(entry -> entry.outcome() instanceof Outcome.Saw)
                    .count();
        }

        private Chain longest(Plan.Look look, Map<Plan.Look, Chain> chains) {
            return plan.before(look).stream()
                    .map(earlier -> chains.getOrDefault(earlier, NOTHING))
                    .reduce(NOTHING, Chain::longer);
        }

        private Duration took(Plan.Look look) {
            return facts.coverage()
                    .of(look.id())
                    .filter(entry -> entry.from().equals(look.from()))
                    .map(Coverage.Entry::took)
                    .findFirst()
                    .orElse(Duration.ZERO);
        }

        private static final Chain NOTHING = new Chain(List.of(), Duration.ZERO);
    }
}
