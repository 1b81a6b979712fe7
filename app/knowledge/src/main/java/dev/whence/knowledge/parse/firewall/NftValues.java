package dev.whence.knowledge.parse.firewall;

import dev.whence.knowledge.parse.firewall.Rule.Match;

import tools.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Compares what a packet carries with what a rule of nftables wants.
final class NftValues {
    private static final List<String> FLAGS = List.of("fin", "syn", "rst", "psh", "ack", "urg");

    private final String space;
    private final Map<String, JsonNode> sets;
    private final Map<String, Blocks> read = new HashMap<>();
    private Blocks named = new Blocks(List.of(), List.of());

    NftValues(String space, Map<String, JsonNode> sets) {
        this.space = space;
        this.sets = sets;
    }

    /// The addresses at the other end that were compared with.
    Blocks named() {
        return named;
    }

    /// One condition.
    Match match(JsonNode match) {
        var left = match.path("left");
        var right = match.path("right");
        var operator = match.path("op").asString("==");
        if (isAddress(left)) {
            return addresses(left, right, operator.equals("!="));
        }
        return switch (operator) {
            case "==", "in" -> packet -> equal(left, right, packet);
            case "!=" -> packet -> fits(left, packet).and(equal(left, right, packet).not());
            case "<", ">", "<=", ">=" -> packet -> ordered(left, right, operator, packet);
            default -> _ -> Truth.MAYBE;
        };
    }

    /// The elements of a set that stands in the rule or has a name; empty where it is not known.
    Optional<List<JsonNode>> elements(JsonNode set) {
        if (set.isString() && set.asString().startsWith("@")) {
            return Optional.ofNullable(sets.get(space + set.asString().substring(1)))
                    .map(
                            known ->
                                    NftRule.list(known.path("elem")).stream()
                                            .map(NftValues::bare)
                                            .toList());
        }
        var inner = set.isArray() ? set : set.path("set");
        return inner.isArray()
                ? Optional.of(NftRule.list(inner).stream().map(NftValues::bare).toList())
                : Optional.empty();
    }

    /// Whether the packet's value is the wanted one, or one of the wanted ones.
    Truth equal(JsonNode left, JsonNode right, Packet packet) {
        var element = bare(right);
        if (element.isString() && element.asString().equals("*")) {
            return Truth.YES;
        }
        var several = elements(element);
        if (several.isPresent() && !element.has("concat")) {
            return several.get().stream()
                    .map(each -> equal(left, each.isArray() ? each.path(0) : each, packet))
                    .reduce(Truth.NO, Truth::or);
        }
        if (element.isString() && element.asString().startsWith("@")) {
            return Truth.MAYBE;
        }
        if (left.has("concat")) {
            return concatenated(NftRule.list(left.path("concat")), element, packet);
        }
        if (isAddress(left)) {
            return addresses(left, element, false).test(packet);
        }
        if (left.has("payload")) {
            return payload(left.path("payload"), element, packet);
        }
        if (left.has("meta")) {
            return meta(left.path("meta").path("key").asString(""), element, packet);
        }
        if (left.has("ct")) {
            return connection(left.path("ct").path("key").asString(""), element, packet);
        }
        if (left.has("fib")) {
            return route(left.path("fib"), element, packet);
        }
        return left.has("&") ? masked(left.path("&"), element, packet) : Truth.MAYBE;
    }

    private Truth concatenated(List<JsonNode> parts, JsonNode element, Packet packet) {
        var wanted = NftRule.list(element.path("concat"));
        if (wanted.size() != parts.size()) {
            return Truth.MAYBE;
        }
        var all = Truth.YES;
        for (var i = 0; i < parts.size(); i++) {
            all = all.and(equal(parts.get(i), wanted.get(i), packet));
        }
        return all;
    }

    private static boolean isAddress(JsonNode left) {
        var field = left.path("payload").path("field").asString("");
        return field.equals("saddr") || field.equals("daddr");
    }

    private Match addresses(JsonNode left, JsonNode right, boolean inverted) {
        var payload = left.path("payload");
        var v6 = payload.path("protocol").asString("").equals("ip6");
        var blocks = blocks(right);
        if (blocks.isEmpty()) {
            return packet -> packet.v6() == v6 ? Truth.MAYBE : Truth.NO;
        }
        var source = payload.path("field").asString("").equals("saddr");
        named = named.and(blocks.get());
        return packet ->
                Truth.of(packet.v6() == v6)
                        .and(
                                (source
                                                ? packet.comesFrom(blocks.get())
                                                : packet.goesTo(blocks.get()))
                                        .notIf(inverted));
    }

    private Optional<Blocks> blocks(JsonNode right) {
        if (right.isString() && right.asString().startsWith("@")) {
            var name = right.asString();
            if (!read.containsKey(name)) {
                elements(right)
                        .ifPresent(
                                all ->
                                        read.put(
                                                name,
                                                Blocks.of(all.stream().flatMap(NftValues::block))));
            }
            return Optional.ofNullable(read.get(name));
        }
        var several = elements(right);
        var all = several.orElse(List.of(right)).stream().flatMap(NftValues::block).toList();
        return all.isEmpty() && several.filter(List::isEmpty).isEmpty()
                ? Optional.empty()
                : Optional.of(Blocks.of(all.stream()));
    }

    /// An address, a prefix or a range as text.
    private static Stream<String> block(JsonNode element) {
        var bare = bare(element);
        if (bare.isString()) {
            return Stream.of(bare.asString());
        }
        if (bare.has("prefix")) {
            var prefix = bare.path("prefix");
            return Stream.of(prefix.path("addr").asString("") + "/" + prefix.path("len").asInt(-1));
        }
        return bare.has("range")
                ? Stream.of(
                        bare.path("range").path(0).asString("")
                                + "-"
                                + bare.path("range").path(1).asString(""))
                : Stream.empty();
    }

    /// An element of a set may come with its time-out and its counters.
    private static JsonNode bare(JsonNode element) {
        return element.has("elem") && element.path("elem").has("val")
                ? element.path("elem").path("val")
                : element;
    }

    private static Truth payload(JsonNode payload, JsonNode element, Packet packet) {
        var protocol = payload.path("protocol").asString("");
        var field = payload.path("field").asString("");
        if (protocol.equals("udp") || protocol.startsWith("icmp") || protocol.equals("sctp")) {
            return Truth.NO;
        }
        return switch (field) {
            case "dport" -> packet.toPort(ports(element));
            case "sport" -> packet.fromPort(ports(element));
            case "flags" -> flag(text(element), packet);
            case "protocol", "nexthdr" ->
                    Truth.of(packet.v6() == protocol.equals("ip6")).and(Truth.of(isTcp(element)));
            default -> Truth.MAYBE;
        };
    }

    private static Truth meta(String key, JsonNode element, Packet packet) {
        return switch (key) {
            case "l4proto" -> Truth.of(isTcp(element));
            case "nfproto" ->
                    Truth.of(
                            text(element).equals(packet.v6() ? "ipv6" : "ipv4")
                                    || text(element).equals(packet.v6() ? "10" : "2"));
            case "protocol" -> Truth.of(text(element).equals(packet.v6() ? "ip6" : "ip"));
            case "iifname", "iif" -> packet.arrivesAt(text(element));
            case "oifname", "oif" ->
                    packet.forwarded() || packet.answer()
                            ? packet.leavesAt(text(element))
                            : Truth.NO;
            case "pkttype" ->
                    packet.answer()
                            ? Truth.MAYBE
                            : Truth.of(
                                    text(element).equals("host")
                                            || text(element).equals("unicast"));
            default -> Truth.MAYBE;
        };
    }

    private static Truth connection(String key, JsonNode element, Packet packet) {
        return switch (key) {
            case "state" -> Truth.of(text(element).equals(packet.state()));
            case "direction" ->
                    Truth.of(text(element).equals(packet.answer() ? "reply" : "original"));
            case "status" ->
                    packet.answer()
                            ? Truth.MAYBE
                            : Truth.of(text(element).equals("dnat") && packet.forwarded());
            default -> Truth.MAYBE;
        };
    }

    /// Whether a flag, asked for alone, is what the packet carries.
    private static Truth flag(String flag, Packet packet) {
        if (!packet.flags().contains(flag)) {
            return Truth.NO;
        }
        return packet.flags().size() == 1 ? Truth.YES : Truth.MAYBE;
    }

    /// The way back is taken to be the way there; the packet is for an address of this host, and
    /// its answer from one.
    private static Truth route(JsonNode fib, JsonNode element, Packet packet) {
        var result = fib.path("result").asString("");
        var daddr =
                NftRule.list(fib.path("flags")).stream()
                        .anyMatch(flag -> text(flag).equals("daddr"));
        if (result.equals("type")) {
            return Truth.of(text(element).equals(daddr == packet.answer() ? "unicast" : "local"));
        }
        return element.isBoolean() ? Truth.of(element.asBoolean()) : Truth.NO;
    }

    /// `tcp flags & (fin|syn|rst|ack) == syn`.
    private static Truth masked(JsonNode both, JsonNode element, Packet packet) {
        if (!both.path(0).path("payload").path("field").asString("").equals("flags")) {
            return Truth.MAYBE;
        }
        var mask =
                both.path(1).has("|")
                        ? NftRule.list(both.path(1).path("|"))
                        : NftRule.list(both.path(1));
        var looked = mask.stream().map(NftValues::text).filter(FLAGS::contains).toList();
        if (looked.isEmpty()) {
            return Truth.MAYBE;
        }
        var shown = packet.flags().stream().filter(looked::contains).toList();
        return switch (shown.size()) {
            case 0 -> Truth.of(text(element).equals("0"));
            case 1 -> Truth.of(text(element).equals(shown.getFirst()));
            default -> element.isString() || element.isNumber() ? Truth.NO : Truth.MAYBE;
        };
    }

    /// A condition on one family does not hold for the other, whether turned around or not.
    private static Truth fits(JsonNode left, Packet packet) {
        return switch (left.path("payload").path("protocol").asString("")) {
            case "ip" -> Truth.of(!packet.v6());
            case "ip6" -> Truth.of(packet.v6());
            case "udp", "icmp", "icmpv6", "sctp" -> Truth.NO;
            default -> Truth.YES;
        };
    }

    private static Truth ordered(JsonNode left, JsonNode right, String operator, Packet packet) {
        if (!left.path("payload")
                        .path("field")
                        .asString("")
                        .equals(packet.answer() ? "sport" : "dport")
                || !right.isNumber()
                || left.path("payload").path("protocol").asString("").equals("udp")) {
            return Truth.MAYBE;
        }
        var difference = packet.port() - right.asInt();
        return Truth.of(
                switch (operator) {
                    case "<" -> difference < 0;
                    case ">" -> difference > 0;
                    case "<=" -> difference <= 0;
                    default -> difference >= 0;
                });
    }

    private static String ports(JsonNode element) {
        var range = element.path("range");
        return range.isArray() ? text(range.path(0)) + "-" + text(range.path(1)) : text(element);
    }

    private static boolean isTcp(JsonNode element) {
        return text(element).equals("tcp") || text(element).equals("6");
    }

    private static String text(JsonNode node) {
        return node.isString() || node.isNumber() ? node.asString() : "";
    }
}
