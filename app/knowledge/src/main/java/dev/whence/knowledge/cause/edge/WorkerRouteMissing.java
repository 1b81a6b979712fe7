package dev.whence.knowledge.cause.edge;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.knowledge.fact.EdgeFact;

import java.time.Duration;
import java.util.Locale;

/// The name is meant for a Worker or for Pages, and nothing there takes its requests: the edge
/// dials an address behind which nobody is.
public final class WorkerRouteMissing implements Cause {
    /// A true connection time-out takes 19 s or more (facts §A.1).
    private static final Duration FAST = Duration.ofSeconds(2);

    private static final Duration WAITED = Duration.ofSeconds(15);

    @Override
    public Place place(Facts facts) {
        return Place.EDGE;
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "no-server-behind",
                        DnsFact.ZoneRecord.class,
                        EdgeFact.ErrorPage.class,
                        (record, page) -> record.originless() && unreached(page))
                .pointsTo(
                        "leads-to-workers",
                        DnsFact.Addresses.class,
                        EdgeFact.ErrorPage.class,
                        (name, page) ->
                                unreached(page)
                                        && name.aliases().stream()
                                                .anyMatch(WorkerRouteMissing::hosted))
                .fits(
                        "too-fast",
                        EdgeFact.ErrorPage.class,
                        page ->
                                page.code() == 522
                                        && page.elapsed().isPositive()
                                        && page.elapsed().compareTo(FAST) < 0)
                .fits("code", EdgeFact.ErrorPage.class, page -> page.code() == 522)
                .speaksAgainst(
                        "waited",
                        EdgeFact.ErrorPage.class,
                        page -> page.code() == 522 && page.elapsed().compareTo(WAITED) > 0)
                .speaksAgainst("another-code", EdgeFact.ErrorPage.class, page -> !unreached(page))
                .rulesOut(
                        "a-server-behind",
                        DnsFact.ZoneRecord.class,
                        record -> record.address() && !record.originless())
                .done();
    }

    private static boolean unreached(EdgeFact.ErrorPage page) {
        return page.code() == 522 || page.code() == 523;
    }

    private static boolean hosted(String alias) {
        var name = alias.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
        return name.endsWith(".pages.dev") || name.endsWith(".workers.dev");
    }
}
