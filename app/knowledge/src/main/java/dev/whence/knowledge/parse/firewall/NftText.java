package dev.whence.knowledge.parse.firewall;

import tools.jackson.databind.JsonNode;

import java.util.Set;
import java.util.stream.Collectors;

/// Writes a rule of nftables as `nft list ruleset` would, near enough to find it there.
final class NftText {
    private static final Set<String> VERDICTS =
            Set.of(
                    "accept",
                    "drop",
                    "reject",
                    "return",
                    "jump",
                    "goto",
                    "queue",
                    "continue",
                    "dnat",
                    "snat",
                    "redirect",
                    "masquerade",
                    "synproxy",
                    "tproxy");
    private static final int LONGEST = 300;

    private NftText() {}

    /// Whether an expression ends a rule.
    static boolean isVerdict(String name) {
        return VERDICTS.contains(name);
    }

    /// The rule with its table and chain, and the number by which nft knows it.
    static String of(String space, JsonNode rule) {
        var text =
                space
                        + rule.path("chain").asString("")
                        + ": "
                        + NftRule.list(rule.path("expr")).stream()
                                .map(NftText::expression)
                                .filter(each -> !each.isEmpty())
                                .collect(Collectors.joining(" "))
                        + comment(rule)
                        + " # handle "
                        + rule.path("handle").asInt(0);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static String comment(JsonNode rule) {
        var comment = rule.path("comment").asString("");
        return comment.isEmpty() ? "" : " comment \"" + comment + "\"";
    }

    private static String expression(JsonNode expression) {
        var name = expression.isObject() ? expression.propertyNames().iterator().next() : "";
        var what = expression.path(name);
        return switch (name) {
            case "match" -> match(what);
            case "counter" -> "counter";
            case "vmap" -> value(what.path("key")) + " vmap …";
            case "jump", "goto" -> name + " " + what.path("target").asString("");
            case "reject" ->
                    what.has("type") ? "reject with " + value(what.path("type")) : "reject";
            case "xt" -> what.path("name").asString("");
            default -> name;
        };
    }

    private static String match(JsonNode match) {
        var operator = match.path("op").asString("==");
        return value(match.path("left"))
                + (operator.equals("==") || operator.equals("in") ? " " : " " + operator + " ")
                + value(match.path("right"));
    }

    private static String value(JsonNode value) {
        if (value.has("payload")) {
            return value.path("payload").path("protocol").asString("")
                    + " "
                    + value.path("payload").path("field").asString("");
        }
        if (value.has("meta")) {
            return value.path("meta").path("key").asString("");
        }
        if (value.has("ct")) {
            return "ct " + value.path("ct").path("key").asString("");
        }
        if (value.has("prefix")) {
            return value.path("prefix").path("addr").asString("")
                    + "/"
                    + value.path("prefix").path("len").asInt(0);
        }
        if (value.has("range")) {
            return value(value.path("range").path(0)) + "-" + value(value.path("range").path(1));
        }
        if (value.has("set")) {
            return "{ " + list(value.path("set")) + " }";
        }
        if (value.isArray()) {
            return list(value).replace(", ", ",");
        }
        return value.isString() || value.isNumber() ? value.asString() : "…";
    }

    private static String list(JsonNode list) {
        return NftRule.list(list).stream().map(NftText::value).collect(Collectors.joining(", "));
    }
}
