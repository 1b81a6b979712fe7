package dev.whence.knowledge.parse.firewall;

import dev.whence.knowledge.parse.Text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Brings what `nft list ruleset` prints for a person into the form of `iptables-save`: the chains
/// that see packets to the host itself and its answers, for IPv4 (facts §G.3).
///
/// A condition that is worded in a way that is not known may hold or not.
public final class NftListing {
    private static final Pattern TABLE = Pattern.compile("^table (\\w+) (\\S+) \\{$");
    private static final Pattern CHAIN = Pattern.compile("^(chain|set|map) (\\S+) \\{$");
    private static final Pattern HOOK =
            Pattern.compile("^type (filter|nat|route) hook (\\w+) .*?(?:policy (\\w+);)?$");
    private static final Pattern ELEMENT = Pattern.compile("[0-9.]+(?:/\\d+|-[0-9.]+)?");
    private static final List<String> PLACES = List.of("filter", "security", "mangle");
    private static final int MOST_RULES = 20_000;

    private final List<String> rules = new ArrayList<>();
    private final List<String> chains = new ArrayList<>();
    private final StringBuilder sets = new StringBuilder();
    private int inputs;
    private int outputs;
    private int nameless;

    private NftListing() {}

    /// Rules and the sets that they name.
    public record Save(String rules, String sets) {}

    /// The rules; empty where no chain for packets to the host itself or for its answers is shown.
    public static Optional<Save> save(String text) {
        var listing = new NftListing();
        listing.read(joined(Text.lines(text)));
        return listing.inputs + listing.outputs == 0
                ? Optional.empty()
                : Optional.of(new Save(listing.rules(), listing.sets.toString()));
    }

    /// Elements of a set go on over several lines.
    private static List<String> joined(List<String> lines) {
        List<String> joined = new ArrayList<>();
        for (var line : lines) {
            var open = !joined.isEmpty() && unclosed(joined.getLast());
            if (open) {
                joined.set(joined.size() - 1, joined.getLast() + " " + line.strip());
            } else if (joined.size() < MOST_RULES) {
                joined.add(line.strip());
            }
        }
        return joined;
    }

    private static boolean unclosed(String line) {
        return line.contains("elements = {") && !line.contains("}");
    }

    private void read(List<String> lines) {
        var prefix = "";
        var inside = "";
        var name = "";
        var seen = false;
        for (var line : lines) {
            var table = TABLE.matcher(line);
            var block = CHAIN.matcher(line);
            if (table.matches()) {
                seen = !table.group(1).equals("ip6");
                prefix = table.group(1) + "-" + table.group(2) + "-";
            } else if (block.matches()) {
                inside = block.group(1);
                name = prefix + block.group(2);
                declare(seen, inside, name);
            } else if (line.equals("}")) {
                inside = "";
            } else if (seen && inside.equals("chain")) {
                rule(line, prefix, name);
            } else if (seen && inside.equals("set")) {
                element(line, name);
            }
        }
    }

    private void declare(boolean seen, String inside, String name) {
        if (seen && inside.equals("chain")) {
            chains.add(name);
        } else if (seen && inside.equals("set")) {
            sets.append("create ").append(name).append(" hash:net\n");
        }
    }

    private void element(String line, String set) {
        if (line.startsWith("elements")) {
            ELEMENT.matcher(line)
                    .results()
                    .forEach(
                            each ->
                                    sets.append("add ")
                                            .append(set)
                                            .append(' ')
                                            .append(each.group())
                                            .append('\n'));
        }
    }

    private void rule(String line, String prefix, String chain) {
        var hook = HOOK.matcher(line);
        if (hook.matches()) {
            if (hook.group(2).equals("input") && inputs < PLACES.size()) {
                base("INPUT", inputs++, chain, hook);
            } else if (hook.group(2).equals("output")
                    && !hook.group(1).equals("nat")
                    && outputs < PLACES.size()) {
                base("OUTPUT", outputs++, chain, hook);
            }
            return;
        }
        rules.add("-A " + chain + converted(line, prefix));
    }

    private void base(String called, int place, String chain, Matcher hook) {
        var policy = "drop".equals(hook.group(3)) ? "DROP" : "ACCEPT";
        rules.add("@" + PLACES.get(place) + " " + chain + " " + policy + " " + called);
    }

    /// The tables, each with every chain: those that are called belong to all of them.
    private String rules() {
        var save = new StringBuilder();
        var bodies = rules.stream().filter(rule -> !rule.startsWith("@")).toList();
        for (var base : rules.stream().filter(rule -> rule.startsWith("@")).toList()) {
            var words = base.substring(1).split(" ", -1);
            save.append('*').append(words[0]).append('\n');
            save.append(':').append(words[3]).append(' ').append(words[2]).append(" [0:0]\n");
            chains.forEach(chain -> save.append(':').append(chain).append(" - [0:0]\n"));
            save.append("-A ").append(words[3]).append(" -j ").append(words[1]).append('\n');
            bodies.forEach(rule -> save.append(rule).append('\n'));
            save.append("COMMIT\n");
        }
        return save.toString();
    }

    private String converted(String line, String prefix) {
        var left =
                line.replaceAll("\\bcounter packets \\d+ bytes \\d+|\\bcounter\\b", " ")
                        .replaceAll("comment \"[^\"]*\"|# handle \\d+", " ")
                        .replaceAll(
                                "log (?:prefix \"[^\"]*\" ?)?(?:level \\w+ ?)?(?:flags [\\w ]+)?",
                                " ")
                        .replaceAll("\\s+", " ")
                        .strip();
        var rule = new StringBuilder();
        for (var known : Condition.ALL) {
            left = known.take(left, rule, prefix, this);
        }
        var target = target(left, prefix);
        return target.isEmpty()
                ? rule + " --told-as-something"
                : rule
                        + (target.get().unread() ? " --told-as-something" : "")
                        + target.get().words();
    }

    private record Aim(String words, boolean unread) {}

    private static Optional<Aim> target(String left, String prefix) {
        var verdict =
                Pattern.compile(
                                "^(.*?)\\b(accept|drop|reject(?: with .*)?|return|jump (\\S+)|goto"
                                        + " (\\S+)|queue.*|continue)$")
                        .matcher(left);
        if (!verdict.matches()) {
            return left.isEmpty() ? Optional.of(new Aim("", false)) : Optional.empty();
        }
        var unread = !verdict.group(1).isBlank();
        var words =
                switch (verdict.group(2).split(" ", -1)[0]) {
                    case "accept" -> " -j ACCEPT";
                    case "drop" -> " -j DROP";
                    case "reject" -> " -j REJECT";
                    case "return" -> " -j RETURN";
                    case "jump" -> " -j " + prefix + verdict.group(3);
                    case "goto" -> " -g " + prefix + verdict.group(4);
                    default -> "";
                };
        return Optional.of(new Aim(words, unread));
    }

    private String set(String elements) {
        var name = "set-" + nameless++;
        sets.append("create ").append(name).append(" hash:net\n");
        element("elements " + elements, name);
        return name;
    }

    /// One condition that can be worded otherwise.
    private record Condition(Pattern words, Writer writer) {
        static final List<Condition> ALL =
                List.of(
                        of(
                                "ip saddr (!= )?@(\\S+)",
                                (found, prefix, _) ->
                                        not(found)
                                                + " --match-set "
                                                + prefix
                                                + found.group(2)
                                                + " src"),
                        of(
                                "ip saddr (!= )?\\{ ?([^}]*)\\}",
                                (found, _, listing) ->
                                        not(found)
                                                + " --match-set "
                                                + listing.set(found.group(2))
                                                + " src"),
                        of(
                                "ip saddr (!= )?(\\S+)",
                                (found, _, _) -> not(found) + " -s " + found.group(2)),
                        of(
                                "ip daddr (!= )?@(\\S+)",
                                (found, prefix, _) ->
                                        not(found)
                                                + " --match-set "
                                                + prefix
                                                + found.group(2)
                                                + " dst"),
                        of(
                                "ip daddr (!= )?\\{ ?([^}]*)\\}",
                                (found, _, listing) ->
                                        not(found)
                                                + " --match-set "
                                                + listing.set(found.group(2))
                                                + " dst"),
                        of(
                                "ip daddr (!= )?(\\S+)",
                                (found, _, _) -> not(found) + " -d " + found.group(2)),
                        of(
                                "(?:tcp|th) ([ds])port (!= )?(?:\\{ ?([^}]*)\\}|([\\w-]+))",
                                (found, _, _) ->
                                        " -p tcp"
                                                + (found.group(2) == null ? "" : " !")
                                                + " --"
                                                + found.group(1)
                                                + "ports "
                                                + ports(
                                                        found.group(3) == null
                                                                ? found.group(4)
                                                                : found.group(3))),
                        of(
                                "udp (?:dport|sport) (!= )?(?:\\{[^}]*\\}|\\S+)",
                                (_, _, _) -> " -p udp"),
                        of(
                                "ct state (!= )?\\{? ?([\\w, ]+?) ?\\}?(?= |$)",
                                (found, _, _) ->
                                        not(found)
                                                + " --ctstate "
                                                + found.group(2)
                                                        .replace(" ", "")
                                                        .toUpperCase(java.util.Locale.ROOT)),
                        of(
                                "(?:iifname|iif) (!= )?\"?([\\w.*-]+)\"?",
                                (found, _, _) -> not(found) + " -i " + found.group(2)),
                        of(
                                "(?:oifname|oif) (!= )?\"?([\\w.*-]+)\"?",
                                (found, _, _) -> not(found) + " -o " + found.group(2)),
                        of(
                                "(?:meta l4proto|ip protocol) (!= )?(\\w+)",
                                (found, _, _) -> not(found) + " -p " + found.group(2)),
                        of(
                                "meta nfproto (!= )?ipv6",
                                (found, _, _) -> found.group(1) == null ? " -p ipv6" : ""),
                        of(
                                "ip6 (?:saddr|daddr|nexthdr) (!= )?(?:\\{[^}]*\\}|\\S+)",
                                (_, _, _) -> " -p ipv6"),
                        of("icmp(?:v6)? type (!= )?(?:\\{[^}]*\\}|\\S+)", (_, _, _) -> " -p icmp"));

        static Condition of(String words, Writer writer) {
            return new Condition(Pattern.compile("(?<=^| )" + words), writer);
        }

        String take(String text, StringBuilder rule, String prefix, NftListing listing) {
            var found = words.matcher(text);
            if (!found.find()) {
                return text;
            }
            rule.append(writer.write(found, prefix, listing));
            return (text.substring(0, found.start()) + text.substring(found.end()))
                    .replaceAll("\\s+", " ")
                    .strip();
        }

        private static String not(Matcher found) {
            return found.group(1) == null ? "" : " !";
        }

        private static String ports(String shown) {
            return shown.strip()
                    .replaceAll("\\s*,\\s*", ",")
                    .replaceAll("(?<=\\d)-(?=\\d)", ":")
                    .replaceAll("\\bhttps\\b", "443")
                    .replaceAll("\\bhttp\\b", "80")
                    .replaceAll("\\bssh\\b", "22");
        }

        private interface Writer {
            String write(Matcher found, String prefix, NftListing listing);
        }
    }
}
