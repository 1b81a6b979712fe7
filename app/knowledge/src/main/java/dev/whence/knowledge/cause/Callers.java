package dev.whence.knowledge.cause;

import dev.whence.engine.model.Facts;
import dev.whence.knowledge.fact.ContainerFact;
import dev.whence.knowledge.fact.ContainerFact.Container;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.Hosts;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure;

import java.util.List;
import java.util.regex.Pattern;

/// Where those run who call a service: in a container, or on the host itself.
public final class Callers {
    private Callers() {}

    /// Whether the connector that failed runs in a container with a network of its own, as far as
    /// anything shows it.
    public static boolean inContainer(ServiceFailure failure, Facts facts) {
        return facts.all(ContainerFact.Logged.class)
                        .anyMatch(
                                log ->
                                        !log.program().equals("nginx")
                                                && same(log.on(), failure.on()))
                || facts.all(TunnelFact.Processes.class)
                        .anyMatch(each -> each.inContainer() && same(each.on(), failure.on()))
                || connectors(facts).stream().anyMatch(Container::runs);
    }

    /// Whether the connector that failed runs on the host itself: by systemd, as a plain process,
    /// or in a container that shares the network of its host.
    public static boolean onHost(ServiceFailure failure, Facts facts) {
        var processes =
                facts.all(TunnelFact.Processes.class)
                        .filter(each -> each.on().equals(failure.on()))
                        .toList();
        return (!processes.isEmpty()
                        && processes.stream().noneMatch(TunnelFact.Processes::inContainer))
                || (processes.isEmpty()
                        && facts.all(TunnelFact.Service.class)
                                .anyMatch(unit -> unit.runs() && unit.on().equals(failure.on())))
                || connectors(facts).stream().anyMatch(Container::onHostNetwork);
    }

    /// The containers in which connectors run.
    public static List<Container> connectors(Facts facts) {
        return facts.all(Container.class).filter(Container::isConnector).toList();
    }

    /// The container that stands by this name, as far as the name of a project may be left out.
    public static boolean isCalled(Container container, String name) {
        return !name.isEmpty()
                && (container.answersTo(name)
                        || container
                                .name()
                                .matches("(?:.*[-_])?" + Pattern.quote(name) + "[-_]\\d{1,3}"));
    }

    /// Whether a connector that failed was on its way to this container, by its name or by a port
    /// that leads into it.
    public static boolean isMeant(Container container, ServiceFailure failure) {
        return isCalled(container, calledName(failure))
                || failure.port().filter(port -> publishes(container, port)).isPresent();
    }

    /// The same for a web server.
    public static boolean isMeant(Container container, HostFact.WebLog log) {
        return isCalled(container, Hosts.of(log.upstream()))
                || log.upstreamPort().filter(port -> publishes(container, port)).isPresent();
    }

    private static boolean publishes(Container container, int port) {
        return container.ports().stream().anyMatch(each -> each.port() == port);
    }

    /// The name that a connector looked up, or that its service has.
    public static String calledName(ServiceFailure failure) {
        return switch (failure.kind()) {
            case NO_SUCH_HOST, RESOLVER_FAILED ->
                    failure.address().isEmpty() ? Hosts.of(failure.service()) : failure.address();
            default -> Hosts.of(failure.service());
        };
    }

    /// Whether a name was looked up in vain that can only be that of a container.
    public static boolean lookedForContainer(ServiceFailure failure) {
        return lookup(failure) && Hosts.isBareName(calledName(failure));
    }

    /// Whether no container has the name that was looked up, while this one runs under a name that
    /// is spelt almost so.
    public static boolean isMisspelt(ServiceFailure failure, Container other, Facts facts) {
        var called = calledName(failure);
        return other.runs()
                && Hosts.isMisspelt(called, other.name())
                && facts.all(Container.class).noneMatch(each -> isCalled(each, called));
    }

    /// Whether a look-up failed.
    public static boolean lookup(ServiceFailure failure) {
        return failure.kind() == ServiceFailure.Fault.NO_SUCH_HOST
                || failure.kind() == ServiceFailure.Fault.RESOLVER_FAILED;
    }

    /// Whether both were said by one host, or one of them by nobody knows whom.
    public static boolean same(String on, String other) {
        return on.isEmpty() || other.isEmpty() || on.equals(other);
    }
}
