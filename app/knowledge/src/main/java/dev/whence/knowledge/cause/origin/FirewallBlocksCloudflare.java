package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TcpFact;

import java.util.Set;
import java.util.stream.Collectors;

/// The host's own firewall stops Cloudflare's addresses on the web port, or it or a route stops the
/// answers to them.
public final class FirewallBlocksCloudflare implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginIpv6Unreachable.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "blocked-and-seen",
                        HostFact.Firewall.class,
                        EdgeFact.ErrorPage.class,
                        (wall, page) ->
                                stopsVisits(wall, facts.facts())
                                        && page.code() >= 521
                                        && page.code() <= 523)
                .proves(
                        "answers-stopped-and-seen",
                        HostFact.Firewall.class,
                        EdgeFact.ErrorPage.class,
                        (wall, page) -> stopsAnswers(wall, facts.facts()) && page.code() == 522)
                .pointsTo(
                        "blocked",
                        HostFact.Firewall.class,
                        wall -> stopsVisits(wall, facts.facts()) && wall.admitted() == 0)
                .pointsTo(
                        "answers-stopped",
                        HostFact.Firewall.class,
                        wall -> stopsAnswers(wall, facts.facts()) && wall.admitted() == 0)
                .pointsTo(
                        "blocked-at-times",
                        HostFact.FirewallUnknown.class,
                        EdgeFact.ErrorPage.class,
                        (wall, page) -> mayShow(wall, page.code()))
                .pointsTo(
                        "blocked-now-and-then",
                        HostFact.FirewallUnknown.class,
                        EdgeFact.Methods.class,
                        (wall, methods) ->
                                comesAndGoes(facts.facts())
                                        && methods.statuses().values().stream()
                                                .anyMatch(status -> mayShow(wall, status)))
                .pointsTo(
                        "blocked-after-some",
                        HostFact.FirewallUnknown.class,
                        EdgeFact.Answered.class,
                        (wall, first) ->
                                !wall.action().isEmpty()
                                        && first.status() < 500
                                        && facts.facts()
                                                .all(EdgeFact.Sampled.class)
                                                .anyMatch(FirewallBlocksCloudflare::failsNow))
                .fits(
                        "blocked-in-part",
                        HostFact.Firewall.class,
                        wall -> stopsVisits(wall, facts.facts()) && wall.admitted() > 0)
                .fits(
                        "answers-stopped-in-part",
                        HostFact.Firewall.class,
                        wall -> stopsAnswers(wall, facts.facts()) && wall.admitted() > 0)
                .fits(
                        "open-here-only",
                        TcpFact.Open.class,
                        EdgeFact.ErrorPage.class,
                        (dial, page) -> page.code() >= 521 && page.code() <= 523)
                .fits(
                        "silent-here-too",
                        TcpFact.TooSlow.class,
                        EdgeFact.ErrorPage.class,
                        (dial, page) -> page.code() == 522)
                .fits(
                        "never-arrived",
                        HostFact.Followed.class,
                        EdgeFact.ErrorPage.class,
                        (seen, page) ->
                                seen.neverArrived() && page.code() >= 521 && page.code() <= 523)
                .rulesOut(
                        "arrived",
                        HostFact.Followed.class,
                        EdgeFact.ErrorPage.class,
                        (seen, page) -> seen.surely() && (page.code() < 521 || page.code() > 523))
                .rulesOut(
                        "admits",
                        HostFact.Firewall.class,
                        wall ->
                                facts.facts()
                                        .all(HostFact.Firewall.class)
                                        .allMatch(each -> each.blocked().isEmpty()))
                .speaksAgainst(
                        "arrives",
                        EdgeFact.ErrorPage.class,
                        page -> page.code() < 521 || page.code() > 523)
                .done();
    }

    /// A rule that stops some connections, by their rate for instance: dropped ones end in 522,
    /// rejected ones in any of the three.
    private static boolean mayShow(HostFact.FirewallUnknown wall, int code) {
        return switch (wall.action()) {
            case "drop" -> code == 522;
            case "reject" -> code >= 521 && code <= 523;
            default -> false;
        };
    }

    private static boolean comesAndGoes(Facts facts) {
        return facts.all(EdgeFact.Sampled.class)
                .anyMatch(sample -> sample.failed() > 0 && sample.failed() < sample.asked());
    }

    private static boolean failsNow(EdgeFact.Sampled sample) {
        return sample.failed() > 0 && sample.failed() == sample.asked();
    }

    private static boolean stopsVisits(HostFact.Firewall wall, Facts facts) {
        return blocks(wall, facts) && !wall.stopsAnswers();
    }

    private static boolean stopsAnswers(HostFact.Firewall wall, Facts facts) {
        return blocks(wall, facts) && wall.stopsAnswers();
    }

    private static boolean blocks(HostFact.Firewall wall, Facts facts) {
        return !wall.blocked().isEmpty() && wall.bannedBy().isEmpty() && !isBan(wall, facts);
    }

    /// A ban list that bans by a route, or by a plain rule, put it there.
    private static boolean isBan(HostFact.Firewall wall, Facts facts) {
        return facts.all(HostFact.Banned.class)
                .filter(list -> list.on().equals(wall.on()))
                .flatMap(list -> list.addresses().stream())
                .collect(Collectors.toSet())
                .containsAll(wall.blocked());
    }
}
