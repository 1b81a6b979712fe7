package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;

import java.util.stream.Stream;

/// Knows one kind of pasted text: how to tell it, and what it says.
interface PastedReader {
    /// The kind.
    Pasted kind();

    /// How much a text looks like it.
    Likeness likeness(String text);

    /// What the text says; nothing where it says nothing that is known.
    Stream<? extends Fact> facts(Sheet sheet);
}
