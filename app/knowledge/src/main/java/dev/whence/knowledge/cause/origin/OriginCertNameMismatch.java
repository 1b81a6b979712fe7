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

/// The certificate at the origin is good for other names than the one that is asked for.
public final class OriginCertNameMismatch implements Cause {
    private static final Predicate<TunnelFact.ServiceFailure> LOGGED =
            Logs.tunnel(Fault.CERT_NAME_MISMATCH);
    private static final Predicate<HostFact.WebLog> WEB_LOGGED =
            Logs.web(WebLine.UPSTREAM_CERT_NAME);

    @Override
    public Place place(Facts facts) {
        return facts.all(TunnelFact.ServiceFailure.class).anyMatch(LOGGED)
                        || facts.all(TunnelFact.ServiceTried.class)
                                .anyMatch(OriginCertNameMismatch::tried)
                ? Place.TUNNEL
                : Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginOwnError.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "served-and-refused",
                        TlsFact.Served.class,
                        EdgeFact.ErrorPage.class,
                        (served, page) ->
                                wrongName(served)
                                        && served.validity() == TlsFact.Validity.VALID
                                        && (served.trusted() || served.originCa())
                                        && page.code() == 526)
                .proves("logged", TunnelFact.ServiceFailure.class, LOGGED)
                .pointsTo("tried", TunnelFact.ServiceTried.class, OriginCertNameMismatch::tried)
                .pointsTo("web-logged", HostFact.WebLog.class, WEB_LOGGED)
                .fits("served", TlsFact.Served.class, OriginCertNameMismatch::wrongName)
                .fits("refused", EdgeFact.ErrorPage.class, page -> page.code() == 526)
                .rulesOut(
                        "covered",
                        TlsFact.Served.class,
                        served -> served.coversName() && !isLogged(facts.facts()))
                .done();
    }

    private static boolean wrongName(TlsFact.Served served) {
        return !served.coversName();
    }

    private static boolean isLogged(Facts facts) {
        return facts.all(TunnelFact.ServiceFailure.class).anyMatch(LOGGED)
                || facts.all(TunnelFact.ServiceTried.class).anyMatch(OriginCertNameMismatch::tried)
                || facts.all(HostFact.WebLog.class).anyMatch(WEB_LOGGED);
    }

    private static boolean tried(TunnelFact.ServiceTried tried) {
        return tried.refusedFor(TunnelFact.ServiceTried.Refusal.OTHER_NAME);
    }
}
