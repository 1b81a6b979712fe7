package dev.whence.knowledge.check.edge;

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
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.parse.TraceLines;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

/// Asks the site for `/cdn-cgi/trace`, which the edge answers itself without any origin (facts §B).
public final class EdgeTrace implements Probe {
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
        return Set.of(EdgeFact.NoTrace.class, EdgeFact.Trace.class);
    }

    @Override
    public Stream<EdgeFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException {
        var target = scene.target();
        var uri = target.url().resolve("/cdn-cgi/trace");
        var question = Requests.alongside(target, uri, Requests.BROWSER);
        return Stream.of(
                switch (world.ask(question, Patience.within(by))) {
                    case Fetched.NoAnswer none -> new EdgeFact.NoTrace(0, Said.of(none));
                    case Fetched.Answered answer -> fact(target, answer, scene.at());
                });
    }

    private static EdgeFact fact(Target target, Fetched.Answered answer, Instant asked) {
        var lines = TraceLines.read(answer.body());
        if (answer.status() != 200 || lines.isEmpty()) {
            return new EdgeFact.NoTrace(answer.status(), "");
        }
        var trace = lines.get();
        if (!trace.of("h").isEmpty() && !trace.of("h").equalsIgnoreCase(target.host())) {
            return new EdgeFact.NoTrace(answer.status(), "it answers for " + trace.of("h"));
        }
        var answered = asked.plus(answer.timing().total());
        return new EdgeFact.Trace(
                trace.of("colo"),
                trace.of("ip"),
                trace.of("loc"),
                trace.of("http"),
                trace.of("tls"),
                trace.of("warp"),
                trace.of("gateway"),
                trace.time().map(edge -> Duration.between(edge, answered)).orElse(Duration.ZERO));
    }
}
