package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.AppLog.AppLine;
import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.fact.TunnelFact;

import java.util.function.Predicate;

/// The application, or the web server in front of it, answers with an error of its own.
public final class OriginOwnError implements Cause {
    private static final Predicate<HostFact.AppLog> THREW = Logs.app(AppLine.EXCEPTION);
    private static final Predicate<HostFact.WebLog> LATE =
            Logs.web(WebLine.UPSTREAM_READ_TIMED_OUT, WebLine.UPSTREAM_CONNECT_TIMED_OUT);

    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "same-directly",
                        HttpFact.Answered.class,
                        EdgeFact.ErrorPage.class,
                        (answer, page) -> own(answer.status()) && answer.status() == page.code())
                .proves(
                        "passed-and-directly",
                        HttpFact.Answered.class,
                        EdgeFact.PassedOn.class,
                        (answer, page) -> own(answer.status()) && answer.status() == page.status())
                .proves(
                        "same-itself",
                        HostFact.LocalAnswer.class,
                        EdgeFact.ErrorPage.class,
                        (answer, page) -> own(answer.status()) && answer.status() == page.code())
                .proves(
                        "counted",
                        TunnelFact.Counted.class,
                        counted ->
                                counted.errors() == 0
                                        && !facts.facts().know(TunnelFact.RuleMissing.class)
                                        && own(counted.status())
                                        && counted.byCode().getOrDefault(counted.status(), 0L) > 0)
                .proves(
                        "service-answers",
                        TunnelFact.ServiceTried.class,
                        EdgeFact.ErrorPage.class,
                        (tried, page) -> own(tried.status()) && tried.status() == page.code())
                .proves(
                        "marked",
                        HostFact.Requests.class,
                        EdgeFact.ErrorPage.class,
                        (log, page) -> own(page.code()) && log.marked() == page.code())
                .proves(
                        "followed",
                        HostFact.Followed.class,
                        EdgeFact.ErrorPage.class,
                        (seen, page) ->
                                seen.surely() && own(seen.status()) && seen.status() == page.code())
                .proves(
                        "by-rule",
                        HostFact.WebLog.class,
                        EdgeFact.Answered.class,
                        (log, answer) ->
                                byRule(log, answer.status())
                                        && isOfTheOrigin(answer, facts.facts()))
                .pointsTo(
                        "followed-by-time",
                        HostFact.Followed.class,
                        EdgeFact.ErrorPage.class,
                        (seen, page) ->
                                !seen.surely()
                                        && own(seen.status())
                                        && seen.status() == page.code())
                .pointsTo(
                        "counted-each-time",
                        TunnelFact.Traced.class,
                        trace ->
                                trace.end() == TunnelFact.Traced.End.SERVICE_FAILED
                                        && trace.rounds() > 1)
                .pointsTo(
                        "logged",
                        HostFact.Requests.class,
                        EdgeFact.ErrorPage.class,
                        (log, page) ->
                                own(page.code()) && log.byStatus().getOrDefault(page.code(), 0) > 0)
                .pointsTo(
                        "passed",
                        EdgeFact.PassedOn.class,
                        page -> own(page.status()) && !page.maker().isEmpty())
                .pointsTo(
                        "reported-and-directly",
                        HttpFact.Answered.class,
                        EdgeFact.Reported.class,
                        (answer, seen) ->
                                own(answer.status()) && seen.codes().contains(answer.status()))
                .pointsTo("threw", HostFact.AppLog.class, THREW)
                .fits("web-logged", HostFact.WebLog.class, OriginOwnError::failed)
                .fits("passed-unsigned", EdgeFact.PassedOn.class, page -> own(page.status()))
                .fits(
                        "code",
                        EdgeFact.ErrorPage.class,
                        page -> page.code() == 502 || page.code() == 504)
                .speaksAgainst(
                        "followed-well",
                        HostFact.Followed.class,
                        EdgeFact.ErrorPage.class,
                        (seen, page) -> seen.surely() && seen.fate() == HostFact.Fate.ANSWERED)
                .rulesOut(
                        "connector-answers",
                        TunnelFact.RuleMissing.class,
                        missing -> missing.service().startsWith("http_status:5"))
                .rulesOut(
                        "fine-directly",
                        HttpFact.Answered.class,
                        answer -> answer.status() < 500 && !refuses(facts.facts()))
                .rulesOut(
                        "never-asked",
                        EdgeFact.ErrorPage.class,
                        page -> page.code() >= 520 && !saysSoItself(page.code(), facts.facts()))
                .done();
    }

    /// The web server got nothing, and had to answer in the application's place.
    private static boolean failed(HostFact.WebLog log) {
        return Logs.gone(log) || LATE.test(log);
    }

    /// A rule of the web server turns requests away, and it says so in its log: which ones, may
    /// depend on who asks.
    private static boolean byRule(HostFact.WebLog log, int status) {
        return (Logs.web(WebLine.RATE_LIMITED).test(log) && (status == 503 || status == 429))
                || (Logs.web(WebLine.FORBIDDEN).test(log) && status == 403);
    }

    private static boolean refuses(Facts facts) {
        return facts.all(HostFact.WebLog.class)
                .anyMatch(
                        log ->
                                facts.all(EdgeFact.Answered.class)
                                        .anyMatch(
                                                answer ->
                                                        byRule(log, answer.status())
                                                                && isOfTheOrigin(answer, facts)));
    }

    private static boolean isOfTheOrigin(EdgeFact.Answered answer, Facts facts) {
        return facts.all(EdgeFact.Blocked.class)
                .noneMatch(blocked -> blocked.ray().equals(answer.ray()));
    }

    /// Codes of Cloudflare that the origin itself gives are passed on like any other.
    private static boolean saysSoItself(int code, Facts facts) {
        return facts.all(HttpFact.Answered.class).anyMatch(answer -> answer.status() == code)
                || facts.all(HostFact.LocalAnswer.class).anyMatch(own -> own.status() == code)
                || facts.all(HostFact.Requests.class)
                        .anyMatch(log -> log.byStatus().containsKey(code));
    }

    private static boolean own(int status) {
        return (status >= 500 && status <= 504) || (status >= 520 && status < 600);
    }
}
