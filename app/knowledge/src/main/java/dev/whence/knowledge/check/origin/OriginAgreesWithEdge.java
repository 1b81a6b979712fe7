package dev.whence.knowledge.check.origin;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HttpFact;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Lays what came through the edge beside what the origin answered directly. It asks nothing more.
public final class OriginAgreesWithEdge implements Probe {
    /// What one origin gave directly for one path.
    ///
    /// @param status 0 where it gave no HTTP answer
    private record Direct(HostPort at, String path, int status) {}

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
        return Set.of(EdgeFact.Answered.class);
    }

    @Override
    public Set<Class<? extends Evidence>> likes() {
        return Set.of(HttpFact.Answered.class, HttpFact.NoAnswer.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(HttpFact.Compared.class);
    }

    @Override
    public Stream<HttpFact.Compared> look(Scene scene, World world, Deadline by)
            throws CouldNotLook {
        var direct = direct(scene.known());
        if (direct.isEmpty()) {
            throw CouldNotLook.skipped(
                    scene.target().origins().isEmpty()
                            ? SkipReason.NO_ORIGIN
                            : SkipReason.NOTHING_TO_START_FROM);
        }
        return direct.stream()
                .flatMap(
                        origin ->
                                throughEdge(scene.known(), origin.path()).stream()
                                        .map(
                                                edge ->
                                                        new HttpFact.Compared(
                                                                origin.at(),
                                                                origin.path(),
                                                                edge,
                                                                origin.status())));
    }

    /// An origin that this desk does not reach is not compared: perhaps only Cloudflare may enter.
    private static List<Direct> direct(Facts known) {
        var answered =
                known.all(HttpFact.Answered.class)
                        .filter(answer -> answer.protocol().equals("HTTP/1.1"))
                        .map(answer -> new Direct(answer.at(), answer.path(), answer.status()));
        var silent =
                known.all(HttpFact.NoAnswer.class)
                        .filter(none -> none.phase().compareTo(Fetched.Phase.FIRST_BYTE) >= 0)
                        .map(none -> new Direct(none.at(), none.path(), 0));
        return Stream.concat(answered, silent).toList();
    }

    /// The error code, else the status, of the last answer that the origin had a part in.
    private static Optional<Integer> throughEdge(Facts known, String path) {
        return known.all(EdgeFact.Answered.class)
                .filter(answer -> answer.path().equals(path) && !answer.cache().equals("HIT"))
                .reduce((_, later) -> later)
                .map(answer -> code(known, answer));
    }

    private static int code(Facts known, EdgeFact.Answered answer) {
        return known.all(EdgeFact.ErrorPage.class)
                .filter(page -> page.ray().equals(answer.ray()))
                .map(EdgeFact.ErrorPage::code)
                .findFirst()
                .orElse(answer.status());
    }
}
