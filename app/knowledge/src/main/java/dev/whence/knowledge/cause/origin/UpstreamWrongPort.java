package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.cause.Callers;
import dev.whence.knowledge.cause.Leg;
import dev.whence.knowledge.fact.ContainerFact;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.Hosts;
import dev.whence.knowledge.fact.Ports;
import dev.whence.knowledge.fact.TunnelFact;

import java.util.Optional;
import java.util.Set;

/// The web server, or the tunnel, is told a port on which the application does not listen.
public final class UpstreamWrongPort implements Cause {
    @Override
    public Place place(Facts facts) {
        return Leg.of(
                facts,
                UpstreamWrongPort::refused,
                UpstreamWrongPort::refused,
                UpstreamWrongPort::refused);
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginOwnError.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "elsewhere",
                        HostFact.WebLog.class,
                        HostFact.Listening.class,
                        (log, host) ->
                                refused(log)
                                        && log.on().equals(host.on())
                                        && elsewhere(log.upstreamPort(), host)
                                        && appRuns(host, facts.facts())
                                        && !asksThereToo(host, facts.facts()))
                .proves(
                        "other-address",
                        HostFact.WebLog.class,
                        HostFact.Listening.class,
                        (log, host) ->
                                refused(log)
                                        && log.on().equals(host.on())
                                        && onOtherAddress(log, host))
                .proves(
                        "elsewhere-behind-tunnel",
                        TunnelFact.ServiceFailure.class,
                        HostFact.Listening.class,
                        (failure, host) ->
                                refused(failure)
                                        && isAsked(failure, host)
                                        && elsewhere(failure.port(), host)
                                        && appRuns(host, facts.facts())
                                        && !belongsToStopped(failure.port(), host, facts.facts())
                                        && !Callers.inContainer(failure, facts.facts()))
                .proves(
                        "outer-port",
                        TunnelFact.ServiceFailure.class,
                        ContainerFact.Container.class,
                        (failure, app) ->
                                refused(failure)
                                        && Callers.isCalled(app, Callers.calledName(failure))
                                        && app.ports().stream()
                                                .anyMatch(each -> isOuterOnly(each, failure, app)))
                .pointsTo(
                        "says-another",
                        TunnelFact.ServiceFailure.class,
                        HostFact.Announced.class,
                        (failure, app) ->
                                refused(failure)
                                        && !app.loopback()
                                        && isAnother(failure.port(), app, facts.facts()))
                .pointsTo(
                        "says-another-to-web",
                        HostFact.WebLog.class,
                        HostFact.Announced.class,
                        (log, app) ->
                                refused(log) && isAnother(log.upstreamPort(), app, facts.facts()))
                .proves(
                        "listens-as-it-says",
                        HostFact.WebLog.class,
                        HostFact.Announced.class,
                        (log, app) ->
                                refused(log)
                                        && isAnother(log.upstreamPort(), app, facts.facts())
                                        && listens(app, log.upstreamPort(), facts.facts()))
                .proves(
                        "listens-as-it-says-behind-tunnel",
                        TunnelFact.ServiceFailure.class,
                        HostFact.Announced.class,
                        (failure, app) ->
                                refused(failure)
                                        && failure.on().equals(app.on())
                                        && !app.loopback()
                                        && isAnother(failure.port(), app, facts.facts())
                                        && listens(app, failure.port(), facts.facts())
                                        && !Callers.inContainer(failure, facts.facts()))
                .pointsTo(
                        "perhaps-elsewhere-on-the-host",
                        TunnelFact.ServiceFailure.class,
                        HostFact.Listening.class,
                        (failure, host) ->
                                refused(failure)
                                        && failure.toItself()
                                        && isAsked(failure, host)
                                        && elsewhere(failure.port(), host)
                                        && !Callers.inContainer(failure, facts.facts()))
                .pointsTo(
                        "perhaps-elsewhere",
                        HostFact.WebLog.class,
                        HostFact.Listening.class,
                        (log, host) ->
                                refused(log)
                                        && log.on().equals(host.on())
                                        && elsewhere(log.upstreamPort(), host))
                .proves(
                        "tried-elsewhere",
                        TunnelFact.ServiceTried.class,
                        HostFact.Listening.class,
                        (tried, host) ->
                                refused(tried)
                                        && isAsked(tried, host)
                                        && elsewhere(tried.port(), host)
                                        && appRuns(host, facts.facts())
                                        && !belongsToStopped(tried.port(), host, facts.facts()))
                .fits(
                        "perhaps-elsewhere-behind-tunnel",
                        TunnelFact.ServiceTried.class,
                        HostFact.Listening.class,
                        (tried, host) -> refused(tried) && elsewhere(tried.port(), host))
                .fits("refused", HostFact.WebLog.class, UpstreamWrongPort::refused)
                .fits(
                        "refused-in-tunnel",
                        TunnelFact.ServiceFailure.class,
                        UpstreamWrongPort::refused)
                .speaksAgainst(
                        "app-stopped",
                        HostFact.Unit.class,
                        unit -> unit.role() == HostFact.Role.APP && unit.wanted() && !unit.runs())
                .rulesOut(
                        "listening",
                        HostFact.WebLog.class,
                        HostFact.Listening.class,
                        (log, host) ->
                                refused(log)
                                        && log.on().equals(host.on())
                                        && log.upstreamPort().filter(host::has).isPresent()
                                        && !onOtherAddress(log, host))
                .rulesOut(
                        "listening-behind-tunnel",
                        TunnelFact.ServiceFailure.class,
                        HostFact.Listening.class,
                        (failure, host) ->
                                refused(failure)
                                        && failure.on().equals(host.on())
                                        && failure.port().filter(host::has).isPresent())
                .rulesOut(
                        "service-answers",
                        TunnelFact.ServiceTried.class,
                        TunnelFact.ServiceTried::answered)
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, page -> page.code() >= 520)
                .done();
    }

    /// The port is a web server's, and that one should run there and does not.
    private static boolean belongsToStopped(
            Optional<Integer> port, HostFact.Listening host, Facts facts) {
        return facts.all(HostFact.Unit.class)
                        .anyMatch(
                                unit ->
                                        unit.on().equals(host.on())
                                                && unit.role() == HostFact.Role.WEB_SERVER
                                                && unit.wanted()
                                                && !unit.runs())
                && port.filter(
                                wanted ->
                                        wanted == 80
                                                || wanted == 443
                                                || facts.all(HostFact.WebConfig.class)
                                                        .anyMatch(
                                                                web ->
                                                                        web.on().equals(host.on())
                                                                                && web.listens()
                                                                                        .contains(
                                                                                                wanted)))
                        .isPresent();
    }

    private static boolean refused(HostFact.WebLog log) {
        return log.recent() && log.says() == HostFact.WebLog.WebLine.UPSTREAM_REFUSED;
    }

    private static boolean refused(TunnelFact.ServiceFailure failure) {
        return failure.kind() == TunnelFact.ServiceFailure.Fault.REFUSED;
    }

    private static boolean refused(TunnelFact.ServiceTried tried) {
        return tried.trouble() == TunnelFact.ServiceTried.Trouble.REFUSED;
    }

    /// Whether the host is the one that was dialled: localhost is the connector's own.
    private static boolean isAsked(TunnelFact.ServiceFailure failure, HostFact.Listening host) {
        return !failure.toItself() || failure.on().equals(host.on());
    }

    private static boolean isAsked(TunnelFact.ServiceTried tried, HostFact.Listening host) {
        return !Hosts.isLoopback(tried.service()) || tried.on().equals(host.on());
    }

    /// Whether the port is the one outside, which other containers of a network never see.
    private static boolean isOuterOnly(
            ContainerFact.Published each,
            TunnelFact.ServiceFailure failure,
            ContainerFact.Container app) {
        return failure.port().equals(Optional.of(each.port()))
                && !app.innerPorts().contains(each.port());
    }

    /// Whether the application names another port, and none names this one.
    private static boolean isAnother(Optional<Integer> port, HostFact.Announced app, Facts facts) {
        return port.isPresent()
                && facts.all(HostFact.Announced.class)
                        .noneMatch(each -> port.equals(Optional.of(each.port())))
                && app.port() != port.get();
    }

    /// Whether the application listens where it says, and nothing where it is looked for.
    private static boolean listens(HostFact.Announced app, Optional<Integer> asked, Facts facts) {
        return facts.all(HostFact.Listening.class)
                .filter(host -> host.on().equals(app.on()))
                .anyMatch(host -> host.has(app.port()) && asked.filter(host::has).isEmpty());
    }

    private static boolean elsewhere(Optional<Integer> port, HostFact.Listening host) {
        return port.filter(named -> !host.has(named)).isPresent() && !host.appPorts().isEmpty();
    }

    /// Whether the port is served, but on other addresses than the one that was asked.
    private static boolean onOtherAddress(HostFact.WebLog log, HostFact.Listening host) {
        var there =
                host.sockets().stream()
                        .filter(socket -> log.upstreamPort().equals(Optional.of(socket.port())))
                        .toList();
        return Hosts.of(log.upstream()).startsWith("127.")
                && !there.isEmpty()
                && there.stream().noneMatch(socket -> socket.loopback() || socket.onEveryAddress());
    }

    /// Whether the web server also asks a port on which an application listens: then the silent one
    /// is perhaps that of another application, which is down.
    private static boolean asksThereToo(HostFact.Listening host, Facts facts) {
        return facts.all(HostFact.WebConfig.class)
                .filter(config -> config.on().equals(host.on()))
                .flatMap(config -> config.upstreams().stream())
                .flatMap(upstream -> Ports.of(upstream).stream())
                .anyMatch(host.appPorts()::contains);
    }

    private static boolean appRuns(HostFact.Listening host, Facts facts) {
        return facts.all(HostFact.Unit.class)
                .anyMatch(
                        unit ->
                                unit.on().equals(host.on())
                                        && unit.role() == HostFact.Role.APP
                                        && unit.wanted()
                                        && unit.runs());
    }
}
