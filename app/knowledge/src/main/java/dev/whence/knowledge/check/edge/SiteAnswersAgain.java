package dev.whence.knowledge.check.edge;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Ask.Fetch;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Patience;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.Requests;
import dev.whence.knowledge.check.Together;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.knowledge.fact.EdgeFact;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Repeats the failing request a few times, spaced, over IPv4 and IPv6 where the name has both, to
/// see whether it always fails and what the failing requests have in common.
///
/// Only where the answers differ, or a reported failure does not show, it asks some more and
/// slower: a constant failure costs no site more than four requests.
public final class SiteAnswersAgain implements Probe {
    private static final int MORE = 6;
    private static final Duration APART = Duration.ofMillis(200);
    private static final Duration SLOWLY = Duration.ofSeconds(1);

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
    public Set<Class<? extends Evidence>> likes() {
        return Set.of(DnsFact.Addresses.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(EdgeFact.Grouped.class, EdgeFact.Sampled.class);
    }

    @Override
    public Duration budget() {
        return Duration.ofSeconds(20);
    }

    @Override
    public Stream<EdgeFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        Courtesy.requireLeave(scene);
        var until = Patience.within(by);
        var ways = ways(scene);
        var samples = new ArrayList<>(asked(scene, world, ways, APART, scene.at(), until));
        if (Sample.differ(samples) || unseen(scene, samples)) {
            var open = ways.stream().filter(way -> Sample.leads(samples, way)).distinct().toList();
            var waited = APART.multipliedBy(ways.size());
            samples.addAll(
                    asked(
                            scene,
                            world,
                            Stream.generate(() -> open)
                                    .flatMap(List::stream)
                                    .limit(open.isEmpty() ? 0 : MORE)
                                    .toList(),
                            SLOWLY,
                            scene.at().plus(waited),
                            until));
        }
        return Sample.facts(samples);
    }

    /// How the requests go: as a visitor's, and to one address of each family where there are two.
    private static List<Optional<HostPort>> ways(Scene scene) {
        var usual = Optional.<HostPort>empty();
        var four = address(scene, false);
        var six = address(scene, true);
        return four.isEmpty() || six.isEmpty()
                ? List.of(usual, usual, usual)
                : List.of(usual, four, six, usual);
    }

    private static Optional<HostPort> address(Scene scene, boolean six) {
        var target = scene.target();
        return target.edge().isPresent()
                ? Optional.empty()
                : scene.known()
                        .all(DnsFact.Addresses.class)
                        .filter(DnsFact.Addresses::cloudflare)
                        .flatMap(found -> found.addresses().stream())
                        .filter(address -> address.contains(":") == six)
                        .findFirst()
                        .map(address -> new HostPort(address, target.port()));
    }

    private static List<Sample> asked(
            Scene scene,
            World world,
            List<Optional<HostPort>> ways,
            Duration apart,
            Instant from,
            Deadline until)
            throws InterruptedException {
        var questions = ways.stream().map(way -> question(scene, way)).toList();
        var answers = Together.ask(world, questions, apart, until);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < ways.size(); i++) {
            var at = from.plus(apart.multipliedBy(i));
            samples.add(new Sample(at, ways.get(i), answers.get(i)));
        }
        return samples;
    }

    private static Fetch question(Scene scene, Optional<HostPort> way) {
        var target = scene.target();
        var usual =
                Requests.throughEdge(
                        target, Requests.method(target), target.path(), Requests.BROWSER);
        return way.map(
                        address ->
                                new Fetch(
                                        usual.uri(),
                                        usual.method(),
                                        usual.headers(),
                                        usual.via().to(address)))
                .orElse(usual);
    }

    /// A failure was reported, and none is seen.
    private static boolean unseen(Scene scene, List<Sample> samples) {
        return !scene.target().seen().codes().isEmpty()
                && samples.stream().anyMatch(Sample::counts)
                && samples.stream().filter(Sample::counts).allMatch(sample -> sample.fails() == 0);
    }
}
