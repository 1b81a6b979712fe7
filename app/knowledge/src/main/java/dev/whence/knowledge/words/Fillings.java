package dev.whence.knowledge.words;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Puts the target's own names into commands that a person types. What a shell would take for more
/// than a name is quoted, once for each shell on the way.
public final class Fillings {
    private static final String LOGIN = "{ssh}";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:%@+,=-]*");
    private static final Set<String> TYPED = Set.of("url", "path");

    private Fillings() {}

    /// The command with `{url}`, `{host}`, `{path}`, `{origin}`, `{port}` and `{ssh}` filled in as
    /// far as they are known; what is not known keeps its braces. A command that begins with the
    /// login gets its `ssh`.
    ///
    /// @param from where the command belongs: its login is that of a host of this kind
    public static String fill(String command, Optional<Target> target, Vantage.Kind from) {
        var filled = command.startsWith(LOGIN) ? "ssh " + command : command;
        var shells = filled.startsWith("ssh ") ? 2 : 1;
        for (var each : target.map(known -> of(known, from)).orElse(Map.of()).entrySet()) {
            var value =
                    TYPED.contains(each.getKey())
                            ? quoted(each.getValue(), shells)
                            : each.getValue();
            filled = filled.replace("{" + each.getKey() + "}", value);
        }
        return filled;
    }

    private static String quoted(String word, int shells) {
        if (PLAIN.matcher(word).matches()) {
            return word;
        }
        var quoted = word;
        for (int i = 0; i < shells; i++) {
            quoted = "'" + quoted.replace("'", "'\\''") + "'";
        }
        return quoted;
    }

    private static Map<String, String> of(Target target, Vantage.Kind from) {
        var origin = target.origins().stream().findFirst();
        return Map.of(
                "url", target.url().toString(),
                "host", target.host(),
                "path", target.path(),
                "origin", origin.map(HostPort::host).orElse("{origin}"),
                "port", origin.map(HostPort::port).map(String::valueOf).orElse("443"),
                "ssh", login(target, from));
    }

    private static String login(Target target, Vantage.Kind from) {
        return target.hosts().stream()
                .filter(host -> host.role().vantage() == from)
                .findFirst()
                .or(() -> target.hosts().stream().findFirst())
                .map(Fillings::login)
                .orElse(LOGIN);
    }

    private static String login(SshHost host) {
        return host.port().map(port -> "-p " + port + " ").orElse("")
                + host.user().map(user -> user + "@").orElse("")
                + host.host();
    }
}
