package dev.whence.knowledge.parse;

import static dev.whence.knowledge.fact.HostFact.WebLog.WebLine.UPSTREAM_CONNECT_TIMED_OUT;
import static dev.whence.knowledge.fact.HostFact.WebLog.WebLine.UPSTREAM_NAME_UNKNOWN;
import static dev.whence.knowledge.fact.HostFact.WebLog.WebLine.UPSTREAM_NO_ROUTE;
import static dev.whence.knowledge.fact.HostFact.WebLog.WebLine.UPSTREAM_REFUSED;

import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.parse.WebErrorLog.Entry;

import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the lines in which proxies besides the known web servers say that their upstream cannot be
/// reached: Traefik's `502 Bad Gateway … dial tcp`, and Node's `connect ECONNREFUSED ::1:3000`.
///
/// Node says the same of databases, so of its lines only ::1 beside a database's port counts.
final class ProxyErrorLine {
    private static final Pattern TRAEFIK =
            Pattern.compile(
                    "502 Bad Gateway.{0,120}?dial tcp(?: (\\S{1,100}))?: (?:connect: |lookup"
                            + " (\\S{1,260}) )?(.{0,200})");
    private static final Pattern NODE =
            Pattern.compile("connect ECONNREFUSED (::1):(\\d{2,5})(?!\\d)");
    private static final Set<Integer> DATABASES =
            Set.of(1433, 1521, 3306, 5432, 5672, 6379, 9042, 9092, 9200, 11211, 27017);

    private ProxyErrorLine() {}

    static Optional<Entry> read(String line, ZoneOffset zone) {
        var node = NODE.matcher(line);
        if (node.find()) {
            return DATABASES.contains(Text.number(node.group(2)))
                    ? Optional.empty()
                    : entry(UPSTREAM_REFUSED, "[::1]:" + node.group(2), line);
        }
        var traefik = TRAEFIK.matcher(line);
        if (!traefik.find()) {
            return Optional.empty();
        }
        if (traefik.group(2) != null) {
            return entry(UPSTREAM_NAME_UNKNOWN, traefik.group(2), line);
        }
        var address = traefik.group(1) == null ? "" : traefik.group(1);
        return says(traefik.group(3)).flatMap(says -> entry(says, address, line));
    }

    private static Optional<WebLine> says(String why) {
        if (why.startsWith("connection refused")) {
            return Optional.of(UPSTREAM_REFUSED);
        }
        if (why.startsWith("no route to host") || why.startsWith("network is unreachable")) {
            return Optional.of(UPSTREAM_NO_ROUTE);
        }
        return why.startsWith("i/o timeout")
                ? Optional.of(UPSTREAM_CONNECT_TIMED_OUT)
                : Optional.empty();
    }

    private static Optional<Entry> entry(WebLine says, String upstream, String line) {
        return Optional.of(new Entry(says, upstream, Optional.empty(), Text.sample(line)));
    }
}
