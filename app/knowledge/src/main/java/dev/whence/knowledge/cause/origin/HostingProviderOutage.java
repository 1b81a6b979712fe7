package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TcpFact;

/// The whole host, or its data centre, cannot be reached: no port of it answers, from no place.
public final class HostingProviderOutage implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.pointsTo(
                        "dead-from-two-places",
                        HostFact.Doors.class,
                        EdgeFact.ErrorPage.class,
                        (host, page) -> host.dead() && unreached(page))
                .fits("dead", HostFact.Doors.class, HostFact.Doors::dead)
                .fits("code", EdgeFact.ErrorPage.class, HostingProviderOutage::unreached)
                .speaksAgainst("own-network", EdgeFact.ControlFailed.class, control -> true)
                .speaksAgainst(
                        "another-address",
                        DnsFact.ZoneRecord.class,
                        HostFact.Doors.class,
                        (record, host) ->
                                record.address()
                                        && facts.facts()
                                                .all(DnsFact.ZoneRecord.class)
                                                .noneMatch(
                                                        each ->
                                                                each.content()
                                                                        .equals(host.address())))
                .rulesOut(
                        "a-door-answers",
                        HostFact.Doors.class,
                        host -> !host.doors().isEmpty() && !host.dead())
                .rulesOut("open", TcpFact.Open.class, dial -> true)
                .rulesOut("refused", TcpFact.Refused.class, dial -> true)
                .rulesOut("login", HostFact.Access.class, login -> true)
                .rulesOut("listed", HostFact.Listening.class, host -> true)
                .rulesOut("answered", EdgeFact.ErrorPage.class, page -> !unreached(page))
                .done();
    }

    /// A host that is off refuses nothing, so 521 is none of its codes.
    private static boolean unreached(EdgeFact.ErrorPage page) {
        return page.code() == 522 || page.code() == 523;
    }
}
