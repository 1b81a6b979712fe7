package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HttpFact;

import java.util.Set;

/// The application cannot reach its database, or is not let in.
public final class DatabaseUnreachable implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(AppCrashed.class, OriginOwnError.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "stopped-and-logged",
                        HostFact.Unit.class,
                        HostFact.AppLog.class,
                        (unit, log) ->
                                unit.role() == HostFact.Role.DATABASE
                                        && !unit.runs()
                                        && logged(log))
                .pointsTo("logged", HostFact.AppLog.class, DatabaseUnreachable::logged)
                .fits(
                        "stopped",
                        HostFact.Unit.class,
                        unit ->
                                unit.role() == HostFact.Role.DATABASE
                                        && unit.wanted()
                                        && !unit.runs())
                .rulesOut("site-answers", HttpFact.Answered.class, answer -> answer.status() < 500)
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, page -> page.code() >= 520)
                .done();
    }

    private static boolean logged(HostFact.AppLog log) {
        return log.recent()
                && (log.says() == HostFact.AppLog.AppLine.DATABASE_UNREACHABLE
                        || log.says() == HostFact.AppLog.AppLine.DATABASE_REFUSES_LOGIN);
    }
}
