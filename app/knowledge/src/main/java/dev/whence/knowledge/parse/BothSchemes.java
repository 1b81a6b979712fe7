package dev.whence.knowledge.parse;

import java.util.Optional;
import java.util.regex.Pattern;

/// Reads how curl got on with one port, first in plain HTTP and then over TLS.
///
/// @param plain the status in plain HTTP; 0 where the connection was made and no HTTP came
/// @param speaksTls whether the port agreed on TLS, or refused it in words of TLS
/// @param secure the status over TLS; 0 where no answer came
public record BothSchemes(int plain, boolean speaksTls, int secure) {
    private static final Pattern LINE =
            Pattern.compile("(?m)^(\\d{3}) ([0-9.,]{1,16}) ([0-9.,]{1,16})$");
    private static final Pattern ZERO = Pattern.compile("[0.,]+");
    private static final Pattern ALERT = Pattern.compile("(?i)\\balert\\b");
    private static final Pattern LATE = Pattern.compile("(?i)timed? ?out");

    /// Reads what curl printed of both; empty where it did not even get a connection, or was kept
    /// waiting in plain HTTP.
    ///
    /// @param out a line for each request: status, time of the connection, time of the TLS
    ///   handshake; a time of 0 is that of what did not happen
    /// @param err its messages
    public static Optional<BothSchemes> read(String out, String err) {
        var lines = LINE.matcher(out).results().toList();
        if (lines.size() != 2 || isZero(lines.getFirst().group(2))) {
            return Optional.empty();
        }
        var plain = Text.number(lines.getFirst().group(1));
        var over = lines.getLast();
        var agreed = !isZero(over.group(3)) || ALERT.matcher(err).find();
        return plain == 0 && LATE.matcher(firstLine(err)).find()
                ? Optional.empty()
                : Optional.of(new BothSchemes(plain, agreed, Text.number(over.group(1))));
    }

    private static boolean isZero(String time) {
        return ZERO.matcher(time).matches();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
