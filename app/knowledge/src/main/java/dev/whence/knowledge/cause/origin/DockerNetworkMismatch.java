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
import dev.whence.knowledge.fact.HostFact.WebLog;
import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.fact.Hosts;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import java.util.List;
import java.util.Set;

/// The caller and the application are containers without a common network, so the one does not know
/// the name of the other (facts §E.11).
///
/// Docker's own resolver, 127.0.0.11, answers inside user-defined networks; a container on the
/// default bridge asks the host's resolver, or 8.8.8.8 where that is on loopback.
public final class DockerNetworkMismatch implements Cause {
    @Override
    public Place place(Facts facts) {
        return Leg.of(
                facts,
                log -> unknown(log) || unreachable(log),
                failure -> Callers.lookup(failure) || unreachable(failure));
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginOwnError.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "apart",
                        ServiceFailure.class,
                        Container.class,
                        (failure, app) ->
                                Callers.lookedForContainer(failure)
                                        && isRunning(app, Callers.calledName(failure))
                                        && apart(Callers.connectors(facts.facts()), app))
                .proves(
                        "apart-from-web",
                        WebLog.class,
                        Container.class,
                        (log, app) ->
                                unknown(log)
                                        && isRunning(app, Hosts.of(log.upstream()))
                                        && apart(proxies(facts.facts()), app))
                .pointsTo(
                        "address-of-another-network",
                        ServiceFailure.class,
                        Container.class,
                        (failure, app) ->
                                unreachable(failure)
                                        && app.addresses().contains(Hosts.of(failure.address()))
                                        && apart(Callers.connectors(facts.facts()), app))
                .pointsTo(
                        "runs",
                        ServiceFailure.class,
                        Container.class,
                        (failure, app) ->
                                Callers.lookedForContainer(failure)
                                        && isRunning(app, Callers.calledName(failure)))
                .pointsTo(
                        "unknown-to-docker",
                        ServiceFailure.class,
                        failure ->
                                Callers.lookedForContainer(failure)
                                        && Hosts.isDockerResolver(failure.resolver()))
                .pointsTo(
                        "default-bridge",
                        ServiceFailure.class,
                        failure ->
                                Callers.lookedForContainer(failure)
                                        && Hosts.isBridgeResolver(failure.resolver()))
                .pointsTo(
                        "unknown-to-web-container",
                        WebLog.class,
                        ContainerFact.Logged.class,
                        (log, logged) ->
                                unknown(log)
                                        && Hosts.isBareName(log.upstream())
                                        && logged.program().equals("nginx"))
                .fits(
                        "bare-name",
                        ServiceFailure.class,
                        failure ->
                                Callers.lookedForContainer(failure)
                                        && !Hosts.isClusterResolver(failure.resolver()))
                .fits(
                        "bare-name-in-web",
                        WebLog.class,
                        log -> unknown(log) && Hosts.isBareName(log.upstream()))
                .fits("no-way", ServiceFailure.class, DockerNetworkMismatch::unreachable)
                .fits("no-way-from-web", WebLog.class, DockerNetworkMismatch::unreachable)
                .rulesOut(
                        "together",
                        ServiceFailure.class,
                        Container.class,
                        (failure, app) ->
                                Callers.lookedForContainer(failure)
                                        && isRunning(app, Callers.calledName(failure))
                                        && together(Callers.connectors(facts.facts()), app))
                .speaksAgainst(
                        "not-running",
                        ServiceFailure.class,
                        Container.class,
                        (failure, app) ->
                                Callers.isCalled(app, Callers.calledName(failure))
                                        && (app.stopped() || app.loops()))
                .speaksAgainst(
                        "not-running-behind-web",
                        WebLog.class,
                        Container.class,
                        (log, app) ->
                                unknown(log)
                                        && Callers.isCalled(app, Hosts.of(log.upstream()))
                                        && (app.stopped() || app.loops()))
                .rulesOut(
                        "no-such-container",
                        ServiceFailure.class,
                        Container.class,
                        (failure, any) ->
                                Callers.lookedForContainer(failure)
                                        && !any.networks().isEmpty()
                                        && facts.facts()
                                                .all(Container.class)
                                                .noneMatch(
                                                        each ->
                                                                Callers.isCalled(
                                                                        each,
                                                                        Callers.calledName(
                                                                                failure))))
                .rulesOut(
                        "on-the-host",
                        ServiceFailure.class,
                        failure ->
                                Callers.lookedForContainer(failure)
                                        && Callers.onHost(failure, facts.facts()))
                .rulesOut(
                        "alike",
                        ServiceFailure.class,
                        Container.class,
                        (failure, other) ->
                                Callers.lookedForContainer(failure)
                                        && Callers.isMisspelt(failure, other, facts.facts()))
                .rulesOut("kubernetes", ContainerFact.Kubernetes.class, cluster -> true)
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, page -> page.code() >= 520)
                .done();
    }

    private static boolean isRunning(Container app, String name) {
        return Callers.isCalled(app, name) && app.runs();
    }

    private static boolean apart(List<Container> callers, Container app) {
        return !callers.isEmpty() && callers.stream().allMatch(each -> isApart(each, app));
    }

    private static boolean isApart(Container caller, Container app) {
        return caller.onDefaultBridge()
                || (!caller.networks().isEmpty()
                        && !app.networks().isEmpty()
                        && !caller.onHostNetwork()
                        && !caller.sharesNetwork()
                        && !caller.meets(app));
    }

    private static boolean together(List<Container> callers, Container app) {
        return callers.stream().anyMatch(each -> each.meets(app) && !each.onDefaultBridge());
    }

    private static List<Container> proxies(Facts facts) {
        return facts.all(Container.class).filter(Container::isProxy).toList();
    }

    private static boolean unknown(WebLog log) {
        return log.recent() && log.says() == WebLine.UPSTREAM_NAME_UNKNOWN;
    }

    private static boolean unreachable(WebLog log) {
        return log.recent()
                && (log.says() == WebLine.UPSTREAM_NO_ROUTE
                        || log.says() == WebLine.UPSTREAM_CONNECT_TIMED_OUT)
                && (log.upstream().isEmpty() || Hosts.isContainerAddress(log.upstream()))
                && !Hosts.isHostOfContainers(log.upstream());
    }

    private static boolean unreachable(ServiceFailure failure) {
        return (failure.kind() == Fault.NO_ROUTE || failure.kind() == Fault.TIMED_OUT)
                && Hosts.isContainerAddress(failure.address())
                && !Hosts.isHostOfContainers(failure.address());
    }
}
