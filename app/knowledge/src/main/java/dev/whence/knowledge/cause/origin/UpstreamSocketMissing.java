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

/// The Unix socket of the application does not exist: whoever should make it does not run, or makes
/// it elsewhere (facts §E.11, §F.1).
public final class UpstreamSocketMissing implements Cause {
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
        return facts.proves(
                        "logged",
                        HostFact.WebLog.class,
                        log -> log.recent() && UpstreamSocketMissing.missing(log))
                .proves(
                        "logged-in-tunnel",
                        TunnelFact.ServiceFailure.class,
                        failure -> failure.kind() == TunnelFact.ServiceFailure.Fault.SOCKET_MISSING)
                .proves(
                        "tried",
                        TunnelFact.ServiceTried.class,
                        tried -> tried.trouble() == TunnelFact.ServiceTried.Trouble.SOCKET_MISSING)
                .fits(
                        "logged-before",
                        HostFact.WebLog.class,
                        log -> !log.recent() && UpstreamSocketMissing.missing(log))
                .rulesOut(
                        "answers",
                        TunnelFact.ServiceTried.class,
                        tried -> tried.answered() && Hosts.isSocket(tried.service()))
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, page -> page.code() >= 520)
                .done();
    }

    private static boolean missing(HostFact.WebLog log) {
        return log.says() == HostFact.WebLog.WebLine.UPSTREAM_SOCKET_MISSING;
    }
}
