package dev.whence.desktop.step.verify;

import dev.whence.desktop.desk.Desk;

import java.nio.file.Path;
import java.util.Optional;

/// Asks the user where a file goes.
@FunctionalInterface
public interface SavePlace {
    /// The chosen file; empty where the user chose none.
    Optional<Path> ask(Desk.Form form);
}
