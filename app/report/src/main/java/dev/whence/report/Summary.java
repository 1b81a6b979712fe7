package dev.whence.report;

import static dev.whence.report.ReportComposer.TOLD;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.run.Incident;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.words.CauseWords;
import dev.whence.knowledge.words.Names;
import dev.whence.knowledge.words.Shown;
import dev.whence.knowledge.words.VerdictWords;
import dev.whence.report.Block.Entry;
import dev.whence.report.Block.Heading;
import dev.whence.report.Block.KeyValues;
import dev.whence.report.Block.Paragraph;

import java.util.Map;
import java.util.stream.Stream;

/// What fails, since when, and what the verdict means to somebody in their first month.
final class Summary {
    private Summary() {}

    static Stream<Block> of(Incident incident, VerdictWords words) {
        return Stream.concat(
                Stream.of(
                        new Heading(1, TOLD.say("summary")),
                        new KeyValues(entries(incident).toList())),
                meaning(incident.verdict(), words));
    }

    private static Stream<Entry> entries(Incident incident) {
        var target = incident.target();
        var seen = target.seen();
        var looked =
                TOLD.say(
                        "summary.looked.value",
                        Map.of("at", incident.opened(), "took", incident.took()));
        return Stream.of(
                        entry("address", Names.address(target)),
                        entry("method", target.method()),
                        entry("codes", seen.codes()),
                        entry("since", seen.since()),
                        entry("ray", seen.ray()),
                        entry("changed", seen.changed()),
                        entry(
                                "origins",
                                target.origins().stream().map(HostPort::toString).toList()),
                        entry("tunnel", target.tunnel()),
                        entry("hosts", target.hosts().stream().map(SshHost::name).toList()),
                        entry("looked", looked))
                .filter(entry -> !entry.value().isEmpty());
    }

    private static Entry entry(String key, Object value) {
        return new Entry(TOLD.say("summary." + key), Shown.of(value));
    }

    private static Stream<Block> meaning(Verdict verdict, VerdictWords words) {
        return verdict instanceof Verdict.Located(var root, _, _)
                ? words.words(root.cause()).map(CauseWords::meaning).stream().map(Paragraph::new)
                : Stream.empty();
    }
}
