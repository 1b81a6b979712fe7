package dev.whence.desktop.terminal;

import dev.whence.live.LiveSettings;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How to look: keys, known hosts and roots in place of the user's own.
final class LiveOptions {
    @Option(
            names = "--ssh-key",
            paramLabel = "FILE",
            description = "A private key for SSH. Repeatable.")
    private List<Path> keys = new ArrayList<>();

    @Option(
            names = "--known-hosts",
            paramLabel = "FILE",
            description = "Known host keys, in place of your own file.")
    private @Nullable Path knownHosts;

    @Option(
            names = "--ssh-config",
            paramLabel = "FILE",
            description = "SSH configuration, in place of your own file.")
    private @Nullable Path config;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Further trusted roots, for the edge and the origin. Repeatable.")
    private List<Path> roots = new ArrayList<>();

    /// The settings for the live world.
    ///
    /// @throws Wrong where a file cannot be read
    LiveSettings settings() {
        keys.forEach(LiveOptions::requireReadable);
        roots.forEach(LiveOptions::requireReadable);
        var settings = LiveSettings.users().withKeys(keys).trusting(roots);
        if (knownHosts != null) {
            settings = settings.withKnownHosts(knownHosts);
        }
        if (config != null) {
            requireReadable(config);
            settings = settings.withConfig(config);
        }
        return settings;
    }

    private static void requireReadable(Path file) {
        if (!Files.isReadable(file)) {
            throw new Wrong("The file " + file + " cannot be read.");
        }
    }
}
