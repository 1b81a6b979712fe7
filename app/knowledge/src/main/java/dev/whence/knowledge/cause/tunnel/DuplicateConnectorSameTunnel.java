package dev.whence.knowledge.cause.tunnel;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.Connectors;
import dev.whence.knowledge.fact.TunnelFact.EdgeTrouble.Snag;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import java.time.Duration;
import java.util.Set;

/// A second, perhaps forgotten, connector of the same tunnel takes part of the requests, and what
/// stands behind it is not what stands behind the first (facts §E.6).
public final class DuplicateConnectorSameTunnel implements Cause {
    private static final Set<Snag> LOST = Set.of(Snag.CONNECTION_LOST, Snag.EDGE_CLOSED);

    private static final Duration WARM_UP = Duration.ofSeconds(30);

    @Override
    public Place place(Facts facts) {
        return Place.TUNNEL;
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "served-elsewhere",
                        TunnelFact.Counted.class,
                        Connectors.class,
                        (count, list) -> uncounted(count) && several(list))
                .proves(
                        "another-runs-and-served",
                        TunnelFact.Counted.class,
                        HostFact.Listening.class,
                        (count, programs) ->
                                uncounted(count)
                                        && connected(facts.facts())
                                        && comesAndGoes(facts.facts())
                                        && another(programs, facts.facts()))
                .pointsTo(
                        "another-runs",
                        HostFact.Listening.class,
                        EdgeFact.Sampled.class,
                        (programs, sample) ->
                                partFails(sample)
                                        && failsUnseen(facts.facts())
                                        && another(programs, facts.facts()))
                .pointsTo(
                        "differs",
                        TunnelFact.Differs.class,
                        EdgeFact.Sampled.class,
                        (one, sample) -> partFails(sample))
                .fits("unlike", TunnelFact.Differs.class, one -> true)
                .pointsTo(
                        "unstable",
                        TunnelFact.Traced.class,
                        TunnelFact.Ready.class,
                        (traced, ready) ->
                                traced.end() == TunnelFact.Traced.End.UNSTABLE
                                        && ready.connections() > 0
                                        && WayToEdge.silent(facts.facts(), LOST))
                .pointsTo(
                        "several-and-part-fails",
                        Connectors.class,
                        EdgeFact.Sampled.class,
                        (list, sample) -> several(list) && partFails(sample))
                .pointsTo(
                        "one-fails",
                        Connectors.class,
                        ServiceFailure.class,
                        (list, failure) ->
                                several(list)
                                        && failure.kind() != Fault.VISITOR_LEFT
                                        && oneOfTwoLogsIsClean(facts.facts()))
                .pointsTo(
                        "old-one",
                        Connectors.class,
                        list ->
                                several(list)
                                        && list.connectors().stream()
                                                        .map(each -> release(each.version()))
                                                        .filter(year -> !year.isEmpty())
                                                        .distinct()
                                                        .count()
                                                > 1)
                .pointsTo(
                        "part-not-counted",
                        TunnelFact.Counted.class,
                        TunnelFact.Ready.class,
                        (count, ready) ->
                                uncounted(count)
                                        && count.status() == 502
                                        && ready.connections() > 0
                                        && comesAndGoes(facts.facts()))
                .pointsTo(
                        "well-here",
                        TunnelFact.Counted.class,
                        HostFact.Requests.class,
                        (count, log) ->
                                count.requests() > 0
                                        && count.errors() == 0
                                        && count.status() < 500
                                        && log.total() > 0
                                        && log.byStatus().keySet().stream()
                                                .allMatch(status -> status < 500)
                                        && failsUnseen(facts.facts())
                                        && !hasJustCome(facts.facts()))
                .fits("several", Connectors.class, DuplicateConnectorSameTunnel::several)
                .fits(
                        "not-counted",
                        TunnelFact.Counted.class,
                        TunnelFact.Ready.class,
                        (count, ready) -> uncounted(count) && ready.connections() > 0)
                .rulesOut("only-one", Connectors.class, list -> list.connectors().size() == 1)
                .speaksAgainst(
                        "always-fails",
                        EdgeFact.Sampled.class,
                        sample -> sample.asked() > 5 && sample.failed() == sample.asked())
                .speaksAgainst(
                        "runs-out-of-time",
                        ServiceFailure.class,
                        failure -> failure.kind() == Fault.VISITOR_LEFT && failure.count() >= 10)
                .speaksAgainst("failed-here", ServiceFailure.class, ServiceFailure::marked)
                .speaksAgainst(
                        "another-leg",
                        EdgeFact.ErrorPage.class,
                        page -> WayToEdge.anotherLeg(page) || WayToEdge.tunnelGone(page))
                .done();
    }

    /// Whatever this connector counted meanwhile, it was not the failure.
    private static boolean uncounted(TunnelFact.Counted count) {
        return count.status() >= 500
                && count.status() != 530
                && count.errors() == 0
                && count.byCode().keySet().stream().allMatch(code -> code < 500);
    }

    private static boolean partFails(EdgeFact.Sampled sample) {
        return sample.failed() > 0 && sample.failed() < sample.asked();
    }

    /// Whether a connector runs on a host that is no connector's host of this tunnel.
    private static boolean another(HostFact.Listening programs, Facts facts) {
        return programs.sockets().stream()
                        .anyMatch(socket -> socket.process().equals("cloudflared"))
                && facts.all(TunnelFact.Running.class)
                        .noneMatch(running -> running.on().equals(programs.on()));
    }

    private static boolean comesAndGoes(Facts facts) {
        return facts.all(EdgeFact.Sampled.class).anyMatch(DuplicateConnectorSameTunnel::partFails)
                || facts.all(EdgeFact.Answered.class).anyMatch(answer -> answer.status() < 400);
    }

    /// Visitors get 502, and no connector that we look at knows of a failure.
    private static boolean failsUnseen(Facts facts) {
        return connected(facts)
                && !facts.know(ServiceFailure.class)
                && facts.all(EdgeFact.ErrorPage.class).anyMatch(page -> page.code() == 502);
    }

    /// While a connector comes back, the edge may still ask the connection that it had before.
    private static boolean hasJustCome(Facts facts) {
        return facts.observed().stream()
                .filter(seen -> seen.fact() instanceof EdgeFact.ErrorPage)
                .anyMatch(
                        page ->
                                facts.all(TunnelFact.Registered.class)
                                        .flatMap(registered -> registered.last().stream())
                                        .map(at -> Duration.between(at, page.at()).abs())
                                        .anyMatch(apart -> apart.compareTo(WARM_UP) < 0));
    }

    private static boolean connected(Facts facts) {
        return facts.all(TunnelFact.Ready.class).anyMatch(ready -> ready.connections() > 0);
    }

    /// Connectors of one host share its address; others stand somewhere else.
    private static boolean several(Connectors list) {
        return list.connectors().stream().map(TunnelFact.Connector::originIp).distinct().count()
                > 1;
    }

    private static boolean oneOfTwoLogsIsClean(Facts facts) {
        var failing =
                facts.all(ServiceFailure.class)
                        .filter(failure -> failure.kind() != Fault.VISITOR_LEFT)
                        .map(ServiceFailure::on)
                        .distinct()
                        .toList();
        return facts.all(TunnelFact.Ready.class)
                .filter(ready -> ready.connections() > 0)
                .anyMatch(ready -> !failing.contains(ready.on()));
    }

    private static String release(String version) {
        var dot = version.indexOf('.');
        return dot < 0 ? "" : version.substring(0, dot);
    }
}
