package dev.whence.engine.model;

import java.util.Locale;

/// Who looked: a kind of standpoint, and the host for the kinds that have one.
///
/// @param host the host's name as the user wrote it; empty for standpoints without one
public record Vantage(Kind kind, String host) {
    /// The desk from which the program runs.
    public static final Vantage HERE = new Vantage(Kind.HERE, "");

    /// Evidence that a person brought.
    public static final Vantage PASTED = new Vantage(Kind.PASTED, "");

    /// The kinds of standpoint. A check of a host kind runs once on each host of that role.
    public enum Kind {
        HERE,
        ON_ORIGIN,
        ON_TUNNEL_HOST,
        API,
        PASTED,
        OPERATOR
    }

    /// The standpoint of a shell on the given host.
    public static Vantage on(SshHost host) {
        return new Vantage(host.role().vantage(), host.name());
    }

    /// Whether it is a shell on a host.
    public boolean onHost() {
        return kind == Kind.ON_ORIGIN || kind == Kind.ON_TUNNEL_HOST;
    }

    /// The public form: `here`, `on-origin web-1`.
    public String id() {
        var name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return host.isEmpty() ? name : name + " " + host;
    }
}
