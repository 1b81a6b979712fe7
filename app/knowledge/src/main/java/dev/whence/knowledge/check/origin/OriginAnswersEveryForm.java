package dev.whence.knowledge.check.origin;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Ask.Fetch;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Origins;
import dev.whence.knowledge.check.PathForms;
import dev.whence.knowledge.check.Patience;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.Requests;
import dev.whence.knowledge.check.Together;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.EdgeFact.PathForm;
import dev.whence.knowledge.fact.HttpFact;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Where one method or one form of the path fails through the edge and others do not, asks the
/// origin for the same directly: it tells the origin from a rule of the zone.
public final class OriginAnswersEveryForm implements Probe {
    private static final Duration APART = Duration.ofMillis(200);

    @Override
    public Step step() {
        return Step.ORIGIN;
    }

    @Override
    public Vantage.Kind from() {
        return Vantage.Kind.HERE;
    }

    @Override
    public Set<Class<? extends Evidence>> needs() {
        return Set.of(HttpFact.Answered.class);
    }

    @Override
    public Set<Class<? extends Evidence>> likes() {
        return Set.of(EdgeFact.Methods.class, EdgeFact.Paths.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(HttpFact.Methods.class, HttpFact.Paths.class);
    }

    @Override
    public Duration budget() {
        return Duration.ofSeconds(20);
    }

    @Override
    public Stream<HttpFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var origin = answering(scene);
        List<HttpFact> seen = new ArrayList<>();
        if (origin.isPresent()) {
            var methods = scene.known().all(EdgeFact.Methods.class).findFirst();
            if (methods.filter(edge -> differ(edge.statuses())).isPresent()) {
                seen.add(methods(scene.target(), origin.get(), methods.get(), world, by));
            }
            if (scene.known().all(EdgeFact.Paths.class).anyMatch(edge -> differ(edge.statuses()))) {
                seen.add(paths(scene.target(), origin.get(), world, by));
            }
        }
        return seen.stream();
    }

    private static boolean differ(Map<?, Integer> statuses) {
        return statuses.values().stream().anyMatch(status -> status >= 400)
                && statuses.values().stream().anyMatch(status -> status > 0 && status < 400);
    }

    /// The first origin that answers this desk at all.
    private static Optional<HostPort> answering(Scene scene) throws CouldNotLook {
        Facts known = scene.known();
        return Origins.of(scene.target()).stream()
                .filter(
                        origin ->
                                known.all(HttpFact.Answered.class)
                                        .anyMatch(answer -> answer.at().equals(origin)))
                .findFirst();
    }

    private static HttpFact methods(
            Target target, HostPort origin, EdgeFact.Methods edge, World world, Deadline by)
            throws InterruptedException {
        var methods = edge.statuses().keySet().stream().sorted().toList();
        var answers =
                ask(
                        methods.stream()
                                .map(method -> question(target, origin, method, target.path()))
                                .toList(),
                        world,
                        by);
        Map<String, Integer> statuses = new TreeMap<>();
        for (int i = 0; i < methods.size(); i++) {
            statuses.put(methods.get(i), answers.get(i));
        }
        return new HttpFact.Methods(origin, target.path(), statuses);
    }

    private static HttpFact paths(Target target, HostPort origin, World world, Deadline by)
            throws InterruptedException {
        Map<PathForm, String> forms = new EnumMap<>(PathForm.class);
        forms.put(PathForm.AS_GIVEN, target.path());
        forms.putAll(PathForms.of(target.path()));
        var answers =
                ask(
                        forms.values().stream()
                                .map(path -> question(target, origin, "GET", path))
                                .toList(),
                        world,
                        by);
        Map<PathForm, Integer> statuses = new EnumMap<>(PathForm.class);
        var answer = answers.iterator();
        forms.keySet().forEach(form -> statuses.put(form, answer.next()));
        return new HttpFact.Paths(origin, target.path(), statuses);
    }

    private static Fetch question(Target target, HostPort origin, String method, String path) {
        return Requests.toOrigin(target, origin, target.originScheme(), method, path);
    }

    private static List<Integer> ask(List<Fetch> questions, World world, Deadline by)
            throws InterruptedException {
        return Together.ask(world, questions, APART, Patience.within(by)).stream()
                .map(fetched -> fetched instanceof Fetched.Answered answer ? answer.status() : 0)
                .toList();
    }
}
