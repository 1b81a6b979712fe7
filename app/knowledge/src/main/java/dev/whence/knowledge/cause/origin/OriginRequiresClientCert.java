package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.fact.TlsFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import java.util.Set;
import java.util.function.Predicate;

/// The origin wants a certificate from its caller, and this caller shows none.
///
/// With Authenticated Origin Pulls that is healthy for the edge, and shuts this desk out (facts
/// §I.3).
public final class OriginRequiresClientCert implements Cause {
    private static final Predicate<TunnelFact.ServiceFailure> REQUIRED =
            Logs.tunnel(Fault.CLIENT_CERT_REQUIRED);
    private static final Predicate<HostFact.WebLog> MISSING = Logs.web(WebLine.CLIENT_CERT_MISSING);

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
                        "logged",
                        TunnelFact.ServiceFailure.class,
                        failure ->
                                REQUIRED.test(failure)
                                        && failure.sample().contains("certificate required"))
                .pointsTo("logged-otherwise", TunnelFact.ServiceFailure.class, REQUIRED)
                .proves("page", EdgeFact.WantsClientCert.class, _ -> true)
                .proves(
                        "missing-and-400",
                        HostFact.WebLog.class,
                        EdgeFact.Answered.class,
                        (log, edge) -> MISSING.test(log) && edge.status() == 400)
                .pointsTo(
                        "missing",
                        HostFact.WebLog.class,
                        log ->
                                MISSING.test(log)
                                        && facts.facts()
                                                .all(EdgeFact.ErrorPage.class)
                                                .allMatch(
                                                        page ->
                                                                page.code() == 520
                                                                        || page.code() == 525))
                .pointsTo("upstream", HostFact.WebLog.class, Logs.web(WebLine.UPSTREAM_CLIENT_CERT))
                .pointsTo(
                        "alerted-and-refused",
                        TlsFact.Alerted.class,
                        EdgeFact.ErrorPage.class,
                        (greet, page) ->
                                greet.alert().equals("certificate_required") && page.code() == 525)
                .fits(
                        "wanted",
                        TlsFact.Served.class,
                        EdgeFact.ErrorPage.class,
                        (served, page) ->
                                served.wantsClientCertificate()
                                        && (page.code() == 520 || page.code() == 525))
                .fits(
                        "handshake",
                        TunnelFact.ServiceFailure.class,
                        failure -> failure.kind() == Fault.TLS_HANDSHAKE_FAILURE)
                .done();
    }
}
