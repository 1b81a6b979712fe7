package dev.whence.report;

/// How much of a report goes on paper: lines and characters of one piece of raw text, characters of
/// one sentence or cell, rows of one table or list, and blocks and characters of the whole report.
record Limits(
        int codeLines,
        int codeCharacters,
        int textCharacters,
        int rows,
        int blocks,
        int characters) {

    /// Keeps a report under about a hundred pages, whatever the evidence.
    static Limits usual() {
        return new Limits(120, 12_000, 2_000, 400, 1_500, 250_000);
    }
}
