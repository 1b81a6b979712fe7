package dev.whence.knowledge.parse.firewall;

import dev.whence.knowledge.parse.Text;
import dev.whence.knowledge.parse.firewall.Rule.Match;
import dev.whence.knowledge.parse.firewall.Rule.Target;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads the words of one rule of iptables: each option is a condition, the last names the target.
/// A condition that it does not know may hold or not.
final class IptablesRule {
    private static final Set<String> GO_ON =
            Set.of(
                    "LOG",
                    "NFLOG",
                    "ULOG",
                    "AUDIT",
                    "TRACE",
                    "MARK",
                    "CONNMARK",
                    "SET",
                    "CT",
                    "NOTRACK",
                    "TCPMSS",
                    "TOS",
                    "DSCP",
                    "CLASSIFY",
                    "TTL",
                    "HL",
                    "CHECKSUM",
                    "SECMARK",
                    "CONNSECMARK",
                    "ECN",
                    "HMARK",
                    "LED",
                    "RATEEST",
                    "TEE",
                    "IDLETIMER");
    private static final Set<String> KNOWN_TO_HOLD =
            Set.of(
                    "--comment",
                    "--name",
                    "--mask",
                    "--rsource",
                    "--rdest",
                    "--set",
                    "--hashlimit-name");
    private static final Pattern DNAT =
            Pattern.compile("\\[?([0-9A-Fa-f.:]+?)\\]?(?:-\\S*?)?(?::(\\d{1,5})(?:-\\d+)?)?");
    private static final Pattern PLAIN_PORT = Pattern.compile("(\\d{1,5})(?:-\\d+)?");

    private final String table;
    private final IpsetSave sets;
    private final List<String> words;
    private final List<Match> matches = new ArrayList<>();
    private Blocks named = new Blocks(List.of(), List.of());
    private Target target = new Target.Next();
    private int at;

    IptablesRule(String table, IpsetSave sets, List<String> words) {
        this.table = table;
        this.sets = sets;
        this.words = words;
    }

    /// The rule.
    Rule rule(String text) {
        while (at < words.size()) {
            var inverted = words.get(at).equals("!");
            at += inverted ? 1 : 0;
            if (at < words.size()) {
                option(words.get(at++), inverted);
            }
        }
        return new Rule(matches, target, text);
    }

    /// The addresses at the other end that it names.
    Blocks named() {
        return named;
    }

    private void option(String option, boolean inverted) {
        switch (option) {
            case "-s", "--source" -> source(Blocks.of(next()), inverted);
            case "--src-range" -> source(Blocks.of(next()), inverted);
            case "-d", "--destination" -> {
                var blocks = Blocks.of(next());
                destination(blocks, inverted);
            }
            case "-i", "--in-interface" -> {
                var name = next();
                add(packet -> packet.arrivesAt(name), inverted);
            }
            case "-o", "--out-interface" -> {
                var name = next();
                add(packet -> packet.leavesAt(name), inverted);
            }
            case "-p", "--protocol" ->
                    add(always(Set.of("tcp", "6", "all", "0").contains(next())), inverted);
            case "-f", "--fragment" -> add(always(false), inverted);
            case "--dport", "--dports", "--destination-port", "--destination-ports" -> {
                var list = next();
                add(packet -> packet.toPort(list), inverted);
            }
            case "--sport", "--sports", "--source-port", "--source-ports" -> {
                var list = next();
                add(packet -> packet.fromPort(list), inverted);
            }
            case "--ports" -> {
                var list = next();
                add(packet -> packet.fromPort(list).or(packet.toPort(list)), inverted);
            }
            case "--ctstate", "--state" -> add(state(next()), inverted);
            case "--syn" -> add(packet -> Truth.of(!packet.answer()), inverted);
            case "--tcp-flags" -> add(flags(next(), next()), inverted);
            case "--mss" -> add(always(PortList.holds(next(), 1460)), inverted);
            case "--match-set" -> set(next(), next(), inverted);
            case "--dst-type" -> {
                var types = List.of(next().split(",", -1));
                add(packet -> Truth.of(types.contains(type(packet.answer()))), inverted);
            }
            case "--src-type" -> {
                var types = List.of(next().split(",", -1));
                add(packet -> Truth.of(types.contains(type(!packet.answer()))), inverted);
            }
            case "-m", "--match" -> module(next(), inverted);
            case "-j", "--jump" -> target = target(next());
            case "-g", "--goto" -> target = new Target.Call(table + " " + next(), false);
            default -> other(option);
        }
    }

    /// The way back is taken to be the way there, as it is for addresses of the internet.
    private void module(String name, boolean inverted) {
        switch (name) {
            case "rpfilter" -> {
                var invert = words.subList(at, words.size()).contains("--invert");
                skip();
                at += at < words.size() && words.get(at).equals("--invert") ? 1 : 0;
                add(always(!invert), inverted);
            }
            case "limit",
                    "hashlimit",
                    "connlimit",
                    "geoip",
                    "owner",
                    "time",
                    "statistic",
                    "quota",
                    "socket",
                    "u32",
                    "bpf",
                    "string",
                    "mac",
                    "helper",
                    "ttl",
                    "hl",
                    "length",
                    "connbytes",
                    "connmark",
                    "mark",
                    "nfacct",
                    "condition",
                    "cgroup",
                    "policy" ->
                    matches.add(_ -> Truth.MAYBE);
            default -> {}
        }
    }

    private void other(String option) {
        if (option.startsWith("-")
                && !KNOWN_TO_HOLD.contains(option)
                && target instanceof Target.Next) {
            matches.add(_ -> Truth.MAYBE);
        }
        skip();
    }

    private void skip() {
        while (at < words.size() && !words.get(at).startsWith("-") && !words.get(at).equals("!")) {
            at++;
        }
    }

    private Target target(String name) {
        var then =
                switch (name) {
                    case "ACCEPT", "MASQUERADE", "SNAT", "NETMAP", "SYNPROXY", "TPROXY" ->
                            new Target.Accept();
                    case "DROP", "TARPIT", "STEAL" -> new Target.Stop("drop");
                    case "REJECT" -> new Target.Stop("reject");
                    case "RETURN" -> new Target.Back();
                    case "DNAT" -> dnat(after("--to-destination"));
                    case "REDIRECT" -> redirect(after("--to-ports"));
                    case "QUEUE", "NFQUEUE" -> new Target.Unknown();
                    default ->
                            GO_ON.contains(name)
                                    ? new Target.Next()
                                    : new Target.Call(table + " " + name, true);
                };
        at = words.size();
        return then;
    }

    private static Target dnat(String destination) {
        var match = DNAT.matcher(destination);
        var address =
                match.matches()
                        ? Packet.address(match.group(1))
                        : java.util.Optional.<inet.ipaddr.IPAddress>empty();
        if (address.isEmpty()) {
            return new Target.Accept();
        }
        var port = match.group(2) == null ? 0 : Text.number(match.group(2));
        return new Target.Rewrite(
                packet ->
                        address.get().isLoopback()
                                ? packet.to(port == 0 ? packet.port() : port)
                                : packet.to(
                                        address.get(),
                                        port == 0 ? packet.port() : port,
                                        java.util.Optional.empty()));
    }

    private static Target redirect(String ports) {
        var port = PLAIN_PORT.matcher(ports);
        return port.matches()
                ? new Target.Rewrite(packet -> packet.to(Text.number(port.group(1))))
                : new Target.Accept();
    }

    private void source(Blocks blocks, boolean inverted) {
        named = named.and(blocks);
        add(packet -> packet.comesFrom(blocks), inverted);
    }

    private void destination(Blocks blocks, boolean inverted) {
        named = named.and(blocks);
        add(packet -> packet.goesTo(blocks), inverted);
    }

    /// The kind of an address, as `addrtype` names it.
    private static String type(boolean ofTheOtherEnd) {
        return ofTheOtherEnd ? "UNICAST" : "LOCAL";
    }

    private void set(String name, String directions, boolean inverted) {
        var addresses = sets.addresses(name);
        var ports = sets.ports(name);
        var list = String.join(",", ports.orElse(List.of()));
        if (directions.equals("src") && addresses.isPresent()) {
            source(addresses.get(), inverted);
        } else if (directions.equals("dst") && addresses.isPresent()) {
            destination(addresses.get(), inverted);
        } else if (directions.equals("dst") && ports.isPresent()) {
            add(packet -> packet.toPort(list), inverted);
        } else if (directions.equals("src") && ports.isPresent()) {
            add(packet -> packet.fromPort(list), inverted);
        } else {
            matches.add(_ -> Truth.MAYBE);
        }
    }

    private static Match state(String states) {
        var list = List.of(states.toLowerCase(Locale.ROOT).split(",", -1));
        return packet ->
                Truth.of(
                        list.contains(packet.state())
                                || (list.contains("dnat") && packet.forwarded()));
    }

    private static Match flags(String mask, String set) {
        var looked = flags(mask);
        var wanted = flags(set);
        return packet ->
                Truth.of(
                        packet.flags().stream()
                                .filter(flag -> looked.contains("all") || looked.contains(flag))
                                .collect(Collectors.toSet())
                                .equals(wanted));
    }

    private static Set<String> flags(String list) {
        return list.equals("NONE")
                ? Set.of()
                : Set.copyOf(Arrays.asList(list.toLowerCase(Locale.ROOT).split(",", -1)));
    }

    private void add(Match match, boolean inverted) {
        matches.add(packet -> match.test(packet).notIf(inverted));
    }

    private static Match always(boolean holds) {
        return _ -> Truth.of(holds);
    }

    private String next() {
        return at < words.size() ? words.get(at++) : "";
    }

    private String after(String option) {
        var found = words.indexOf(option);
        return found >= 0 && found + 1 < words.size() ? words.get(found + 1) : "";
    }
}
