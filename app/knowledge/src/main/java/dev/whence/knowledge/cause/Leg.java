package dev.whence.knowledge.cause;

import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.ContainerFact;
import dev.whence.knowledge.fact.HostFact.WebLog;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure;
import dev.whence.knowledge.fact.TunnelFact.ServiceTried;

import java.util.function.Predicate;

/// The place of a fault that can sit on either leg: between a web server and its application, or
/// between a connector and its service.
public final class Leg {
    private Leg() {}

    /// The origin where the web server logged it; else the tunnel where its connector did, or where
    /// trying its service showed it.
    ///
    /// @param logged what the web server would log in the case of the fault
    /// @param failed what the connector would
    public static Place of(
            Facts facts, Predicate<WebLog> logged, Predicate<ServiceFailure> failed) {
        return of(facts, logged, failed, _ -> false);
    }

    /// The same where trying the service shows it, too.
    public static Place of(
            Facts facts,
            Predicate<WebLog> logged,
            Predicate<ServiceFailure> failed,
            Predicate<ServiceTried> tried) {
        if (facts.all(WebLog.class).anyMatch(logged)) {
            return Place.ORIGIN;
        }
        return facts.all(ServiceFailure.class).anyMatch(failed)
                        || facts.all(ServiceTried.class).anyMatch(tried)
                        || facts.all(ContainerFact.Logged.class)
                                .anyMatch(log -> log.program().equals("cloudflared"))
                ? Place.TUNNEL
                : Place.ORIGIN;
    }
}
