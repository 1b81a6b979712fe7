package dev.whence.knowledge.parse.firewall;

import dev.whence.knowledge.parse.Text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what `ipset save` prints: the sets that rules refer to by name.
final class IpsetSave {
    private static final Pattern CREATE = Pattern.compile("create (\\S+) (\\S+)(?: .*)?");
    private static final Pattern ADD = Pattern.compile("add (\\S+) (\\S+)( .*)?");

    private final Map<String, String> types = new HashMap<>();
    private final Map<String, List<String>> members = new HashMap<>();
    private final Map<String, List<String>> exceptions = new HashMap<>();

    IpsetSave(String text) {
        for (var line : Text.lines(text)) {
            var create = CREATE.matcher(line.strip());
            var add = ADD.matcher(line.strip());
            if (create.matches()) {
                types.put(create.group(1), create.group(2));
            } else if (add.matches()) {
                var except = add.group(3) != null && add.group(3).contains("nomatch");
                (except ? exceptions : members)
                        .computeIfAbsent(add.group(1), _ -> new ArrayList<>())
                        .add(add.group(2));
            }
        }
    }

    /// The addresses of a set whose members are addresses; empty for a set that is not known or
    /// holds something else.
    Optional<Blocks> addresses(String set) {
        return addresses(set, 0);
    }

    /// The ports of a set whose members are ports.
    Optional<List<String>> ports(String set) {
        return types.getOrDefault(set, "").equals("bitmap:port")
                ? Optional.of(members.getOrDefault(set, List.of()))
                : Optional.empty();
    }

    private Optional<Blocks> addresses(String set, int depth) {
        return switch (types.getOrDefault(set, "")) {
            case "hash:ip", "hash:net", "bitmap:ip" ->
                    Optional.of(
                            Blocks.of(members.getOrDefault(set, List.of()).stream())
                                    .without(
                                            Blocks.of(
                                                    exceptions
                                                            .getOrDefault(set, List.of())
                                                            .stream())));
            case "list:set" -> {
                var all = new Blocks(List.of(), List.of());
                for (var member : members.getOrDefault(set, List.of())) {
                    var blocks =
                            depth > 4 ? Optional.<Blocks>empty() : addresses(member, depth + 1);
                    if (blocks.isEmpty()) {
                        yield Optional.empty();
                    }
                    all = all.and(blocks.get());
                }
                yield Optional.of(all);
            }
            default -> Optional.empty();
        };
    }
}
