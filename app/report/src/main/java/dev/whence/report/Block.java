package dev.whence.report;

import dev.whence.knowledge.words.Tone;

import java.util.List;
import java.util.Optional;

/// One thing on paper. Writers switch over all of them, so a new kind finds every writer.
public sealed interface Block {

    /// A heading of level 1 to 3; levels 1 and 2 are also the bookmarks of the PDF.
    record Heading(int level, String text) implements Block {
        public Heading {
            if (level < 1 || level > 3) {
                throw new IllegalArgumentException(
                        "a heading has a level from 1 to 3, not " + level);
            }
        }
    }

    /// Running text.
    record Paragraph(String text) implements Block {}

    /// Small print: where something comes from, or what was left out.
    record Note(String text) implements Block {}

    /// Things to do, in order.
    record Steps(List<String> steps) implements Block {
        public Steps {
            steps = List.copyOf(steps);
        }
    }

    /// Findings, each a plain sentence with its sign and its source under it.
    record Findings(List<Finding> findings) implements Block {
        public Findings {
            findings = List.copyOf(findings);
        }
    }

    /// One sentence; the source names who looked and how, and may be empty.
    record Finding(Tone tone, String says, String source) {}

    /// Raw text, kept letter by letter: a command, an answer, lines of a log. The caption may be
    /// empty.
    record Code(String caption, String text) implements Block {}

    /// Rows under a repeated head.
    record Table(List<Column> columns, List<List<Cell>> rows) implements Block {
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            for (var row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException(
                            "a row of "
                                    + row.size()
                                    + " cells in a table of "
                                    + columns.size()
                                    + " columns");
                }
            }
        }
    }

    /// A column and its share of the width, relative to the other columns.
    record Column(String head, int share) {}

    /// A cell; with a tone it starts with the sign in that tone's colour.
    record Cell(Optional<Tone> tone, String text) {

        /// A cell without a sign.
        public static Cell of(String text) {
            return new Cell(Optional.empty(), text);
        }

        /// A cell that starts with a sign.
        public static Cell of(Tone tone, String text) {
            return new Cell(Optional.of(tone), text);
        }
    }

    /// The road a request travels, stop by stop.
    record Chain(List<Stop> stops) implements Block {
        public Chain {
            stops = List.copyOf(stops);
        }
    }

    /// A stop on the road: its name, how it stands (tone and the tone's word), and a few words on
    /// why.
    record Stop(String name, Tone tone, String word, String state) {}

    /// The verdict: what the eye falls on first.
    record Banner(Tone tone, String word, String title, String sentence) implements Block {}

    /// A fix to try: where it runs, what it risks, how to undo it, and its steps.
    record FixCard(
            String title, String where, String risk, Optional<String> undo, List<FixStep> steps)
            implements Block {
        public FixCard {
            steps = List.copyOf(steps);
        }
    }

    /// One action: what to do, the command alone, and what should be seen then.
    record FixStep(String say, Optional<String> run, Optional<String> expect) {}

    /// Names with their values.
    record KeyValues(List<Entry> entries) implements Block {
        public KeyValues {
            entries = List.copyOf(entries);
        }
    }

    /// A name with its value.
    record Entry(String key, String value) {}
}
