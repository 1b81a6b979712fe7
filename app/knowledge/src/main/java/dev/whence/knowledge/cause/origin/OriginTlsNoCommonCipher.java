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

/// The caller and the origin have no TLS version or cipher in common.
public final class OriginTlsNoCommonCipher implements Cause {
    private static final Predicate<HostFact.WebLog> CLIENT_SIDE =
            Logs.web(WebLine.NO_SHARED_CIPHER);
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "^[a-z]{2,5}://(?:\\[|\\d{1,3}(?:\\.\\d{1,3}){3}(?::|/|$)|localhost).*");

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
                        "protocol",
                        TunnelFact.ServiceFailure.class,
                        failure -> failure.kind() == Fault.TLS_PROTOCOL_VERSION)
                .pointsTo(
                        "handshake",
                        TunnelFact.ServiceFailure.class,
                        failure -> failure.kind() == Fault.TLS_HANDSHAKE_FAILURE && named(failure))
                .fits(
                        "handshake-at-address",
                        TunnelFact.ServiceFailure.class,
                        failure -> failure.kind() == Fault.TLS_HANDSHAKE_FAILURE && !named(failure))
                .proves(
                        "alerted-and-refused",
                        TlsFact.Alerted.class,
                        EdgeFact.ErrorPage.class,
                        (greet, page) ->
                                page.code() == 525
                                        && (greet.alert().equals("protocol_version")
                                                || greet.alert().equals("insufficient_security")))
                .pointsTo(
                        "alerted",
                        TlsFact.Alerted.class,
                        EdgeFact.ErrorPage.class,
                        (greet, page) ->
                                page.code() == 525 && greet.alert().equals("handshake_failure"))
                .proves(
                        "web-logged-and-refused",
                        HostFact.WebLog.class,
                        EdgeFact.ErrorPage.class,
                        (log, page) -> CLIENT_SIDE.test(log) && page.code() == 525)
                .pointsTo(
                        "web-logged",
                        HostFact.WebLog.class,
                        log -> CLIENT_SIDE.test(log) && Logs.noOtherCode(facts.facts(), 525))
                .pointsTo(
                        "upstream-version",
                        HostFact.WebLog.class,
                        Logs.web(WebLine.UPSTREAM_TLS_VERSION))
                .fits("upstream-alert", HostFact.WebLog.class, Logs.web(WebLine.UPSTREAM_TLS_ALERT))
                .fits("refused", EdgeFact.ErrorPage.class, page -> page.code() == 525)
                .speaksAgainst("agreed", TlsFact.Served.class, served -> true)
                .done();
    }

    /// Whether the service URL holds a name, which is then the one in the greeting.
    private static boolean named(TunnelFact.ServiceFailure failure) {
        return !failure.service().isEmpty() && !ADDRESS.matcher(failure.service()).matches();
    }
}
