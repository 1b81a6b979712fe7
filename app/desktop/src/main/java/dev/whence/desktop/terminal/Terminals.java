package dev.whence.desktop.terminal;

import java.io.Console;
import java.util.Optional;

/// What is known about the terminal that the program runs in.
final class Terminals {
    private Terminals() {}

    /// Whether a person sits at it: neither input nor output goes to a file or another program.
    static boolean interactive() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
}
