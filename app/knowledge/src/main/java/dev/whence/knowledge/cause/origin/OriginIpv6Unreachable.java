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

import java.util.Set;

/// The origin does not answer at its IPv6 address, and answers at its IPv4 address.
///
/// This desk may have no IPv6 of its own, so a missing way says nothing; a refusal or silence does.
public final class OriginIpv6Unreachable implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginNotListening.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "recorded-and-silent",
                        DnsFact.ZoneRecord.class,
                        TcpFact.class,
                        (record, dial) ->
                                record.content().equals(dial.to().host())
                                        && failed(dial)
                                        && answersOverIpv4(facts.facts())
                                        && unreached(facts.facts()))
                .pointsTo(
                        "one-family-only",
                        TcpFact.class,
                        EdgeFact.ErrorPage.class,
                        (dial, page) ->
                                failed(dial) && unreached(page) && answersOverIpv4(facts.facts()))
                .pointsTo(
                        "listens-on-ipv4",
                        DnsFact.ZoneRecord.class,
                        HostFact.Listening.class,
                        (record, host) ->
                                record.kind().equalsIgnoreCase("AAAA")
                                        && ipv4Only(host)
                                        && unreached(facts.facts()))
                .fits(
                        "silent-here",
                        TcpFact.class,
                        dial -> failed(dial) && answersOverIpv4(facts.facts()))
                .speaksAgainst("another-code", EdgeFact.ErrorPage.class, page -> !unreached(page))
                .rulesOut("open", TcpFact.Open.class, dial -> v6(dial))
                .rulesOut(
                        "both-families",
                        TcpFact.class,
                        dial ->
                                !v6(dial)
                                        && !(dial instanceof TcpFact.Open)
                                        && !answersOverIpv4(facts.facts()))
                .done();
    }

    private static boolean v6(TcpFact dial) {
        return dial.to().host().contains(":");
    }

    private static boolean failed(TcpFact dial) {
        return v6(dial) && (dial instanceof TcpFact.Refused || dial instanceof TcpFact.TooSlow);
    }

    private static boolean answersOverIpv4(Facts facts) {
        return facts.all(TcpFact.Open.class).anyMatch(dial -> !v6(dial));
    }

    /// Something listens on a web port, and on none of them over IPv6.
    private static boolean ipv4Only(HostFact.Listening host) {
        var web =
                host.sockets().stream()
                        .filter(socket -> socket.port() == 443 || socket.port() == 80)
                        .filter(socket -> !socket.loopback())
                        .toList();
        return !web.isEmpty()
                && web.stream()
                        .noneMatch(
                                socket ->
                                        socket.address().contains(":")
                                                || socket.address().equals("*"));
    }

    private static boolean unreached(Facts facts) {
        return facts.all(EdgeFact.ErrorPage.class).anyMatch(OriginIpv6Unreachable::unreached);
    }

    private static boolean unreached(EdgeFact.ErrorPage page) {
        return page.code() >= 521 && page.code() <= 523;
    }
}
