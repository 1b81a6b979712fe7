package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.fact.TcpFact;
import dev.whence.knowledge.fact.TunnelFact;

import java.util.Set;

/// The web server was stopped, is disabled or is masked, so nobody answers on the web port.
public final class WebServerStopped implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginNotListening.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "stopped-and-silent",
                        HostFact.Unit.class,
                        HostFact.Listening.class,
                        (unit, host) ->
                                stopped(unit)
                                        && unit.on().equals(host.on())
                                        && silent(host, facts.facts()))
                .proves(
                        "stopped-behind-tunnel",
                        HostFact.Unit.class,
                        TunnelFact.ServiceFailure.class,
                        (unit, failure) ->
                                stopped(unit)
                                        && failure.kind()
                                                == TunnelFact.ServiceFailure.Fault.REFUSED)
                .pointsTo("stopped", HostFact.Unit.class, WebServerStopped::stopped)
                .fits(
                        "failed",
                        HostFact.Unit.class,
                        unit -> webServer(unit) && !unit.runs() && unit.failed())
                .fits("refused", EdgeFact.ErrorPage.class, page -> page.code() == 521)
                .rulesOut(
                        "listening",
                        TcpFact.class,
                        HostFact.Listening.class,
                        (dial, host) -> host.has(dial.to().port()))
                .rulesOut("answers", HttpFact.Answered.class, answer -> true)
                .rulesOut(
                        "answers-itself", HostFact.LocalAnswer.class, answer -> answer.status() > 0)
                .rulesOut(
                        "another-leg",
                        EdgeFact.ErrorPage.class,
                        page -> page.code() == 520 || page.code() >= 524)
                .done();
    }

    private static boolean stopped(HostFact.Unit unit) {
        return webServer(unit) && !unit.runs() && !unit.failed();
    }

    private static boolean webServer(HostFact.Unit unit) {
        return unit.role() == HostFact.Role.WEB_SERVER && unit.wanted();
    }

    private static boolean silent(HostFact.Listening host, Facts facts) {
        var dialled = facts.all(TcpFact.class).map(dial -> dial.to().port()).toList();
        return dialled.isEmpty()
                ? !host.has(443) && !host.has(80)
                : dialled.stream().noneMatch(host::has);
    }
}
