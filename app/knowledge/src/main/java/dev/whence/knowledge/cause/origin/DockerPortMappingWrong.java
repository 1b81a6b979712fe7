package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.cause.Callers;
import dev.whence.knowledge.cause.Leg;
import dev.whence.knowledge.fact.ContainerFact.Container;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.Listening;
import dev.whence.knowledge.fact.HostFact.PortTried;
import dev.whence.knowledge.fact.HostFact.WebLog;
import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;
import dev.whence.knowledge.fact.TunnelFact.ServiceTried;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The published port of a container leads to a port inside on which nobody listens, or is not
/// published at all (captures §14d).
public final class DockerPortMappingWrong implements Cause {
    private static final Set<Integer> TLS_PORTS = Set.of(443, 8443, 9443);
    private static final Pattern CUT_HERE =
            Pattern.compile("[Cc]onnection reset|[Ee]mpty reply|forcibly closed");

    @Override
    public Place place(Facts facts) {
        return Leg.of(
                facts,
                log -> cut(log) || refused(log),
                failure -> cut(failure) || failure.kind() == Fault.REFUSED,
                DockerPortMappingWrong::cut);
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginOwnError.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "listens-on-another",
                        Container.class,
                        HostFact.Announced.class,
                        (container, app) ->
                                app.source().equals(container.name())
                                        && !container.innerPorts().contains(app.port())
                                        && container.ports().stream()
                                                .anyMatch(
                                                        each -> fails(each.port(), facts.facts())))
                .pointsTo(
                        "serves-another",
                        ServiceFailure.class,
                        Container.class,
                        (failure, container) ->
                                cut(failure)
                                        && container.runs()
                                        && publishes(container, failure.port())
                                        && container.exposed().stream()
                                                .anyMatch(
                                                        port ->
                                                                !container
                                                                        .innerPorts()
                                                                        .contains(port)))
                .pointsTo(
                        "not-published",
                        ServiceFailure.class,
                        Container.class,
                        (failure, container) ->
                                failure.kind() == Fault.REFUSED
                                        && failure.toItself()
                                        && container.runs()
                                        && !container.isConnector()
                                        && !container.onHostNetwork()
                                        && onlyInside(container, failure.port())
                                        && !Callers.inContainer(failure, facts.facts()))
                .pointsTo(
                        "docker-proxy-resets",
                        ServiceFailure.class,
                        Listening.class,
                        (failure, host) ->
                                failure.kind() == Fault.RESET
                                        && !tls(failure.port())
                                        && held(host, failure.port()))
                .pointsTo(
                        "tried",
                        ServiceTried.class,
                        Listening.class,
                        (tried, host) ->
                                cut(tried) && !tls(tried.port()) && held(host, tried.port()))
                .pointsTo(
                        "tried-on-the-host",
                        PortTried.class,
                        Listening.class,
                        (tried, host) ->
                                CUT_HERE.matcher(tried.trouble()).find()
                                        && tried.on().equals(host.on())
                                        && !tls(Optional.of(tried.port()))
                                        && held(host, Optional.of(tried.port())))
                .pointsTo(
                        "docker-proxy-resets-web",
                        WebLog.class,
                        Listening.class,
                        (log, host) ->
                                log.says() == WebLine.UPSTREAM_RESET
                                        && log.recent()
                                        && held(host, log.upstreamPort()))
                .fits("cut", ServiceFailure.class, DockerPortMappingWrong::cut)
                .speaksAgainst(
                        "container-ends",
                        ServiceFailure.class,
                        Container.class,
                        (failure, container) ->
                                publishes(container, failure.port())
                                        && (container.loops()
                                                || container.stopped()
                                                || container.restarts() > 0))
                .rulesOut(
                        "serves-it",
                        Container.class,
                        HostFact.Announced.class,
                        (container, app) ->
                                app.source().equals(container.name())
                                        && container.innerPorts().contains(app.port()))
                .rulesOut("answers", ServiceTried.class, ServiceTried::answered)
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, page -> page.code() >= 520)
                .done();
    }

    private static boolean fails(int port, Facts facts) {
        return port > 0
                && (facts.all(ServiceFailure.class)
                                .anyMatch(
                                        each -> cut(each) && each.port().equals(Optional.of(port)))
                        || facts.all(WebLog.class)
                                .anyMatch(
                                        each ->
                                                cut(each)
                                                        && each.upstreamPort()
                                                                .equals(Optional.of(port)))
                        || facts.all(ServiceTried.class)
                                .anyMatch(
                                        each ->
                                                cut(each)
                                                        && each.port().equals(Optional.of(port))));
    }

    private static boolean cut(ServiceFailure failure) {
        return failure.kind() == Fault.RESET || failure.kind() == Fault.CLOSED;
    }

    private static boolean cut(ServiceTried tried) {
        return tried.trouble() == ServiceTried.Trouble.RESET
                || tried.trouble() == ServiceTried.Trouble.EMPTY;
    }

    private static boolean cut(WebLog log) {
        return log.recent()
                && (log.says() == WebLine.UPSTREAM_RESET
                        || log.says() == WebLine.UPSTREAM_CLOSED_EARLY);
    }

    private static boolean refused(WebLog log) {
        return log.recent() && log.says() == WebLine.UPSTREAM_REFUSED;
    }

    private static boolean tls(Optional<Integer> port) {
        return port.filter(TLS_PORTS::contains).isPresent();
    }

    private static boolean publishes(Container container, Optional<Integer> port) {
        return container.ports().stream()
                .anyMatch(each -> each.port() > 0 && port.equals(Optional.of(each.port())));
    }

    private static boolean onlyInside(Container container, Optional<Integer> port) {
        return container.ports().stream()
                        .anyMatch(
                                each -> each.port() == 0 && port.equals(Optional.of(each.inner())))
                && !publishes(container, port);
    }

    private static boolean held(Listening host, Optional<Integer> port) {
        return host.sockets().stream()
                .filter(socket -> port.equals(Optional.of(socket.port())))
                .anyMatch(
                        socket ->
                                socket.process().equals("docker-proxy")
                                        || socket.process().equals("rootlessport")
                                        || socket.process().equals("conmon"));
    }
}
