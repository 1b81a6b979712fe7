package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.cause.Callers;
import dev.whence.knowledge.cause.Leg;
import dev.whence.knowledge.fact.ContainerFact;
import dev.whence.knowledge.fact.ContainerFact.Container;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.Listening;
import dev.whence.knowledge.fact.HostFact.WebLog;
import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.fact.Hosts;
import dev.whence.knowledge.fact.Ports;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import java.util.Set;

/// localhost inside a container is the container itself, and the application runs elsewhere (facts
/// §E.7, §E.11).
public final class LocalhostInContainer implements Cause {
    @Override
    public Place place(Facts facts) {
        return Leg.of(facts, LocalhostInContainer::itself, LocalhostInContainer::itself);
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginOwnError.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "listens-outside",
                        ServiceFailure.class,
                        Listening.class,
                        (failure, host) ->
                                itself(failure)
                                        && Callers.same(failure.on(), host.on())
                                        && listens(failure, host)
                                        && Callers.inContainer(failure, facts.facts())
                                        && isApart(failure, facts.facts()))
                .proves(
                        "listens-in-another",
                        ServiceFailure.class,
                        Container.class,
                        (failure, app) ->
                                itself(failure)
                                        && serves(app, failure)
                                        && Callers.inContainer(failure, facts.facts()))
                .pointsTo(
                        "logs-from-a-container",
                        ServiceFailure.class,
                        ContainerFact.Logged.class,
                        (failure, log) -> itself(failure) && !log.program().equals("nginx"))
                .pointsTo(
                        "process-in-a-container",
                        ServiceFailure.class,
                        TunnelFact.Processes.class,
                        (failure, processes) ->
                                itself(failure)
                                        && processes.inContainer()
                                        && failure.on().equals(processes.on()))
                .pointsTo(
                        "connector-container",
                        ServiceFailure.class,
                        Container.class,
                        (failure, connector) ->
                                itself(failure) && connector.isConnector() && connector.runs())
                .pointsTo(
                        "asked-outside",
                        ServiceFailure.class,
                        HostFact.LocalAnswer.class,
                        (failure, answer) ->
                                itself(failure)
                                        && answer.status() > 0
                                        && Callers.same(failure.on(), answer.on())
                                        && failure.port().equals(Ports.of(answer.url())))
                .pointsTo(
                        "listens",
                        ServiceFailure.class,
                        Listening.class,
                        (failure, host) ->
                                itself(failure)
                                        && failure.on().equals(host.on())
                                        && listens(failure, host)
                                        && reachable(failure, host))
                .pointsTo(
                        "engine-name-tried",
                        ServiceFailure.class,
                        ServiceFailure.class,
                        (failure, other) ->
                                itself(failure)
                                        && Callers.lookup(other)
                                        && Hosts.isEngineName(other.address()))
                .pointsTo(
                        "web-logs-from-a-container",
                        WebLog.class,
                        ContainerFact.Logged.class,
                        (log, logged) -> itself(log) && logged.program().equals("nginx"))
                .proves(
                        "web-listens-in-another",
                        WebLog.class,
                        Container.class,
                        (log, app) ->
                                itself(log)
                                        && !app.isProxy()
                                        && app.runs()
                                        && log.upstreamPort()
                                                .filter(app.innerPorts()::contains)
                                                .isPresent()
                                        && facts.facts()
                                                .all(ContainerFact.Logged.class)
                                                .anyMatch(
                                                        logged -> logged.program().equals("nginx")))
                .fits("itself", ServiceFailure.class, LocalhostInContainer::itself)
                .speaksAgainst("pod", ContainerFact.Kubernetes.class, cluster -> true)
                .speaksAgainst(
                        "shares-a-network",
                        ServiceFailure.class,
                        Container.class,
                        (failure, connector) ->
                                itself(failure)
                                        && connector.isConnector()
                                        && connector.sharesNetwork())
                .rulesOut(
                        "on-the-host",
                        ServiceFailure.class,
                        failure -> itself(failure) && Callers.onHost(failure, facts.facts()))
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, page -> page.code() >= 520)
                .done();
    }

    private static boolean itself(ServiceFailure failure) {
        return failure.kind() == Fault.REFUSED && failure.toItself();
    }

    private static boolean itself(WebLog log) {
        return log.recent()
                && log.says() == WebLine.UPSTREAM_REFUSED
                && Hosts.isLoopback(log.upstream());
    }

    /// Whether the application did not just come back, and the container has a network of its own.
    private static boolean isApart(ServiceFailure failure, Facts facts) {
        return failure.marked()
                || Callers.connectors(facts).stream()
                        .anyMatch(each -> each.runs() && !each.networkMode().isEmpty());
    }

    private static boolean listens(ServiceFailure failure, Listening host) {
        return failure.port().filter(host::has).isPresent();
    }

    /// Whether somebody on the host who dials the same address would be let in.
    private static boolean reachable(ServiceFailure failure, Listening host) {
        return host.sockets().stream()
                .filter(socket -> failure.port().filter(port -> port == socket.port()).isPresent())
                .anyMatch(
                        socket ->
                                socket.address().equals("*")
                                        || socket.address().equals("::")
                                        || socket.address().contains(":")
                                                == Hosts.isLoopback6(failure.address()));
    }

    private static boolean serves(Container app, ServiceFailure failure) {
        return !app.isConnector()
                && app.runs()
                && failure.port()
                        .filter(
                                port ->
                                        app.ports().stream()
                                                .anyMatch(
                                                        each ->
                                                                each.port() == port
                                                                        || each.inner() == port))
                        .isPresent();
    }
}
