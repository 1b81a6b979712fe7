package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.engine.model.Vantage;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TlsFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/// The host's clock is off, so that valid certificates look invalid to it.
public final class HostClockWrong implements Cause {
    private static final Predicate<TunnelFact.ServiceFailure> DATED =
            Logs.tunnel(Fault.CERT_EXPIRED, Fault.CERT_NOT_YET_VALID);

    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginCertExpired.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "off-and-logged",
                        HostFact.Clock.class,
                        TunnelFact.ServiceFailure.class,
                        (clock, failure) ->
                                off(clock) && DATED.test(failure) && same(clock, failure))
                .pointsTo(
                        "not-yet",
                        TunnelFact.ServiceFailure.class,
                        failure -> failure.kind() == Fault.CERT_NOT_YET_VALID)
                .fits("off", HostFact.Clock.class, HostClockWrong::off)
                .fits(
                        "too-late",
                        TunnelFact.ServiceFailure.class,
                        failure -> failure.kind() == Fault.CERT_EXPIRED)
                .rulesOut("right", HostFact.Clock.class, clock -> isNear(clock.skew()))
                .rulesOut(
                        "writes-the-time",
                        TunnelFact.ServiceFailure.class,
                        failure -> DATED.test(failure) && writtenJustNow(failure, facts.facts()))
                .rulesOut(
                        "truly-invalid",
                        TlsFact.Served.class,
                        TunnelFact.ServiceFailure.class,
                        (served, failure) ->
                                served.validity() != TlsFact.Validity.VALID && DATED.test(failure))
                .done();
    }

    /// The log was read on its host while the site failed, and its last line carries our own time.
    private static boolean writtenJustNow(TunnelFact.ServiceFailure failure, Facts facts) {
        return facts.observed().stream()
                .filter(seen -> seen.fact().equals(failure))
                .filter(seen -> seen.from().kind() == Vantage.Kind.ON_TUNNEL_HOST)
                .anyMatch(
                        seen ->
                                failure.last()
                                        .filter(at -> isNear(Duration.between(at, seen.at())))
                                        .isPresent());
    }

    private static boolean isNear(Duration apart) {
        return apart.abs().compareTo(Duration.ofMinutes(1)) < 0;
    }

    private static boolean off(HostFact.Clock clock) {
        return clock.skew().abs().compareTo(Duration.ofMinutes(5)) > 0;
    }

    /// A pasted line does not say which host wrote it.
    private static boolean same(HostFact.Clock clock, TunnelFact.ServiceFailure failure) {
        return failure.on().isEmpty() || failure.on().equals(clock.on());
    }
}
