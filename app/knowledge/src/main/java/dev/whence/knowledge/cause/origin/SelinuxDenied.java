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

/// SELinux forbids the web server to connect to the application (facts §E.11, §F.6).
///
/// A refusal to read a file shows nothing here: it makes a 403 or 404.
public final class SelinuxDenied implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginOwnError.class, UpstreamSocketPermission.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "denied-and-logged",
                        HostFact.AccessDenied.class,
                        HostFact.WebLog.class,
                        (denied, log) -> connecting(denied) && forbidden(log) && log.recent())
                .proves(
                        "denied-in-tunnel",
                        HostFact.AccessDenied.class,
                        TunnelFact.ServiceFailure.class,
                        (denied, failure) ->
                                connecting(denied)
                                        && failure.kind()
                                                == TunnelFact.ServiceFailure.Fault
                                                        .PERMISSION_DENIED)
                .pointsTo("denied", HostFact.AccessDenied.class, SelinuxDenied::connecting)
                .pointsTo(
                        "forbidden-on-a-port",
                        HostFact.WebLog.class,
                        log ->
                                log.recent()
                                        && forbidden(log)
                                        && !log.upstream().isEmpty()
                                        && !Hosts.isSocket(log.upstream()))
                .fits("forbidden", HostFact.WebLog.class, SelinuxDenied::forbidden)
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, page -> page.code() >= 520)
                .done();
    }

    private static boolean connecting(HostFact.AccessDenied denied) {
        return denied.recent() && denied.connecting();
    }

    private static boolean forbidden(HostFact.WebLog log) {
        return log.says() == HostFact.WebLog.WebLine.UPSTREAM_PERMISSION_DENIED;
    }
}
