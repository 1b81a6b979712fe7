package dev.whence.knowledge.parse.firewall;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads what `nft -j list ruleset` prints (facts §G.3).
public final class NftRuleset {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> FAMILIES = Set.of("ip", "ip6", "inet", "netdev");

    private final Map<String, JsonNode> bases = new LinkedHashMap<>();

    /// The chains that translate addresses, which see no answers.
    private final Set<String> translating = new HashSet<>();

    private final Map<String, String> plain = new LinkedHashMap<>();
    private final Map<String, List<JsonNode>> rules = new HashMap<>();
    private final Map<String, JsonNode> sets = new HashMap<>();

    private NftRuleset() {}

    /// The rules for one address family; empty where the text is not such an output.
    ///
    /// @param leftOut tables of the families `ip` and `ip6` that iptables shows better
    public static Optional<Ruleset> read(String text, boolean v6, Set<String> leftOut) {
        try {
            var objects = JSON.readTree(text).path("nftables");
            if (!objects.isArray()) {
                return Optional.empty();
            }
            var reader = new NftRuleset();
            objects.forEach(object -> reader.take(object, v6, leftOut));
            return Optional.of(reader.ruleset());
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private void take(JsonNode object, boolean v6, Set<String> leftOut) {
        for (var kind : List.of("chain", "rule", "set", "map")) {
            var what = object.path(kind);
            var family = what.path("family").asString("");
            var table = what.path("table").asString("");
            if (!what.isObject()
                    || !FAMILIES.contains(family)
                    || family.equals(v6 ? "ip" : "ip6")
                    || (leftOut.contains(table) && family.startsWith("ip"))) {
                continue;
            }
            var space = family + " " + table + " ";
            var name = space + what.path("name").asString("");
            switch (kind) {
                case "chain" -> {
                    plain.put(name, what.path("name").asString(""));
                    if (what.has("hook")) {
                        bases.put(name, what);
                    }
                    if (what.path("type").asString("").equals("nat")) {
                        translating.add(name);
                    }
                }
                case "rule" ->
                        rules.computeIfAbsent(
                                        space + what.path("chain").asString(""),
                                        _ -> new ArrayList<>())
                                .add(what);
                default -> sets.put(name, what);
            }
        }
    }

    private Ruleset ruleset() {
        Map<String, Chain> chains = new LinkedHashMap<>();
        List<Blocks> named = new ArrayList<>();
        plain.forEach(
                (name, shortName) -> {
                    var space = name.substring(0, name.length() - shortName.length());
                    var reader = new NftRule(space, sets);
                    var base = bases.get(name);
                    chains.put(
                            name,
                            new Chain(
                                    name,
                                    rules.getOrDefault(name, List.of()).stream()
                                            .map(reader::rule)
                                            .toList(),
                                    base != null && base.path("policy").asString("").equals("drop"),
                                    "chain " + name + " { policy drop; }"));
                    named.add(reader.named());
                });
        return new Ruleset(
                chains,
                hooked("ingress", "prerouting").toList(),
                hooked("input").toList(),
                hooked("forward").toList(),
                hooked("output", "postrouting")
                        .filter(base -> !translating.contains(base))
                        .toList(),
                Routes.NONE,
                named.stream().reduce(new Blocks(List.of(), List.of()), Blocks::and));
    }

    /// The base chains of some hooks, in the order in which a packet meets them.
    private Stream<String> hooked(String... hooks) {
        return Stream.of(hooks)
                .flatMap(
                        hook ->
                                bases.entrySet().stream()
                                        .filter(
                                                base ->
                                                        base.getValue()
                                                                .path("hook")
                                                                .asString("")
                                                                .equals(hook))
                                        .sorted(
                                                Comparator.comparingInt(
                                                        base ->
                                                                base.getValue()
                                                                        .path("prio")
                                                                        .asInt(0)))
                                        .map(Map.Entry::getKey));
    }
}
