package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.fact.TlsFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import java.util.Set;
import java.util.function.Predicate;

/// The port that the tunnel or the web server is told belongs to a program that does not speak
/// HTTP.
public final class WrongProtocolOnPort implements Cause {
    private static final Predicate<TunnelFact.ServiceFailure> LOGGED = Logs.tunnel(Fault.NOT_HTTP);

    /// Ports at which SSH, mail, databases and queues sit by habit.
    private static final Set<Integer> OTHERS =
            Set.of(21, 22, 25, 110, 143, 587, 1433, 3306, 5432, 5672, 6379, 11211, 27017);

    @Override
    public Place place(Facts facts) {
        return facts.all(TunnelFact.ServiceFailure.class).anyMatch(LOGGED)
                        || facts.all(TunnelFact.ServiceTried.class)
                                .anyMatch(
                                        tried ->
                                                tried.trouble()
                                                        == TunnelFact.ServiceTried.Trouble.NOT_HTTP)
                ? Place.TUNNEL
                : Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginOwnError.class, ResponseMalformed.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves("logged", TunnelFact.ServiceFailure.class, LOGGED)
                .pointsTo(
                        "tried",
                        TunnelFact.ServiceTried.class,
                        tried -> tried.trouble() == TunnelFact.ServiceTried.Trouble.NOT_HTTP)
                .pointsTo(
                        "web-logged",
                        HostFact.WebLog.class,
                        log ->
                                Logs.web(WebLine.UPSTREAM_INVALID).test(log)
                                        && log.upstreamPort().filter(OTHERS::contains).isPresent())
                .proves(
                        "announced",
                        TlsFact.NotTls.class,
                        EdgeFact.ErrorPage.class,
                        (greet, page) -> greet.announced() && page.code() == 525)
                .pointsTo(
                        "asked",
                        HttpFact.NoAnswer.class,
                        EdgeFact.ErrorPage.class,
                        (direct, page) ->
                                direct.foreign()
                                        && page.code() == 520
                                        && OTHERS.contains(direct.at().port()))
                .rulesOut(
                        "service-answers",
                        TunnelFact.ServiceTried.class,
                        TunnelFact.ServiceTried::answered)
                .done();
    }
}
