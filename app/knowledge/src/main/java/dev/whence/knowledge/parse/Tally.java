package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/// Counts log lines that say the same.
public final class Tally {
    private static final String STILL_NOT_BOUND = "still could not bind";

    private Tally() {}

    /// Lines that say the same.
    ///
    /// @param last the time of the newest; empty where none carries a time
    /// @param newest the newest of them
    private record Group<E>(int count, Optional<Instant> last, E newest) {
        boolean since(Instant moment) {
            return last.filter(at -> !at.isBefore(moment)).isPresent();
        }
    }

    /// One fact for each kind and upstream, in the order in which they first appear.
    ///
    /// @param failing where the time of the failure begins
    public static Stream<HostFact.WebLog> web(
            String on, Stream<WebErrorLog.Entry> entries, Instant failing) {
        return groups(
                        tellingBind(entries.toList()).stream(),
                        entry -> List.of(entry.says(), entry.upstream()),
                        WebErrorLog.Entry::at,
                        WebErrorLog.Entry::times)
                .map(
                        group ->
                                new HostFact.WebLog(
                                        on,
                                        group.newest().says(),
                                        group.newest().upstream(),
                                        group.count(),
                                        group.last(),
                                        group.since(failing),
                                        group.newest().sample()));
    }

    /// nginx ends its attempts to bind with a line that names no port: it says less than those
    /// before it.
    private static List<WebErrorLog.Entry> tellingBind(List<WebErrorLog.Entry> entries) {
        var telling =
                entries.stream()
                        .filter(entry -> !entry.sample().contains(STILL_NOT_BOUND))
                        .toList();
        var told = telling.stream().anyMatch(entry -> entry.says() == WebLine.ADDRESS_IN_USE);
        return told ? telling : entries;
    }

    /// One fact for each unit and kind.
    public static Stream<HostFact.AppLog> app(
            String on, Stream<AppLogLine.Entry> entries, Instant failing) {
        return groups(
                        entries,
                        entry -> List.of(entry.unit(), entry.says()),
                        entry -> Optional.of(entry.at()),
                        AppLogLine.Entry::times)
                .map(
                        group ->
                                new HostFact.AppLog(
                                        on,
                                        group.newest().unit(),
                                        group.newest().says(),
                                        group.count(),
                                        group.last(),
                                        group.since(failing),
                                        group.newest().sample()));
    }

    /// One fact for each process that the kernel ended.
    public static Stream<HostFact.OomKill> killed(
            String on, Stream<OomLine.Entry> entries, Instant failing) {
        return groups(
                        entries,
                        OomLine.Entry::process,
                        entry -> Optional.of(entry.at()),
                        OomLine.Entry::times)
                .map(
                        group ->
                                new HostFact.OomKill(
                                        on,
                                        group.newest().process(),
                                        group.count(),
                                        group.last(),
                                        group.since(failing)));
    }

    private static <E> Stream<Group<E>> groups(
            Stream<E> entries,
            Function<E, Object> same,
            Function<E, Optional<Instant>> at,
            ToIntFunction<E> times) {
        Map<Object, List<E>> groups = new LinkedHashMap<>();
        entries.forEach(
                entry ->
                        groups.computeIfAbsent(same.apply(entry), _ -> new ArrayList<>())
                                .add(entry));
        return groups.values().stream().map(group -> group(group, at, times));
    }

    private static <E> Group<E> group(
            List<E> same, Function<E, Optional<Instant>> at, ToIntFunction<E> times) {
        var newest =
                same.stream()
                        .filter(entry -> at.apply(entry).isPresent())
                        .max(Comparator.comparing(entry -> at.apply(entry).orElseThrow()))
                        .orElse(same.getLast());
        return new Group<>(
                (int) Math.min(Integer.MAX_VALUE, same.stream().mapToLong(times::applyAsInt).sum()),
                at.apply(newest),
                newest);
    }
}
