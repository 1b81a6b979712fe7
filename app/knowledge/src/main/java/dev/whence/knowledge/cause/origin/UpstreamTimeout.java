package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.fact.HttpFact;

import java.util.Set;
import java.util.function.Predicate;

/// The web server waits no longer for the application than its own limit, and answers 504.
public final class UpstreamTimeout implements Cause {
    private static final Predicate<HostFact.WebLog> WAITED =
            Logs.web(WebLine.UPSTREAM_READ_TIMED_OUT);

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
                        "logged-and-504",
                        HostFact.WebLog.class,
                        EdgeFact.ErrorPage.class,
                        (log, page) -> WAITED.test(log) && page.code() == 504)
                .proves(
                        "logged-and-directly",
                        HostFact.WebLog.class,
                        HttpFact.Answered.class,
                        (log, answer) -> WAITED.test(log) && answer.status() == 504)
                .proves(
                        "logged-and-passed",
                        HostFact.WebLog.class,
                        EdgeFact.PassedOn.class,
                        (log, page) -> WAITED.test(log) && page.status() == 504)
                .pointsTo("logged", HostFact.WebLog.class, WAITED)
                .fits(
                        "connecting",
                        HostFact.WebLog.class,
                        Logs.web(WebLine.UPSTREAM_CONNECT_TIMED_OUT))
                .fits("code", EdgeFact.ErrorPage.class, page -> page.code() == 504)
                .fits("passed", EdgeFact.PassedOn.class, page -> page.status() == 504)
                .fits("directly", HttpFact.Answered.class, answer -> answer.status() == 504)
                .speaksAgainst(
                        "fine-directly", HttpFact.Answered.class, answer -> answer.status() < 500)
                .rulesOut("edge-gave-up", EdgeFact.ErrorPage.class, page -> page.code() == 524)
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, Logs::neverAsked)
                .done();
    }
}
