package dev.whence.knowledge.cause.tunnel;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.Connectors;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import java.time.Duration;

/// One of several connectors stays registered and hardly carries anything, so the requests that it
/// gets run out of time, while the service is fast.
public final class ConnectorReplicaDegraded implements Cause {
    private static final int MANY = 10;
    private static final Duration FAST = Duration.ofSeconds(5);

    @Override
    public Place place(Facts facts) {
        return Place.TUNNEL;
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.pointsTo(
                        "one-of-several",
                        ServiceFailure.class,
                        TunnelFact.Ready.class,
                        (left, ready) -> stallsBeside(facts.facts(), left, ready))
                .pointsTo(
                        "service-is-fast",
                        ServiceFailure.class,
                        TunnelFact.ServiceTried.class,
                        (left, tried) -> many(left) && fast(tried) && replicas(facts.facts()))
                .fits("left", ServiceFailure.class, ConnectorReplicaDegraded::many)
                .fits(
                        "part-runs-out-of-time",
                        EdgeFact.Sampled.class,
                        EdgeFact.ErrorPage.class,
                        (sample, page) ->
                                sample.failed() > 0
                                        && sample.failed() < sample.asked()
                                        && page.code() == 524)
                .rulesOut("only-one", Connectors.class, list -> list.connectors().size() == 1)
                .speaksAgainst(
                        "service-is-slow", TunnelFact.ServiceTried.class, tried -> !fast(tried))
                .speaksAgainst(
                        "service-fails",
                        ServiceFailure.class,
                        failure -> failure.kind() != Fault.VISITOR_LEFT)
                .speaksAgainst(
                        "everywhere",
                        ServiceFailure.class,
                        ServiceFailure.class,
                        (one, other) -> many(one) && many(other) && !one.on().equals(other.on()))
                .done();
    }

    /// Whether the requests of one connector run out of time while another one is well.
    public static boolean stallsBeside(Facts facts, ServiceFailure left, TunnelFact.Ready other) {
        return many(left)
                && !left.on().equals(other.on())
                && other.connections() > 0
                && fewOn(facts, other.on(), left.count());
    }

    /// A few visitors always leave early (facts §E.13).
    private static boolean many(ServiceFailure failure) {
        return failure.kind() == Fault.VISITOR_LEFT && failure.count() >= MANY;
    }

    private static boolean fewOn(Facts facts, String host, int elsewhere) {
        return facts.all(ServiceFailure.class)
                .filter(failure -> failure.on().equals(host))
                .allMatch(
                        failure ->
                                failure.kind() == Fault.VISITOR_LEFT
                                        && failure.count() * MANY < elsewhere);
    }

    private static boolean fast(TunnelFact.ServiceTried tried) {
        return tried.answered() && tried.took().compareTo(FAST) < 0;
    }

    private static boolean replicas(Facts facts) {
        return facts.all(Connectors.class).anyMatch(list -> list.connectors().size() > 1);
    }
}
