package dev.whence.report;

import java.time.Instant;
import java.util.List;

/// What goes on paper: a title, what is known about the paper itself, and its blocks in the order
/// to read them. Texts are plain; writers escape and bound them.
public record Report(String title, Meta meta, List<Block> blocks) {

    public Report {
        blocks = List.copyOf(blocks);
    }

    /// About the paper: the incident it belongs to, its subject in one line, the language of its
    /// words (a BCP 47 tag), who wrote it (the program and its version) and when.
    public record Meta(
            String incident, String subject, String language, String author, Instant written) {}
}
