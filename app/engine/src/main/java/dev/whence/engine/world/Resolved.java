package dev.whence.engine.world;

import java.time.Duration;
import java.util.List;

/// What a DNS server says.
public sealed interface Resolved extends Answer {
    /// Records of the kind that was asked for, and the aliases on the way to them.
    ///
    /// @param values addresses, names without the last dot, or texts
    record Records(List<String> values, List<String> aliases, Duration ttl) implements Resolved {
        public Records {
            values = List.copyOf(values);
            aliases = List.copyOf(aliases);
        }
    }

    /// The name exists, without a record of this kind.
    record NoRecords(List<String> aliases) implements Resolved {
        public NoRecords {
            aliases = List.copyOf(aliases);
        }
    }

    /// The name does not exist.
    record NoSuchName() implements Resolved {}

    /// The server answered with a failure, such as SERVFAIL or REFUSED.
    record Failed(String code) implements Resolved {}

    /// The server did not answer.
    record Silent(String why) implements Resolved {}
}
