package dev.whence.knowledge.check.edge;

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
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.parse.StatusPage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads Cloudflare's status page for the data centre that answered and for incidents that match
/// this road and this time (facts §C).
public final class StatusPageQuiet implements Probe {
    private static final int MOST_BYTES = 2 * 1024 * 1024;
    private static final int MOST_MATCHING = 10;
    private static final int MOST_OTHERS = 3;

    @Override
    public Step step() {
        return Step.CLOUDFLARE;
    }

    @Override
    public Vantage.Kind from() {
        return Vantage.Kind.HERE;
    }

    @Override
    public Set<Class<? extends Evidence>> likes() {
        return Set.of(EdgeFact.Trace.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(
                EdgeFact.ColoStatus.class,
                EdgeFact.Incident.class,
                EdgeFact.StatusQuiet.class,
                EdgeFact.StatusUnknown.class);
    }

    @Override
    public Stream<EdgeFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException {
        var target = scene.target();
        var question = Requests.statusPage(target, MOST_BYTES);
        return switch (world.ask(question, Patience.within(by))) {
            case Fetched.NoAnswer none -> Stream.of(new EdgeFact.StatusUnknown(Said.of(none)));
            case Fetched.Answered answer ->
                    unreadable(answer)
                            .map(why -> Stream.<EdgeFact>of(new EdgeFact.StatusUnknown(why)))
                            .or(
                                    () ->
                                            StatusPage.read(answer.body())
                                                    .map(page -> facts(scene, page)))
                            .orElseGet(
                                    () -> Stream.of(new EdgeFact.StatusUnknown("no status in it")));
        };
    }

    private static Optional<String> unreadable(Fetched.Answered answer) {
        if (answer.status() != 200) {
            return Optional.of("status " + answer.status());
        }
        return answer.cut() ? Optional.of("more than 2 MiB") : Optional.empty();
    }

    private static Stream<EdgeFact> facts(Scene scene, StatusPage page) {
        var road = Road.of(scene);
        List<EdgeFact> seen = new ArrayList<>();
        for (var colo : road.colos()) {
            seen.add(coloStatus(colo, page));
        }
        var incidents =
                page.incidents().stream()
                        .filter(incident -> !incident.impact().equals("maintenance"))
                        .map(incident -> road.judge(incident, page))
                        .toList();
        var matching = incidents.stream().filter(EdgeFact.Incident::matches).toList();
        matching.stream().limit(MOST_MATCHING).forEach(seen::add);
        incidents.stream()
                .filter(incident -> !incident.matches())
                .limit(MOST_OTHERS)
                .forEach(seen::add);
        if (matching.isEmpty() && seen.stream().noneMatch(StatusPageQuiet::disturbed)) {
            seen.add(new EdgeFact.StatusQuiet(road.colos().stream().findFirst().orElse("")));
        }
        return seen.stream();
    }

    private static EdgeFact coloStatus(String colo, StatusPage page) {
        return page.components().stream()
                .filter(component -> component.colo().filter(colo::equals).isPresent())
                .findFirst()
                .map(here -> new EdgeFact.ColoStatus(colo, here.name(), here.status()))
                .orElseGet(() -> new EdgeFact.ColoStatus(colo, "", "unknown"));
    }

    private static boolean disturbed(EdgeFact fact) {
        return fact instanceof EdgeFact.ColoStatus colo
                && !colo.status().equals("operational")
                && !colo.status().equals("unknown");
    }
}
