package dev.whence.knowledge.check.edge;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.Trouble;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Ask.Fetch;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Headers;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Patience;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.Requests;
import dev.whence.knowledge.check.Together;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.parse.RayId;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Sends the failing request as a visitor does, once like a browser and once like a program, and
/// reads who made the answers (facts §A.7, §A.8).
public final class SiteAnswersThroughEdge implements Probe {
    private static final List<Headers> MANNERS = List.of(Requests.BROWSER, Requests.PROGRAM);

    /// What was asked about, in which manner, and the answer.
    private record Reply(String method, String path, Headers manner, Fetched fetched) {
        Reply with(Fetched other) {
            return new Reply(method, path, manner, other);
        }
    }

    @Override
    public Step step() {
        return Step.CLOUDFLARE;
    }

    @Override
    public Vantage.Kind from() {
        return Vantage.Kind.HERE;
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(
                EdgeFact.Answered.class,
                EdgeFact.Blocked.class,
                EdgeFact.ErrorPage.class,
                EdgeFact.Flawed.class,
                EdgeFact.HeadRefused.class,
                EdgeFact.NoAnswer.class,
                EdgeFact.NotProxied.class,
                EdgeFact.PassedOn.class,
                EdgeFact.WantsClientCert.class,
                EdgeFact.WantsTls.class);
    }

    @Override
    public Duration budget() {
        return Patience.BUDGET;
    }

    @Override
    public Stream<EdgeFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var target = scene.target();
        if (target.path().startsWith("/cdn-cgi/error/")) {
            throw CouldNotLook.broke(sample());
        }
        var until = Patience.within(by);
        var replies = replies(target, world, until);
        var cached = replies.stream().filter(reply -> EdgeFacts.cached(reply.fetched())).toList();
        return Stream.concat(
                withoutEchoes(replies.stream().map(SiteAnswersThroughEdge::facts).toList()),
                withoutEchoes(aroundCache(target, cached, world, until)));
    }

    private static List<EdgeFact> facts(Reply reply) {
        return EdgeFacts.of(reply.method(), reply.path(), reply.fetched());
    }

    /// Where both manners were answered alike, one answer is told.
    private static Stream<EdgeFact> withoutEchoes(List<List<EdgeFact>> answers) {
        Set<List<EdgeFact>> told = new HashSet<>();
        return answers.stream()
                .filter(facts -> told.add(facts.stream().map(EdgeFacts::sense).toList()))
                .flatMap(List::stream);
    }

    private static List<Reply> replies(Target target, World world, Deadline until)
            throws InterruptedException {
        var method = Requests.method(target);
        List<Reply> replies = new ArrayList<>();
        List<Fetch> questions = new ArrayList<>();
        for (var path : Requests.paths(target)) {
            for (var manner : MANNERS) {
                questions.add(Requests.throughEdge(target, method, path, manner));
            }
        }
        var answers = Together.ask(world, questions, until);
        for (var path : Requests.paths(target)) {
            for (var manner : MANNERS) {
                replies.add(new Reply(method, path, manner, answers.get(replies.size())));
            }
        }
        return replies;
    }

    /// Asks again with a query that no cache has seen: the Ray ID of the first answer.
    private static List<List<EdgeFact>> aroundCache(
            Target target, List<Reply> cached, World world, Deadline until)
            throws InterruptedException {
        var questions =
                cached.stream()
                        .map(
                                reply ->
                                        Requests.throughEdge(
                                                target,
                                                reply.method(),
                                                unseen(reply),
                                                reply.manner()))
                        .toList();
        var answers = Together.ask(world, questions, until);
        return IntStream.range(0, cached.size())
                .mapToObj(i -> facts(cached.get(i).with(answers.get(i))))
                .toList();
    }

    private static String unseen(Reply reply) {
        var ray =
                reply.fetched() instanceof Fetched.Answered answer
                        ? RayId.of(answer.headers()).map(RayId::id).orElse("0")
                        : "0";
        return reply.path() + (reply.path().contains("?") ? "&" : "?") + "whence=" + ray;
    }

    private static Trouble sample() {
        return new Trouble(
                "Every address under /cdn-cgi/error/ shows a sample page, not a fault.",
                "Give the address that fails for visitors.");
    }
}
