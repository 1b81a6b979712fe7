package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.cause.tunnel.ConnectorReplicaDegraded;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.fact.TunnelFact;

import java.util.function.Predicate;

/// The origin takes longer to answer than Cloudflare waits (facts §A.1: 125 s by default).
public final class OriginSlowOverReadTimeout implements Cause {
    /// To the connector the edge looks like a visitor who leaves (facts §E.11).
    private static final Predicate<TunnelFact.ServiceFailure> LEFT =
            Logs.tunnel(TunnelFact.ServiceFailure.Fault.VISITOR_LEFT);

    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "silent-directly",
                        EdgeFact.ErrorPage.class,
                        HttpFact.NoAnswer.class,
                        (page, direct) -> page.code() == 524 && direct.silent())
                .proves(
                        "silent-itself",
                        EdgeFact.ErrorPage.class,
                        HostFact.LocalAnswer.class,
                        (page, local) ->
                                page.code() == 524
                                        && local.status() == 0
                                        && local.took().toSeconds() >= 5)
                .pointsTo(
                        "waited-in-tunnel",
                        EdgeFact.ErrorPage.class,
                        TunnelFact.ServiceFailure.class,
                        (page, failure) -> waited(page) && LEFT.test(failure))
                .pointsTo(
                        "slow-service",
                        EdgeFact.ErrorPage.class,
                        TunnelFact.ServiceTried.class,
                        (page, tried) -> page.code() == 524 && tried.took().toSeconds() >= 60)
                .pointsTo(
                        "only-connector",
                        TunnelFact.ServiceFailure.class,
                        TunnelFact.Connectors.class,
                        (failure, list) ->
                                gaveUp(facts.facts())
                                        && LEFT.test(failure)
                                        && list.connectors().size() == 1)
                .pointsTo(
                        "every-connector",
                        TunnelFact.ServiceFailure.class,
                        TunnelFact.ServiceFailure.class,
                        (one, other) ->
                                gaveUp(facts.facts())
                                        && LEFT.test(one)
                                        && LEFT.test(other)
                                        && !one.on().equals(other.on())
                                        && one.count() <= 4 * other.count()
                                        && other.count() <= 4 * one.count())
                .fits(
                        "left-in-tunnel",
                        EdgeFact.ErrorPage.class,
                        TunnelFact.ServiceFailure.class,
                        (page, failure) -> page.code() == 524 && LEFT.test(failure))
                .pointsTo(
                        "gave-up",
                        EdgeFact.ErrorPage.class,
                        page ->
                                page.code() == 524
                                        && facts.facts()
                                                .all(TunnelFact.ServiceFailure.class)
                                                .noneMatch(LEFT))
                .fits("hangs", EdgeFact.NoAnswer.class, EdgeFact.NoAnswer::hangs)
                .speaksAgainst(
                        "fast-directly",
                        HttpFact.Answered.class,
                        answer -> answer.status() < 500 && answer.firstByte().toSeconds() < 20)
                .speaksAgainst(
                        "one-connector-only",
                        TunnelFact.ServiceFailure.class,
                        TunnelFact.Ready.class,
                        (left, ready) ->
                                ConnectorReplicaDegraded.stallsBeside(facts.facts(), left, ready))
                .done();
    }

    /// As long as the edge waits by any of its limits (facts §A.1). A connector that stalls shows
    /// the same code, and lines without such a wait.
    private static boolean waited(EdgeFact.ErrorPage page) {
        return page.code() == 524 && page.elapsed().toSeconds() >= 95;
    }

    private static boolean gaveUp(Facts facts) {
        return facts.all(EdgeFact.ErrorPage.class).anyMatch(page -> page.code() == 524);
    }
}
