package dev.whence.knowledge.parse.firewall;

import java.util.Optional;

/// What becomes of a packet.
public sealed interface Fate {
    /// It enters, and its answer leaves.
    record Admitted() implements Fate {}

    /// It is stopped, or its answer is.
    ///
    /// @param action `drop` or `reject`
    /// @param rule the rule or the route, as the host prints it
    /// @param way `in` or `back`: which of the two is stopped
    /// @param list the ban list that the rule belongs to; empty for a plain rule
    record Stopped(String action, String rule, String way, Optional<String> list) implements Fate {}

    /// Nobody can say from outside the host: the rule looks at what is not known.
    ///
    /// @param action what that rule would do with it: `drop`, `reject`; empty where it is not known
    ///   or the rule looks at answers
    record Unsure(String rule, String action) implements Fate {}
}
