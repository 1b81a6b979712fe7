package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.EdgeTrouble.Snag;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads a connector's log, from any year and behind any prefix: what it could not get from its
/// service, its trouble with the edge, and its registrations (facts §E.10-E.13).
///
/// Harmless lines become nothing. The two lines that one failed request leaves count once.
public final class CloudflaredLog {
    private static final int MOST_LINES = 4_000;
    private static final int MOST_KINDS = 40;

    /// What a new process says before it tells that it starts.
    private static final Set<Snag> AT_START =
            Set.of(Snag.CONFIG_INVALID, Snag.CREDENTIALS_MISSING, Snag.TOKEN_INVALID);

    private final String on;
    private final Set<String> marks;
    private final Optional<Instant> since;
    private final FailedRequests requests = new FailedRequests();
    private final Map<Snag, Tally> snags = new EnumMap<>(Snag.class);
    private final Set<String> lostConnections = new HashSet<>();
    private final List<LogLine> registered = new ArrayList<>();
    private final AtTheStart start = new AtTheStart();
    private int registrations;
    private boolean stopping;
    private boolean alone;

    private CloudflaredLog(String on, Set<String> marks, Optional<Instant> since) {
        this.on = on;
        this.marks = Set.copyOf(marks);
        this.since = since;
    }

    /// What the log says.
    ///
    /// @param on the host
    /// @param marks what marked requests of this run carry in their query as `whence=…`, and their
    ///   Ray IDs, which versions until 2024.1 log
    /// @param since lines that say they are older do not count
    public static List<TunnelFact> facts(
            String on, String text, Set<String> marks, Optional<Instant> since) {
        var log = new CloudflaredLog(on, marks, since);
        for (var record : Repeats.of(records(text))) {
            var line = LogLine.read(record.line());
            if (log.counts(line)) {
                log.take(line, record.times());
            }
        }
        return log.facts();
    }

    /// The records of a log: a line whose quotation was broken off goes on in the next.
    static List<String> records(String text) {
        var lines = Text.lines(text);
        List<String> records = new ArrayList<>();
        for (var line : lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size())) {
            if (!records.isEmpty()
                    && isOpen(records.getLast())
                    && !LogLine.begins(line)
                    && Repeats.more(line) == 0) {
                records.set(records.size() - 1, records.getLast() + "\n" + line);
            } else {
                records.add(line);
            }
        }
        return records;
    }

    private static boolean isOpen(String record) {
        var open = false;
        var at = 0;
        while (at < record.length()) {
            open ^= record.charAt(at) == '"';
            at += record.charAt(at) == '\\' ? 2 : 1;
        }
        return open && record.length() < 16 * 1024 && LogLine.begins(record);
    }

    private boolean counts(LogLine line) {
        return since.isEmpty() || line.at().isEmpty() || !line.at().get().isBefore(since.get());
    }

    private void take(LogLine line, int times) {
        if (start.take(line)) {
            return;
        }
        if (isRegistration(line)) {
            registered.add(line);
            registrations += times;
            stopping = false;
        } else if (line.message().startsWith("Starting tunnel")) {
            stopping = false;
        } else if (!requests.take(line, marks, times)) {
            alone |= saysThatNoConnectionIsLeft(line);
            EdgeError.read(line).ifPresent(snag -> take(snag, line));
        }
    }

    /// One lost connection of several is a warning; the last one is an error (facts §E.10).
    private static boolean saysThatNoConnectionIsLeft(LogLine line) {
        return line.level().equals("ERR") && line.message().startsWith("Serve tunnel error");
    }

    /// After somebody stopped the connector, the errors of its farewell are none (facts §E.13);
    /// those of the next one are.
    private void take(Snag snag, LogLine line) {
        if (stopping && snag != Snag.STOPPED && !AT_START.contains(snag)) {
            return;
        }
        stopping = snag == Snag.STOPPED;
        if (snag == Snag.CONNECTION_LOST || snag == Snag.EDGE_CLOSED) {
            lostConnections.add(line.field("connIndex"));
        }
        snags.computeIfAbsent(snag, _ -> new Tally()).add(line);
    }

    static boolean isRegistration(LogLine line) {
        return line.message().startsWith("Registered tunnel connection")
                || line.message().matches("Connection [0-9a-f-]{36} registered.*");
    }

    private List<TunnelFact> facts() {
        List<TunnelFact> facts = new ArrayList<>();
        requests.kinds(MOST_KINDS).forEach(kind -> facts.add(kind.fact(on)));
        if (lostConnections.size() < 2 && !alone) {
            snags.remove(Snag.CONNECTION_LOST);
            snags.remove(Snag.EDGE_CLOSED);
        }
        snags.forEach((snag, tally) -> facts.add(tally.fact(on, snag, alone)));
        if (!registered.isEmpty()) {
            facts.add(registration(registered.getLast()));
        }
        facts.addAll(start.facts(on));
        return facts;
    }

    private TunnelFact registration(LogLine last) {
        var spoken = last.message().replaceFirst(".* with protocol: ", "");
        return new TunnelFact.Registered(
                on,
                registrations,
                last.at(),
                last.field("location"),
                spoken.equals(last.message()) ? last.field("protocol") : spoken);
    }

    /// How often one kind of trouble was told; what several lines tell in the same second counts
    /// once. Of a condensed log it counts the lines that stayed: it was so often at least.
    private static final class Tally {
        private final Set<String> seconds = new HashSet<>();
        private final Set<String> connections = new HashSet<>();
        private Optional<Instant> last = Optional.empty();
        private String sample = "";
        private int untimed;

        void add(LogLine line) {
            if (line.at().isEmpty()) {
                untimed++;
            } else {
                seconds.add(Long.toString(line.at().get().getEpochSecond()));
                last = line.at();
            }
            if (!line.field("connIndex").isEmpty()) {
                connections.add(line.field("connIndex"));
            }
            sample = Text.sample((line.message() + " " + line.field("error")).strip());
        }

        TunnelFact fact(String on, Snag snag, boolean alone) {
            return new TunnelFact.EdgeTrouble(
                    on, snag, seconds.size() + untimed, last, sample, connections.size(), alone);
        }
    }

    /// Requests that got no answer, gathered by kind and service.
    private static final class FailedRequests {
        private static final Duration TOGETHER = Duration.ofSeconds(5);
        private static final int MOST_OPEN = 200;

        private final List<Failed> all = new ArrayList<>();
        private final List<Failed> halves = new ArrayList<>();

        /// Takes the line where it tells of such a request.
        boolean take(LogLine line, Set<String> marks, int times) {
            var told = RequestLine.of(line);
            told.ifPresent(request -> take(request, line, marks, times));
            return told.isPresent();
        }

        private void take(RequestLine told, LogLine line, Set<String> marks, int times) {
            var ray = line.field("cfRay").toLowerCase(Locale.ROOT);
            var marked =
                    marks.stream()
                            .anyMatch(
                                    mark ->
                                            told.dest().contains("whence=" + mark)
                                                    || ray.startsWith(mark));
            for (var half : halves) {
                if (half.completes(told, line.at())) {
                    half.add(told, marked, times);
                    halves.remove(half);
                    return;
                }
            }
            var failed = new Failed(told, line.at(), marked, times);
            all.add(failed);
            if (told.half() != RequestLine.Half.WHOLE) {
                halves.add(failed);
            }
            if (halves.size() > MOST_OPEN) {
                halves.removeFirst();
            }
        }

        List<Kind> kinds(int most) {
            Map<String, Kind> kinds = new LinkedHashMap<>();
            for (var failed : all) {
                kinds.computeIfAbsent(
                                failed.error.fault() + " " + failed.service, _ -> new Kind(failed))
                        .add(failed);
            }
            return kinds.values().stream().limit(most).toList();
        }

        /// One failed request.
        private static final class Failed {
            private final RequestLine first;
            private final Optional<Instant> at;
            private final ServiceError error;
            private String service;
            private int rule;
            private boolean marked;
            private int times;

            Failed(RequestLine first, Optional<Instant> at, boolean marked, int times) {
                this.first = first;
                this.at = at;
                this.error = first.error();
                this.service = first.service();
                this.rule = first.rule();
                this.marked = marked;
                this.times = times;
            }

            boolean completes(RequestLine other, Optional<Instant> when) {
                return first.half() != other.half()
                        && other.half() != RequestLine.Half.WHOLE
                        && first.said().equals(other.said())
                        && (at.isEmpty()
                                || when.isEmpty()
                                || Duration.between(at.get(), when.get()).abs().compareTo(TOGETHER)
                                        <= 0);
            }

            void add(RequestLine other, boolean marked, int times) {
                service = service.isEmpty() ? other.service() : service;
                rule = rule < 0 ? other.rule() : rule;
                this.marked |= marked;
                this.times = Math.max(this.times, times);
            }
        }

        /// Failed requests of one kind to one service.
        private static final class Kind {
            private Failed newest;
            private int count;
            private boolean marked;

            Kind(Failed first) {
                this.newest = first;
            }

            void add(Failed failed) {
                count += failed.times;
                newest = marked && !failed.marked ? newest : failed;
                marked |= failed.marked;
            }

            TunnelFact fact(String on) {
                return new TunnelFact.ServiceFailure(
                        on,
                        fault(),
                        newest.service,
                        newest.error.address(),
                        newest.rule,
                        count,
                        newest.at,
                        marked,
                        Text.sample(newest.first.said()));
            }

            private Fault fault() {
                return newest.error.fault();
            }
        }
    }
}
