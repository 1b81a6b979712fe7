package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.TlsFact;
import dev.whence.knowledge.fact.TunnelFact;

/// The certificate leads to no root that the caller trusts: self-signed, a private authority, or an
/// incomplete chain.
public final class OriginCertUntrusted implements Cause {
    @Override
    public Place place(Facts facts) {
        return facts.all(TunnelFact.ServiceFailure.class).anyMatch(OriginCertUntrusted::logged)
                ? Place.TUNNEL
                : Place.ORIGIN;
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
                                        && served.coversName()
                                        && page.code() == 526)
                .proves("logged", TunnelFact.ServiceFailure.class, OriginCertUntrusted::logged)
                .fits("served", TlsFact.Served.class, OriginCertUntrusted::untrusted)
                .fits("refused", EdgeFact.ErrorPage.class, page -> page.code() == 526)
                .rulesOut(
                        "trusted",
                        TlsFact.Served.class,
                        served ->
                                !untrusted(served)
                                        && facts.facts()
                                                .all(TunnelFact.ServiceFailure.class)
                                                .noneMatch(OriginCertUntrusted::logged))
                .done();
    }

    private static boolean untrusted(TlsFact.Served served) {
        return !served.trusted() && !served.originCa();
    }

    private static boolean logged(TunnelFact.ServiceFailure failure) {
        return failure.kind() == TunnelFact.ServiceFailure.Fault.CERT_UNTRUSTED;
    }
}
