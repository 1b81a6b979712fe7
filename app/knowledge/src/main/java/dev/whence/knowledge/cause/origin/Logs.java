package dev.whence.knowledge.cause.origin;

import dev.whence.engine.model.Facts;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.AppLog.AppLine;
import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import java.util.Set;
import java.util.function.Predicate;

/// What causes at the origin ask of logs and codes, said once.
final class Logs {
    private static final Set<WebLine> CUT =
            Set.of(WebLine.UPSTREAM_CLOSED_EARLY, WebLine.UPSTREAM_RESET);
    private static final Set<WebLine> GONE =
            Set.of(
                    WebLine.UPSTREAM_CLOSED_EARLY,
                    WebLine.UPSTREAM_RESET,
                    WebLine.UPSTREAM_REFUSED,
                    WebLine.UPSTREAM_SOCKET_MISSING,
                    WebLine.NO_LIVE_UPSTREAMS);

    private Logs() {}

    /// A line of the web server in the time of the failure.
    static Predicate<HostFact.WebLog> web(WebLine... lines) {
        var wanted = Set.of(lines);
        return log -> log.recent() && wanted.contains(log.says());
    }

    /// A line of an application in the time of the failure.
    static Predicate<HostFact.AppLog> app(AppLine... lines) {
        var wanted = Set.of(lines);
        return log -> log.recent() && wanted.contains(log.says());
    }

    /// A failure between the connector and its service.
    static Predicate<TunnelFact.ServiceFailure> tunnel(Fault... faults) {
        var wanted = Set.of(faults);
        return failure -> wanted.contains(failure.kind());
    }

    /// The application closed the connection in the middle.
    static boolean cut(HostFact.WebLog log) {
        return log.recent() && CUT.contains(log.says());
    }

    /// The application closed the connection in the middle, or is not there.
    static boolean gone(HostFact.WebLog log) {
        return log.recent() && GONE.contains(log.says());
    }

    /// The edge never got as far as a request: TLS failed, or the tunnel or the name did.
    static boolean neverAsked(EdgeFact.ErrorPage page) {
        return page.code() == 525 || page.code() == 526 || page.code() >= 530;
    }

    /// The codes of which an edge says nothing but what the origin told it, or that it told
    /// nothing.
    static boolean answeredBadly(EdgeFact.ErrorPage page) {
        return (page.code() >= 500 && page.code() <= 504) || page.code() == 520;
    }

    /// Nobody knows another code than this one.
    static boolean noOtherCode(Facts facts, int code) {
        return facts.all(EdgeFact.ErrorPage.class).allMatch(page -> page.code() == code)
                && facts.all(EdgeFact.Reported.class)
                        .allMatch(
                                reported ->
                                        reported.codes().isEmpty()
                                                || reported.codes().contains(code));
    }
}
