package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;

import java.util.Set;

/// A program that bans addresses by itself, such as fail2ban, banned addresses of Cloudflare.
///
/// It happens where the web server logs Cloudflare's address in place of the visitor's (facts
/// §G.5).
public final class Fail2banBannedCloudflare implements Cause {
    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(OriginNotListening.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "banned-and-seen",
                        HostFact.Firewall.class,
                        EdgeFact.ErrorPage.class,
                        (wall, page) -> banned(wall) && unreached(page))
                .proves(
                        "listed-and-seen",
                        HostFact.Banned.class,
                        EdgeFact.ErrorPage.class,
                        (list, page) -> unreached(page) && !rulesAdmit(facts.facts()))
                .pointsTo("banned", HostFact.Firewall.class, Fail2banBannedCloudflare::banned)
                .pointsTo("listed", HostFact.Banned.class, list -> true)
                .speaksAgainst("arrives", EdgeFact.ErrorPage.class, page -> !unreached(page))
                .rulesOut(
                        "admits",
                        HostFact.Firewall.class,
                        _ ->
                                rulesAdmit(facts.facts())
                                        && (!facts.facts().know(HostFact.Banned.class)
                                                || facts.facts()
                                                        .all(EdgeFact.ErrorPage.class)
                                                        .noneMatch(
                                                                Fail2banBannedCloudflare
                                                                        ::unreached)))
                .rulesOut(
                        "plain-rule",
                        HostFact.Firewall.class,
                        wall ->
                                !wall.blocked().isEmpty()
                                        && wall.bannedBy().isEmpty()
                                        && !facts.facts().know(HostFact.Banned.class))
                .done();
    }

    /// Bans need no rule of the firewall: a route, or a table that is not read, will do.
    private static boolean rulesAdmit(Facts facts) {
        return facts.know(HostFact.Firewall.class)
                && facts.all(HostFact.Firewall.class).allMatch(each -> each.blocked().isEmpty());
    }

    private static boolean banned(HostFact.Firewall wall) {
        return !wall.blocked().isEmpty() && !wall.bannedBy().isEmpty();
    }

    private static boolean unreached(EdgeFact.ErrorPage page) {
        return page.code() >= 521 && page.code() <= 523;
    }
}
