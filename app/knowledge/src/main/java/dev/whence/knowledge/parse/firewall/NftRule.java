package dev.whence.knowledge.parse.firewall;

import dev.whence.knowledge.parse.firewall.Rule.Match;
import dev.whence.knowledge.parse.firewall.Rule.Option;
import dev.whence.knowledge.parse.firewall.Rule.Target;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/// Reads the expressions of one rule of nftables: conditions, then a verdict. An expression that it
/// does not know may hold or not.
final class NftRule {
    private static final Set<String> WITHOUT_EFFECT =
            Set.of(
                    "counter",
                    "log",
                    "mangle",
                    "notrack",
                    "set",
                    "ct helper",
                    "ct timeout",
                    "ct expectation",
                    "comment",
                    "flow",
                    "secmark",
                    "last",
                    "dup");

    private final String space;
    private final NftValues values;

    /// @param space the family and the table, with a blank behind them
    /// @param sets the named sets and maps by their full names
    NftRule(String space, Map<String, JsonNode> sets) {
        this.space = space;
        this.values = new NftValues(space, sets);
    }

    /// The addresses at the other end that the rules name.
    Blocks named() {
        return values.named();
    }

    /// The rule.
    Rule rule(JsonNode rule) {
        List<Match> matches = new ArrayList<>();
        Target target = new Target.Next();
        for (var expression : rule.path("expr")) {
            var name = expression.isObject() ? expression.propertyNames().iterator().next() : "";
            var what = expression.path(name);
            if (name.equals("match")) {
                matches.add(values.match(what));
            } else if (name.equals("vmap")) {
                target = choice(what);
            } else if (name.equals("xt")) {
                target = xt(what, matches);
            } else if (NftText.isVerdict(name)) {
                target = target(name, what);
            } else if (!WITHOUT_EFFECT.contains(name)) {
                matches.add(_ -> Truth.MAYBE);
            }
        }
        return new Rule(matches, target, NftText.of(space, rule));
    }

    private Target target(String name, JsonNode what) {
        return switch (name) {
            case "accept", "masquerade", "snat", "synproxy", "tproxy" -> new Target.Accept();
            case "drop" -> new Target.Stop("drop");
            case "reject" -> new Target.Stop("reject");
            case "return" -> new Target.Back();
            case "jump" -> new Target.Call(space + what.path("target").asString(""), true);
            case "goto" -> new Target.Call(space + what.path("target").asString(""), false);
            case "redirect" -> redirect(what);
            case "dnat" -> dnat(what);
            case "queue" -> new Target.Unknown();
            default -> new Target.Next();
        };
    }

    private static Target redirect(JsonNode what) {
        var port = what.path("port").asInt(0);
        return port == 0 ? new Target.Accept() : new Target.Rewrite(packet -> packet.to(port));
    }

    /// A destination that is looked up in a map is not followed.
    private static Target dnat(JsonNode what) {
        var address = Packet.address(what.path("addr").asString(""));
        var port = what.path("port").asInt(0);
        if (address.isEmpty()) {
            return what.has("addr") && !what.path("addr").isString()
                    ? new Target.Unknown()
                    : redirect(what);
        }
        return new Target.Rewrite(
                packet ->
                        packet.to(
                                address.get(),
                                port == 0 ? packet.port() : port,
                                java.util.Optional.empty()));
    }

    private Target choice(JsonNode vmap) {
        var key = vmap.path("key");
        var elements = values.elements(vmap.path("data"));
        if (elements.isEmpty()) {
            return new Target.Unknown();
        }
        return new Target.Choice(
                packet ->
                        elements.get().stream()
                                .map(
                                        element ->
                                                new Option(
                                                        values.equal(key, element.path(0), packet),
                                                        verdict(element.path(1))))
                                .toList());
    }

    private Target verdict(JsonNode verdict) {
        return verdict.isObject()
                ? verdict.propertyStream()
                        .findFirst()
                        .map(entry -> target(entry.getKey(), entry.getValue()))
                        .orElseGet(Target.Unknown::new)
                : new Target.Unknown();
    }

    /// What iptables put there shows only its name.
    private static Target xt(JsonNode what, List<Match> matches) {
        var name = what.path("name").asString("");
        if (!what.path("type").asString("").equals("target")) {
            if (!name.equals("comment")) {
                matches.add(_ -> Truth.MAYBE);
            }
            return new Target.Next();
        }
        return switch (name) {
            case "REJECT" -> new Target.Stop("reject");
            case "DNAT", "REDIRECT", "NFQUEUE" -> new Target.Unknown();
            default -> new Target.Next();
        };
    }

    /// The elements of an array.
    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
