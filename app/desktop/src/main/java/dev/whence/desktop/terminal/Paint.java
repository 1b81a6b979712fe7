package dev.whence.desktop.terminal;

import dev.whence.knowledge.words.Tone;

import picocli.CommandLine;

/// Colours for a terminal that has them; elsewhere the text stays as it is.
///
/// @param on whether the reader's terminal shows colours
record Paint(boolean on) {
    /// Colours if the standard output is a terminal and `NO_COLOR` is not set (no-color.org).
    static Paint ofThisTerminal() {
        return new Paint(CommandLine.Help.Ansi.AUTO.enabled());
    }

    String in(Tone tone, String text) {
        return switch (tone) {
            case WELL -> code("32", text);
            case LOOK -> code("33", text);
            case BROKEN -> code("1;31", text);
            case UNKNOWN, NOT_APPLICABLE -> code("2", text);
        };
    }

    String bold(String text) {
        return code("1", text);
    }

    String faint(String text) {
        return code("2", text);
    }

    private String code(String code, String text) {
        return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
