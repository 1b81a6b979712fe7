package dev.whence.live;

import dev.whence.engine.model.HostPort;

import java.nio.file.Path;
import java.util.List;

/// The way to a host as target and configuration together say it.
///
/// @param knownAs the name that known_hosts has for it
/// @param keys private keys that the configuration names; they need not exist
/// @param onlyTheseKeys leave out the agent's and the default keys
/// @param via jump hosts, nearest first
record SshRoute(
        String user,
        HostPort address,
        String knownAs,
        List<Path> keys,
        boolean onlyTheseKeys,
        List<String> via) {
    SshRoute {
        keys = List.copyOf(keys);
        via = List.copyOf(via);
    }

    /// The login as a person writes it.
    String login() {
        return user + "@" + address.host();
    }
}
