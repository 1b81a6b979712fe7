package dev.whence.engine.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// HTTP header lines in their order; names are compared without regard to case.
public record Headers(List<Line> lines) {
    /// No header at all.
    public static final Headers NONE = new Headers(List.of());

    /// One header line.
    public record Line(String name, String value) {}

    public Headers {
        lines = List.copyOf(lines);
    }

    /// The same with one more line at the end.
    public Headers with(String name, String value) {
        var more = new ArrayList<>(lines);
        more.add(new Line(name, value));
        return new Headers(more);
    }

    /// The first value of a header; empty where it is missing.
    public Optional<String> first(String name) {
        return all(name).findFirst();
    }

    /// Every value of a header, in order.
    public Stream<String> all(String name) {
        return lines.stream().filter(line -> line.name().equalsIgnoreCase(name)).map(Line::value);
    }
}
