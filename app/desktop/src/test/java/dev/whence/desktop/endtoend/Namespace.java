package dev.whence.desktop.endtoend;

import java.util.List;

/// A mount namespace of its own, which goes when its last process goes: nothing that is mounted
/// there is seen or left outside.
final class Namespace {
    private Namespace() {}

    /// The words that run a line of shell there.
    static List<String> entering(String script) {
        return List.of(
                Needs.program("unshare"),
                "--mount",
                "--propagation",
                "private",
                "/bin/sh",
                "-ec",
                script);
    }
}
