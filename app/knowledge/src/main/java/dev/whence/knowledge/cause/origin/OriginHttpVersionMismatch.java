package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import java.util.Set;
import java.util.function.Predicate;

/// The origin answers in one version of HTTP and breaks in another that it offers. Cloudflare uses
/// HTTP/2 where it is offered, most tests by hand do not (facts §I.2, §J.3 #48).
public final class OriginHttpVersionMismatch implements Cause {
    private static final Predicate<TunnelFact.ServiceFailure> BROKEN =
            Logs.tunnel(Fault.MALFORMED, Fault.CLOSED, Fault.RESET, Fault.NOT_HTTP);

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
                        "http2-breaks",
                        HttpFact.Http2Broken.class,
                        EdgeFact.ErrorPage.class,
                        (broken, page) -> Logs.answeredBadly(page))
                .pointsTo(
                        "http2-breaks-here",
                        HttpFact.Http2Broken.class,
                        broken -> !facts.facts().know(EdgeFact.ErrorPage.class))
                .pointsTo(
                        "version-refused",
                        HttpFact.Answered.class,
                        answer -> answer.status() == 505 || answer.status() == 426)
                .pointsTo(
                        "version-refused-through-edge",
                        EdgeFact.PassedOn.class,
                        page -> page.status() == 505)
                .fits(
                        "forced-http2",
                        TunnelFact.RuleMatched.class,
                        TunnelFact.ServiceFailure.class,
                        (matched, failure) -> matched.rule().http2() && BROKEN.test(failure))
                .fits("code", EdgeFact.ErrorPage.class, page -> page.code() == 520)
                .rulesOut(
                        "http2-answers",
                        HttpFact.Answered.class,
                        answer -> answer.protocol().equals("HTTP/2"))
                .rulesOut(
                        "another-leg", EdgeFact.ErrorPage.class, page -> !Logs.answeredBadly(page))
                .done();
    }
}
