package dev.whence.knowledge.fact;

import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the port out of a service URL or an address as programs print them.
public final class Ports {
    private static final Pattern PORT =
            Pattern.compile(
                    "^(?:([a-z0-9+]+)://)?(?:\\[[0-9A-Fa-f:.%]+]|[^/\\[\\]:]+)(?::(\\d{1,5}))?(?:/.*)?$");

    private static final Pattern WANTED =
            Pattern.compile(
                    "bind\\(\\) to \\S{1,60}:(\\d{1,5}) failed|[Pp]ort (\\d{1,5}) (?:was|is)"
                            + " already|(?:address already in use|EADDRINUSE|Address already in"
                            + " use)[^\\n"
                            + "]{0,40}?:(\\d{1,5})(?!\\d)|could not bind to address"
                            + " \\S{1,60}:(\\d{1,5})(?!\\d)|in use: \\('[^']{0,60}',"
                            + " (\\d{1,5})\\)|listen tcp[46]? \\S{0,60}:(\\d{1,5}):"
                            + " bind|:(\\d{1,5})(?!\\d)[^\\n"
                            + "]{0,60}?[Aa]ddress already in use");

    private Ports() {}

    /// The port that a program wanted to listen on when somebody else had it, in the words of many
    /// programs; empty where the line names none.
    public static Optional<Integer> wanted(String line) {
        var match = WANTED.matcher(line);
        if (!match.find()) {
            return Optional.empty();
        }
        for (var i = 1; i <= match.groupCount(); i++) {
            if (match.group(i) != null) {
                var port = Integer.parseInt(match.group(i));
                return port >= 1 && port <= 65535 ? Optional.of(port) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// The port of `http://localhost:8000/`, `127.0.0.1:8000`, `https://app`; empty where there is
    /// none.
    public static Optional<Integer> of(String text) {
        var match = PORT.matcher(text.strip());
        if (text.contains("unix:") || !match.matches()) {
            return Optional.empty();
        }
        if (match.group(2) != null) {
            var port = Integer.parseInt(match.group(2));
            return port >= 1 && port <= 65535 ? Optional.of(port) : Optional.empty();
        }
        return switch (match.group(1)) {
            case "http", "ws" -> Optional.of(80);
            case "https", "wss" -> Optional.of(443);
            case null, default -> Optional.empty();
        };
    }
}
