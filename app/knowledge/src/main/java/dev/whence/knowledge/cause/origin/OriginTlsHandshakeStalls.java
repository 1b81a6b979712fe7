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
import dev.whence.knowledge.fact.TlsFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import java.util.Set;
import java.util.function.Predicate;

/// The origin's port opens, and the TLS handshake never gets an answer.
public final class OriginTlsHandshakeStalls implements Cause {
    private static final Predicate<TunnelFact.ServiceFailure> LOGGED =
            Logs.tunnel(Fault.TLS_TIMED_OUT);
    private static final Predicate<HostFact.WebLog> WEB_LOGGED =
            Logs.web(WebLine.UPSTREAM_TLS_TIMED_OUT);

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
                        "stalled-and-refused",
                        TlsFact.Stalled.class,
                        EdgeFact.ErrorPage.class,
                        (greet, page) -> page.code() == 525)
                .pointsTo(
                        "stalled-and-slow",
                        TlsFact.Stalled.class,
                        EdgeFact.ErrorPage.class,
                        (greet, page) ->
                                page.code() == 522 || page.code() == 524 || page.code() == 520)
                .pointsTo(
                        "silent-also-to-itself",
                        HttpFact.NoAnswer.class,
                        HostFact.LocalAnswer.class,
                        (direct, own) -> direct.stalledInTls() && own.timedOut())
                .pointsTo("logged", TunnelFact.ServiceFailure.class, LOGGED)
                .pointsTo("web-logged", HostFact.WebLog.class, WEB_LOGGED)
                .fits("stalled", TlsFact.Stalled.class, greet -> true)
                .fits("refused", EdgeFact.ErrorPage.class, page -> page.code() == 525)
                .rulesOut(
                        "wants-plain",
                        HostFact.UpstreamTried.class,
                        HostFact.UpstreamTried::wantsPlain)
                .rulesOut(
                        "greeted",
                        TlsFact.Served.class,
                        _ ->
                                facts.facts().all(TunnelFact.ServiceFailure.class).noneMatch(LOGGED)
                                        && facts.facts()
                                                .all(HostFact.WebLog.class)
                                                .noneMatch(WEB_LOGGED))
                .done();
    }
}
