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
import java.util.regex.Pattern;

/// Every PHP process of the pool is busy, so requests wait or are turned away.
public final class PhpFpmPoolExhausted implements Cause {
    private static final Predicate<HostFact.AppLog> BUSY = Logs.app(AppLine.PHP_CHILDREN_BUSY);
    private static final Predicate<HostFact.WebLog> LATE =
            Logs.web(
                    WebLine.UPSTREAM_READ_TIMED_OUT,
                    WebLine.UPSTREAM_CONNECT_TIMED_OUT,
                    WebLine.UPSTREAM_BACKLOG_FULL);
    private static final Pattern PHP = Pattern.compile("fpm|php|:9000\\b|fastcgi");

    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(
                OriginOverloaded.class,
                OriginOwnError.class,
                OriginSlowOverReadTimeout.class,
                UpstreamTimeout.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "busy-and-late",
                        HostFact.AppLog.class,
                        HostFact.WebLog.class,
                        (app, log) -> BUSY.test(app) && LATE.test(log) && app.on().equals(log.on()))
                .proves(
                        "busy-and-failing",
                        HostFact.AppLog.class,
                        HttpFact.Answered.class,
                        (app, answer) -> BUSY.test(app) && answer.status() >= 500)
                .pointsTo("busy", HostFact.AppLog.class, BUSY)
                .pointsTo(
                        "socket-full",
                        HostFact.WebLog.class,
                        log ->
                                Logs.web(WebLine.UPSTREAM_BACKLOG_FULL).test(log)
                                        && PHP.matcher(log.upstream() + " " + log.sample()).find())
                .speaksAgainst(
                        "fine-directly", HttpFact.Answered.class, answer -> answer.status() < 500)
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, Logs::neverAsked)
                .done();
    }
}
