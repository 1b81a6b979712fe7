package dev.whence.knowledge.pasted;

import dev.whence.engine.model.HostPort;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TcpFact;
import dev.whence.knowledge.parse.DiskText;
import dev.whence.knowledge.parse.Text;
import dev.whence.knowledge.parse.UnitStates;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What other commands print: `df`, `fail2ban-client`, `nc`, `telnet`; what else there is may be
/// lines of a log. A transcript is split at its prompts before anything is read.
final class ShellPaste implements PastedReader {
    private static final Pattern SURE =
            Pattern.compile(
                    "(?m)^Filesystem\\s+\\S+\\s+\\S+|^/dev/\\S+\\s+(?:[\\d.,]+[KMGTP]?i?\\s+){3}\\d{1,3}%\\s+/|Banned"
                        + " IP list:|^Connection to \\S+ \\d+ port|^Name\\s+Status\\s+CLR"
                        + " Ver|^APPPOOL \"|^Status\\s+Name\\s+DisplayName");
    private static final Pattern PERHAPS = Pattern.compile("(?s).");
    private static final Pattern OPEN =
            Pattern.compile(
                    "Connection to (\\S{1,253}) (\\d{1,5}) port .*succeeded|(?:Ncat: Connected"
                            + " to|open:?) \\[?([\\w.:-]{1,253}?)\\]?[: ](\\d{1,5})\\b");
    private static final Pattern REFUSED =
            Pattern.compile(
                    "(?:nc: |telnet: |ncat: )?(?:[Cc]onnect to|[Uu]nable to connect to|connect to"
                        + " address) (\\S{1,253}?)(?: \\(\\S+\\))? (?:port )?(\\d{1,5})?.{0,30}:"
                        + " Connection refused");

    @Override
    public Pasted kind() {
        return Pasted.SHELL;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, SURE, SURE, PERHAPS);
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        List<Fact> facts = new ArrayList<>();
        DiskText.read(sheet.text())
                .forEach(
                        disk ->
                                facts.add(
                                        new HostFact.Disk(
                                                sheet.on(),
                                                disk.mount(),
                                                disk.usedPercent(),
                                                disk.inodePercent(),
                                                disk.freeBytes(),
                                                disk.readOnly())));
        dialled(sheet).ifPresent(facts::add);
        return Stream.of(
                        facts.stream(),
                        UnitFacts.of(sheet.on(), UnitStates.read(sheet.command(), sheet.text())),
                        LogText.facts(sheet))
                .flatMap(each -> each);
    }

    private static Optional<Fact> dialled(Sheet sheet) {
        var open = OPEN.matcher(sheet.text());
        if (open.find()) {
            var host = open.group(1) == null ? open.group(3) : open.group(1);
            var port = open.group(2) == null ? open.group(4) : open.group(2);
            return at(host, port).map(to -> new TcpFact.Open(to, Duration.ZERO));
        }
        var refused = REFUSED.matcher(sheet.text());
        return refused.find() && refused.group(2) != null
                ? at(refused.group(1), refused.group(2)).map(TcpFact.Refused::new)
                : Optional.empty();
    }

    /// Of a host's own ports another fact tells.
    private static Optional<HostPort> at(String host, String port) {
        try {
            return Peer.of(host, Optional.empty()) == Peer.ITSELF
                    ? Optional.empty()
                    : Optional.of(new HostPort(host, Text.number(port)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
