package dev.whence.knowledge.pasted;

import dev.whence.knowledge.parse.Text;

import java.util.List;

/// One text of one kind, ready to be read.
///
/// @param command the command that printed it; may be empty
/// @param text what was printed, without colours
/// @param on the host it was printed on; may be empty
record Sheet(Pasted kind, String command, String text, String on, About about) {
    List<String> lines() {
        return Text.lines(text);
    }

    Sheet as(Pasted other) {
        return new Sheet(other, command, text, on, about);
    }

    Sheet saying(String other) {
        return new Sheet(kind, command, other, on, about);
    }

    /// The command and what it printed.
    String whole() {
        return command.isEmpty() ? text : command + "\n" + text;
    }
}
