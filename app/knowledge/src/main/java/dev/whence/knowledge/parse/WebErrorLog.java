package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the error logs of nginx, Apache, HAProxy, Caddy, Traefik, Envoy and lighttpd, whichever a
/// line is of (facts §F.1-F.4).
public final class WebErrorLog {
    private static final List<Reader> READERS =
            List.of(
                    NginxErrorLine::read,
                    ApacheErrorLine::read,
                    CaddyErrorLine::read,
                    HaproxyLine::read,
                    (line, _) -> TraefikErrorLine.read(line),
                    (line, _) -> EnvoyErrorLine.read(line),
                    (line, _) -> LighttpdErrorLine.read(line),
                    (line, _) -> NodeErrorLine.read(line));

    private WebErrorLog() {}

    private interface Reader {
        Optional<Entry> read(String line, ZoneOffset zone);
    }

    /// What one line says.
    ///
    /// @param upstream what the web server tried to reach; may be empty
    /// @param at empty where the line carries no time
    /// @param times how many lines it stands for
    public record Entry(
            WebLine says, String upstream, Optional<Instant> at, String sample, int times) {
        public Entry(WebLine says, String upstream, Optional<Instant> at, String sample) {
            this(says, upstream, at, sample, 1);
        }

        /// The same line, standing for so many.
        public Entry times(int count) {
            return new Entry(says, upstream, at, sample, count);
        }

        Entry at(Instant moment) {
            return new Entry(says, upstream, Optional.of(moment), sample, times);
        }
    }

    /// What the lines say that say something.
    ///
    /// @param zone the host's time zone: nginx and Apache write local time without it
    public static Stream<Entry> entries(String text, ZoneOffset zone) {
        return Repeats.of(Text.lines(text)).stream()
                .flatMap(
                        counted ->
                                entry(counted.line(), zone)
                                        .map(entry -> entry.times(counted.times()))
                                        .stream());
    }

    /// The same for lines of the journal, whose own times win.
    public static Stream<Entry> entries(List<JournalJson.Entry> journal, ZoneOffset zone) {
        return journal.stream()
                .flatMap(
                        line ->
                                entry(line.message(), zone).stream()
                                        .map(entry -> entry.at(line.at()).times(line.times())));
    }

    /// What is left of a line of nginx's when its head, up to the level, was not copied.
    public static Optional<Entry> torn(String line) {
        return NginxErrorLine.read("[error] " + line, ZoneOffset.UTC)
                .filter(entry -> entry.says() != WebLine.OTHER);
    }

    private static Optional<Entry> entry(String line, ZoneOffset zone) {
        return READERS.stream().flatMap(reader -> reader.read(line, zone).stream()).findFirst();
    }

    /// An upstream as configurations name it: `127.0.0.1:8000`, `unix:/run/app.sock`.
    static String upstream(String printed) {
        var address = printed.replaceFirst("^[a-z0-9+]{1,12}://", "");
        if (address.startsWith("unix:")) {
            return address.replaceFirst("^(unix:[^:]*):.*", "$1");
        }
        var bare = address.replaceFirst("[/?].*", "");
        if (bare.matches(".*:\\d{1,5}") || bare.isEmpty()) {
            return bare;
        }
        return switch (printed.replaceFirst("://.*", "")) {
            case "http" -> bare + ":80";
            case "https" -> bare + ":443";
            default -> bare;
        };
    }
}
