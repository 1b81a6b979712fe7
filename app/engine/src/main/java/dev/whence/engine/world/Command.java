package dev.whence.engine.world;

import dev.whence.engine.model.SshHost;

import java.util.List;

/// A read-only program to run on a host. The knowledge closes the set of them.
///
/// Each word reaches the program exactly as it stands: whoever runs it quotes every word for the
/// shell on the way.
public interface Command {
    /// The host to run on.
    SshHost host();

    /// The program and its arguments, one word each.
    List<String> words();

    /// How much the command depends on being root.
    Privilege privilege();

    /// Keep so many bytes of the output and stop the command there.
    default int mostBytes() {
        return 512 * 1024;
    }

    /// Whether one answer serves everybody who asks within a run: nothing that a run does changes
    /// it, and some seconds do not matter.
    default boolean steady() {
        return false;
    }

    /// How much a command depends on being root.
    enum Privilege {
        /// It shows the same to everybody.
        NONE,
        /// It shows more to root; without, what everybody sees is still of use.
        WANTED,
        /// Without root it shows nothing of use.
        NEEDED
    }
}
