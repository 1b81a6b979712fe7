package dev.whence.knowledge.check.edge;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.PathForms;
import dev.whence.knowledge.check.Patience;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.Requests;
import dev.whence.knowledge.check.Together;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.EdgeFact.PathForm;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Where a path fails, asks for its other form, percent-encoded or not, for the root and for a
/// plain file: a fault of one path alone shows here.
public final class SiteAnswersEveryPath implements Probe {
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
        return Set.of(EdgeFact.Paths.class);
    }

    @Override
    public Duration budget() {
        return Duration.ofSeconds(20);
    }

    @Override
    public Stream<EdgeFact.Paths> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        Courtesy.requireLeave(scene);
        var target = scene.target();
        var given = given(scene);
        if (given < 400) {
            return Stream.empty();
        }
        var forms = PathForms.of(target.path());
        var answers =
                Together.ask(
                        world,
                        forms.values().stream()
                                .map(
                                        path ->
                                                Requests.throughEdge(
                                                        target, "GET", path, Requests.BROWSER))
                                .toList(),
                        APART,
                        Patience.within(by));
        return Stream.of(new EdgeFact.Paths(target.path(), statuses(given, forms, answers)));
    }

    /// The status of the path as it was given, which was asked for already; 0 where it was not.
    private static int given(Scene scene) {
        var path = withoutQuery(scene.target().path());
        return scene.known()
                .all(EdgeFact.Answered.class)
                .filter(answer -> withoutQuery(answer.path()).equals(path) && !answer.fromCache())
                .map(EdgeFact.Answered::status)
                .findFirst()
                .orElse(0);
    }

    private static String withoutQuery(String path) {
        return path.replaceFirst("\\?.*", "");
    }

    private static Map<PathForm, Integer> statuses(
            int given, Map<PathForm, String> forms, List<Fetched> answers) {
        Map<PathForm, Integer> statuses = new EnumMap<>(PathForm.class);
        statuses.put(PathForm.AS_GIVEN, given);
        var answer = answers.iterator();
        for (var form : forms.keySet()) {
            statuses.put(
                    form,
                    answer.next() instanceof Fetched.Answered answered ? answered.status() : 0);
        }
        return statuses;
    }
}
