package dev.whence.knowledge.parse.firewall;

import java.util.Optional;

/// What becomes of a packet.
public sealed interface Fate {
    /// It enters.
    record Admitted() implements Fate {}

    /// It is stopped.
    ///
    /// @param action `drop` or `reject`
    /// @param rule the rule, as the host prints it
    /// @param list the ban list that the rule belongs to; empty for a plain rule
    record Stopped(String action, String rule, Optional<String> list) implements Fate {}

    /// Nobody can say from outside the host: the rule looks at what is not known.
    ///
    /// @param action what that rule would do with it: `drop`, `reject`; empty where it is not known
    record Unsure(String rule, String action) implements Fate {}
}
