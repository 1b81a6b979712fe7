package dev.whence.knowledge.cause.client;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.knowledge.fact.EdgeFact;

/// The network of this desk does not reach Cloudflare as it should.
public final class TesterNetworkFault implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.CLIENT;
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.pointsTo(
                        "nothing-answers",
                        EdgeFact.NoAnswer.class,
                        EdgeFact.ControlFailed.class,
                        (site, control) -> true)
                .pointsTo("diverted", EdgeFact.ControlDiverted.class, diverted -> true)
                .fits("control", EdgeFact.ControlFailed.class, control -> true)
                .fits(
                        "resolver-stale",
                        DnsFact.Disagreement.class,
                        EdgeFact.NotProxied.class,
                        (resolvers, answer) -> resolvers.answers().containsKey("system"))
                .rulesOut("control-well", EdgeFact.ControlWell.class, control -> true)
                .rulesOut("site-answers", EdgeFact.Answered.class, answer -> true)
                .done();
    }
}
