package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.cause.Callers;
import dev.whence.knowledge.fact.ContainerFact.Container;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.AppLog.AppLine;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import java.util.Set;
import java.util.function.Predicate;

/// The application ends by itself, at its start or in the middle of requests.
public final class AppCrashed implements Cause {
    private static final Predicate<HostFact.AppLog> ENDED =
            Logs.app(AppLine.CRASHED, AppLine.FAILED_TO_START, AppLine.WORKER_KILLED);
    private static final Predicate<HostFact.AppLog> THREW = Logs.app(AppLine.EXCEPTION);
    private static final Predicate<HostFact.AppLog> TELLS = ENDED.or(THREW);
    private static final Predicate<TunnelFact.ServiceFailure> DROPPED =
            Logs.tunnel(Fault.CLOSED, Fault.RESET, Fault.BODY_CUT);

    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(
                AppStopped.class,
                OriginNotListening.class,
                OriginOwnError.class,
                OriginRestarting.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "failed-and-refused",
                        HostFact.Unit.class,
                        HostFact.WebLog.class,
                        (unit, log) -> failed(unit) && Logs.gone(log) && unit.on().equals(log.on()))
                .proves(
                        "failed-and-logged",
                        HostFact.Unit.class,
                        HostFact.AppLog.class,
                        (unit, log) ->
                                failed(unit) && TELLS.test(log) && unit.on().equals(log.on()))
                .proves(
                        "failed-behind-tunnel",
                        HostFact.Unit.class,
                        TunnelFact.ServiceFailure.class,
                        (unit, failure) ->
                                failed(unit)
                                        && DROPPED.or(Logs.tunnel(Fault.REFUSED)).test(failure))
                .proves(
                        "crashed-and-gone",
                        HostFact.AppLog.class,
                        HostFact.WebLog.class,
                        (app, log) ->
                                ENDED.test(app)
                                        && Logs.gone(log)
                                        && app.on().equals(log.on())
                                        && needed(app, facts.facts()))
                .pointsTo("failed", HostFact.Unit.class, AppCrashed::failed)
                .pointsTo(
                        "crashed",
                        HostFact.AppLog.class,
                        app -> ENDED.test(app) && needed(app, facts.facts()))
                .pointsTo(
                        "threw-and-cut",
                        HostFact.AppLog.class,
                        HostFact.WebLog.class,
                        (app, log) -> THREW.test(app) && Logs.cut(log) && app.on().equals(log.on()))
                .pointsTo(
                        "restarted-often",
                        HostFact.Unit.class,
                        HostFact.WebLog.class,
                        (unit, log) ->
                                app(unit)
                                        && unit.restarts() >= 3
                                        && Logs.gone(log)
                                        && unit.on().equals(log.on()))
                .pointsTo(
                        "container-ends",
                        TunnelFact.ServiceFailure.class,
                        Container.class,
                        (failure, app) -> ends(app) && Callers.isMeant(app, failure))
                .pointsTo(
                        "container-ends-behind-web",
                        HostFact.WebLog.class,
                        Container.class,
                        (log, app) -> log.recent() && ends(app) && Callers.isMeant(app, log))
                .pointsTo("container-loops", Container.class, AppCrashed::loops)
                .fits("cut", HostFact.WebLog.class, Logs::cut)
                .fits("threw", HostFact.AppLog.class, THREW)
                .fits("dropped", TunnelFact.ServiceFailure.class, DROPPED)
                .fits("code", EdgeFact.ErrorPage.class, page -> page.code() == 520)
                .speaksAgainst(
                        "fine-directly", HttpFact.Answered.class, answer -> answer.status() < 500)
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, Logs::neverAsked)
                .done();
    }

    /// Whether the container ended by itself: 0, 130 and 143 are somebody's hand, 137 may be.
    private static boolean ends(Container app) {
        return !app.isConnector()
                && (app.loops()
                        || (app.stopped() && !Set.of(0, 130, 137, 143).contains(app.exitCode())));
    }

    /// Whether nothing says that the site can do without the unit that wrote the line.
    private static boolean needed(HostFact.AppLog log, Facts facts) {
        return facts.all(HostFact.Unit.class)
                .filter(unit -> unit.on().equals(log.on()) && unit.unit().equals(log.unit()))
                .allMatch(HostFact.Unit::wanted);
    }

    private static boolean loops(Container app) {
        return app.loops() && !app.isConnector() && !app.isProxy() && !app.isDatabase();
    }

    private static boolean failed(HostFact.Unit unit) {
        return app(unit) && !unit.runs() && unit.failed();
    }

    private static boolean app(HostFact.Unit unit) {
        return unit.role() == HostFact.Role.APP && unit.wanted();
    }
}
