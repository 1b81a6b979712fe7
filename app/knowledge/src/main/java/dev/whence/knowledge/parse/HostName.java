package dev.whence.knowledge.parse;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The host that a journal or a syslog names in front of its lines.
public final class HostName {
    private static final Pattern PREFIX =
            Pattern.compile(
                    "(?m)^(?:\\w{3} [ \\d]\\d"
                        + " \\d\\d:\\d\\d:\\d\\d|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\S{0,16})"
                        + " ([\\w.-]{1,64}) [\\w@./()-]{1,60}(?:\\[\\d+\\])?: ");

    private HostName() {}

    /// The only host that is named; empty where there is none, or several.
    public static Optional<String> in(String text) {
        List<String> names =
                PREFIX.matcher(text)
                        .results()
                        .limit(500)
                        .map(found -> found.group(1))
                        .filter(
                                name ->
                                        !name.matches(
                                                "host|hostname|localhost|kernel:?|[A-Z]{3,8}"))
                        .distinct()
                        .limit(2)
                        .toList();
        return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
    }
}
