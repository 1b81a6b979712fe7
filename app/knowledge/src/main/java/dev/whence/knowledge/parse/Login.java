package dev.whence.knowledge.parse;

import java.util.List;
import java.util.regex.Pattern;

/// Reads what `id` and `/etc/os-release` say.
///
/// @param uid -1 where it is not shown
public record Login(int uid, List<String> groups) {
    private static final Pattern UID = Pattern.compile("\\buid=(\\d{1,9})");
    private static final Pattern GROUP = Pattern.compile("\\d{1,9}\\(([^)]{1,64})\\)");
    private static final Pattern NAME = Pattern.compile("(?m)^PRETTY_NAME=[\"']?([^\"'\\n]{1,80})");

    public Login {
        groups = List.copyOf(groups);
    }

    /// Reads `uid=1000(ops) gid=1000(ops) groups=1000(ops),4(adm)`.
    public static Login read(String text) {
        var uid = UID.matcher(text);
        var groups = text.indexOf("groups=");
        return new Login(
                uid.find() ? Text.number(uid.group(1)) : -1,
                groups < 0
                        ? List.of()
                        : GROUP.matcher(text.substring(groups))
                                .results()
                                .map(group -> group.group(1))
                                .toList());
    }

    /// Whether the login is root.
    public boolean root() {
        return uid == 0;
    }

    /// Whether its groups let it read the journal of others.
    public boolean readsJournal() {
        return groups.stream().anyMatch(List.of("adm", "systemd-journal", "wheel")::contains);
    }

    /// The name that a system gives itself; empty where it is not shown.
    public static String system(String osRelease) {
        var name = NAME.matcher(osRelease);
        return name.find() ? name.group(1).strip() : "";
    }
}
