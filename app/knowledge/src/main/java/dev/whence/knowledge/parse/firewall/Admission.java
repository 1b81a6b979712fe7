package dev.whence.knowledge.parse.firewall;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressSeqRange;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Who may enter and is answered: every range, tried with an address from each part of it that some
/// rule or set tells apart, and some addresses of the rest of the world (facts §G.6).
///
/// @param blocked the ranges that are stopped; of a range that is stopped in part, that part
/// @param admitted how many ranges may enter
/// @param first what stops the first of the blocked ones
/// @param unsure a rule on which the fate of some range hangs, and nobody can say how
/// @param world an address of the rest of the world may enter
public record Admission(
        List<String> blocked,
        int admitted,
        Optional<Fate.Stopped> first,
        Optional<Fate.Unsure> unsure,
        boolean world) {
    private static final int MOST_PARTS = 200;

    /// Addresses in different parts of the internet, none of them Cloudflare's and none reserved.
    private static final List<String> WORLD =
            List.of(
                    "45.60.70.80",
                    "91.10.20.30",
                    "185.50.60.70",
                    "2001:470:a:b::1",
                    "2a01:4f8:1:2::3");

    public Admission {
        blocked = List.copyOf(blocked);
    }

    /// Tries the ranges of one address family.
    ///
    /// @param external the interface of the default route; empty where it is not known
    public static Admission of(
            Ruleset rules, List<String> ranges, int port, boolean v6, Optional<String> external) {
        var blocked = new LinkedHashSet<String>();
        var admitted = 0;
        var first = Optional.<Fate.Stopped>empty();
        var unsure = Optional.<Fate.Unsure>empty();
        var cloudflare = blocks(ranges, v6);
        var near = rules.with(rules.routes().near(cloudflare));
        for (var range : cloudflare) {
            var tried = tried(near, range, port, external);
            admitted += tried.admitted ? 1 : 0;
            blocked.addAll(tried.blocked);
            first = first.or(() -> tried.first);
            unsure = unsure.or(() -> tried.unsure);
        }
        return new Admission(
                List.copyOf(blocked), admitted, first, unsure, world(near, port, v6, external));
    }

    private record Tried(
            boolean admitted,
            Set<String> blocked,
            Optional<Fate.Stopped> first,
            Optional<Fate.Unsure> unsure) {}

    private static Tried tried(
            Ruleset rules, IPAddress range, int port, Optional<String> external) {
        var parts =
                parts(rules.named().and(rules.routes().named()), range.coverWithSequentialRange());
        var blocked = new LinkedHashSet<String>();
        var first = Optional.<Fate.Stopped>empty();
        var unsure = Optional.<Fate.Unsure>empty();
        var admitted = 0;
        for (var address : samples(parts, range.coverWithSequentialRange())) {
            switch (Walk.of(Packet.from(address, port, external), rules)) {
                case Fate.Admitted() -> admitted++;
                case Fate.Stopped stopped -> {
                    first = first.or(() -> Optional.of(stopped));
                    blocked.add(part(address, parts, range));
                }
                case Fate.Unsure doubt -> unsure = unsure.or(() -> Optional.of(doubt));
            }
        }
        var whole = range.toCanonicalString();
        return new Tried(
                admitted > 0 && !blocked.contains(whole) && unsure.isEmpty(),
                admitted == 0 && unsure.isEmpty() ? Set.of(whole) : blocked,
                first,
                unsure);
    }

    /// The parts of a range that rules and sets name.
    private static List<IPAddressSeqRange> parts(Blocks named, IPAddressSeqRange range) {
        return Stream.concat(named.in().stream(), named.out().stream())
                .filter(part -> part.getLower().isIPv6() == range.getLower().isIPv6())
                .map(range::intersect)
                .filter(part -> part != null && !part.equals(range))
                .distinct()
                .limit(MOST_PARTS)
                .toList();
    }

    /// What happens changes only at the edges of the parts.
    private static List<IPAddress> samples(List<IPAddressSeqRange> parts, IPAddressSeqRange range) {
        Set<IPAddress> samples = new LinkedHashSet<>();
        samples.add(range.getLower().withoutPrefixLength());
        samples.add(range.getUpper().withoutPrefixLength());
        for (var part : parts) {
            var low = part.getLower().withoutPrefixLength();
            var high = part.getUpper().withoutPrefixLength();
            samples.add(low);
            samples.add(high);
            if (!low.equals(range.getLower().withoutPrefixLength())) {
                samples.add(low.increment(-1));
            }
            if (!high.equals(range.getUpper().withoutPrefixLength())) {
                samples.add(high.increment(1));
            }
        }
        return new ArrayList<>(samples);
    }

    /// The smallest named part in which an address lies, else the whole range.
    private static String part(IPAddress address, List<IPAddressSeqRange> parts, IPAddress range) {
        return parts.stream()
                .filter(part -> part.contains(address))
                .min((a, b) -> a.getCount().compareTo(b.getCount()))
                .map(Admission::text)
                .orElse(range.toCanonicalString());
    }

    private static String text(IPAddressSeqRange part) {
        var blocks = part.spanWithPrefixBlocks();
        if (blocks.length == 1) {
            return part.isMultiple()
                    ? blocks[0].toCanonicalString()
                    : part.getLower().withoutPrefixLength().toCanonicalString();
        }
        return part.getLower().withoutPrefixLength() + "-" + part.getUpper().withoutPrefixLength();
    }

    /// What may or may not enter is taken to enter: that only Cloudflare may is said only of what
    /// is sure.
    private static boolean world(Ruleset rules, int port, boolean v6, Optional<String> external) {
        return WORLD.stream()
                .flatMap(text -> Packet.address(text).stream())
                .filter(address -> address.isIPv6() == v6)
                .map(address -> Walk.of(Packet.from(address, port, external), rules))
                .anyMatch(fate -> !(fate instanceof Fate.Stopped));
    }

    private static List<IPAddress> blocks(List<String> ranges, boolean v6) {
        return ranges.stream()
                .flatMap(
                        text ->
                                Stream.ofNullable(
                                        new inet.ipaddr.IPAddressString(text.strip()).getAddress()))
                .filter(range -> range.isIPv6() == v6)
                .map(IPAddress::toPrefixBlock)
                .toList();
    }
}
