package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.AppLog.AppLine;
import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.fact.HttpFact;

import java.util.Set;
import java.util.function.Predicate;

/// No connection with the database is free.
public final class DatabasePoolExhausted implements Cause {
    private static final Predicate<HostFact.AppLog> EXHAUSTED =
            Logs.app(AppLine.DATABASE_POOL_EXHAUSTED);
    private static final Predicate<HostFact.AppLog> DOWN = Logs.app(AppLine.DATABASE_UNREACHABLE);

    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginOwnError.class, OriginSlowOverReadTimeout.class, UpstreamTimeout.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "exhausted-and-failing",
                        HostFact.AppLog.class,
                        HttpFact.Answered.class,
                        (log, answer) -> EXHAUSTED.test(log) && answer.status() >= 500)
                .proves(
                        "exhausted-and-late",
                        HostFact.AppLog.class,
                        HostFact.WebLog.class,
                        (app, log) ->
                                EXHAUSTED.test(app)
                                        && Logs.web(WebLine.UPSTREAM_READ_TIMED_OUT).test(log)
                                        && app.on().equals(log.on()))
                .pointsTo("exhausted", HostFact.AppLog.class, EXHAUSTED)
                .rulesOut(
                        "database-down",
                        HostFact.Unit.class,
                        HostFact.AppLog.class,
                        (unit, log) ->
                                unit.role() == HostFact.Role.DATABASE
                                        && unit.wanted()
                                        && !unit.runs()
                                        && DOWN.test(log))
                .speaksAgainst(
                        "fine-directly", HttpFact.Answered.class, answer -> answer.status() < 500)
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, Logs::neverAsked)
                .done();
    }
}
