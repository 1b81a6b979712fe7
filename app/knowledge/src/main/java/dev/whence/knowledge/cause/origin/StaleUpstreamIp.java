package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.ContainerFact.Container;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact.WebLog;
import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.fact.Hosts;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import java.util.List;
import java.util.Set;

/// The web server still uses the former address of a container that was started again (facts §F.1).
///
/// nginx looks a name up when it starts, not for each request. A connector looks it up each time,
/// unless its service names the address itself.
public final class StaleUpstreamIp implements Cause {
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
                        "moved",
                        WebLog.class,
                        Container.class,
                        (log, app) -> lost(log) && moved(log.upstream(), app, facts.facts()))
                .proves(
                        "moved-behind-tunnel",
                        ServiceFailure.class,
                        Container.class,
                        (failure, app) ->
                                lost(failure) && moved(failure.address(), app, facts.facts()))
                .pointsTo(
                        "resolves-elsewhere",
                        WebLog.class,
                        DnsFact.Addresses.class,
                        (log, name) ->
                                failed(log)
                                        && Hosts.isBareName(name.name())
                                        && elsewhere(log.upstream(), name.addresses()))
                .fits("container-address", WebLog.class, StaleUpstreamIp::lost)
                .fits("container-address-in-tunnel", ServiceFailure.class, StaleUpstreamIp::lost)
                .rulesOut(
                        "still-there",
                        WebLog.class,
                        Container.class,
                        (log, app) ->
                                lost(log) && app.addresses().contains(Hosts.of(log.upstream())))
                .rulesOut(
                        "still-there-behind-tunnel",
                        ServiceFailure.class,
                        Container.class,
                        (failure, app) ->
                                lost(failure)
                                        && app.addresses().contains(Hosts.of(failure.address())))
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, page -> page.code() >= 520)
                .done();
    }

    private static boolean lost(WebLog log) {
        return failed(log) && isContainer(log.upstream());
    }

    private static boolean failed(WebLog log) {
        return log.recent()
                && (log.says() == WebLine.UPSTREAM_NO_ROUTE
                        || log.says() == WebLine.UPSTREAM_REFUSED
                        || log.says() == WebLine.UPSTREAM_CONNECT_TIMED_OUT);
    }

    /// Whether a container's name leads to other addresses of the network of the former one.
    private static boolean elsewhere(String former, List<String> now) {
        var address = Hosts.of(former);
        return Hosts.isAddress(address)
                && !now.isEmpty()
                && !now.contains(address)
                && now.stream().allMatch(each -> each.startsWith(network(address)));
    }

    private static String network(String address) {
        return address.replaceFirst("\\.\\d+\\.\\d+$", ".");
    }

    private static boolean lost(ServiceFailure failure) {
        return (failure.kind() == Fault.NO_ROUTE
                        || failure.kind() == Fault.REFUSED
                        || failure.kind() == Fault.TIMED_OUT)
                && isContainer(failure.address())
                && Hosts.of(failure.service()).equals(Hosts.of(failure.address()));
    }

    private static boolean isContainer(String address) {
        return Hosts.isContainerAddress(address) && !Hosts.isHostOfContainers(address);
    }

    /// Whether no container has the address, and this one has another in that network.
    private static boolean moved(String former, Container app, Facts facts) {
        var address = Hosts.of(former);
        var network = network(address);
        return !app.isConnector()
                && !app.isProxy()
                && app.runs()
                && app.addresses().stream().anyMatch(each -> each.startsWith(network))
                && facts.all(Container.class).noneMatch(each -> each.addresses().contains(address));
    }
}
