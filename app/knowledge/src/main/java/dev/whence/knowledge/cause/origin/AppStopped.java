package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.cause.Callers;
import dev.whence.knowledge.fact.ContainerFact;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.Hosts;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.fact.TunnelFact;

import java.util.Set;

/// The application behind the web server, or behind the tunnel, is not running.
public final class AppStopped implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginOwnError.class, UpstreamSocketMissing.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "stopped-and-refused",
                        HostFact.Unit.class,
                        HostFact.WebLog.class,
                        (unit, log) -> stopped(unit) && refused(log) && unit.on().equals(log.on()))
                .proves(
                        "stopped-behind-tunnel",
                        HostFact.Unit.class,
                        TunnelFact.ServiceFailure.class,
                        (unit, failure) -> stopped(unit) && refused(failure))
                .proves(
                        "stopped-and-socket-missing",
                        HostFact.Unit.class,
                        HostFact.WebLog.class,
                        (unit, log) ->
                                stopped(unit)
                                        && log.recent()
                                        && log.says()
                                                == HostFact.WebLog.WebLine.UPSTREAM_SOCKET_MISSING
                                        && unit.on().equals(log.on()))
                .pointsTo("stopped", HostFact.Unit.class, AppStopped::stopped)
                .pointsTo(
                        "refused-and-silent",
                        HostFact.WebLog.class,
                        HostFact.Listening.class,
                        (log, host) ->
                                refused(log) && log.on().equals(host.on()) && silent(log, host))
                .pointsTo(
                        "silent-behind-tunnel",
                        TunnelFact.ServiceFailure.class,
                        HostFact.Listening.class,
                        (failure, host) ->
                                refused(failure)
                                        && failure.toItself()
                                        && failure.on().equals(host.on())
                                        && failure.port()
                                                .filter(port -> !host.has(port))
                                                .isPresent()
                                        && !Callers.inContainer(failure, facts.facts())
                                        && !answersElsewhere(failure, facts.facts()))
                .pointsTo(
                        "socket-left-behind",
                        HostFact.WebLog.class,
                        log -> refused(log) && Hosts.isSocket(log.upstream()))
                .pointsTo(
                        "socket-left-behind-in-tunnel",
                        TunnelFact.ServiceFailure.class,
                        failure -> refused(failure) && Hosts.isSocket(failure.address()))
                .pointsTo(
                        "container-stopped",
                        TunnelFact.ServiceFailure.class,
                        ContainerFact.Container.class,
                        (failure, app) ->
                                (refused(failure) || Callers.lookup(failure))
                                        && app.stopped()
                                        && !app.oomKilled()
                                        && Callers.isMeant(app, failure))
                .pointsTo(
                        "container-stopped-behind-web",
                        HostFact.WebLog.class,
                        ContainerFact.Container.class,
                        (log, app) ->
                                log.recent()
                                        && (refused(log)
                                                || log.says()
                                                        == HostFact.WebLog.WebLine
                                                                .UPSTREAM_NAME_UNKNOWN)
                                        && app.stopped()
                                        && !app.oomKilled()
                                        && Callers.isMeant(app, log))
                .fits("refused", HostFact.WebLog.class, AppStopped::refused)
                .fits("refused-in-tunnel", TunnelFact.ServiceFailure.class, AppStopped::refused)
                .speaksAgainst(
                        "runs",
                        HostFact.Unit.class,
                        unit -> unit.role() == HostFact.Role.APP && unit.wanted() && unit.runs())
                .speaksAgainst(
                        "container-runs",
                        TunnelFact.ServiceFailure.class,
                        ContainerFact.Container.class,
                        (failure, app) ->
                                refused(failure)
                                        && app.runs()
                                        && !app.isConnector()
                                        && (Callers.isMeant(app, failure)
                                                || failure.port()
                                                        .filter(app.innerPorts()::contains)
                                                        .isPresent()))
                .rulesOut(
                        "listening",
                        HostFact.WebLog.class,
                        HostFact.Listening.class,
                        (log, host) ->
                                refused(log)
                                        && log.on().equals(host.on())
                                        && log.upstreamPort().filter(host::has).isPresent())
                .rulesOut(
                        "listening-behind-tunnel",
                        TunnelFact.ServiceFailure.class,
                        HostFact.Listening.class,
                        (failure, host) ->
                                refused(failure)
                                        && failure.toItself()
                                        && failure.on().equals(host.on())
                                        && failure.port().filter(host::has).isPresent())
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, page -> page.code() >= 520)
                .done();
    }

    private static boolean stopped(HostFact.Unit unit) {
        return unit.role() == HostFact.Role.APP && unit.wanted() && !unit.runs() && !unit.failed();
    }

    private static boolean refused(HostFact.WebLog log) {
        return log.recent() && log.says() == HostFact.WebLog.WebLine.UPSTREAM_REFUSED;
    }

    private static boolean refused(TunnelFact.ServiceFailure failure) {
        return failure.kind() == TunnelFact.ServiceFailure.Fault.REFUSED;
    }

    private static boolean silent(HostFact.WebLog log, HostFact.Listening host) {
        return log.upstreamPort().filter(port -> !host.has(port)).isPresent();
    }

    /// Whether an address that is not this host answers on the port that the connector asks here.
    private static boolean answersElsewhere(TunnelFact.ServiceFailure failure, Facts facts) {
        return facts.all(HttpFact.Answered.class)
                .anyMatch(
                        answer ->
                                answer.status() < 500
                                        && failure.port()
                                                .filter(port -> port == answer.at().port())
                                                .isPresent());
    }
}
