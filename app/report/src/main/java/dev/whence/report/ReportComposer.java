package dev.whence.report;

import dev.whence.engine.run.Incident;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.words.Names;
import dev.whence.knowledge.words.Tone;
import dev.whence.knowledge.words.VerdictWords;
import dev.whence.report.Block.Banner;
import dev.whence.report.Block.Heading;
import dev.whence.report.Block.Paragraph;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Composes the report of an incident, in the order in which a reader needs it: the verdict, the
/// road, why, what to do, and then everything that it rests on.
public final class ReportComposer {
    static final Told TOLD = Told.beside(ReportComposer.class);

    private final VerdictWords words;

    /// @param words tells causes and checks
    public ReportComposer(VerdictWords words) {
        this.words = words;
    }

    /// The report of an incident.
    ///
    /// @param author the program and its version
    /// @param written when the report is made
    public Report compose(Incident incident, String author, Instant written) {
        var headline = words.headline(incident.verdict());
        var host = Names.site(incident.target());
        var meta =
                new Report.Meta(
                        incident.id().value(),
                        TOLD.say("subject", Map.of("host", host, "verdict", headline.title())),
                        "en",
                        author,
                        written);
        var banner =
                new Banner(
                        Tone.of(incident.verdict()),
                        headline.word(),
                        headline.title(),
                        headline.sentence());
        return new Report(title(incident, host), meta, blocks(incident, banner));
    }

    private static String title(Incident incident, String host) {
        var codes = codes(incident);
        if (!codes.isEmpty()) {
            return TOLD.say("title.codes", Map.of("host", host, "codes", codes));
        }
        return incident.verdict() instanceof Verdict.NothingWrongNow
                ? TOLD.say("title.well", "host", host)
                : TOLD.say("title", "host", host);
    }

    /// The codes that the user told, else the last one that the edge showed.
    private static List<Integer> codes(Incident incident) {
        var told = incident.target().seen().codes();
        return told.isEmpty()
                ? incident.facts().latest(EdgeFact.ErrorPage.class).stream()
                        .map(EdgeFact.ErrorPage::code)
                        .toList()
                : told;
    }

    private List<Block> blocks(Incident incident, Banner banner) {
        return Stream.of(
                        Stream.<Block>of(banner),
                        Road.of(incident),
                        Summary.of(incident, words),
                        new Reasons(words, Sources.of(incident)).of(incident.verdict()),
                        NotSeen.of(incident),
                        Repairs.of(incident, words),
                        Timeline.of(incident),
                        Seen.of(incident),
                        Covered.of(incident, words),
                        notes(incident),
                        RawEvidence.of(incident))
                .<Block>flatMap(part -> part)
                .toList();
    }

    private static Stream<Block> notes(Incident incident) {
        return incident.notes().isEmpty()
                ? Stream.empty()
                : Stream.concat(
                        Stream.of(new Heading(1, TOLD.say("notes"))),
                        incident.notes().stream()
                                .flatMap(String::lines)
                                .filter(line -> !line.isBlank())
                                .map(Paragraph::new));
    }
}
