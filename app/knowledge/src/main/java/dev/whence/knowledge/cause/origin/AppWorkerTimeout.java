package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.AppLog.AppLine;
import dev.whence.knowledge.fact.HttpFact;

import java.util.Set;
import java.util.function.Predicate;

/// The application server ends a worker whose request takes longer than its own limit.
public final class AppWorkerTimeout implements Cause {
    private static final Predicate<HostFact.AppLog> TIMED_OUT = Logs.app(AppLine.WORKER_TIMED_OUT);

    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(AppCrashed.class, OriginOwnError.class, OriginSlowOverReadTimeout.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "timed-out-and-gone",
                        HostFact.AppLog.class,
                        HostFact.WebLog.class,
                        (app, log) ->
                                TIMED_OUT.test(app) && Logs.gone(log) && app.on().equals(log.on()))
                .pointsTo("timed-out", HostFact.AppLog.class, TIMED_OUT)
                .fits("cut", HostFact.WebLog.class, Logs::cut)
                .speaksAgainst(
                        "fine-directly", HttpFact.Answered.class, answer -> answer.status() < 500)
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, Logs::neverAsked)
                .done();
    }
}
