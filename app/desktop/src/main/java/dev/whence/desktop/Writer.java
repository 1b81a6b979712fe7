package dev.whence.desktop;

import dev.whence.engine.run.Incident;
import dev.whence.knowledge.Knowledge;
import dev.whence.knowledge.file.IncidentFile;
import dev.whence.knowledge.file.Result;
import dev.whence.knowledge.words.VerdictWords;
import dev.whence.lab.Tape;
import dev.whence.lab.TapeFile;
import dev.whence.report.MarkdownWriter;
import dev.whence.report.PdfWriter;
import dev.whence.report.Report;
import dev.whence.report.ReportComposer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;

/// Writes an incident in every form that it can be handed on in.
public final class Writer {
    private static final String AUTHOR = "Whence " + Version.NUMBER;

    private final VerdictWords words;
    private final InstantSource clock;

    /// @param clock stamps reports
    public Writer(VerdictWords words, InstantSource clock) {
        this.words = words;
        this.clock = clock;
    }

    /// The result for programs, as JSON.
    public void json(Incident incident, OutputStream to) throws IOException {
        to.write(
                Result.of(incident, words, Knowledge.CHECKS)
                        .pretty()
                        .getBytes(StandardCharsets.UTF_8));
    }

    /// The report as PDF.
    public void pdf(Incident incident, OutputStream to) throws IOException {
        new PdfWriter().write(report(incident), to);
    }

    /// The report as Markdown.
    public void markdown(Incident incident, OutputStream to) throws IOException {
        to.write(new MarkdownWriter().write(report(incident)).getBytes(StandardCharsets.UTF_8));
    }

    /// The incident itself, to be opened again; whole or not at all.
    public void save(Incident incident, Path to) throws IOException {
        IncidentFile.write(incident, TapeFile.tree(new Tape(incident.tape())), to);
    }

    private Report report(Incident incident) {
        return new ReportComposer(words).compose(incident, AUTHOR, clock.instant());
    }
}
