package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.HostFact;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads what the kernel and its audit write when they stop something: packets (`[UFW BLOCK] IN=…`)
/// and what SELinux refuses (`avc: denied`), in every form that logs, dmesg and ausearch give them
/// (facts §F.6, §G; captures §7, §14g).
///
/// The late packets of connections that have ended are no blocks: they carry no SYN.
public final class KernelLine {
    private static final int MOST_KINDS = 60;
    private static final Pattern FIELD =
            Pattern.compile("\\b(IN|OUT|SRC|DST|PROTO|SPT|DPT)=([^\\s,]{0,80})");
    private static final Pattern RULE =
            Pattern.compile("(?:\\[([^\\[\\]]{1,60})\\]|([A-Za-z][\\w .:-]{0,60}?))[:\\s]*$");
    private static final Pattern STOPS =
            Pattern.compile("(?i)block|drop|reject|den(?:y|ied)|refuse|discard");
    private static final Pattern AVC =
            Pattern.compile("avc:\\s{1,4}denied\\s{1,4}\\{ ?([a-z_ ]{1,80}?) ?\\}(.{0,2000})");
    private static final Pattern PAIR =
            Pattern.compile(
                    "\\b(comm|dest|path|name|tclass|permissive)=(?:\"([^\"]{0,200})\"|(\\S{1,200}))");
    private static final Pattern PREVENTING =
            Pattern.compile(
                    "SELinux is preventing (\\S{1,200}) from (\\w{1,40}) access on the (\\w{1,40})"
                            + "(?: (?:port )?([^\\s.]\\S{0,199}?))?\\.?(?:\\s|$)");
    private static final Pattern EPOCH =
            Pattern.compile("audit\\((\\d{9,11})\\.\\d{1,6}:\\d{1,12}\\)");
    private static final Pattern ISO =
            Pattern.compile(
                    "^(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(?:[.,]\\d{1,9})?(Z|[+-]\\d\\d:?\\d\\d)");

    private KernelLine() {}

    /// What was stopped, one fact for each kind of packet and of refusal.
    ///
    /// @param on the host; empty where nobody knows it
    /// @param failing where the time of the failure begins; a line without a time counts as recent,
    ///   because whoever brings it says so
    public static List<HostFact> facts(String on, String text, Instant failing) {
        return gathered(
                on, Text.lines(text).stream().map(line -> new Line(line, at(line))), failing);
    }

    /// The same from the journal, whose own times win.
    public static List<HostFact> facts(
            String on, List<JournalJson.Entry> journal, Instant failing) {
        return gathered(
                on,
                journal.stream().map(entry -> new Line(entry.message(), Optional.of(entry.at()))),
                failing);
    }

    private record Line(String text, Optional<Instant> at) {}

    private static List<HostFact> gathered(String on, Stream<Line> lines, Instant failing) {
        Map<List<Object>, List<Line>> kinds = new LinkedHashMap<>();
        Map<List<Object>, Reading> readings = new LinkedHashMap<>();
        lines.forEach(
                line ->
                        read(line.text())
                                .filter(_ -> readings.size() < MOST_KINDS)
                                .ifPresent(
                                        reading -> {
                                            readings.putIfAbsent(reading.same(), reading);
                                            kinds.computeIfAbsent(
                                                            reading.same(), _ -> new ArrayList<>())
                                                    .add(line);
                                        }));
        return readings.entrySet().stream()
                .map(
                        each ->
                                each.getValue()
                                        .fact(
                                                on,
                                                times(
                                                        kinds.getOrDefault(
                                                                each.getKey(), List.of()),
                                                        failing)))
                .toList();
    }

    private static Times times(List<Line> lines, Instant failing) {
        var last = lines.stream().flatMap(line -> line.at().stream()).max(Instant::compareTo);
        var untimed = lines.stream().anyMatch(line -> line.at().isEmpty());
        return new Times(
                lines.size(),
                last,
                untimed || last.filter(at -> !at.isBefore(failing)).isPresent(),
                Text.sample(lines.isEmpty() ? "" : lines.getLast().text()));
    }

    private record Times(int count, Optional<Instant> last, boolean recent, String sample) {}

    private interface Reading {
        List<Object> same();

        HostFact fact(String on, Times times);
    }

    private static Optional<? extends Reading> read(String line) {
        return line.contains("avc:") || line.contains("SELinux is preventing")
                ? denied(line)
                : line.contains("IN=") ? blocked(line) : Optional.empty();
    }

    private record Blocked(
            String rule, String in, String out, String source, String destination, int port)
            implements Reading {
        @Override
        public List<Object> same() {
            return List.of(rule, in, out, source, destination, port);
        }

        @Override
        public HostFact fact(String on, Times times) {
            return new HostFact.PacketBlocked(
                    on,
                    rule,
                    in,
                    out,
                    source,
                    destination,
                    port,
                    times.count(),
                    times.last(),
                    times.recent(),
                    times.sample());
        }
    }

    private static Optional<Blocked> blocked(String line) {
        Map<String, String> fields = new LinkedHashMap<>();
        FIELD.matcher(line)
                .results()
                .limit(20)
                .forEach(field -> fields.putIfAbsent(field.group(1), field.group(2)));
        var rule = RULE.matcher(line.substring(0, line.indexOf("IN=")));
        if (!fields.containsKey("SRC") || !fields.containsKey("DST") || !rule.find()) {
            return Optional.empty();
        }
        var name = rule.group(1) == null ? rule.group(2).strip() : rule.group(1);
        if (!STOPS.matcher(name).find() || late(line)) {
            return Optional.empty();
        }
        return Optional.of(
                new Blocked(
                        name.replaceFirst(".*kernel:\\s*", ""),
                        fields.getOrDefault("IN", ""),
                        fields.getOrDefault("OUT", ""),
                        fields.getOrDefault("SRC", ""),
                        fields.getOrDefault("DST", ""),
                        Text.number(fields.getOrDefault("DPT", ""))));
    }

    private static boolean late(String line) {
        var rest = line + " ";
        return !rest.contains(" SYN ")
                && (rest.contains(" RST ") || rest.contains(" ACK ") || rest.contains(" FIN "));
    }

    private record Denied(String program, String permission, String target, String object)
            implements Reading {
        @Override
        public List<Object> same() {
            return List.of(program, permission, target, object);
        }

        @Override
        public HostFact fact(String on, Times times) {
            return new HostFact.AccessDenied(
                    on,
                    program,
                    permission,
                    target,
                    object,
                    times.count(),
                    times.last(),
                    times.recent(),
                    times.sample());
        }
    }

    private static Optional<Denied> denied(String line) {
        var told = PREVENTING.matcher(line);
        if (told.find()) {
            return Optional.of(
                    new Denied(
                            told.group(1).replaceFirst(".*/", ""),
                            told.group(2),
                            told.group(4) == null ? "" : told.group(4).replaceFirst("\\.$", ""),
                            told.group(3)));
        }
        var avc = AVC.matcher(line);
        if (!avc.find()) {
            return Optional.empty();
        }
        Map<String, String> pairs = new LinkedHashMap<>();
        PAIR.matcher(avc.group(2))
                .results()
                .limit(30)
                .forEach(
                        pair ->
                                pairs.putIfAbsent(
                                        pair.group(1),
                                        pair.group(2) == null ? pair.group(3) : pair.group(2)));
        if (pairs.getOrDefault("permissive", "0").equals("1")) {
            return Optional.empty();
        }
        return Optional.of(
                new Denied(
                        pairs.getOrDefault("comm", ""),
                        avc.group(1).strip(),
                        target(pairs),
                        pairs.getOrDefault("tclass", "")));
    }

    private static String target(Map<String, String> pairs) {
        return Stream.of("dest", "path", "name")
                .map(key -> pairs.getOrDefault(key, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static Optional<Instant> at(String line) {
        try {
            var epoch = EPOCH.matcher(line);
            if (epoch.find()) {
                return Optional.of(Instant.ofEpochSecond(Text.large(epoch.group(1))));
            }
            var iso = ISO.matcher(line);
            return iso.find()
                    ? Optional.of(
                            OffsetDateTime.parse(
                                            iso.group(1)
                                                    + iso.group(2)
                                                            .replaceAll(
                                                                    "([+-]\\d\\d)(\\d\\d)$",
                                                                    "$1:$2"))
                                    .toInstant())
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
