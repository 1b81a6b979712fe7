package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.parse.WebErrorLog.Entry;

import java.util.Optional;
import java.util.regex.Pattern;

/// Reads one line of lighttpd's error log, which names the file of its source that wrote it, and
/// the backend behind the word `socket:` or `on`.
final class LighttpdErrorLine {
    private static final Pattern LINE =
            Pattern.compile(
                    "\\((?:gw_backend|mod_(?:proxy|fastcgi|scgi|cgi|wstunnel)(?:_\\w+)?|server"
                            + "|fdevent|network)\\.c\\.\\d{1,5}\\) (.{1,2000})$");
    private static final Pattern TO =
            Pattern.compile(
                    "(?:socket: |\\bon |\\bfor"
                            + " )(?:tcp:)?((?:unix:)?[^\\s,;]{1,200}?)[,:;]?(?=\\s|$)");

    private LighttpdErrorLine() {}

    static Optional<Entry> read(String line) {
        var told = LINE.matcher(line);
        if (!told.find()) {
            return Optional.empty();
        }
        var message = told.group(1);
        return says(message)
                .map(says -> new Entry(says, to(message), Optional.empty(), Text.sample(message)));
    }

    private static Optional<WebLine> says(String message) {
        if (message.matches("(?:.*establishing connection failed|.*connect failed|connect\\().*")) {
            if (message.contains("No such file or directory")) {
                return Optional.of(WebLine.UPSTREAM_SOCKET_MISSING);
            }
            if (message.contains("Permission denied")) {
                return Optional.of(WebLine.UPSTREAM_PERMISSION_DENIED);
            }
            if (message.contains("Connection refused")) {
                return Optional.of(WebLine.UPSTREAM_REFUSED);
            }
            if (message.contains("No route to host")) {
                return Optional.of(WebLine.UPSTREAM_NO_ROUTE);
            }
            return message.contains("timed out")
                    ? Optional.of(WebLine.UPSTREAM_CONNECT_TIMED_OUT)
                    : Optional.empty();
        }
        if (message.contains("unexpected end-of-file")
                || message.contains("response not received, request sent")) {
            return Optional.of(WebLine.UPSTREAM_CLOSED_EARLY);
        }
        return message.contains("all handlers for")
                ? Optional.of(WebLine.NO_LIVE_UPSTREAMS)
                : Optional.empty();
    }

    private static String to(String message) {
        var to = TO.matcher(message);
        return to.find() && !message.contains("all handlers for")
                ? WebErrorLog.upstream(to.group(1).replaceFirst("-\\d{1,3}$", ""))
                : "";
    }
}
