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
import java.util.regex.Pattern;

/// No virtual host or certificate at the origin is for the name in the TLS greeting.
public final class OriginTlsSniNotServed implements Cause {
    private static final Predicate<TunnelFact.ServiceFailure> ALERTED =
            Logs.tunnel(Fault.TLS_UNRECOGNIZED_NAME);
    private static final Predicate<TunnelFact.ServiceFailure> ON_TUNNEL =
            Logs.tunnel(
                    Fault.TLS_UNRECOGNIZED_NAME,
                    Fault.TLS_HANDSHAKE_FAILURE,
                    Fault.CERT_NAME_MISMATCH);
    private static final Predicate<HostFact.WebLog> WEB_LOGGED = Logs.web(WebLine.SNI_UNKNOWN);

    /// What proxies show to a name that they have no certificate for: Traefik, and the ingress
    /// controller of Kubernetes.
    private static final Pattern DEFAULT =
            Pattern.compile("\\.traefik\\.default|\\bingress\\.local\\b|Fake Certificate");

    @Override
    public Place place(Facts facts) {
        return facts.all(TunnelFact.ServiceFailure.class).anyMatch(ON_TUNNEL)
                ? Place.TUNNEL
                : Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginCertNameMismatch.class, OriginOwnError.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "unrecognized",
                        TunnelFact.ServiceFailure.class,
                        failure ->
                                ALERTED.test(failure)
                                        && failure.sample().contains("unrecognized name"))
                .pointsTo("internal", TunnelFact.ServiceFailure.class, ALERTED)
                .proves(
                        "alerted-and-refused",
                        TlsFact.Alerted.class,
                        EdgeFact.ErrorPage.class,
                        (greet, page) ->
                                greet.alert().equals("unrecognized_name") && page.code() == 525)
                .pointsTo(
                        "alerted-internal",
                        TlsFact.Alerted.class,
                        EdgeFact.ErrorPage.class,
                        (greet, page) ->
                                greet.alert().equals("internal_error") && page.code() == 525)
                .pointsTo(
                        "default-certificate",
                        TunnelFact.ServiceFailure.class,
                        OriginTlsSniNotServed::showsDefault)
                .pointsTo(
                        "web-logged",
                        HostFact.WebLog.class,
                        log -> WEB_LOGGED.test(log) && Logs.noOtherCode(facts.facts(), 525))
                .fits(
                        "no-name-in-url",
                        TunnelFact.ServiceFailure.class,
                        failure -> failure.kind() == Fault.TLS_HANDSHAKE_FAILURE)
                .fits(
                        "other-certificate",
                        TunnelFact.ServiceFailure.class,
                        failure -> failure.kind() == Fault.CERT_NAME_MISMATCH)
                .fits(
                        "hung-up",
                        TlsFact.HungUp.class,
                        EdgeFact.ErrorPage.class,
                        (greet, page) -> page.code() == 525)
                .fits("refused", EdgeFact.ErrorPage.class, page -> page.code() == 525)
                .rulesOut(
                        "served",
                        TlsFact.Served.class,
                        served ->
                                served.coversName()
                                        && facts.facts()
                                                .all(TunnelFact.ServiceFailure.class)
                                                .findAny()
                                                .isEmpty()
                                        && facts.facts()
                                                .all(HostFact.WebLog.class)
                                                .noneMatch(WEB_LOGGED))
                .done();
    }

    private static boolean showsDefault(TunnelFact.ServiceFailure failure) {
        return failure.kind() == Fault.CERT_NAME_MISMATCH
                && DEFAULT.matcher(failure.sample()).find();
    }
}
