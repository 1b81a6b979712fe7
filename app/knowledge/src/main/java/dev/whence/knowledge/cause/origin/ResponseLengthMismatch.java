package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import java.util.Set;

/// The body of the origin's answer is not as long, or not packed, as its headers say.
public final class ResponseLengthMismatch implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginOwnError.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "flawed-and-seen",
                        HttpFact.Flawed.class,
                        EdgeFact.ErrorPage.class,
                        (flawed, page) -> flawed.mismatch() && Logs.answeredBadly(page))
                .pointsTo("flawed", HttpFact.Flawed.class, HttpFact.Flawed::mismatch)
                .pointsTo(
                        "web-logged",
                        HostFact.WebLog.class,
                        Logs.web(WebLine.UPSTREAM_LENGTH_WRONG))
                .fits("cut", TunnelFact.ServiceFailure.class, Logs.tunnel(Fault.BODY_CUT))
                .fits(
                        "own-page",
                        EdgeFact.ErrorPage.class,
                        page ->
                                page.form() == EdgeFact.ErrorPage.Form.UNBRANDED
                                        && Logs.answeredBadly(page))
                .speaksAgainst(
                        "sound",
                        HttpFact.Answered.class,
                        answer ->
                                answer.status() < 400 && !facts.facts().know(HttpFact.Flawed.class))
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, Logs::neverAsked)
                .done();
    }
}
