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

/// The head of the visitor's request, mostly its cookies, is larger than what a program at the
/// origin takes.
public final class RequestHeadersTooLarge implements Cause {
    private static final Predicate<HostFact.AppLog> APP = Logs.app(AppLine.REQUEST_HEAD_TOO_LARGE);
    private static final Predicate<HostFact.WebLog> WEB = Logs.web(WebLine.REQUEST_HEAD_TOO_LARGE);

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
                        "refused-twice",
                        EdgeFact.HeadRefused.class,
                        HttpFact.HeadRefused.class,
                        (edge, direct) -> edge.status() == direct.status())
                .proves(
                        "logged-and-cut",
                        HostFact.AppLog.class,
                        HostFact.WebLog.class,
                        (app, web) -> APP.test(app) && Logs.cut(web) && app.on().equals(web.on()))
                .pointsTo("refused", EdgeFact.HeadRefused.class, edge -> true)
                .pointsTo("refused-directly", HttpFact.HeadRefused.class, direct -> true)
                .pointsTo("app-logged", HostFact.AppLog.class, APP)
                .pointsTo("web-logged", HostFact.WebLog.class, WEB)
                .speaksAgainst(
                        "answers-head",
                        HostFact.WebLog.class,
                        Logs.web(WebLine.UPSTREAM_HEADER_TOO_BIG))
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, Logs::neverAsked)
                .done();
    }
}
