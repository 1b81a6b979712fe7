package dev.whence.knowledge.check.dns;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Ask.RecordType;
import dev.whence.engine.world.Ask.Resolve;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Resolved;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.Together;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.knowledge.parse.Ranges;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Lays the answers of all resolvers beside each other, and beside that of the zone's own name
/// server where the user named no resolver: old answers are kept in many places (facts §I.4).
///
/// Different addresses of Cloudflare's are no disagreement, nor are those of a server that hands
/// out some of many. Nobody who has nothing to do with the zone is asked.
public final class ResolversAgree implements Probe {
    private static final int DNS = 53;
    private static final Duration SOON = Duration.ofSeconds(2);

    @Override
    public Step step() {
        return Step.ORIGIN;
    }

    @Override
    public Vantage.Kind from() {
        return Vantage.Kind.HERE;
    }

    @Override
    public Set<Class<? extends Evidence>> likes() {
        return Set.of(DnsFact.Addresses.class, DnsFact.Nameservers.class, DnsFact.NoAddress.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(DnsFact.Disagreement.class);
    }

    @Override
    public Stream<DnsFact.Disagreement> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var target = scene.target();
        var answers = known(scene.known());
        if (answers.isEmpty() || target.edge().isPresent()) {
            throw CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM);
        }
        if (target.sources().resolvers().isEmpty()) {
            ofZone(scene, world, by.orIn(SOON)).ifPresent(answers::putAll);
        }
        return agree(answers.values(), Ranges.of(target.sources().ranges()))
                ? Stream.empty()
                : Stream.of(new DnsFact.Disagreement(target.host(), answers));
    }

    /// Resolver → its addresses; none where it says that there are none.
    private static Map<String, List<String>> known(Facts known) {
        Map<String, List<String>> answers = new TreeMap<>();
        known.all(DnsFact.Addresses.class)
                .forEach(found -> answers.put(found.resolver(), found.addresses()));
        known.all(DnsFact.NoAddress.class)
                .forEach(none -> answers.putIfAbsent(none.resolver(), List.of()));
        return answers;
    }

    /// What the first name server of the zone says; empty where it does not answer.
    private static Optional<Map<String, List<String>>> ofZone(Scene scene, World world, Deadline by)
            throws InterruptedException {
        var server =
                scene.known()
                        .all(DnsFact.Nameservers.class)
                        .flatMap(zone -> zone.servers().stream())
                        .map(name -> name.replaceAll("\\.$", ""))
                        .findFirst();
        if (server.isEmpty()) {
            return Optional.empty();
        }
        var answers = Together.ask(world, questions(scene.target(), server.get()), by);
        return answers.stream().anyMatch(ResolversAgree::unknown)
                ? Optional.empty()
                : Optional.of(
                        Map.of(
                                server.get(),
                                answers.stream().flatMap(ResolversAgree::values).toList()));
    }

    private static List<Resolve> questions(Target target, String server) {
        var via = Optional.of(new HostPort(server, DNS));
        return Stream.of(RecordType.A, RecordType.AAAA)
                .map(type -> new Resolve(target.host(), type, via))
                .toList();
    }

    /// A name server of one zone does not follow an alias into another.
    private static boolean unknown(Resolved answer) {
        return switch (answer) {
            case Resolved.Failed _, Resolved.Silent _ -> true;
            case Resolved.NoRecords(var aliases) -> !aliases.isEmpty();
            case Resolved.Records _, Resolved.NoSuchName _ -> false;
        };
    }

    private static Stream<String> values(Resolved answer) {
        return answer instanceof Resolved.Records records
                ? records.values().stream()
                : Stream.<String>empty();
    }

    /// Whether all lead to Cloudflare, or all to nowhere, or any two share an address.
    private static boolean agree(Collection<List<String>> answers, Ranges cloudflare) {
        var proxied =
                answers.stream()
                        .map(all -> !all.isEmpty() && all.stream().allMatch(cloudflare::contains))
                        .distinct()
                        .toList();
        return proxied.equals(List.of(true))
                || (proxied.equals(List.of(false))
                        && answers.stream()
                                .allMatch(
                                        one ->
                                                answers.stream()
                                                        .allMatch(other -> alike(one, other))));
    }

    private static boolean alike(List<String> one, List<String> other) {
        return one.isEmpty() ? other.isEmpty() : !Collections.disjoint(one, other);
    }
}
