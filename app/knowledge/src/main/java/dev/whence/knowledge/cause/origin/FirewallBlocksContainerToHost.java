package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.cause.Callers;
import dev.whence.knowledge.cause.Leg;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.Listening;
import dev.whence.knowledge.fact.HostFact.WebLog;
import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.fact.Hosts;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import java.util.Set;

/// The host's firewall drops what its own containers send to it, so a connector or web server in a
/// container cannot reach a program on the host (facts §E.11, captures §14g).
public final class FirewallBlocksContainerToHost implements Cause {
    @Override
    public Place place(Facts facts) {
        return Leg.of(facts, FirewallBlocksContainerToHost::silent, failure -> silent(failure));
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginOwnError.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "blocked-and-silent",
                        HostFact.PacketBlocked.class,
                        ServiceFailure.class,
                        (packet, failure) ->
                                blocked(packet)
                                        && silent(failure)
                                        && failure.port()
                                                .filter(port -> port == packet.port())
                                                .isPresent())
                .proves(
                        "blocked-and-silent-to-web",
                        HostFact.PacketBlocked.class,
                        WebLog.class,
                        (packet, log) ->
                                blocked(packet)
                                        && silent(log)
                                        && log.upstreamPort()
                                                .filter(port -> port == packet.port())
                                                .isPresent())
                .pointsTo(
                        "blocked",
                        HostFact.PacketBlocked.class,
                        FirewallBlocksContainerToHost::blocked)
                .pointsTo(
                        "host-silent",
                        ServiceFailure.class,
                        failure ->
                                silent(failure)
                                        && (Hosts.isHostOfContainers(failure.address())
                                                || Hosts.isEngineName(failure.service())))
                .pointsTo(
                        "host-silent-to-web",
                        WebLog.class,
                        log -> silent(log) && Hosts.isHostOfContainers(log.upstream()))
                .pointsTo(
                        "listens-and-silent",
                        ServiceFailure.class,
                        Listening.class,
                        (failure, host) ->
                                silent(failure)
                                        && !failure.toItself()
                                        && failure.port()
                                                .filter(
                                                        port ->
                                                                host.has(port)
                                                                        && !host.onlyLoopback(port))
                                                .isPresent()
                                        && Callers.same(failure.on(), host.on())
                                        && Callers.inContainer(failure, facts.facts()))
                .fits(
                        "silent",
                        ServiceFailure.class,
                        failure ->
                                silent(failure)
                                        && Callers.inContainer(failure, facts.facts())
                                        && !Hosts.isContainerAddress(failure.address()))
                .rulesOut(
                        "on-the-host",
                        ServiceFailure.class,
                        failure -> silent(failure) && Callers.onHost(failure, facts.facts()))
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, page -> page.code() >= 520)
                .done();
    }

    private static boolean blocked(HostFact.PacketBlocked packet) {
        return packet.recent() && packet.fromContainer() && packet.port() > 0;
    }

    private static boolean silent(ServiceFailure failure) {
        return failure.kind() == Fault.TIMED_OUT || failure.kind() == Fault.NO_ROUTE;
    }

    private static boolean silent(WebLog log) {
        return log.recent()
                && (log.says() == WebLine.UPSTREAM_CONNECT_TIMED_OUT
                        || log.says() == WebLine.UPSTREAM_NO_ROUTE);
    }
}
