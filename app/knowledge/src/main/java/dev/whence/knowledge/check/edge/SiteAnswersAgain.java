package dev.whence.knowledge.check.edge;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Patience;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.Requests;
import dev.whence.knowledge.check.Together;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.parse.RayId;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Repeats the failing request a few times, spaced, to see whether it always fails and in which
/// data centres.
public final class SiteAnswersAgain implements Probe {
    private static final int TIMES = 3;
    private static final Duration APART = Duration.ofMillis(200);

    @Override
    public Step step() {
        return Step.CLOUDFLARE;
    }

    @Override
    public Vantage.Kind from() {
        return Vantage.Kind.HERE;
    }

    @Override
    public Set<Class<? extends Evidence>> needs() {
        return Set.of(EdgeFact.Answered.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(EdgeFact.Sampled.class);
    }

    @Override
    public Duration budget() {
        return Duration.ofSeconds(20);
    }

    @Override
    public Stream<EdgeFact.Sampled> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        Courtesy.requireLeave(scene);
        var target = scene.target();
        var question =
                Requests.throughEdge(
                        target, Requests.method(target), target.path(), Requests.BROWSER);
        var answers =
                Together.ask(
                        world, Collections.nCopies(TIMES, question), APART, Patience.within(by));
        return sampled(answers.stream().filter(answer -> !EdgeFacts.cached(answer)).toList());
    }

    /// Only what the edge answered counts: the rest may be this desk's own network.
    private static Stream<EdgeFact.Sampled> sampled(List<Fetched> answers) {
        Map<String, Integer> asked = new TreeMap<>();
        Map<String, Integer> failed = new TreeMap<>();
        for (var answer : answers) {
            if (answer instanceof Fetched.Answered answered) {
                RayId.of(answered.headers())
                        .ifPresent(
                                ray -> {
                                    asked.merge(ray.colo(), 1, Integer::sum);
                                    failed.merge(
                                            ray.colo(), EdgeFacts.fails(answered), Integer::sum);
                                });
            }
        }
        failed.values().removeIf(count -> count == 0);
        return asked.isEmpty()
                ? Stream.empty()
                : Stream.of(new EdgeFact.Sampled(sum(asked), sum(failed), asked, failed));
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
