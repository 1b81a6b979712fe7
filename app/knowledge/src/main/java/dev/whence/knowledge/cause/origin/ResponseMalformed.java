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

/// What the origin answers is not valid HTTP.
public final class ResponseMalformed implements Cause {
    private static final Predicate<HostFact.WebLog> INVALID = Logs.web(WebLine.UPSTREAM_INVALID);

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
                        "not-http-and-seen",
                        HttpFact.NoAnswer.class,
                        EdgeFact.ErrorPage.class,
                        (direct, page) ->
                                direct.malformed()
                                        && Logs.answeredBadly(page)
                                        && facts.facts()
                                                .all(TlsFact.NotTls.class)
                                                .noneMatch(TlsFact.NotTls::announced))
                .proves(
                        "chunks-and-seen",
                        HttpFact.Flawed.class,
                        EdgeFact.ErrorPage.class,
                        (flawed, page) -> flawed.chunksBroken() && Logs.answeredBadly(page))
                .pointsTo("not-http", HttpFact.NoAnswer.class, HttpFact.NoAnswer::malformed)
                .pointsTo("chunks", HttpFact.Flawed.class, HttpFact.Flawed::chunksBroken)
                .pointsTo("logged", TunnelFact.ServiceFailure.class, Logs.tunnel(Fault.MALFORMED))
                .pointsTo(
                        "web-logged",
                        HostFact.WebLog.class,
                        log -> INVALID.test(log) && !noHead(log))
                .fits(
                        "web-logged-no-head",
                        HostFact.WebLog.class,
                        log -> INVALID.test(log) && noHead(log))
                .fits("code", EdgeFact.ErrorPage.class, page -> page.code() == 520)
                .speaksAgainst(
                        "another-protocol",
                        TunnelFact.ServiceFailure.class,
                        Logs.tunnel(Fault.NOT_HTTP, Fault.TLS_ANSWERED))
                .rulesOut("another-program", TlsFact.NotTls.class, TlsFact.NotTls::announced)
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, Logs::neverAsked)
                .done();
    }

    /// Where not even a first line of HTTP came, it is mostly another protocol.
    private static boolean noHead(HostFact.WebLog log) {
        return log.sample().contains("no valid HTTP");
    }
}
