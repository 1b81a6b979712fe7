package dev.whence.knowledge.cause;

import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Place;
import dev.whence.engine.verdict.Leaning;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.Hosts;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Codes that Cloudflare makes itself and that each name one leg of the road (facts §A.1): the
/// origin for 520, 521, 524, 525 and 526, the tunnel for 1033.
///
/// 522 and 523 name nobody: a filter, a dead host, a wrong record and a missing Worker binding all
/// show them. Nor does 502, unless a web server at the origin wrote at that time that what is
/// behind it failed: then the origin answered (facts §F.9). Several codes speak together only if
/// all of them name the same place, and all are silent where Cloudflare itself is in trouble or the
/// origin answers properly.
public final class CodeTellsPlace implements Leaning {
    private static final Set<Fault> UNREACHED =
            Set.of(Fault.NO_ROUTE, Fault.NETWORK_UNREACHABLE, Fault.TIMED_OUT);
    private static final Duration SAME_TIME = Duration.ofMinutes(5);

    @Override
    public Optional<Lean> read(Facts facts) {
        var seen = codes(facts);
        var places = seen.stream().map(each -> place(code(each))).distinct().toList();
        if (doubtful(facts)) {
            return Optional.empty();
        }
        return places.size() == 1 && places.getFirst().isPresent()
                ? places.getFirst().map(place -> new Lean(place, seen))
                : answeredItself(facts).or(() -> behindTheConnector(facts));
    }

    /// A connector that took this run's request and could not hand it over. Where it dials an
    /// address that none of the site's hosts has, though one of them serves that port, it was told
    /// wrong; a certificate that is not valid yet, by clocks that are right, is the service's.
    private static Optional<Lean> behindTheConnector(Facts facts) {
        var failures =
                facts.observations(TunnelFact.ServiceFailure.class)
                        .filter(seen -> ((TunnelFact.ServiceFailure) seen.fact()).marked())
                        .toList();
        if (failures.isEmpty() || codes(facts).stream().anyMatch(seen -> code(seen) >= 520)) {
            return Optional.empty();
        }
        if (failures.stream().allMatch(seen -> dialsNobody(failure(seen), facts))) {
            return Optional.of(new Lean(Place.TUNNEL, failures));
        }
        return failures.stream().allMatch(CodeTellsPlace::notYetValid)
                ? Optional.of(new Lean(Place.ORIGIN, failures))
                : Optional.empty();
    }

    private static boolean notYetValid(Observation seen) {
        return failure(seen).kind() == Fault.CERT_NOT_YET_VALID && rightClock(seen);
    }

    private static TunnelFact.ServiceFailure failure(Observation seen) {
        return (TunnelFact.ServiceFailure) seen.fact();
    }

    private static boolean dialsNobody(TunnelFact.ServiceFailure failure, Facts facts) {
        var at = Hosts.of(failure.address());
        return UNREACHED.contains(failure.kind())
                && failure.port().isPresent()
                && Hosts.isAddress(at)
                && facts.all(HostFact.OwnAddresses.class)
                        .noneMatch(own -> own.addresses().contains(at))
                && facts.all(HostFact.OwnAddresses.class)
                        .anyMatch(own -> serves(own.on(), failure.port().get(), facts));
    }

    private static boolean serves(String host, int port, Facts facts) {
        return facts.all(HostFact.Listening.class)
                .anyMatch(
                        list ->
                                list.on().equals(host)
                                        && list.has(port)
                                        && !list.onlyLoopback(port));
    }

    /// The connector wrote the line at the time at which this desk read it.
    private static boolean rightClock(Observation seen) {
        return failure(seen)
                .last()
                .filter(at -> Duration.between(at, seen.at()).abs().compareTo(SAME_TIME) < 0)
                .isPresent();
    }

    /// A web server that says of its upstream that it failed has answered in its place, as far as
    /// nothing says that requests end before it.
    private static Optional<Lean> answeredItself(Facts facts) {
        var lines =
                facts.observations(HostFact.WebLog.class)
                        .filter(seen -> failed((HostFact.WebLog) seen.fact()))
                        .toList();
        var others =
                codes(facts).stream().anyMatch(seen -> code(seen) >= 520)
                        || facts.know(TunnelFact.ServiceFailure.class)
                        || facts.know(TunnelFact.EdgeTrouble.class);
        return lines.isEmpty() || others
                ? Optional.empty()
                : Optional.of(new Lean(Place.ORIGIN, lines));
    }

    private static boolean failed(HostFact.WebLog log) {
        return log.recent()
                && (log.says().name().startsWith("UPSTREAM_")
                        || log.says() == HostFact.WebLog.WebLine.NO_LIVE_UPSTREAMS);
    }

    private static List<Observation> codes(Facts facts) {
        return facts.observations(EdgeFact.ErrorPage.class).toList();
    }

    private static int code(Observation seen) {
        return seen.fact() instanceof EdgeFact.ErrorPage page ? page.code() : 0;
    }

    private static Optional<Place> place(int code) {
        return switch (code) {
            case 520, 521, 524, 525, 526 -> Optional.of(Place.ORIGIN);
            case 1033 -> Optional.of(Place.TUNNEL);
            default -> Optional.empty();
        };
    }

    /// To a connector that stalls, and to one whose service is slow, the edge that gives up looks
    /// like a visitor who leaves: then 524 names nobody.
    private static boolean stallsPerhaps(Facts facts) {
        return facts.all(TunnelFact.ServiceFailure.class)
                .anyMatch(
                        failure -> failure.kind() == TunnelFact.ServiceFailure.Fault.VISITOR_LEFT);
    }

    private static boolean doubtful(Facts facts) {
        return Stream.of(
                        stallsPerhaps(facts),
                        facts.all(EdgeFact.Incident.class).anyMatch(EdgeFact.Incident::matches),
                        facts.all(EdgeFact.ControlFailed.class).findAny().isPresent(),
                        facts.all(EdgeFact.Sampled.class)
                                .anyMatch(sample -> sample.failed() < sample.asked()),
                        facts.all(HttpFact.Answered.class)
                                .anyMatch(answer -> answer.status() < 500))
                .anyMatch(Boolean::booleanValue);
    }
}
