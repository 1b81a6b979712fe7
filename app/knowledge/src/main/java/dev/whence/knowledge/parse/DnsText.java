package dev.whence.knowledge.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Reads what `dig`, `nslookup`, `host`, `drill` and `getent hosts` print.
public final class DnsText {
    private static final Pattern RECORD =
            Pattern.compile(
                    "^;?\\s*([\\w*.-]{1,253}?)\\.?\\s+(?:\\d{1,9}\\s+)?(?:IN\\s+)?(A|AAAA|CNAME|NS)\\s+(\\S{1,253}?)\\.?$");
    private static final Pattern HOST =
            Pattern.compile(
                    "^([\\w*.-]{1,253}?)\\.? (has address|has IPv6 address|is an alias for|name"
                            + " server) (\\S{1,253}?)\\.?$");
    private static final Pattern NSLOOKUP_NAME = Pattern.compile("^Name:\\s+(\\S{1,253}?)\\.?$");
    private static final Pattern NSLOOKUP_ALIAS =
            Pattern.compile("^(\\S{1,253}?)\\.?\\s+canonical name = (\\S{1,253}?)\\.?$");
    private static final Pattern NSLOOKUP_NS =
            Pattern.compile("^(\\S{1,253}?)\\.?\\s+nameserver = (\\S{1,253}?)\\.?$");
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "^(?:Address(?:es)?:)?\\s*((?:\\d{1,3}\\.){3}\\d{1,3}|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{2,45})(?:\\s+([\\w.-]+))?$");
    private static final Pattern MISSING =
            Pattern.compile(
                    "status: (NXDOMAIN|SERVFAIL|REFUSED)|server can't find ([\\w.-]+?):"
                            + " ?(NXDOMAIN|SERVFAIL|REFUSED|No answer)|Host ([\\w.-]+) not found:"
                            + " \\d\\((NXDOMAIN|SERVFAIL|REFUSED)\\)|\\*\\*\\* .*can't find"
                            + " ([\\w.-]+)");

    /// A record as the API of the zone tells it.
    private static final Pattern OBJECT = Pattern.compile("\\{[^{}]{1,4000}\\}");

    private static final Pattern FIELD =
            Pattern.compile("\"(name|type|content)\"\\s*:\\s*\"([^\"]{1,253})\"");
    private static final Pattern QUESTION =
            Pattern.compile("^;\\s*([\\w*.-]{1,253}?)\\.\\s+IN\\s+(?:A|AAAA|CNAME|ANY|NS)$");
    private static final Pattern SERVER =
            Pattern.compile("^(?:;; SERVER:|Server:|Using domain server:)\\s+(\\S+?)(?:#.*)?$");
    private static final Pattern SILENT =
            Pattern.compile(
                    "no servers could be reached|connection timed out|communications error");
    private static final Pattern ASKED =
            Pattern.compile(
                    "(?:dig|nslookup|host|drill|kdig|getent"
                        + " (?:ahosts|hosts))\\s+(?:[-+@]\\S+\\s+|(?:-t"
                        + " )?(?:A|AAAA|CNAME|NS|ANY|a|aaaa|cname)\\s+)*([\\w-]+(?:\\.[\\w-]+)+)");

    private DnsText() {}

    /// What is known of one name.
    ///
    /// @param failed NXDOMAIN, SERVFAIL …; empty where it did not
    public record Told(
            String name,
            String resolver,
            List<String> addresses,
            List<String> aliases,
            List<String> nameservers,
            String failed) {
        public Told {
            addresses = List.copyOf(addresses);
            aliases = List.copyOf(aliases);
            nameservers = List.copyOf(nameservers);
        }
    }

    /// The names, in the order in which they are asked.
    public static List<Told> names(String command, String text) {
        Map<String, Building> names = new LinkedHashMap<>();
        var asked = ASKED.matcher(command.isEmpty() ? text : command);
        var current = asked.find() ? asked.group(1).toLowerCase(Locale.ROOT) : "";
        var resolver = "";
        var missing = "";
        for (var raw : Text.lines(text)) {
            var line = raw.strip();
            var question = QUESTION.matcher(line);
            var server = SERVER.matcher(line);
            var failed = MISSING.matcher(line);
            if (question.matches()) {
                current = question.group(1).toLowerCase(Locale.ROOT);
            } else if (server.matches()) {
                resolver = server.group(1);
            } else if (failed.find() || SILENT.matcher(line).find()) {
                missing = failed.reset().find() ? why(failed) : "no answer";
                current = current.isEmpty() ? name(failed) : current;
            } else {
                current = record(line, current, resolver, names);
            }
        }
        told(text, names);
        if (names.isEmpty() && !missing.isEmpty() && !current.isEmpty()) {
            return List.of(new Told(current, resolver, List.of(), List.of(), List.of(), missing));
        }
        var by = resolver.isEmpty() ? "system" : resolver;
        return merged(names).entrySet().stream()
                .map(entry -> entry.getValue().told(entry.getKey(), by))
                .toList();
    }

    /// Records of the zone's API; whether they are proxied is seen where they are looked up.
    private static void told(String text, Map<String, Building> names) {
        OBJECT.matcher(text)
                .results()
                .limit(100)
                .map(MatchResult::group)
                .forEach(
                        object -> {
                            Map<String, String> fields = new LinkedHashMap<>();
                            FIELD.matcher(object)
                                    .results()
                                    .forEach(each -> fields.put(each.group(1), each.group(2)));
                            if ("CNAME".equals(fields.get("type")) && fields.size() == 3) {
                                of(names, fields.getOrDefault("name", "").toLowerCase(Locale.ROOT))
                                        .add("CNAME", fields.getOrDefault("content", ""));
                            }
                        });
    }

    private static String record(
            String line, String current, String resolver, Map<String, Building> names) {
        var record = RECORD.matcher(line);
        if (record.matches()) {
            var name = record.group(1).toLowerCase(Locale.ROOT);
            of(names, name).add(record.group(2), record.group(3));
            return current.isEmpty() ? name : current;
        }
        var host = HOST.matcher(line);
        if (host.matches()) {
            var name = host.group(1).toLowerCase(Locale.ROOT);
            of(names, name)
                    .add(
                            switch (host.group(2)) {
                                case "is an alias for" -> "CNAME";
                                case "name server" -> "NS";
                                default -> "A";
                            },
                            host.group(3));
            return current.isEmpty() ? name : current;
        }
        return nslookup(line, current, resolver, names);
    }

    private static String nslookup(
            String line, String current, String resolver, Map<String, Building> names) {
        var name = NSLOOKUP_NAME.matcher(line);
        var alias = NSLOOKUP_ALIAS.matcher(line);
        var server = NSLOOKUP_NS.matcher(line);
        var address = ADDRESS.matcher(line);
        if (name.matches()) {
            return name.group(1).toLowerCase(Locale.ROOT);
        }
        if (alias.matches()) {
            of(names, alias.group(1).toLowerCase(Locale.ROOT)).add("CNAME", alias.group(2));
        } else if (server.matches()) {
            of(names, server.group(1).toLowerCase(Locale.ROOT)).add("NS", server.group(2));
        } else if (address.matches()) {
            var about = address.group(2) == null ? current : address.group(2);
            if (!address.group(1).equals(resolver) && !about.isEmpty()) {
                of(names, about.toLowerCase(Locale.ROOT)).add("A", address.group(1));
            }
        } else if (line.matches("[\\w-]+(?:\\.[\\w-]+)+\\.") && !current.isEmpty()) {
            of(names, current).add("CNAME", line);
        } else if (!current.isEmpty()
                && line.matches("(?:(?:\\d{1,3}\\.){3}\\d{1,3}[, ]*){2,20}")) {
            for (var each : line.split("[, ]+", -1)) {
                of(names, current).add("A", each);
            }
        }
        return current;
    }

    /// The addresses of an alias's target are those of the name, too.
    private static Map<String, Building> merged(Map<String, Building> names) {
        names.values().forEach(each -> each.follow(names));
        return names;
    }

    private static Building of(Map<String, Building> names, String name) {
        return names.computeIfAbsent(name, _ -> new Building());
    }

    private static String why(java.util.regex.Matcher failed) {
        return Optional.ofNullable(failed.group(1))
                .or(() -> Optional.ofNullable(failed.group(3)))
                .or(() -> Optional.ofNullable(failed.group(5)))
                .orElse("NXDOMAIN");
    }

    private static String name(java.util.regex.Matcher failed) {
        for (var group : new int[] {2, 4, 6}) {
            if (failed.reset().find() && failed.group(group) != null) {
                return failed.group(group).toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }

    /// One name on its way.
    private static final class Building {
        private final List<String> addresses = new ArrayList<>();
        private final List<String> aliases = new ArrayList<>();
        private final List<String> nameservers = new ArrayList<>();

        void add(String type, String value) {
            var plain = value.replaceFirst("[.,;]+$", "").toLowerCase(Locale.ROOT);
            var list =
                    switch (type) {
                        case "CNAME" -> aliases;
                        case "NS" -> nameservers;
                        default -> addresses;
                    };
            if (!plain.isEmpty() && list.size() < 50 && !list.contains(plain)) {
                list.add(plain);
            }
        }

        void follow(Map<String, Building> names) {
            for (var i = 0; i < aliases.size() && aliases.size() < 20; i++) {
                var next = names.get(aliases.get(i));
                if (next != null && next != this) {
                    next.addresses.forEach(each -> add("A", each));
                    next.aliases.forEach(each -> add("CNAME", each));
                }
            }
        }

        Told told(String name, String resolver) {
            return new Told(name, resolver, addresses, aliases, nameservers, "");
        }
    }
}
