package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.Announcements;
import dev.whence.knowledge.parse.AppLogLine;
import dev.whence.knowledge.parse.CloudflaredLog;
import dev.whence.knowledge.parse.ConfigTestOutput;
import dev.whence.knowledge.parse.JournalJson;
import dev.whence.knowledge.parse.KernelLine;
import dev.whence.knowledge.parse.OomLine;
import dev.whence.knowledge.parse.PrefixedLine;
import dev.whence.knowledge.parse.Repeats;
import dev.whence.knowledge.parse.SystemdEvents;
import dev.whence.knowledge.parse.Tally;
import dev.whence.knowledge.parse.UnitKind;
import dev.whence.knowledge.parse.WebErrorLog;
import dev.whence.knowledge.parse.container.ContainerLog;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads a log in which several programs may speak: each line goes to the reader of its program.
///
/// What a person pastes is about the failure, however old it is; only lines that are much older
/// than the newest one beside them, or than an answer beside them, are not recent.
final class LogText {
    private static final Duration TOGETHER = Duration.ofHours(1);

    /// Long enough for every time zone that a log does not name.
    private static final Duration SAME_DAY = Duration.ofDays(2);

    private static final Pattern CONNECTOR =
            Pattern.compile(
                    "\\d\\dZ (?:DBG|INF|WRN|ERR|FTL|PNC)"
                        + " |originService=|connIndex=|cfRay=|ingressRule=|may not be responding to"
                        + " traffic from cloudflared|argotunnel|cftunnel|dial to"
                        + " edge|:7844|[Tt]unnel token is not valid|no free edge"
                        + " addresses|^\\s*(?:INF|WRN|ERR|FTL) |Proxying to ingress|Register tunnel"
                        + " error|Unauthorized: (?:Invalid|Failed|Tunnel)");
    private static final Pattern CONNECTORS_NAME =
            Pattern.compile("(?i)cloudflared|(?:^|[-_])tunnel(?:$|[-_])|argo");

    private static final Pattern UNIT = Pattern.compile("([\\w@.:-]{1,200})\\.service\\b");

    private final Sheet sheet;
    private final List<String> connector = new ArrayList<>();
    private final List<WebErrorLog.Entry> web = new ArrayList<>();
    private final List<JournalJson.Entry> programs = new ArrayList<>();
    private final List<JournalJson.Entry> kernel = new ArrayList<>();
    private final List<SystemdEvents.Line> systemd = new ArrayList<>();

    private LogText(Sheet sheet) {
        this.sheet = sheet;
    }

    /// What a log says, whose lines belong to the program of the sheet's kind where they do not
    /// show whose they are.
    static Stream<Fact> facts(Sheet sheet) {
        var log = new LogText(sheet);
        log.read();
        return log.facts();
    }

    private void read() {
        var json = JournalJson.entries(sheet.text());
        if (!json.isEmpty()) {
            json.forEach(entry -> take(entry.message(), entry, Optional.of(entry.at())));
            return;
        }
        for (var counted : Repeats.of(sheet.lines())) {
            var line = counted.line();
            var read = PrefixedLine.read(line, sheet.about().now());
            var entry =
                    new JournalJson.Entry(
                            read.at().orElse(sheet.about().now()),
                            read.program(),
                            read.program(),
                            6,
                            read.message(),
                            counted.times());
            take(line, entry, read.at());
        }
    }

    private void take(String line, JournalJson.Entry entry, Optional<Instant> at) {
        var by = entry.by();
        if (by.equals("systemd")) {
            systemd.add(new SystemdEvents.Line(at, entry.message()));
            if (isOfASite(entry.message())) {
                programs.add(entry);
            }
        } else if (by.equals("kernel") || entry.message().contains("Out of memory")) {
            kernel.add(entry);
            if (entry.message().contains("read-only")) {
                programs.add(entry);
            }
        } else if (isConnectors(line, by)) {
            connector.add(line);
            if (entry.times() > 1) {
                connector.add(Repeats.mark(entry.times() - 1));
            }
        } else if (!takeWeb(line, entry)) {
            programs.add(entry);
        }
    }

    /// What systemd says of the machine's own housekeeping is about no site.
    private static boolean isOfASite(String message) {
        var unit = UNIT.matcher(message);
        return !unit.find() || UnitKind.maybeOfASite(unit.group(1));
    }

    private boolean isConnectors(String line, String by) {
        return switch (sheet.kind()) {
            case CLOUDFLARED_LOG -> true;
            case NGINX_ERROR_LOG, APACHE_ERROR_LOG, APP_LOG -> CONNECTORS_NAME.matcher(by).find();
            default -> CONNECTORS_NAME.matcher(by).find() || CONNECTOR.matcher(line).find();
        };
    }

    private boolean takeWeb(String line, JournalJson.Entry told) {
        var message = told.message();
        var asWritten = WebErrorLog.entries(line, ZoneOffset.UTC).findFirst();
        var entry =
                asWritten.or(
                        () ->
                                WebErrorLog.entries(message, ZoneOffset.UTC)
                                        .findFirst()
                                        .or(() -> torn(message)));
        entry.ifPresent(each -> web.add(each.times(told.times())));
        return entry.isPresent();
    }

    /// What is left of a line of a web server's log when its head was not copied.
    private Optional<WebErrorLog.Entry> torn(String message) {
        return sheet.kind() == Pasted.NGINX_ERROR_LOG
                ? WebErrorLog.torn(message)
                : Optional.empty();
    }

    private Stream<Fact> facts() {
        var on = sheet.on();
        return Stream.of(
                        connector.isEmpty()
                                ? Stream.<Fact>empty()
                                : CloudflaredLog.facts(
                                        on,
                                        String.join("\n", connector),
                                        Set.of(),
                                        Optional.empty())
                                        .stream(),
                        web(Tally.web(on, web.stream(), Instant.EPOCH).toList()),
                        Tally.app(on, AppLogLine.entries(programs), Instant.EPOCH),
                        Tally.killed(
                                on,
                                Stream.concat(
                                        OomLine.fromKernel(both()), OomLine.fromUnits(programs)),
                                Instant.EPOCH),
                        UnitFacts.of(on, SystemdEvents.troubled(systemd)),
                        tested(on),
                        KernelLine.facts(on, sheet.text(), Instant.EPOCH).stream(),
                        ContainerLog.facts(on, sheet.text()).stream(),
                        Announcements.facts(on, "", announced()).stream())
                .flatMap(each -> each);
    }

    /// What a web server said of its configuration, when it tested it or did not start.
    private Stream<Fact> tested(String on) {
        return ConfigTestOutput.any(sheet.text()).stream()
                .map(
                        of ->
                                new HostFact.ConfigTest(
                                        on,
                                        of.program(),
                                        of.result().accepted(),
                                        of.result().message()));
    }

    private String announced() {
        return programs.stream().map(JournalJson.Entry::message).collect(Collectors.joining("\n"));
    }

    private List<JournalJson.Entry> both() {
        return Stream.concat(kernel.stream(), programs.stream()).toList();
    }

    private Stream<HostFact.WebLog> web(List<HostFact.WebLog> logs) {
        var newest = logs.stream().flatMap(log -> log.last().stream()).max(Instant::compareTo);
        return logs.stream()
                .map(
                        log ->
                                new HostFact.WebLog(
                                        log.on(),
                                        log.says(),
                                        log.upstream(),
                                        log.count(),
                                        log.last(),
                                        recent(log.last(), newest),
                                        log.sample()));
    }

    private boolean recent(Optional<Instant> last, Optional<Instant> newest) {
        return isNear(last, newest, TOGETHER) && isNear(last, sheet.about().asked(), SAME_DAY);
    }

    private static boolean isNear(
            Optional<Instant> last, Optional<Instant> moment, Duration before) {
        return last.isEmpty()
                || moment.isEmpty()
                || !last.get().isBefore(moment.get().minus(before));
    }
}
