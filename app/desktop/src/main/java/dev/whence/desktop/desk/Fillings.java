package dev.whence.desktop.desk;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Target;

import java.util.Map;
import java.util.Optional;

/// Puts the target's own names into commands that a person types.
final class Fillings {
    private Fillings() {}

    /// The command with `{url}`, `{host}`, `{path}`, `{origin}`, `{port}` and `{ssh}` filled in as
    /// far as they are known; what is not known keeps its braces.
    static String fill(String command, Optional<Target> target) {
        var filled = command;
        for (var each : target.map(Fillings::of).orElse(Map.of()).entrySet()) {
            filled = filled.replace("{" + each.getKey() + "}", each.getValue());
        }
        return filled;
    }

    private static Map<String, String> of(Target target) {
        var origin = target.origins().stream().findFirst();
        return Map.of(
                "url", target.url().toString(),
                "host", target.host(),
                "path", target.path(),
                "origin", origin.map(HostPort::host).orElse("{origin}"),
                "port", origin.map(HostPort::port).map(String::valueOf).orElse("443"),
                "ssh", target.hosts().stream().findFirst().map(Fillings::ssh).orElse("{ssh}"));
    }

    private static String ssh(SshHost host) {
        return host.user().map(user -> user + "@").orElse("") + host.host();
    }
}
