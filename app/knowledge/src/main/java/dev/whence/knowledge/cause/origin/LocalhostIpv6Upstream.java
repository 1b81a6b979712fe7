package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.cause.Callers;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.Hosts;
import dev.whence.knowledge.fact.Ports;
import dev.whence.knowledge.fact.TunnelFact;

import java.util.Set;

/// The name localhost leads to the one address family, and the application listens on the other:
/// mostly ::1 is dialled and 127.0.0.1 is served (facts §E.11).
public final class LocalhostIpv6Upstream implements Cause {
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
                        "other-family",
                        HostFact.WebLog.class,
                        HostFact.Listening.class,
                        (log, host) ->
                                refused(log)
                                        && log.on().equals(host.on())
                                        && otherFamily(log.upstream(), host))
                .pointsTo(
                        "other-family-in-tunnel",
                        TunnelFact.ServiceFailure.class,
                        HostFact.Listening.class,
                        (failure, host) ->
                                refused(failure)
                                        && failure.on().equals(host.on())
                                        && otherFamily(failure.address(), host)
                                        && !Callers.inContainer(failure, facts.facts()))
                .pointsTo(
                        "other-family-tried",
                        TunnelFact.ServiceTried.class,
                        HostFact.Listening.class,
                        (tried, host) ->
                                tried.trouble() == TunnelFact.ServiceTried.Trouble.REFUSED
                                        && tried.on().equals(host.on())
                                        && otherFamily(tried.service(), host))
                .pointsTo(
                        "refused-on-ipv6",
                        HostFact.WebLog.class,
                        log ->
                                refused(log)
                                        && Hosts.isLoopback6(log.upstream())
                                        && !log.sample().contains("dial tcp")
                                        && !refusedOnIpv4(log, facts.facts()))
                .fits(
                        "ipv6-in-tunnel",
                        TunnelFact.ServiceFailure.class,
                        failure -> refused(failure) && Hosts.isLoopback6(failure.address()))
                .speaksAgainst(
                        "refused-on-both",
                        HostFact.WebLog.class,
                        log ->
                                refused(log)
                                        && Hosts.isLoopback6(log.upstream())
                                        && refusedOnIpv4(log, facts.facts()))
                .rulesOut(
                        "silent",
                        HostFact.WebLog.class,
                        HostFact.Listening.class,
                        (log, host) ->
                                refused(log)
                                        && Hosts.isLoopback(log.upstream())
                                        && log.on().equals(host.on())
                                        && !otherFamily(log.upstream(), host))
                .rulesOut(
                        "silent-behind-tunnel",
                        TunnelFact.ServiceFailure.class,
                        HostFact.Listening.class,
                        (failure, host) ->
                                refused(failure)
                                        && failure.toItself()
                                        && failure.on().equals(host.on())
                                        && !otherFamily(failure.address(), host))
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, page -> page.code() >= 520)
                .done();
    }

    private static boolean refused(HostFact.WebLog log) {
        return log.recent() && log.says() == HostFact.WebLog.WebLine.UPSTREAM_REFUSED;
    }

    private static boolean refused(TunnelFact.ServiceFailure failure) {
        return failure.kind() == TunnelFact.ServiceFailure.Fault.REFUSED;
    }

    private static boolean refusedOnIpv4(HostFact.WebLog log, Facts facts) {
        return facts.all(HostFact.WebLog.class)
                .anyMatch(
                        other ->
                                refused(other)
                                        && Hosts.isLoopback4(other.upstream())
                                        && other.upstreamPort().equals(log.upstreamPort()));
    }

    private static boolean otherFamily(String dialled, HostFact.Listening host) {
        var wantsIpv6 = Hosts.isLoopback6(dialled);
        if (!wantsIpv6 && !Hosts.isLoopback4(dialled)) {
            return false;
        }
        var port = Ports.of(dialled).orElse(0);
        return host.has(port)
                && host.sockets().stream()
                        .filter(socket -> socket.port() == port)
                        .allMatch(socket -> wantsIpv6 ? isIpv4(socket) : isIpv6Only(socket));
    }

    private static boolean isIpv4(HostFact.Socket socket) {
        return socket.address().contains(".");
    }

    private static boolean isIpv6Only(HostFact.Socket socket) {
        return socket.address().contains(":") && !socket.address().equals("::");
    }
}
