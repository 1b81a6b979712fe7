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
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

/// The origin takes the connection and the request, and hangs up without an answer: by a rule such
/// as nginx's `return 444`, or by a reset.
public final class OriginDropsConnection implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "dropped-and-seen",
                        HttpFact.NoAnswer.class,
                        EdgeFact.ErrorPage.class,
                        (direct, page) -> direct.hungUp() && page.code() == 520)
                .proves(
                        "rule-and-seen",
                        HostFact.Requests.class,
                        EdgeFact.ErrorPage.class,
                        (log, page) -> by444(log) && page.code() == 520)
                .pointsTo("rule", HostFact.Requests.class, OriginDropsConnection::by444)
                .pointsTo(
                        "dropped",
                        HttpFact.NoAnswer.class,
                        direct -> direct.hungUp() && !facts.facts().know(EdgeFact.ErrorPage.class))
                .pointsTo("dropped-amid", HttpFact.Flawed.class, HttpFact.Flawed::reset)
                .fits(
                        "dropped-in-tunnel",
                        TunnelFact.ServiceFailure.class,
                        Logs.tunnel(Fault.CLOSED, Fault.RESET))
                .fits(
                        "dropped-itself",
                        TunnelFact.ServiceTried.class,
                        tried ->
                                tried.trouble() == TunnelFact.ServiceTried.Trouble.EMPTY
                                        || tried.trouble() == TunnelFact.ServiceTried.Trouble.RESET)
                .fits("code", EdgeFact.ErrorPage.class, page -> page.code() == 520)
                .speaksAgainst(
                        "worker-died",
                        HostFact.WebLog.class,
                        Logs.web(WebLine.WORKER_KILLED, WebLine.WORKER_CRASHED))
                .speaksAgainst(
                        "answers",
                        HttpFact.Answered.class,
                        _ -> !facts.facts().know(HttpFact.Flawed.class))
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, Logs::neverAsked)
                .done();
    }

    /// nginx logs 444 where it hangs up by rule; nobody else does.
    private static boolean by444(HostFact.Requests log) {
        return log.marked() == 444 || log.byStatus().getOrDefault(444, 0) > 0;
    }
}
