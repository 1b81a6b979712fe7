package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TlsFact;
import dev.whence.knowledge.fact.TunnelFact;

import java.util.Set;

/// https:// is spoken to a port that speaks plain HTTP.
public final class HttpsToHttpPort implements Cause {
    @Override
    public Place place(Facts facts) {
        return facts.all(TunnelFact.ServiceFailure.class).anyMatch(HttpsToHttpPort::logged)
                        || facts.all(TunnelFact.ServiceTried.class).anyMatch(HttpsToHttpPort::tried)
                ? Place.TUNNEL
                : Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginOwnError.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves("logged", TunnelFact.ServiceFailure.class, HttpsToHttpPort::logged)
                .pointsTo("tried", TunnelFact.ServiceTried.class, HttpsToHttpPort::tried)
                .proves(
                        "web-logged",
                        HostFact.WebLog.class,
                        log ->
                                log.recent()
                                        && log.says() == HostFact.WebLog.WebLine.UPSTREAM_NOT_TLS)
                .proves(
                        "upstream-wants-plain",
                        HostFact.UpstreamTried.class,
                        HostFact.WebConfig.class,
                        (tried, web) ->
                                tried.wantsPlain()
                                        && tried.on().equals(web.on())
                                        && web.services().contains(tried.service()))
                .proves(
                        "greeted-and-refused",
                        TlsFact.NotTls.class,
                        EdgeFact.ErrorPage.class,
                        (greet, page) -> page.code() == 525 && !greet.announced())
                .fits("greeted", TlsFact.NotTls.class, greet -> true)
                .rulesOut(
                        "speaks-tls",
                        TlsFact.Served.class,
                        served ->
                                !facts.facts().know(TunnelFact.ServiceFailure.class)
                                        && !facts.facts().know(HostFact.UpstreamTried.class)
                                        && !facts.facts().know(HostFact.WebLog.class))
                .done();
    }

    /// What OpenSSL calls an answer that is no TLS record.
    private static boolean tried(TunnelFact.ServiceTried tried) {
        return tried.trouble() == TunnelFact.ServiceTried.Trouble.TLS_FAILED
                && tried.said().contains("wrong version number");
    }

    private static boolean logged(TunnelFact.ServiceFailure failure) {
        return failure.kind() == TunnelFact.ServiceFailure.Fault.PLAIN_HTTP_ANSWERED;
    }
}
