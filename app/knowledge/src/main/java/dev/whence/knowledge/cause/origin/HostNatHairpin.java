package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TunnelFact;

import java.util.Set;

/// A rule of the host's address translation turns away what the host itself sends to its own
/// published port: others get in, programs on the host do not.
public final class HostNatHairpin implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(AppStopped.class, UpstreamWrongPort.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "detour-and-failure",
                        HostFact.OwnDetour.class,
                        TunnelFact.ServiceFailure.class,
                        (detour, failure) ->
                                unreached(failure)
                                        && (detour.port() == 0
                                                || failure.port()
                                                        .filter(port -> port == detour.port())
                                                        .isPresent()))
                .pointsTo(
                        "detour-and-try",
                        HostFact.OwnDetour.class,
                        TunnelFact.ServiceTried.class,
                        (detour, tried) ->
                                tried.on().equals(detour.on())
                                        && unreached(tried)
                                        && (detour.port() == 0
                                                || tried.port()
                                                        .filter(port -> port == detour.port())
                                                        .isPresent()))
                .pointsTo(
                        "own-address-fails",
                        TunnelFact.ServiceTried.class,
                        HostFact.OwnAddresses.class,
                        (tried, own) ->
                                tried.on().equals(own.on())
                                        && unreached(tried)
                                        && own.addresses().contains(host(tried.service()))
                                        && answersItself(own, facts.facts()))
                .fits("detour", HostFact.OwnDetour.class, detour -> true)
                .rulesOut(
                        "answers", TunnelFact.ServiceTried.class, TunnelFact.ServiceTried::answered)
                .done();
    }

    private static boolean unreached(TunnelFact.ServiceFailure failure) {
        return switch (failure.kind()) {
            case REFUSED, TIMED_OUT, NO_ROUTE -> true;
            default -> false;
        };
    }

    private static boolean unreached(TunnelFact.ServiceTried tried) {
        return switch (tried.trouble()) {
            case REFUSED, TIMED_OUT -> true;
            default -> false;
        };
    }

    private static String host(String service) {
        return service.replaceFirst("^[a-z0-9+]+://", "")
                .replaceFirst("[/?].*$", "")
                .replaceFirst(":\\d{1,5}$", "")
                .replaceAll("[\\[\\]]", "");
    }

    private static boolean answersItself(HostFact.OwnAddresses own, Facts facts) {
        return facts.all(HostFact.LocalAnswer.class)
                .anyMatch(answer -> answer.on().equals(own.on()) && answer.status() > 0);
    }
}
