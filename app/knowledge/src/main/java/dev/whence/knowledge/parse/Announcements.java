package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.Hosts;
import dev.whence.knowledge.fact.Ports;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the lines in which applications and their servers say at their start where they listen:
/// `Running on http://127.0.0.1:5000`, `Listening at: http://0.0.0.0:8000`, `Local:
/// http://localhost:5173/` (facts §F.5).
public final class Announcements {
    private static final int MOST = 20;
    private static final Pattern SAYS =
            Pattern.compile(
                    "(?i)(?:running (?:on|at)|listening (?:on|at)|launched from|serving"
                        + " (?:on|at)|started (?:server )?(?:on|at)|server (?:is"
                        + " )?(?:running|listening|started) (?:on|at)|available"
                        + " (?:on|at)|(?:-|➜)\\s{0,4}(?:Local|Network)|^\\s{0,8}Local|now listening"
                        + " on|bound to|HTTP server on|development server at)"
                        + "\\s{0,3}:?\\s{0,4}(?:tcp|socket|address|port)?\\s{0,3}"
                        + "((?:https?://|tcp://)?(?:\\[[0-9a-fA-F:]{2,39}]|localhost|\\*|\\d{1,3}(?:\\.\\d{1,3}){3}):\\d{2,5})(?!\\d)");
    private static final Pattern PREFIX =
            Pattern.compile("^\\s*([A-Za-z0-9][\\w.-]{0,80})\\s{1,40}\\| ");

    private Announcements() {}

    /// Where the application says that it listens; each address once.
    ///
    /// @param on the host; empty where nobody knows it
    /// @param source the unit or container; empty where a prefix may name it
    public static List<HostFact> facts(String on, String source, String text) {
        Set<HostFact> facts = new LinkedHashSet<>();
        for (var line : Text.lines(text)) {
            var says = SAYS.matcher(line);
            if (facts.size() < MOST && says.find()) {
                var prefix = PREFIX.matcher(line);
                var port = Ports.of(says.group(1));
                if (port.isPresent()) {
                    facts.add(
                            new HostFact.Announced(
                                    on,
                                    source.isEmpty() && prefix.find() ? prefix.group(1) : source,
                                    Hosts.of(says.group(1)),
                                    port.get(),
                                    Text.sample(line)));
                }
            }
        }
        return List.copyOf(facts);
    }
}
