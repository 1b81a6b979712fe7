package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TunnelFact;

import java.util.Optional;
import java.util.Set;

/// The web server, or the tunnel, is told a port on which the application does not listen.
public final class UpstreamWrongPort implements Cause {
    @Override
    public Place place(Facts facts) {
        return facts.all(HostFact.WebLog.class).noneMatch(UpstreamWrongPort::refused)
                        && refusedInTunnel(facts)
                ? Place.TUNNEL
                : Place.ORIGIN;
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
                                        && appRuns(host, facts.facts()))
                .proves(
                        "elsewhere-behind-tunnel",
                        TunnelFact.ServiceFailure.class,
                        HostFact.Listening.class,
                        (failure, host) ->
                                failure.kind() == TunnelFact.ServiceFailure.Fault.REFUSED
                                        && elsewhere(failure.port(), host)
                                        && appRuns(host, facts.facts()))
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
                                tried.trouble() == TunnelFact.ServiceTried.Trouble.REFUSED
                                        && elsewhere(tried.port(), host)
                                        && appRuns(host, facts.facts()))
                .fits(
                        "perhaps-elsewhere-behind-tunnel",
                        TunnelFact.ServiceTried.class,
                        HostFact.Listening.class,
                        (tried, host) ->
                                tried.trouble() == TunnelFact.ServiceTried.Trouble.REFUSED
                                        && elsewhere(tried.port(), host))
                .fits("refused", HostFact.WebLog.class, UpstreamWrongPort::refused)
                .fits(
                        "refused-in-tunnel",
                        TunnelFact.ServiceFailure.class,
                        failure -> failure.kind() == TunnelFact.ServiceFailure.Fault.REFUSED)
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
                                        && log.upstreamPort().filter(host::has).isPresent())
                .rulesOut(
                        "service-answers",
                        TunnelFact.ServiceTried.class,
                        TunnelFact.ServiceTried::answered)
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, page -> page.code() >= 520)
                .done();
    }

    private static boolean refused(HostFact.WebLog log) {
        return log.recent() && log.says() == HostFact.WebLog.WebLine.UPSTREAM_REFUSED;
    }

    private static boolean refusedInTunnel(Facts facts) {
        return facts.all(TunnelFact.ServiceFailure.class)
                        .anyMatch(
                                failure ->
                                        failure.kind() == TunnelFact.ServiceFailure.Fault.REFUSED)
                || facts.all(TunnelFact.ServiceTried.class)
                        .anyMatch(
                                tried ->
                                        tried.trouble() == TunnelFact.ServiceTried.Trouble.REFUSED);
    }

    private static boolean elsewhere(Optional<Integer> port, HostFact.Listening host) {
        return port.filter(named -> !host.has(named)).isPresent() && !host.appPorts().isEmpty();
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
