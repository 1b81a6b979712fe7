package dev.whence.knowledge.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads which addresses fail2ban bans: the list of all jails, the status of one jail, or its log
/// (facts §G.5). Text in, lists out.
public final class BanLists {
    private static final int MOST = 5_000;
    private static final Pattern JAIL =
            Pattern.compile("['\"]([\\w.@-]{1,80})['\"]\\s*:\\s*[\\[(]([^\\])]*)[\\])]");
    private static final Pattern STATUS =
            Pattern.compile(
                    "Status for the jail:\\s*(\\S{1,80})(?s:.{0,2000}?)Banned IP list:[ \\t]*([^\\n"
                            + "]*)");
    private static final Pattern LOGGED =
            Pattern.compile(
                    "\\[([\\w.@-]{1,80})]\\s+(?:Restore )?(Ban|Unban) ([0-9A-Fa-f.:]{3,45})\\b");
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f]{1,4}:[0-9A-Fa-f:]{2,39}");

    private BanLists() {}

    /// The jails and the addresses that each of them bans now, as far as the text tells.
    public static Map<String, List<String>> read(String text) {
        Map<String, Set<String>> found = new LinkedHashMap<>();
        for (var pattern : List.of(JAIL, STATUS)) {
            pattern.matcher(text)
                    .results()
                    .limit(MOST)
                    .forEach(jail -> add(found, jail.group(1), jail.group(2)));
        }
        LOGGED.matcher(text)
                .results()
                .limit(MOST)
                .forEach(
                        line -> {
                            var banned =
                                    found.computeIfAbsent(
                                            line.group(1), _ -> new LinkedHashSet<>());
                            if (line.group(2).equals("Ban")) {
                                banned.add(line.group(3));
                            } else {
                                banned.remove(line.group(3));
                            }
                        });
        Map<String, List<String>> lists = new LinkedHashMap<>();
        found.forEach((jail, addresses) -> lists.put(jail, new ArrayList<>(addresses)));
        return lists;
    }

    private static void add(Map<String, Set<String>> found, String jail, String addresses) {
        var banned = found.computeIfAbsent(jail, _ -> new LinkedHashSet<>());
        ADDRESS.matcher(addresses)
                .results()
                .limit(MOST)
                .forEach(address -> banned.add(address.group()));
    }
}
