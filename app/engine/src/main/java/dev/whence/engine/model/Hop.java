package dev.whence.engine.model;

import java.util.Locale;

/// One station of the road that a request travels, in travelling order.
public enum Hop {
    CLIENT(Place.CLIENT),
    DNS(Place.EDGE),
    EDGE(Place.EDGE),
    TUNNEL(Place.TUNNEL),
    NETWORK(Place.ORIGIN),
    PROXY(Place.ORIGIN),
    APP(Place.ORIGIN),
    DATABASE(Place.ORIGIN);

    private final Place place;

    Hop(Place place) {
        this.place = place;
    }

    /// The place that a fault at this station belongs to.
    public Place place() {
        return place;
    }

    /// The public name, as JSON and reports carry it.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
