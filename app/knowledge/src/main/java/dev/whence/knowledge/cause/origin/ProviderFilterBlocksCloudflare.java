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

/// Something in front of the host, such as a cloud security group or a filter of the provider,
/// stops connections that the host's own rules would admit.
///
/// That nothing arrives is also how a wrong address in the record looks, so the record must be
/// known before this is said (facts §G.6).
public final class ProviderFilterBlocksCloudflare implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "shut-outside-only",
                        HostFact.Firewall.class,
                        TcpFact.TooSlow.class,
                        (wall, dial) ->
                                openToAll(wall)
                                        && dial.to().port() == wall.port()
                                        && served(wall, facts.facts())
                                        && itsOwn(dial, facts.facts())
                                        && unreached(facts.facts()))
                .pointsTo(
                        "shut-outside",
                        HostFact.Firewall.class,
                        TcpFact.TooSlow.class,
                        (wall, dial) ->
                                openToAll(wall)
                                        && dial.to().port() == wall.port()
                                        && served(wall, facts.facts()))
                .pointsTo(
                        "nothing-arrives",
                        HostFact.Firewall.class,
                        HostFact.Requests.class,
                        (wall, log) ->
                                wall.blocked().isEmpty()
                                        && log.fromCloudflare() == 0
                                        && log.marked() == 0
                                        && recordIsRight(facts.facts())
                                        && unreached(facts.facts()))
                .pointsTo(
                        "never-arrived",
                        HostFact.Firewall.class,
                        HostFact.Followed.class,
                        (wall, seen) ->
                                wall.blocked().isEmpty()
                                        && wall.on().equals(seen.on())
                                        && seen.neverArrived()
                                        && recordIsRight(facts.facts())
                                        && unreached(facts.facts()))
                .pointsTo(
                        "provider-lists",
                        HostFact.ProviderOpens.class,
                        EdgeFact.ErrorPage.class,
                        (rules, page) ->
                                unreached(page)
                                        && !rules.ports().contains(443)
                                        && !rules.ports().contains(80))
                .fits(
                        "nothing-arrives-perhaps",
                        HostFact.Firewall.class,
                        HostFact.Requests.class,
                        (wall, log) ->
                                wall.blocked().isEmpty()
                                        && log.fromCloudflare() == 0
                                        && log.marked() == 0
                                        && !tunnelled(facts.facts()))
                .fits("code", EdgeFact.ErrorPage.class, page -> page.code() == 522)
                .speaksAgainst("another-code", EdgeFact.ErrorPage.class, page -> !unreached(page))
                .rulesOut(
                        "blocked-by-the-host",
                        HostFact.Firewall.class,
                        wall -> !wall.blocked().isEmpty())
                .rulesOut("followed", HostFact.Followed.class, HostFact.Followed::surely)
                .rulesOut(
                        "arrives",
                        HostFact.Requests.class,
                        log -> log.fromCloudflare() > 0 || log.marked() > 0)
                .rulesOut(
                        "nothing-listens",
                        HostFact.Firewall.class,
                        HostFact.Listening.class,
                        (wall, host) ->
                                wall.on().equals(host.on())
                                        && (!host.has(wall.port())
                                                || host.onlyLoopback(wall.port())))
                .done();
    }

    private static boolean openToAll(HostFact.Firewall wall) {
        return wall.blocked().isEmpty() && wall.worldAdmitted();
    }

    private static boolean served(HostFact.Firewall wall, Facts facts) {
        return facts.all(HostFact.Listening.class)
                .anyMatch(host -> host.on().equals(wall.on()) && host.has(wall.port()));
    }

    /// The address that was dialled is the host's, not that of a balancer in front of it.
    private static boolean itsOwn(TcpFact dial, Facts facts) {
        return facts.all(HostFact.OwnAddresses.class)
                .anyMatch(own -> own.addresses().contains(dial.to().host()));
    }

    /// The edge looked for a connector, and not for this host.
    private static boolean tunnelled(Facts facts) {
        return facts.all(EdgeFact.ErrorPage.class).anyMatch(page -> page.code() == 1033);
    }

    private static boolean recordIsRight(Facts facts) {
        return facts.all(DnsFact.ZoneRecord.class)
                .filter(DnsFact.ZoneRecord::address)
                .anyMatch(
                        record ->
                                facts.all(HostFact.OwnAddresses.class)
                                        .anyMatch(
                                                own -> own.addresses().contains(record.content())));
    }

    private static boolean unreached(Facts facts) {
        return facts.all(EdgeFact.ErrorPage.class)
                .anyMatch(ProviderFilterBlocksCloudflare::unreached);
    }

    private static boolean unreached(EdgeFact.ErrorPage page) {
        return page.code() >= 521 && page.code() <= 523;
    }
}
