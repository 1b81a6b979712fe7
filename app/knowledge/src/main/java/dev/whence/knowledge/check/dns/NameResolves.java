package dev.whence.knowledge.check.dns;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Ask.RecordType;
import dev.whence.engine.world.Ask.Resolve;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Resolved;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Patience;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.check.Together;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.knowledge.parse.Ranges;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Looks the name up at each chosen resolver, and sees whether it leads to Cloudflare, to a tunnel
/// or elsewhere (facts §D, §I.4).
public final class NameResolves implements Probe {
    private static final List<RecordType> TYPES =
            List.of(RecordType.A, RecordType.AAAA, RecordType.CNAME);

    @Override
    public Step step() {
        return Step.ORIGIN;
    }

    @Override
    public Vantage.Kind from() {
        return Vantage.Kind.HERE;
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(
                DnsFact.Addresses.class,
                DnsFact.NoAddress.class,
                DnsFact.ResolverFailed.class,
                DnsFact.TunnelAddress.class,
                DnsFact.TunnelAlias.class);
    }

    @Override
    public Stream<DnsFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var target = scene.target();
        if (new HostPort(target.host(), 0).isAddress()) {
            throw CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM);
        }
        var resolvers = Resolvers.of(target);
        List<Resolve> questions = new ArrayList<>();
        for (var resolver : resolvers) {
            TYPES.forEach(type -> questions.add(new Resolve(target.host(), type, resolver)));
        }
        var answers = Together.ask(world, questions, Patience.within(by));
        var ranges = Ranges.of(target.sources().ranges());
        List<DnsFact> seen = new ArrayList<>();
        for (var resolver : resolvers) {
            var first = resolvers.indexOf(resolver) * TYPES.size();
            seen.addAll(
                    facts(target, resolver, answers.subList(first, first + TYPES.size()), ranges));
        }
        return seen.stream();
    }

    /// With the edge's address given the name need not resolve, so only what it has is told.
    private static List<DnsFact> facts(
            Target target, Optional<HostPort> resolver, List<Resolved> answers, Ranges ranges) {
        var lookup = new Lookup(target.host(), Resolvers.name(resolver), answers);
        return target.edge().isEmpty()
                ? Stream.concat(lookup.found(ranges), lookup.missing()).toList()
                : lookup.found(ranges)
                        .filter(fact -> !(fact instanceof DnsFact.TunnelAddress))
                        .toList();
    }
}
