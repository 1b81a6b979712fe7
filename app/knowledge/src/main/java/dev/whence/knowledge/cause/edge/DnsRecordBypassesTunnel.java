package dev.whence.knowledge.cause.edge;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.cause.origin.OriginNotListening;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.fact.TcpFact;
import dev.whence.knowledge.fact.TunnelFact;

import java.util.Set;

/// The name should lead through a tunnel, and an address record leads past it.
///
/// 521, 522, 523, 525 and 526 tell of the edge and a public origin; through a tunnel they do not
/// occur (facts §0, §I.3).
public final class DnsRecordBypassesTunnel implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.EDGE;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(DnsRecordWrongAddress.class, OriginNotListening.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "record-and-code",
                        DnsFact.ZoneRecord.class,
                        EdgeFact.ErrorPage.class,
                        (record, page) ->
                                record.address()
                                        && past(page)
                                        && facts.facts()
                                                .all(TunnelFact.RuleMatched.class)
                                                .anyMatch(DnsRecordBypassesTunnel::meant))
                .pointsTo(
                        "rule-and-code",
                        TunnelFact.RuleMatched.class,
                        EdgeFact.ErrorPage.class,
                        (matched, page) -> meant(matched) && past(page))
                .pointsTo(
                        "record-and-rule",
                        DnsFact.ZoneRecord.class,
                        TunnelFact.RuleMatched.class,
                        (record, matched) -> record.address() && meant(matched))
                .pointsTo(
                        "connector-idle",
                        TunnelFact.class,
                        EdgeFact.ErrorPage.class,
                        (connector, page) ->
                                up(connector)
                                        && past(page)
                                        && silent(facts.facts())
                                        && !originKnown(facts.facts()))
                .fits(
                        "code",
                        EdgeFact.ErrorPage.class,
                        page -> page.code() >= 521 && page.code() <= 523)
                .speaksAgainst(
                        "through-tunnel",
                        EdgeFact.ErrorPage.class,
                        page -> page.code() == 502 || page.code() == 1033 || page.code() == 530)
                .rulesOut("leads-to-tunnel", DnsFact.ZoneRecord.class, DnsFact.ZoneRecord::tunnel)
                .rulesOut("alias", DnsFact.TunnelAlias.class, alias -> true)
                .rulesOut(
                        "arrived",
                        TunnelFact.ServiceFailure.class,
                        TunnelFact.ServiceFailure::marked)
                .done();
    }

    private static boolean past(EdgeFact.ErrorPage page) {
        return switch (page.code()) {
            case 521, 522, 523, 525, 526 -> true;
            default -> false;
        };
    }

    /// A rule for this name, not the one for everything.
    private static boolean meant(TunnelFact.RuleMatched matched) {
        return !matched.rule().catchesAll();
    }

    private static boolean up(TunnelFact connector) {
        return switch (connector) {
            case TunnelFact.Ready ready -> ready.connections() > 0;
            case TunnelFact.Service service -> service.runs();
            case TunnelFact.Registered registered -> registered.count() > 0;
            case TunnelFact.Running _ -> true;
            default -> false;
        };
    }

    /// Whether the connector complains neither of its service nor of its way to the edge.
    private static boolean silent(Facts facts) {
        return !facts.know(TunnelFact.ServiceFailure.class)
                && !facts.know(TunnelFact.EdgeTrouble.class);
    }

    /// Whether anybody named an origin, so that the name need not be meant for the tunnel.
    private static boolean originKnown(Facts facts) {
        return facts.know(TcpFact.class)
                || facts.know(HttpFact.class)
                || facts.know(HostFact.Firewall.class)
                || facts.know(HostFact.Requests.class);
    }
}
