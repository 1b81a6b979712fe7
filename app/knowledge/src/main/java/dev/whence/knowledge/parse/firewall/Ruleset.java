package dev.whence.knowledge.parse.firewall;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Everything that filters packets on a host: chains by their full names, and the base chains of
/// each place on the packet's way, in their order. A packet must pass all of them, and its answer
/// those that answers meet, and the routes.
///
/// @param answering the base chains that the host's own answers meet
/// @param named the addresses that rules and sets name
public record Ruleset(
        Map<String, Chain> chains,
        List<String> arriving,
        List<String> local,
        List<String> forwarded,
        List<String> answering,
        Routes routes,
        Blocks named) {
    /// Nothing filters.
    public static final Ruleset EMPTY =
            new Ruleset(
                    Map.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Routes.NONE,
                    new Blocks(List.of(), List.of()));

    public Ruleset {
        chains = Map.copyOf(chains);
        arriving = List.copyOf(arriving);
        local = List.copyOf(local);
        forwarded = List.copyOf(forwarded);
        answering = List.copyOf(answering);
    }

    /// Both filter, this one first.
    public Ruleset and(Ruleset more) {
        Map<String, Chain> all = new HashMap<>(chains);
        all.putAll(more.chains);
        return new Ruleset(
                all,
                joined(arriving, more.arriving),
                joined(local, more.local),
                joined(forwarded, more.forwarded),
                joined(answering, more.answering),
                routes,
                named.and(more.named));
    }

    /// The same on a host with these routes.
    public Ruleset with(Routes known) {
        return new Ruleset(chains, arriving, local, forwarded, answering, known, named);
    }

    /// Whether it shows what happens to packets for the host itself.
    public boolean showsVisits() {
        return !local.isEmpty();
    }

    private static List<String> joined(List<String> first, List<String> then) {
        var all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }
}
