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

/// The web server does not start, because it does not accept its own configuration.
public final class WebServerConfigError implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginNotListening.class, WebServerStopped.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "failed-and-rejected",
                        HostFact.Unit.class,
                        HostFact.ConfigTest.class,
                        (unit, test) ->
                                down(unit) && !test.accepted() && unit.on().equals(test.on()))
                .proves(
                        "failed-and-logged",
                        HostFact.Unit.class,
                        HostFact.WebLog.class,
                        (unit, log) ->
                                down(unit)
                                        && unit.failed()
                                        && configuration(log)
                                        && unit.on().equals(log.on()))
                .pointsTo(
                        "rejected-and-refused",
                        HostFact.ConfigTest.class,
                        EdgeFact.ErrorPage.class,
                        (test, page) -> !test.accepted() && page.code() == 521)
                .pointsTo(
                        "logged-and-refused",
                        HostFact.WebLog.class,
                        EdgeFact.ErrorPage.class,
                        (log, page) -> log.recent() && keepsFromStarting(log) && page.code() == 521)
                .pointsTo(
                        "rejected-behind-tunnel",
                        HostFact.ConfigTest.class,
                        TunnelFact.ServiceFailure.class,
                        (test, failure) ->
                                !test.accepted()
                                        && failure.kind()
                                                == TunnelFact.ServiceFailure.Fault.REFUSED)
                .fits("rejected", HostFact.ConfigTest.class, test -> !test.accepted())
                .rulesOut(
                        "runs",
                        HostFact.Unit.class,
                        unit ->
                                unit.role() == HostFact.Role.WEB_SERVER
                                        && unit.wanted()
                                        && unit.runs())
                .done();
    }

    private static boolean down(HostFact.Unit unit) {
        return unit.role() == HostFact.Role.WEB_SERVER && unit.wanted() && !unit.runs();
    }

    private static boolean keepsFromStarting(HostFact.WebLog log) {
        return log.says() == HostFact.WebLog.WebLine.CONFIG_INVALID
                || log.says() == HostFact.WebLog.WebLine.CERTIFICATE_UNREADABLE;
    }

    private static boolean configuration(HostFact.WebLog log) {
        return keepsFromStarting(log)
                || log.says() == HostFact.WebLog.WebLine.UPSTREAM_NAME_UNKNOWN;
    }
}
