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

/// The head of the application's answer does not fit into the web server's buffer.
public final class UpstreamHeaderTooBig implements Cause {
    private static final Predicate<HostFact.WebLog> TOO_BIG =
            Logs.web(WebLine.UPSTREAM_HEADER_TOO_BIG);

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
                        "logged-and-502",
                        HostFact.WebLog.class,
                        EdgeFact.ErrorPage.class,
                        (log, page) -> TOO_BIG.test(log) && page.code() == 502)
                .proves(
                        "logged-and-directly",
                        HostFact.WebLog.class,
                        HttpFact.Answered.class,
                        (log, answer) -> TOO_BIG.test(log) && answer.status() == 502)
                .pointsTo("logged", HostFact.WebLog.class, TOO_BIG)
                .speaksAgainst(
                        "fine-directly", HttpFact.Answered.class, answer -> answer.status() < 500)
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, Logs::neverAsked)
                .done();
    }
}
