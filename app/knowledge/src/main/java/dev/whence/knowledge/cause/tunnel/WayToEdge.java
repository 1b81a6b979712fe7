package dev.whence.knowledge.cause.tunnel;

import dev.whence.engine.cause.Weighing;
import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Facts;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.EdgeTrouble;
import dev.whence.knowledge.fact.TunnelFact.EdgeTrouble.Snag;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure;

import java.util.Set;

/// What the causes between a connector and the edge have in common: they are read from the
/// connector's log, and whatever reaches the service speaks against all of them.
final class WayToEdge {
    /// Every way in which QUIC's datagrams may end before the edge answers.
    static final Set<Snag> QUIC_DIAL =
            Set.of(Snag.QUIC_TIMED_OUT, Snag.QUIC_REJECTED, Snag.QUIC_NOT_PERMITTED);

    private static final CheckId LOG = new CheckId("connector-log");

    private WayToEdge() {}

    /// Whether a log tells one of these.
    static boolean told(Facts facts, Set<Snag> kinds) {
        return facts.all(EdgeTrouble.class).anyMatch(trouble -> kinds.contains(trouble.kind()));
    }

    /// Whether no log tells any of these, and none is hidden from us.
    static boolean silent(Facts facts, Set<Snag> kinds) {
        return !told(facts, kinds) && !isHidden(facts);
    }

    /// Somebody wanted to read the connector's log and could not: its silence says nothing.
    private static boolean isHidden(Facts facts) {
        return facts.coverage()
                .of(LOG)
                .anyMatch(
                        entry ->
                                switch (entry.outcome()) {
                                    case Outcome.Skipped(var why) -> why == SkipReason.NO_ROOT;
                                    case Outcome.Broke _, Outcome.TimedOut _ -> true;
                                    case Outcome.Saw _, Outcome.Cancelled _ -> false;
                                });
    }

    /// Adds what speaks against trouble of these kinds, in five clues: `arrived`,
    /// `requests-arrive`, `connected`, `registered-since`, `another-leg`.
    static Weighing against(Weighing facts, Set<Snag> own) {
        return facts.rulesOut("arrived", ServiceFailure.class, ServiceFailure::marked)
                .speaksAgainst(
                        "requests-arrive",
                        ServiceFailure.class,
                        failure -> failure.kind() != ServiceFailure.Fault.VISITOR_LEFT)
                .speaksAgainst(
                        "connected", TunnelFact.Ready.class, ready -> ready.connections() > 0)
                .speaksAgainst(
                        "registered-since",
                        EdgeTrouble.class,
                        TunnelFact.Registered.class,
                        (trouble, registered) ->
                                own.contains(trouble.kind())
                                        && since(trouble, registered)
                                        && !byTheOtherWay(trouble, registered))
                .speaksAgainst("another-leg", EdgeFact.ErrorPage.class, WayToEdge::anotherLeg);
    }

    /// Whether the connector registered after the last such line.
    static boolean since(EdgeTrouble trouble, TunnelFact.Registered registered) {
        return trouble.on().equals(registered.on())
                && trouble.last().isPresent()
                && registered
                        .last()
                        .filter(at -> at.isAfter(trouble.last().orElseThrow()))
                        .isPresent();
    }

    /// A connector that gave QUIC up and registered over HTTP/2 says that QUIC does not work.
    private static boolean byTheOtherWay(EdgeTrouble trouble, TunnelFact.Registered registered) {
        return trouble.kind().name().startsWith("QUIC_") && registered.protocol().equals("http2");
    }

    /// Codes that the edge gives where it dials an address itself (facts §A.2).
    static boolean anotherLeg(EdgeFact.ErrorPage page) {
        return page.code() >= 520 && page.code() <= 526;
    }

    /// Codes for a tunnel whose connectors are all gone (facts §A.3).
    static boolean tunnelGone(EdgeFact.ErrorPage page) {
        return page.code() == 1033 || page.code() == 530;
    }
}
