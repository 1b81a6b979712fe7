package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.cause.Leg;
import dev.whence.knowledge.fact.ContainerFact.Container;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.Listening;
import dev.whence.knowledge.fact.HostFact.WebLog;
import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.fact.Hosts;
import dev.whence.knowledge.fact.TcpFact;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;
import dev.whence.knowledge.fact.TunnelFact.ServiceTried;

import java.util.Set;

/// The application listens on loopback only, and whoever calls it comes from elsewhere: another
/// container, another host, or Cloudflare (facts §F.8).
public final class AppBoundToLoopback implements Cause {
    @Override
    public Place place(Facts facts) {
        return facts.know(TcpFact.Refused.class)
                ? Place.ORIGIN
                : Leg.of(
                        facts,
                        AppBoundToLoopback::refused,
                        failure -> refused(failure) || failure.kind() == Fault.RESET,
                        AppBoundToLoopback::refused);
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginNotListening.class, OriginOwnError.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "loopback-only",
                        ServiceFailure.class,
                        Listening.class,
                        (failure, host) ->
                                refused(failure)
                                        && failure.port().filter(host::onlyLoopback).isPresent()
                                        && !elsewhere(failure.port().orElse(0), facts.facts()))
                .proves(
                        "loopback-only-behind-web",
                        WebLog.class,
                        Listening.class,
                        (log, host) ->
                                refused(log)
                                        && log.upstreamPort()
                                                .filter(host::onlyLoopback)
                                                .isPresent())
                .proves(
                        "loopback-only-on-the-web-port",
                        TcpFact.Refused.class,
                        Listening.class,
                        (dial, host) -> host.onlyLoopback(dial.to().port()))
                .proves(
                        "tried",
                        ServiceTried.class,
                        Listening.class,
                        (tried, host) ->
                                refused(tried)
                                        && tried.port().filter(host::onlyLoopback).isPresent()
                                        && !elsewhere(tried.port().orElse(0), facts.facts()))
                .proves(
                        "says-so",
                        ServiceFailure.class,
                        HostFact.Announced.class,
                        (failure, app) ->
                                (refused(failure) || failure.kind() == Fault.RESET)
                                        && app.loopback()
                                        && leadsTo(failure, app, facts.facts()))
                .proves(
                        "says-so-behind-web",
                        WebLog.class,
                        HostFact.Announced.class,
                        (log, app) ->
                                refused(log)
                                        && app.loopback()
                                        && log.upstreamPort()
                                                .filter(port -> port == app.port())
                                                .isPresent())
                .fits("refused", ServiceFailure.class, AppBoundToLoopback::refused)
                .fits("refused-behind-web", WebLog.class, AppBoundToLoopback::refused)
                .rulesOut(
                        "everywhere",
                        ServiceFailure.class,
                        Listening.class,
                        (failure, host) ->
                                refused(failure)
                                        && elsewhere(failure.port().orElse(0), facts.facts()))
                .rulesOut(
                        "says-everywhere",
                        ServiceFailure.class,
                        HostFact.Announced.class,
                        (failure, app) ->
                                refused(failure)
                                        && !app.loopback()
                                        && failure.port()
                                                .filter(port -> port == app.port())
                                                .isPresent())
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, page -> page.code() >= 522)
                .done();
    }

    private static boolean refused(ServiceFailure failure) {
        return failure.kind() == Fault.REFUSED
                && !failure.toItself()
                && !Hosts.isSocket(failure.address());
    }

    private static boolean refused(ServiceTried tried) {
        return tried.trouble() == ServiceTried.Trouble.REFUSED
                && !Hosts.isLoopback(tried.service())
                && !Hosts.isSocket(tried.service());
    }

    private static boolean refused(WebLog log) {
        return log.recent()
                && log.says() == WebLine.UPSTREAM_REFUSED
                && !log.upstream().isEmpty()
                && !Hosts.isLoopback(log.upstream())
                && !Hosts.isSocket(log.upstream());
    }

    private static boolean elsewhere(int port, Facts facts) {
        return facts.all(Listening.class)
                .anyMatch(host -> host.has(port) && !host.onlyLoopback(port));
    }

    /// By the same number, or through a published port of a container.
    private static boolean leadsTo(ServiceFailure failure, HostFact.Announced app, Facts facts) {
        var port = failure.port().orElse(0);
        return port == app.port()
                || facts.all(Container.class)
                        .flatMap(each -> each.ports().stream())
                        .anyMatch(each -> each.port() == port && each.inner() == app.port());
    }
}
