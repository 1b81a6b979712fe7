package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;

import java.util.stream.Stream;

/// What other commands printed: `df`, `free`, `ps`, `cat`. A transcript is split at its prompts
/// before anything is read.
final class ShellPaste implements PastedReader {
    @Override
    public Pasted kind() {
        return Pasted.SHELL;
    }

    @Override
    public Likeness likeness(String text) {
        return Transcript.is(text) ? Likeness.LIKE : Likeness.PERHAPS;
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        return Stream.empty();
    }
}
