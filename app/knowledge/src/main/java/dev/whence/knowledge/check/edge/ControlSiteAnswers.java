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

import java.net.URI;
import java.util.Set;
import java.util.stream.Stream;

/// Asks an unrelated site on Cloudflare for its trace, to tell this desk's own network apart (facts
/// §B, §J.3 #31).
public final class ControlSiteAnswers implements Probe {
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
        return Set.of(EdgeFact.ControlFailed.class, EdgeFact.ControlWell.class);
    }

    @Override
    public Stream<EdgeFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException {
        var target = scene.target();
        var question = Requests.alongside(target, control(target), Requests.BROWSER);
        return Stream.of(
                switch (world.ask(question, Patience.within(by))) {
                    case Fetched.NoAnswer none -> new EdgeFact.ControlFailed(Said.of(none));
                    case Fetched.Answered answer -> fact(answer);
                });
    }

    /// The control site; where the edge's address is given, in the scheme that it speaks there.
    private static URI control(Target target) {
        var control = target.sources().control();
        return target.edge().isEmpty()
                ? control
                : URI.create(
                        target.url().getScheme()
                                + "://"
                                + control.getRawAuthority()
                                + control.getRawPath());
    }

    private static EdgeFact fact(Fetched.Answered answer) {
        return TraceLines.read(answer.body())
                .filter(_ -> answer.status() == 200)
                .<EdgeFact>map(trace -> new EdgeFact.ControlWell(trace.of("colo")))
                .orElseGet(() -> new EdgeFact.ControlFailed("status " + answer.status()));
    }
}
