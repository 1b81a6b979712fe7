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
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import java.util.Set;
import java.util.function.Predicate;

/// A program has as many files and connections open as it may, and can open no more.
public final class FdLimitReached implements Cause {
    private static final Predicate<HostFact.AppLog> APP = Logs.app(AppLine.TOO_MANY_FILES);
    private static final Predicate<HostFact.WebLog> WEB = Logs.web(WebLine.TOO_MANY_FILES);
    private static final Predicate<TunnelFact.ServiceFailure> TUNNEL =
            Logs.tunnel(Fault.TOO_MANY_FILES);

    @Override
    public Place place(Facts facts) {
        return facts.all(HostFact.WebLog.class).noneMatch(WEB)
                        && facts.all(HostFact.AppLog.class).noneMatch(APP)
                        && facts.all(TunnelFact.ServiceFailure.class).anyMatch(TUNNEL)
                ? Place.TUNNEL
                : Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(
                AppCrashed.class,
                OriginOverloaded.class,
                OriginOwnError.class,
                OriginTlsHandshakeStalls.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "app-and-gone",
                        HostFact.AppLog.class,
                        HostFact.WebLog.class,
                        (app, log) -> APP.test(app) && Logs.gone(log) && app.on().equals(log.on()))
                .proves(
                        "app-and-failing",
                        HostFact.AppLog.class,
                        HttpFact.Answered.class,
                        (app, answer) -> APP.test(app) && answer.status() >= 500)
                .proves(
                        "web-and-failing",
                        HostFact.WebLog.class,
                        EdgeFact.ErrorPage.class,
                        (log, page) ->
                                WEB.test(log) && (Logs.answeredBadly(page) || page.code() == 525))
                .pointsTo("app-logged", HostFact.AppLog.class, APP)
                .pointsTo("web-logged", HostFact.WebLog.class, WEB)
                .pointsTo("tunnel-logged", TunnelFact.ServiceFailure.class, TUNNEL)
                .speaksAgainst(
                        "fine-directly", HttpFact.Answered.class, answer -> answer.status() < 500)
                .rulesOut(
                        "another-leg",
                        EdgeFact.ErrorPage.class,
                        page -> Logs.neverAsked(page) && !leavesWaiting(page, facts.facts()))
                .done();
    }

    /// A web server without a free descriptor takes no connection that the kernel accepted.
    private static boolean leavesWaiting(EdgeFact.ErrorPage page, Facts facts) {
        return page.code() == 525 && facts.all(HostFact.WebLog.class).anyMatch(WEB);
    }
}
