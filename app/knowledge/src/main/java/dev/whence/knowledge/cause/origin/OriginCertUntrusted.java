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

/// The certificate leads to no root that the caller trusts: self-signed, a private authority, or an
/// incomplete chain.
public final class OriginCertUntrusted implements Cause {
    /// What else Go says of a chain that it cannot follow: a broken or too weak link in it.
    private static final Predicate<TunnelFact.ServiceFailure> OTHERWISE =
            Logs.tunnel(Fault.CERT_OTHER);

    private static final Predicate<HostFact.WebLog> WEB_LOGGED =
            Logs.web(WebLine.UPSTREAM_CERT_UNTRUSTED);

    @Override
    public Place place(Facts facts) {
        return facts.all(TunnelFact.ServiceFailure.class).anyMatch(OriginCertUntrusted::refused)
                        || facts.all(TunnelFact.ServiceTried.class)
                                .anyMatch(OriginCertUntrusted::tried)
                ? Place.TUNNEL
                : Place.ORIGIN;
    }

    /// A certificate that somebody made for a test mostly has another name, too; a trusted one with
    /// the name cures both.
    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginCertNameMismatch.class, OriginOwnError.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "served-and-refused",
                        TlsFact.Served.class,
                        EdgeFact.ErrorPage.class,
                        (served, page) ->
                                untrusted(served)
                                        && served.validity() == TlsFact.Validity.VALID
                                        && page.code() == 526)
                .proves("logged", TunnelFact.ServiceFailure.class, OriginCertUntrusted::logged)
                .pointsTo("logged-otherwise", TunnelFact.ServiceFailure.class, OTHERWISE)
                .pointsTo("tried", TunnelFact.ServiceTried.class, OriginCertUntrusted::tried)
                .pointsTo("web-logged", HostFact.WebLog.class, WEB_LOGGED)
                .fits("served", TlsFact.Served.class, OriginCertUntrusted::untrusted)
                .fits("refused", EdgeFact.ErrorPage.class, page -> page.code() == 526)
                .rulesOut(
                        "trusted",
                        TlsFact.Served.class,
                        served ->
                                !untrusted(served)
                                        && facts.facts()
                                                .all(TunnelFact.ServiceFailure.class)
                                                .noneMatch(OriginCertUntrusted::refused)
                                        && facts.facts()
                                                .all(TunnelFact.ServiceTried.class)
                                                .noneMatch(OriginCertUntrusted::tried)
                                        && facts.facts()
                                                .all(HostFact.WebLog.class)
                                                .noneMatch(WEB_LOGGED))
                .done();
    }

    private static boolean untrusted(TlsFact.Served served) {
        return !served.trusted() && !served.originCa();
    }

    private static boolean refused(TunnelFact.ServiceFailure failure) {
        return logged(failure) || OTHERWISE.test(failure);
    }

    private static boolean tried(TunnelFact.ServiceTried tried) {
        return tried.refusedFor(TunnelFact.ServiceTried.Refusal.UNTRUSTED);
    }

    private static boolean logged(TunnelFact.ServiceFailure failure) {
        return failure.kind() == TunnelFact.ServiceFailure.Fault.CERT_UNTRUSTED;
    }
}
