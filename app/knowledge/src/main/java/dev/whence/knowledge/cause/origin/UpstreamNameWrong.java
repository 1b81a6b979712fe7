package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.cause.Callers;
import dev.whence.knowledge.cause.Leg;
import dev.whence.knowledge.fact.ContainerFact;
import dev.whence.knowledge.fact.ContainerFact.Container;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact.WebLog;
import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.fact.Hosts;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;
import dev.whence.knowledge.fact.TunnelFact.ServiceTried;

import java.util.Set;

/// The service URL, or the web server, names a host that does not exist (facts §E.11, §F.1).
///
/// Who asks decides: Docker's own resolver knows the names of one network only, so there a missing
/// network is likelier; in Kubernetes names cross all networks.
public final class UpstreamNameWrong implements Cause {
    @Override
    public Place place(Facts facts) {
        return Leg.of(
                facts,
                UpstreamNameWrong::unknown,
                Callers::lookup,
                tried -> tried.trouble() == ServiceTried.Trouble.NO_SUCH_HOST);
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginOwnError.class, WebServerConfigError.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "no-such-container",
                        ServiceFailure.class,
                        Container.class,
                        (failure, any) ->
                                Callers.lookedForContainer(failure)
                                        && !any.networks().isEmpty()
                                        && noneIsCalled(failure, facts.facts()))
                .pointsTo(
                        "alike",
                        ServiceFailure.class,
                        Container.class,
                        (failure, other) ->
                                Callers.lookedForContainer(failure)
                                        && Callers.isMisspelt(failure, other, facts.facts()))
                .pointsTo("name-unknown", ServiceFailure.class, UpstreamNameWrong::wholeName)
                .pointsTo(
                        "bare-name-unknown", ServiceFailure.class, UpstreamNameWrong::askedOutside)
                .pointsTo(
                        "engine-name-unknown",
                        ServiceFailure.class,
                        failure ->
                                failure.kind() == Fault.NO_SUCH_HOST
                                        && Hosts.isEngineName(failure.address())
                                        && facts.facts()
                                                .all(ServiceFailure.class)
                                                .noneMatch(ServiceFailure::toItself))
                .pointsTo(
                        "web-name-unknown",
                        WebLog.class,
                        log -> unknown(log) && !inContainer(log, facts.facts()))
                .pointsTo(
                        "tried",
                        ServiceTried.class,
                        tried ->
                                tried.trouble() == ServiceTried.Trouble.NO_SUCH_HOST
                                        && !Hosts.isBareName(tried.service()))
                .fits("name-unknown-to-docker", ServiceFailure.class, Callers::lookedForContainer)
                .fits("web-name-unknown-to-docker", WebLog.class, UpstreamNameWrong::unknown)
                .fits(
                        "look-up-failed",
                        ServiceFailure.class,
                        failure -> failure.kind() == Fault.RESOLVER_FAILED)
                .rulesOut(
                        "right-name",
                        ServiceFailure.class,
                        Container.class,
                        (failure, container) ->
                                Callers.lookedForContainer(failure)
                                        && Callers.isCalled(container, Callers.calledName(failure)))
                .rulesOut(
                        "right-name-for-web",
                        WebLog.class,
                        Container.class,
                        (log, container) ->
                                unknown(log)
                                        && Callers.isCalled(container, Hosts.of(log.upstream())))
                .speaksAgainst("answers", ServiceTried.class, ServiceTried::answered)
                .rulesOut(
                        "another-leg",
                        EdgeFact.ErrorPage.class,
                        page ->
                                page.code() >= 520
                                        && facts.facts()
                                                .all(WebLog.class)
                                                .noneMatch(UpstreamNameWrong::unknown))
                .done();
    }

    /// A name with dots, or one of Kubernetes, which its resolver says does not exist.
    private static boolean wholeName(ServiceFailure failure) {
        var bare = Hosts.isBareName(failure.address());
        return failure.kind() == Fault.NO_SUCH_HOST
                && !Hosts.isEngineName(failure.address())
                && (!bare || Hosts.isClusterResolver(failure.resolver()));
    }

    /// A bare name, asked of a resolver that knows nothing of containers.
    private static boolean askedOutside(ServiceFailure failure) {
        return Callers.lookedForContainer(failure)
                && failure.kind() == Fault.NO_SUCH_HOST
                && !Hosts.isDockerResolver(failure.resolver())
                && !Hosts.isBridgeResolver(failure.resolver())
                && !Hosts.isClusterResolver(failure.resolver());
    }

    private static boolean unknown(WebLog log) {
        return log.recent() && log.says() == WebLine.UPSTREAM_NAME_UNKNOWN;
    }

    private static boolean inContainer(WebLog log, Facts facts) {
        return Hosts.isBareName(log.upstream())
                && facts.all(ContainerFact.Logged.class)
                        .anyMatch(each -> each.program().equals("nginx"));
    }

    private static boolean noneIsCalled(ServiceFailure failure, Facts facts) {
        return facts.all(Container.class)
                .noneMatch(each -> Callers.isCalled(each, Callers.calledName(failure)));
    }
}
