package dev.whence.knowledge.cause.tunnel;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.cause.Callers;
import dev.whence.knowledge.fact.ContainerFact;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.Listening;
import dev.whence.knowledge.fact.Hosts;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;
import dev.whence.knowledge.fact.TunnelFact.ServiceTried;

import java.util.Optional;
import java.util.Set;

/// The service URL says localhost, and the application runs on another machine than the connector
/// (facts §E.11).
public final class LocalhostOnOtherHost implements Cause {
    /// SSH, names, mail, port mapper, and the connector's own pages.
    private static final Set<Integer> INFRASTRUCTURE =
            Set.of(22, 25, 53, 111, 5353, 5355, 20241, 20242, 20243, 20244, 20245);

    @Override
    public Place place(Facts facts) {
        return Place.TUNNEL;
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "silent-here",
                        ServiceFailure.class,
                        Listening.class,
                        (failure, host) ->
                                itself(failure)
                                        && there(failure.on(), failure.port().orElse(0), host)
                                        && silent(
                                                failure.on(),
                                                failure.port().orElse(0),
                                                facts.facts()))
                .proves(
                        "tried-here",
                        ServiceTried.class,
                        Listening.class,
                        (tried, host) ->
                                itself(tried)
                                        && there(tried.on(), tried.port().orElse(0), host)
                                        && silent(
                                                tried.on(), tried.port().orElse(0), facts.facts()))
                .pointsTo(
                        "tried-and-listens-there",
                        ServiceTried.class,
                        Listening.class,
                        (tried, host) ->
                                itself(tried) && there(tried.on(), tried.port().orElse(0), host))
                .pointsTo(
                        "listens-there",
                        ServiceFailure.class,
                        Listening.class,
                        (failure, host) ->
                                itself(failure)
                                        && there(failure.on(), failure.port().orElse(0), host)
                                        && !Callers.inContainer(failure, facts.facts()))
                .pointsTo(
                        "bare-host",
                        ServiceFailure.class,
                        Listening.class,
                        (failure, host) ->
                                itself(failure)
                                        && host.on().equals(failure.on())
                                        && failure.port()
                                                .filter(port -> !host.has(port))
                                                .isPresent()
                                        && isAllThatIsKnown(host, facts.facts()))
                .pointsTo(
                        "answers-there",
                        ServiceTried.class,
                        HttpFact.Answered.class,
                        (tried, answer) ->
                                itself(tried)
                                        && tried.port().equals(Optional.of(answer.at().port()))
                                        && onTheNetwork(answer.at().host(), facts.facts()))
                .rulesOut(
                        "listens-here",
                        ServiceFailure.class,
                        Listening.class,
                        (failure, host) ->
                                itself(failure)
                                        && failure.on().equals(host.on())
                                        && failure.port().filter(host::has).isPresent())
                .rulesOut(
                        "tried-and-listens-here",
                        ServiceTried.class,
                        Listening.class,
                        (tried, host) ->
                                itself(tried)
                                        && tried.on().equals(host.on())
                                        && tried.port().filter(host::has).isPresent())
                .rulesOut("answers-here", ServiceTried.class, ServiceTried::answered)
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, page -> page.code() >= 520)
                .done();
    }

    /// Whether it is the address of another machine nearby, as far as anybody knows the own ones.
    private static boolean onTheNetwork(String host, Facts facts) {
        return Hosts.isAddress(host)
                && host.matches("10\\..*|192\\.168\\..*|172\\.(?:1[6-9]|2\\d|3[01])\\..*")
                && !Hosts.isContainerAddress(host)
                && facts.all(HostFact.OwnAddresses.class)
                        .noneMatch(own -> own.addresses().contains(host));
    }

    /// The connector's host was looked at and runs nothing but the connector and its own services,
    /// and nobody knows of a unit or a container with the application.
    private static boolean isAllThatIsKnown(Listening host, Facts facts) {
        return host.sockets().stream()
                        .allMatch(
                                socket ->
                                        INFRASTRUCTURE.contains(socket.port())
                                                || socket.process().startsWith("cloudflared"))
                && facts.know(TunnelFact.Traced.class)
                && !facts.know(HostFact.Unit.class)
                && !facts.know(ContainerFact.class);
    }

    private static boolean itself(ServiceFailure failure) {
        return failure.kind() == Fault.REFUSED && failure.toItself();
    }

    private static boolean itself(ServiceTried tried) {
        return tried.trouble() == ServiceTried.Trouble.REFUSED && Hosts.isLoopback(tried.service());
    }

    private static boolean there(String here, int port, Listening host) {
        return !here.isEmpty() && !host.on().isEmpty() && !host.on().equals(here) && host.has(port);
    }

    private static boolean silent(String here, int port, Facts facts) {
        return facts.all(Listening.class)
                .anyMatch(host -> host.on().equals(here) && port > 0 && !host.has(port));
    }
}
