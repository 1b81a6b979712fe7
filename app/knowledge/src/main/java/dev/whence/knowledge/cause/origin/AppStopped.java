package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
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
        return Set.of(OriginOwnError.class);
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
                        (unit, failure) ->
                                stopped(unit)
                                        && failure.kind()
                                                == TunnelFact.ServiceFailure.Fault.REFUSED)
                .pointsTo("stopped", HostFact.Unit.class, AppStopped::stopped)
                .pointsTo(
                        "refused-and-silent",
                        HostFact.WebLog.class,
                        HostFact.Listening.class,
                        (log, host) ->
                                refused(log) && log.on().equals(host.on()) && silent(log, host))
                .fits("refused", HostFact.WebLog.class, AppStopped::refused)
                .fits(
                        "refused-in-tunnel",
                        TunnelFact.ServiceFailure.class,
                        failure -> failure.kind() == TunnelFact.ServiceFailure.Fault.REFUSED)
                .speaksAgainst(
                        "runs",
                        HostFact.Unit.class,
                        unit -> unit.role() == HostFact.Role.APP && unit.wanted() && unit.runs())
                .rulesOut(
                        "listening",
                        HostFact.WebLog.class,
                        HostFact.Listening.class,
                        (log, host) ->
                                refused(log)
                                        && log.on().equals(host.on())
                                        && log.upstreamPort().filter(host::has).isPresent())
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, page -> page.code() >= 520)
                .done();
    }

    private static boolean stopped(HostFact.Unit unit) {
        return unit.role() == HostFact.Role.APP && unit.wanted() && !unit.runs() && !unit.failed();
    }

    private static boolean refused(HostFact.WebLog log) {
        return log.recent() && log.says() == HostFact.WebLog.WebLine.UPSTREAM_REFUSED;
    }

    private static boolean silent(HostFact.WebLog log, HostFact.Listening host) {
        return log.upstreamPort().filter(port -> !host.has(port)).isPresent();
    }
}
