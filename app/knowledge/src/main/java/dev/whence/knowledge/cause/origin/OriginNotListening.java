package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.fact.TcpFact;
import dev.whence.knowledge.fact.TunnelFact;

import java.util.Optional;
import java.util.stream.Stream;

/// Nothing listens on the port that is dialled, so every connection is refused.
public final class OriginNotListening implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "refused-and-silent",
                        TcpFact.Refused.class,
                        HostFact.Listening.class,
                        (dial, host) -> !host.has(dial.to().port()) && inUse(dial, facts.facts()))
                .pointsTo(
                        "silent",
                        TcpFact.class,
                        HostFact.Listening.class,
                        (dial, host) ->
                                !(dial instanceof TcpFact.Open)
                                        && !host.has(dial.to().port())
                                        && inUse(dial, facts.facts()))
                .pointsTo(
                        "other-family",
                        TcpFact.Refused.class,
                        HostFact.Listening.class,
                        (dial, host) -> host.servesOtherFamily(dial.to()))
                .pointsTo(
                        "refused-twice",
                        TcpFact.Refused.class,
                        EdgeFact.ErrorPage.class,
                        (dial, page) -> page.code() == 521)
                .pointsTo("refused-at-edge", EdgeFact.ErrorPage.class, page -> page.code() == 521)
                .fits("refused-here", TcpFact.Refused.class, dial -> inUse(dial, facts.facts()))
                .fits(
                        "refused-in-tunnel",
                        TunnelFact.ServiceFailure.class,
                        failure -> failure.kind() == TunnelFact.ServiceFailure.Fault.REFUSED)
                .speaksAgainst(
                        "other-codes",
                        EdgeFact.ErrorPage.class,
                        page -> page.code() == 522 || page.code() == 523)
                .rulesOut(
                        "listening",
                        TcpFact.class,
                        HostFact.Listening.class,
                        (dial, host) ->
                                host.has(dial.to().port())
                                        && !host.onlyLoopback(dial.to().port())
                                        && !host.servesOtherFamily(dial.to()))
                .rulesOut(
                        "listening-behind-tunnel",
                        TunnelFact.ServiceFailure.class,
                        HostFact.Listening.class,
                        (failure, host) ->
                                failure.kind() == TunnelFact.ServiceFailure.Fault.REFUSED
                                        && failure.on().equals(host.on())
                                        && failure.port().filter(host::has).isPresent())
                .rulesOut("open", TcpFact.Open.class, dial -> true)
                .rulesOut("answers", HttpFact.Answered.class, answer -> true)
                .done();
    }

    /// Where a tunnel leads to a service, no other port is dialled.
    private static boolean inUse(TcpFact dial, Facts facts) {
        var served =
                Stream.concat(
                                facts.all(TunnelFact.ServiceTried.class)
                                        .map(TunnelFact.ServiceTried::port),
                                facts.all(TunnelFact.ServiceFailure.class)
                                        .map(TunnelFact.ServiceFailure::port))
                        .toList();
        return served.isEmpty() || served.contains(Optional.of(dial.to().port()));
    }
}
