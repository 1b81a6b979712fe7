package dev.whence.live;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.SshHost;

import java.util.List;
import java.util.Optional;

/// Where to log in, as it was asked for.
///
/// @param user empty means what the configuration says
/// @param host a name, an address or an alias of the configuration
/// @param port empty means what the configuration says
/// @param via jump hosts on the way, nearest first, in place of the configured ones
record SshTarget(Optional<String> user, String host, Optional<Integer> port, List<String> via) {
    SshTarget {
        via = List.copyOf(via);
    }

    static SshTarget of(SshHost host) {
        return new SshTarget(host.user(), host.host(), host.port(), List.of());
    }

    /// The last of these jump hosts, reached over the ones before it; they are written
    /// `[USER@]HOST[:PORT]`.
    ///
    /// @throws IllegalArgumentException where the last one is not written so
    static SshTarget lastOf(List<String> jumps) {
        var text = jumps.getLast().replaceFirst("^ssh://", "");
        var at = text.lastIndexOf('@');
        var user = at < 0 ? Optional.<String>empty() : Optional.of(text.substring(0, at));
        var address = HostPort.parse(text.substring(at + 1), 0);
        var port = Optional.of(address.port()).filter(number -> number > 0);
        return new SshTarget(user, address.host(), port, jumps.subList(0, jumps.size() - 1));
    }
}
