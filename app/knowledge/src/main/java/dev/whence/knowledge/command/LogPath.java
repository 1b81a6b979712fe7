package dev.whence.knowledge.command;

import java.util.Optional;
import java.util.regex.Pattern;

/// The path of a log file, as a configuration or a habit names it. No other file is ever read by
/// it.
public record LogPath(String value) {
    private static final Pattern PLAIN = Pattern.compile("/[A-Za-z0-9][A-Za-z0-9_.@+/-]{0,250}");
    private static final Pattern LOG =
            Pattern.compile(
                    "/var/log/.+|/(?:var|srv|opt|home|usr/local|data|www)/.*"
                            + "(?:\\.log|[_.-](?:log|error|access)|/(?:error|access)[^/]*)");

    public LogPath {
        if (!isLog(value)) {
            throw new IllegalArgumentException("That is not the path of a log file.");
        }
    }

    /// The path where it looks like that of a log file; empty for any other, such as `syslog:…` or
    /// a device.
    public static Optional<LogPath> maybe(String path) {
        return isLog(path) ? Optional.of(new LogPath(path)) : Optional.empty();
    }

    private static boolean isLog(String path) {
        return PLAIN.matcher(path).matches()
                && LOG.matcher(path).matches()
                && !path.contains("..")
                && !path.contains("//");
    }
}
