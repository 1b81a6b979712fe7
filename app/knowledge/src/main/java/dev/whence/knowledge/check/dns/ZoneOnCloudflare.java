package dev.whence.knowledge.check.dns;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.HostPort;
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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Finds the zone of the name and who serves it (facts §I.4).
public final class ZoneOnCloudflare implements Probe {
    private static final int MOST_LABELS = 6;

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
        return Set.of(DnsFact.Nameservers.class);
    }

    @Override
    public Stream<DnsFact.Nameservers> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var target = scene.target();
        if (new HostPort(target.host(), 0).isAddress()) {
            throw CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM);
        }
        var resolver = Resolvers.of(target).getFirst();
        var zones = zones(target.host());
        List<Resolve> questions = new ArrayList<>();
        questions.add(new Resolve(target.host(), RecordType.CNAME, resolver));
        zones.forEach(zone -> questions.add(new Resolve(zone, RecordType.NS, resolver)));
        var answers = Together.ask(world, questions, Patience.within(by));
        var partial = leadsThrough(answers.getFirst());
        for (var zone : zones) {
            var servers = servers(answers.get(zones.indexOf(zone) + 1));
            if (!servers.isEmpty()) {
                return Stream.of(
                        new DnsFact.Nameservers(zone, servers, partial || cloudflares(servers)));
            }
        }
        return Stream.empty();
    }

    /// The names that may be the zone, nearest first; never a top-level domain.
    private static List<String> zones(String host) {
        List<String> zones = new ArrayList<>();
        var rest = host;
        while (rest.contains(".")) {
            zones.add(rest);
            rest = rest.substring(rest.indexOf('.') + 1);
        }
        return zones.subList(Math.max(0, zones.size() - MOST_LABELS), zones.size());
    }

    /// An answer that came over an alias tells of another zone.
    private static List<String> servers(Resolved answer) {
        return answer instanceof Resolved.Records(var servers, var aliases, _) && aliases.isEmpty()
                ? servers
                : List.of();
    }

    private static boolean cloudflares(List<String> servers) {
        return servers.stream().allMatch(server -> endsIn(server, ".ns.cloudflare.com"));
    }

    /// A zone that is set up through a CNAME keeps its own name servers.
    private static boolean leadsThrough(Resolved alias) {
        return alias instanceof Resolved.Records(var names, _, _)
                && names.stream().anyMatch(name -> endsIn(name, ".cdn.cloudflare.net"));
    }

    private static boolean endsIn(String name, String suffix) {
        return name.toLowerCase(Locale.ROOT).replaceAll("\\.$", "").endsWith(suffix);
    }
}
