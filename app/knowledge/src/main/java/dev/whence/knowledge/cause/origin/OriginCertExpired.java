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

import java.util.Set;
import java.util.function.Predicate;

/// The certificate at the origin is past its last day, or before its first.
public final class OriginCertExpired implements Cause {
    private static final Predicate<HostFact.WebLog> WEB_LOGGED =
            Logs.web(WebLine.UPSTREAM_CERT_EXPIRED);

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
                        "served-and-refused",
                        TlsFact.Served.class,
                        EdgeFact.ErrorPage.class,
                        (served, page) -> expired(served) && page.code() == 526)
                .proves(
                        "served-and-logged",
                        TlsFact.Served.class,
                        TunnelFact.ServiceFailure.class,
                        (served, failure) -> expired(served) && logged(failure))
                .proves(
                        "too-early-and-refused",
                        TlsFact.Served.class,
                        EdgeFact.ErrorPage.class,
                        (served, page) -> tooEarly(served) && page.code() == 526)
                .proves(
                        "too-early-and-logged",
                        TlsFact.Served.class,
                        TunnelFact.ServiceFailure.class,
                        (served, failure) ->
                                tooEarly(served)
                                        && failure.kind()
                                                == TunnelFact.ServiceFailure.Fault
                                                        .CERT_NOT_YET_VALID)
                .pointsTo("logged", TunnelFact.ServiceFailure.class, OriginCertExpired::logged)
                .pointsTo("tried", TunnelFact.ServiceTried.class, OriginCertExpired::tried)
                .pointsTo("web-logged", HostFact.WebLog.class, WEB_LOGGED)
                .fits("served", TlsFact.Served.class, OriginCertExpired::expired)
                .fits("too-early", TlsFact.Served.class, OriginCertExpired::tooEarly)
                .fits("refused", EdgeFact.ErrorPage.class, page -> page.code() == 526)
                .rulesOut(
                        "in-date",
                        TlsFact.Served.class,
                        served ->
                                served.validity() == TlsFact.Validity.VALID
                                        && !loggedIn(facts.facts()))
                .done();
    }

    private static boolean expired(TlsFact.Served served) {
        return served.validity() == TlsFact.Validity.EXPIRED;
    }

    private static boolean tooEarly(TlsFact.Served served) {
        return served.validity() == TlsFact.Validity.NOT_YET_VALID;
    }

    private static boolean logged(TunnelFact.ServiceFailure failure) {
        return failure.kind() == TunnelFact.ServiceFailure.Fault.CERT_EXPIRED;
    }

    private static boolean loggedIn(Facts facts) {
        return facts.all(TunnelFact.ServiceFailure.class).anyMatch(OriginCertExpired::logged)
                || facts.all(TunnelFact.ServiceTried.class).anyMatch(OriginCertExpired::tried)
                || facts.all(HostFact.WebLog.class).anyMatch(WEB_LOGGED);
    }

    private static boolean tried(TunnelFact.ServiceTried tried) {
        return tried.refusedFor(TunnelFact.ServiceTried.Refusal.EXPIRED);
    }
}
