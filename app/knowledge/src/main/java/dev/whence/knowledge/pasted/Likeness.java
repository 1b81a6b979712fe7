package dev.whence.knowledge.pasted;

/// How much a text looks like one kind, best first.
enum Likeness {
    /// It can be nothing else.
    UNMISTAKABLE,
    /// It looks like it.
    LIKE,
    /// It could be a piece of it, if somebody says so.
    PERHAPS,
    /// It is something else.
    UNLIKE
}
