package dev.whence.knowledge.check.edge;

import dev.whence.engine.check.Scene;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Target;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.parse.RayId;
import dev.whence.knowledge.parse.StatusPage;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What of Cloudflare the failing request touches, and when: an incident must match both (facts §C,
/// rule 2).
///
/// @param colos the data centres that answered, the visitor's own first
/// @param failed when the failure was, as far as is known
/// @param now the moment of looking
/// @param tunnel a tunnel is on the road
/// @param worker a Worker is on the road
public record Road(
        List<String> colos, Instant failed, Instant now, boolean tunnel, boolean worker) {
    private static final Duration AROUND = Duration.ofMinutes(10);
    private static final int MOST_COLOS = 3;
    private static final Pattern SERVICE =
            Pattern.compile("(?i)\\b(?:cdn|cache|network|dns|load balanc\\w{1,5}|ssl|tls)\\b");
    private static final Pattern TUNNEL = Pattern.compile("(?i)\\btunnel");
    private static final Pattern WORKER = Pattern.compile("(?i)\\b(?:workers?|pages)\\b");

    /// Services with such names that no request of a visitor passes.
    private static final Pattern ASIDE =
            Pattern.compile(
                    "(?i)analytics|dashboard|provisioning|updates|magic|interconnect|recursive"
                            + "|registrar|\\bkv\\b|monitor|\\blogs?\\b|builds?\\b");

    private static final Pattern CODE = Pattern.compile("\\b[A-Z]{3}\\b");

    public static Road of(Scene scene) {
        var target = scene.target();
        var known = scene.known();
        var codes =
                Stream.concat(
                                target.seen().codes().stream(),
                                known.all(EdgeFact.ErrorPage.class).map(EdgeFact.ErrorPage::code))
                        .collect(Collectors.toSet());
        return new Road(
                colos(scene),
                target.seen().since().orElse(scene.at()),
                scene.at(),
                tunnelled(target) || codes.contains(1033) || known.know(DnsFact.TunnelAlias.class),
                codes.stream().anyMatch(code -> code >= 1100 && code < 1200));
    }

    /// An incident with what of this road it covers.
    public EdgeFact.Incident judge(StatusPage.Incident incident, StatusPage page) {
        var named = colosNamed(incident, page);
        var elsewhere =
                !named.isEmpty() && !colos.isEmpty() && colos.stream().noneMatch(named::contains);
        return new EdgeFact.Incident(
                incident.name(),
                incident.impact(),
                incident.components(),
                incident.began(),
                incident.ended(),
                colos.stream().anyMatch(named::contains),
                !elsewhere && services(incident).anyMatch(this::onThisRoad),
                overlaps(incident));
    }

    private boolean overlaps(StatusPage.Incident incident) {
        var ended = incident.ended().orElse(now);
        return !incident.began().isAfter(failed.plus(AROUND))
                && !ended.isBefore(failed.minus(AROUND));
    }

    /// What the page says is affected; the title, where it lists nothing.
    private static Stream<String> services(StatusPage.Incident incident) {
        return incident.components().isEmpty()
                ? Stream.of(incident.name())
                : incident.components().stream().filter(name -> StatusPage.coloOf(name).isEmpty());
    }

    private boolean onThisRoad(String service) {
        return !ASIDE.matcher(service).find()
                && (SERVICE.matcher(service).find()
                        || (tunnel && TUNNEL.matcher(service).find())
                        || (worker && WORKER.matcher(service).find()));
    }

    /// Data centres are listed as components or only named in the text.
    private static Set<String> colosNamed(StatusPage.Incident incident, StatusPage page) {
        var known =
                page.components().stream()
                        .flatMap(component -> component.colo().stream())
                        .collect(Collectors.toSet());
        var listed =
                incident.components().stream().flatMap(name -> StatusPage.coloOf(name).stream());
        var told =
                CODE.matcher(incident.text())
                        .results()
                        .map(MatchResult::group)
                        .filter(known::contains);
        return Stream.concat(listed, told).collect(Collectors.toSet());
    }

    private static List<String> colos(Scene scene) {
        var known = scene.known();
        var colos =
                Stream.of(
                                scene.target().seen().ray().flatMap(RayId::read).stream()
                                        .map(RayId::colo),
                                known.all(EdgeFact.ErrorPage.class).map(EdgeFact.ErrorPage::colo),
                                known.all(EdgeFact.Answered.class).map(EdgeFact.Answered::colo),
                                known.all(EdgeFact.Trace.class).map(EdgeFact.Trace::colo))
                        .flatMap(all -> all)
                        .filter(colo -> !colo.isEmpty())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        return colos.stream().limit(MOST_COLOS).toList();
    }

    private static boolean tunnelled(Target target) {
        return target.tunnel().isPresent()
                || target.hosts(SshHost.Role.TUNNEL).findAny().isPresent();
    }
}
