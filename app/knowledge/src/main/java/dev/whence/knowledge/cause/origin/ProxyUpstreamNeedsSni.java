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

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The web server sends no name in the TLS greeting to an upstream that needs one.
public final class ProxyUpstreamNeedsSni implements Cause {
    private static final Predicate<HostFact.WebLog> ALERTED = Logs.web(WebLine.UPSTREAM_TLS_ALERT);
    private static final Pattern HUNG_UP =
            Pattern.compile(
                    "peer closed connection|unexpected eof|Layer6|certificate (?:unknown|bad)");

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
                        "alert",
                        HostFact.WebLog.class,
                        log -> ALERTED.test(log) && !HUNG_UP.matcher(log.sample()).find())
                .fits(
                        "hung-up",
                        HostFact.WebLog.class,
                        log -> ALERTED.test(log) && HUNG_UP.matcher(log.sample()).find())
                .fits(
                        "other-certificate",
                        HostFact.WebLog.class,
                        Logs.web(WebLine.UPSTREAM_CERT_NAME))
                .speaksAgainst(
                        "fine-directly", HttpFact.Answered.class, answer -> answer.status() < 500)
                .rulesOut("another-leg", EdgeFact.ErrorPage.class, Logs::neverAsked)
                .done();
    }
}
