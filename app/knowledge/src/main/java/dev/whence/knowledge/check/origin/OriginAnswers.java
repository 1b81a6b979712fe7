package dev.whence.knowledge.check.origin;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Ask.Fetch;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Origins;
import dev.whence.knowledge.check.Patience;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.Requests;
import dev.whence.knowledge.check.Together;
import dev.whence.knowledge.fact.HttpFact;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Sends the failing request straight to each origin with the site's Host and SNI, and over HTTPS
/// also as HTTP/2, which Cloudflare prefers where it is offered (facts §I.2).
public final class OriginAnswers implements Probe {
    @Override
    public Step step() {
        return Step.ORIGIN;
    }

    @Override
    public Vantage.Kind from() {
        return Vantage.Kind.HERE;
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(
                HttpFact.Answered.class,
                HttpFact.Flawed.class,
                HttpFact.HeadRefused.class,
                HttpFact.Http2Broken.class,
                HttpFact.NoAnswer.class,
                HttpFact.WantsTls.class);
    }

    @Override
    public Duration budget() {
        return Patience.BUDGET;
    }

    @Override
    public Stream<HttpFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var target = scene.target();
        var questions =
                Origins.of(target).stream().flatMap(origin -> questions(target, origin)).toList();
        var answers = Together.ask(world, questions, Patience.within(by));
        List<HttpFact> seen = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            var asked = questions.get(i);
            seen.addAll(
                    asked.via().http2()
                            ? OriginFacts.ofHttp2(asked, answers.get(i), answers.get(i - 1))
                            : OriginFacts.of(asked, answers.get(i)));
        }
        return seen.stream();
    }

    /// Each path over HTTP/1.1; the first one right after that as HTTP/2, where there is TLS.
    private static Stream<Fetch> questions(Target target, HostPort origin) {
        var scheme = target.originScheme();
        var paths = Requests.paths(target);
        List<Fetch> questions = new ArrayList<>();
        for (var path : paths) {
            var question = Requests.toOrigin(target, origin, scheme, Requests.method(target), path);
            questions.add(question);
            if (scheme.equals("https") && path.equals(paths.getFirst())) {
                questions.add(
                        new Fetch(
                                question.uri(),
                                question.method(),
                                question.headers(),
                                question.via().withHttp2()));
            }
        }
        return questions.stream();
    }
}
