package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.parse.WebErrorLog.Entry;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads `connect ECONNREFUSED ::1:3000`, as proxies written for Node say it.
///
/// Node says the same of databases, so only ::1 with a port that no database has counts.
final class NodeErrorLine {
    private static final Pattern REFUSED =
            Pattern.compile("connect ECONNREFUSED ::1:(\\d{2,5})(?!\\d)");
    private static final Set<Integer> DATABASES =
            Set.of(1433, 1521, 3306, 5432, 5672, 6379, 9042, 9092, 9200, 11211, 27017);

    private NodeErrorLine() {}

    static Optional<Entry> read(String line) {
        var refused = REFUSED.matcher(line);
        return refused.find() && !DATABASES.contains(Text.number(refused.group(1)))
                ? Optional.of(
                        new Entry(
                                WebLine.UPSTREAM_REFUSED,
                                "[::1]:" + refused.group(1),
                                Optional.empty(),
                                Text.sample(line)))
                : Optional.empty();
    }
}
