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
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import java.util.Set;
import java.util.function.Predicate;

/// The origin closes idle connections just when Cloudflare, the connector or the proxy uses them
/// again: a few requests in a thousand fail (facts §J.3 #42).
public final class OriginKeepaliveRace implements Cause {
    private static final Predicate<TunnelFact.ServiceFailure> CLOSED =
            Logs.tunnel(Fault.CLOSED, Fault.RESET);

    private static final int MANY = 100;

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
        return facts.pointsTo(
                        "idle-closed",
                        TunnelFact.ServiceFailure.class,
                        Logs.tunnel(Fault.IDLE_CLOSED))
                .pointsTo(
                        "closed-now-and-then",
                        TunnelFact.ServiceFailure.class,
                        EdgeFact.Sampled.class,
                        (failure, sample) ->
                                CLOSED.test(failure) && seldom(sample) && !dies(facts.facts()))
                .fits(
                        "cut-now-and-then",
                        HostFact.WebLog.class,
                        HostFact.Requests.class,
                        (log, requests) -> Logs.cut(log) && seldom(log, requests))
                .fits(
                        "fails-now-and-then",
                        EdgeFact.Sampled.class,
                        EdgeFact.ErrorPage.class,
                        (sample, page) -> seldom(sample) && Logs.answeredBadly(page))
                .speaksAgainst("dies", HostFact.class, OriginKeepaliveRace::dies)
                .rulesOut(
                        "constant",
                        EdgeFact.Sampled.class,
                        sample -> sample.asked() >= 3 && sample.failed() == sample.asked())
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, Logs::neverAsked)
                .done();
    }

    private static boolean seldom(EdgeFact.Sampled sample) {
        return sample.failed() > 0 && sample.failed() * 3 <= sample.asked();
    }

    private static boolean seldom(HostFact.WebLog log, HostFact.Requests requests) {
        return log.on().equals(requests.on())
                && requests.total() >= MANY
                && log.count() * 50 <= requests.total();
    }

    private static boolean dies(Facts facts) {
        return facts.all(HostFact.class).anyMatch(OriginKeepaliveRace::dies);
    }

    /// Signs that the program ends, so that its connections end with it.
    private static boolean dies(HostFact fact) {
        return switch (fact) {
            case HostFact.Unit unit -> unit.restarts() > 0 || unit.failed();
            case HostFact.OomKill kill -> kill.recent();
            case HostFact.WebLog log ->
                    Logs.web(WebLine.WORKER_KILLED, WebLine.WORKER_CRASHED).test(log);
            case HostFact.AppLog log ->
                    Logs.app(
                                    AppLine.CRASHED,
                                    AppLine.WORKER_KILLED,
                                    AppLine.WORKER_TIMED_OUT,
                                    AppLine.OUT_OF_MEMORY)
                            .test(log);
            default -> false;
        };
    }
}
