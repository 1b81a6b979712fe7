package dev.whence.engine.model;

import java.util.Optional;

/// A host on which read-only commands may run, and what it is to the road.
///
/// @param user the login name; empty means what the user's SSH configuration says
/// @param host a host name, an address or an alias of the SSH configuration
/// @param port empty means what the SSH configuration says, else 22
public record SshHost(Role role, Optional<String> user, String host, Optional<Integer> port) {
    /// What the host is to the road of a request.
    public enum Role {
        ORIGIN(Vantage.Kind.ON_ORIGIN),
        TUNNEL(Vantage.Kind.ON_TUNNEL_HOST);

        private final Vantage.Kind vantage;

        Role(Vantage.Kind vantage) {
            this.vantage = vantage;
        }

        /// The kind of standpoint that a shell on such a host is.
        public Vantage.Kind vantage() {
            return vantage;
        }
    }

    public SshHost {
        HostPort.requireHost(host);
        port.ifPresent(HostPort::requirePort);
        user.ifPresent(SshHost::requireUser);
    }

    /// Reads `[USER@]HOST[:PORT]`.
    ///
    /// @throws IllegalArgumentException with a sentence for the user where the text is not of that
    ///   form
    public static SshHost parse(Role role, String text) {
        var at = text.lastIndexOf('@');
        var user = at < 0 ? Optional.<String>empty() : Optional.of(text.substring(0, at));
        if (user.filter(name -> name.contains(":")).isPresent()) {
            throw new IllegalArgumentException(
                    "A login carries no password here: write USER@HOST and leave the password"
                            + " out.");
        }
        var address = HostPort.parse(text.substring(at + 1), 0);
        var port = address.port() == 0 ? Optional.<Integer>empty() : Optional.of(address.port());
        return new SshHost(role, user, address.host(), port);
    }

    /// The host as reports show it, with its port where one was given.
    public String name() {
        return port.map(number -> new HostPort(host, number).toString()).orElse(host);
    }

    /// The command with which a person logs in there: `ssh -p 2222 deploy@web-1`.
    public String byHand() {
        return "ssh "
                + port.map(number -> "-p " + number + " ").orElse("")
                + user.map(name -> name + "@").orElse("")
                + host;
    }

    private static void requireUser(String user) {
        if (!user.matches("[A-Za-z0-9_][A-Za-z0-9_.@\\\\-]{0,63}")) {
            throw new IllegalArgumentException(
                    "The login name '" + HostPort.shown(user) + "' is not one that SSH accepts.");
        }
    }
}
