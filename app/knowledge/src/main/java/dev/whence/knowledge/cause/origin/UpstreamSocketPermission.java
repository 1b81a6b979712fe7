package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.Hosts;
import dev.whence.knowledge.fact.TunnelFact;

import java.util.Set;

/// The web server, or the connector, may not open the Unix socket of the application (facts §E.11,
/// §F.1).
public final class UpstreamSocketPermission implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginOwnError.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.pointsTo(
                        "logged",
                        HostFact.WebLog.class,
                        log -> log.recent() && UpstreamSocketPermission.forbidden(log))
                .pointsTo(
                        "logged-in-tunnel",
                        TunnelFact.ServiceFailure.class,
                        failure ->
                                failure.kind() == TunnelFact.ServiceFailure.Fault.PERMISSION_DENIED
                                        && (Hosts.isSocket(failure.address())
                                                || Hosts.isSocket(failure.service())))
                .pointsTo(
                        "tried",
                        TunnelFact.ServiceTried.class,
                        tried ->
                                tried.trouble() == TunnelFact.ServiceTried.Trouble.PERMISSION_DENIED
                                        && Hosts.isSocket(tried.service()))
                .fits(
                        "logged-before",
                        HostFact.WebLog.class,
                        log -> !log.recent() && UpstreamSocketPermission.forbidden(log))
                .speaksAgainst(
                        "selinux",
                        HostFact.AccessDenied.class,
                        denied -> denied.recent() && denied.connecting())
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, page -> page.code() >= 520)
                .done();
    }

    private static boolean forbidden(HostFact.WebLog log) {
        return log.says() == HostFact.WebLog.WebLine.UPSTREAM_PERMISSION_DENIED
                && Hosts.isSocket(log.upstream());
    }
}
