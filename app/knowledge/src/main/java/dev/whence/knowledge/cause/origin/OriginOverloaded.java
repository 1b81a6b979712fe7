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
import dev.whence.knowledge.fact.HttpFact;

import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/// Processors, memory, queues or connection limits at the origin are used up.
public final class OriginOverloaded implements Cause {
    private static final Predicate<HostFact.WebLog> LIMIT =
            Logs.web(
                    WebLine.TOO_FEW_CONNECTIONS,
                    WebLine.UPSTREAM_BACKLOG_FULL,
                    WebLine.UPSTREAM_QUEUE_FULL,
                    WebLine.NO_MEMORY);
    private static final Set<Integer> SLOW = Set.of(504, 522, 524);

    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginOwnError.class, OriginSlowOverReadTimeout.class, UpstreamTimeout.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "limit-and-failing",
                        HostFact.WebLog.class,
                        EdgeFact.ErrorPage.class,
                        (log, page) ->
                                LIMIT.test(log)
                                        && (Logs.answeredBadly(page)
                                                || SLOW.contains(page.code())
                                                || page.code() == 525))
                .proves(
                        "limit-and-passed",
                        HostFact.WebLog.class,
                        EdgeFact.PassedOn.class,
                        (log, page) -> LIMIT.test(log) && page.status() >= 500)
                .pointsTo("limit", HostFact.WebLog.class, LIMIT)
                .pointsTo(
                        "queue-full",
                        HostFact.Listening.class,
                        host -> host.sockets().stream().anyMatch(OriginOverloaded::queues))
                .pointsTo(
                        "pool-busy",
                        HostFact.AppLog.class,
                        Logs.app(AppLine.POOL_BUSY, AppLine.TOO_MANY_TASKS))
                .pointsTo(
                        "pressed",
                        HostFact.Pressure.class,
                        host -> host.heavy() && !failsAtOnce(facts.facts()))
                .pointsTo(
                        "busy-and-slow",
                        HostFact.Resources.class,
                        HostFact.WebLog.class,
                        (host, log) ->
                                busy(host)
                                        && Logs.web(
                                                        WebLine.UPSTREAM_READ_TIMED_OUT,
                                                        WebLine.UPSTREAM_CONNECT_TIMED_OUT)
                                                .test(log)
                                        && host.on().equals(log.on()))
                .pointsTo(
                        "busy-and-code",
                        HostFact.Resources.class,
                        EdgeFact.ErrorPage.class,
                        (host, page) -> busy(host) && SLOW.contains(page.code()))
                .fits("busy", HostFact.Resources.class, OriginOverloaded::busy)
                .fits(
                        "little-memory",
                        HostFact.Resources.class,
                        host ->
                                host.totalBytes() > 0
                                        && host.availableBytes() < host.totalBytes() / 33)
                .fits(
                        "code",
                        EdgeFact.ErrorPage.class,
                        page -> page.code() == 522 || page.code() == 524)
                .speaksAgainst(
                        "fine-directly",
                        HttpFact.Answered.class,
                        answer ->
                                answer.status() < 500
                                        && answer.firstByte().compareTo(Duration.ofSeconds(2)) < 0)
                .rulesOut(
                        "another-leg",
                        EdgeFact.ErrorPage.class,
                        page -> Logs.neverAsked(page) && !hangsUp(page, facts.facts()))
                .done();
    }

    /// Pressure makes answers late; it gives no quick error by itself.
    private static boolean failsAtOnce(Facts facts) {
        return facts.all(EdgeFact.ErrorPage.class).anyMatch(page -> !SLOW.contains(page.code()))
                || facts.all(EdgeFact.PassedOn.class)
                        .anyMatch(page -> !SLOW.contains(page.status()));
    }

    /// A web server without a free connection ends the handshake of those that it takes.
    private static boolean hangsUp(EdgeFact.ErrorPage page, Facts facts) {
        return page.code() == 525 && facts.all(HostFact.WebLog.class).anyMatch(LIMIT);
    }

    private static boolean queues(HostFact.Socket socket) {
        return socket.full() && socket.waiting() > 4;
    }

    private static boolean busy(HostFact.Resources host) {
        return host.load1() > 4.0 * host.processors();
    }
}
