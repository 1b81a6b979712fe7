package dev.whence.engine.model;

import java.util.Locale;

/// Where a fault sits: the answer that a user wants first.
public enum Place {
    /// The server, its web server, application, database, network and firewall.
    ORIGIN,
    /// What carries requests between the edge and the server without a public address.
    TUNNEL,
    /// The network in front, and what the zone is told to do there.
    EDGE,
    /// The visitor, or the person who tests.
    CLIENT;

    /// The public name, as JSON and reports carry it.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
