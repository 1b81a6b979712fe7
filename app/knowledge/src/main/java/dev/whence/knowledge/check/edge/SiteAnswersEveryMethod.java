package dev.whence.knowledge.check.edge;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Target;
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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Asks for the failing path with GET, HEAD and OPTIONS, and with POST if the user agreed: a rule
/// that stops one method alone shows here.
public final class SiteAnswersEveryMethod implements Probe {
    private static final Duration APART = Duration.ofMillis(200);

    @Override
    public Step step() {
        return Step.WAF;
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
        return Set.of(EdgeFact.Blocked.class, EdgeFact.Methods.class);
    }

    @Override
    public Duration budget() {
        return Duration.ofSeconds(20);
    }

    @Override
    public Stream<EdgeFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        Courtesy.requireLeave(scene);
        var target = scene.target();
        var methods = methods(target);
        var questions =
                methods.stream()
                        .map(
                                method ->
                                        Requests.throughEdge(
                                                target, method, target.path(), Requests.BROWSER))
                        .toList();
        var answers = Together.ask(world, questions, APART, Patience.within(by));
        return compared(target.path(), methods, answers);
    }

    private static List<String> methods(Target target) {
        var agreed =
                target.mayPost() ? List.of("POST", Requests.method(target)) : List.<String>of();
        return Stream.concat(Stream.of("GET", "HEAD", "OPTIONS"), agreed.stream())
                .distinct()
                .toList();
    }

    private static Stream<EdgeFact> compared(
            String path, List<String> methods, List<Fetched> answers) {
        Map<String, Integer> statuses = new TreeMap<>();
        List<EdgeFact.Blocked> blocked = new ArrayList<>();
        for (int i = 0; i < methods.size(); i++) {
            var seen = EdgeFacts.of(methods.get(i), path, answers.get(i));
            statuses.put(methods.get(i), status(answers.get(i)));
            seen.stream()
                    .filter(EdgeFact.Blocked.class::isInstance)
                    .map(EdgeFact.Blocked.class::cast)
                    .forEach(blocked::add);
        }
        var mitigated = blocked.stream().map(EdgeFact.Blocked::method).toList();
        return statuses.values().stream().allMatch(status -> status == 0)
                ? Stream.empty()
                : Stream.concat(
                        Stream.of(new EdgeFact.Methods(path, statuses, mitigated)),
                        blocked.stream());
    }

    private static int status(Fetched fetched) {
        return fetched instanceof Fetched.Answered answer ? answer.status() : 0;
    }
}
