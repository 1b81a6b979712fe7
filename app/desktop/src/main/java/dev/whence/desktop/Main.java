package dev.whence.desktop;

import dev.whence.desktop.shell.WhenceWindow;
import dev.whence.desktop.terminal.WhenceCommand;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/// Starts Whence: the window, or one subcommand in the terminal.
public final class Main {
    private Main() {}

    /// Runs Whence with the arguments of the command line.
    public static void main(String[] args) {
        var wiring = new Wiring(InstantSource.system());
        var out = utf8(FileDescriptor.out);
        var err = utf8(FileDescriptor.err);
        var file = opened(args);
        if (args.length > 0 && file.isEmpty()) {
            System.exit(WhenceCommand.run(wiring, out, err, args));
        }
        if (!hasDisplay()) {
            System.exit(WhenceCommand.demonstrate(wiring, out, err));
        }
        WhenceWindow.open(new LiveDesk(wiring, kept()), file);
    }

    /// The signs of the road are no ASCII, and a server's locale often is.
    private static PrintStream utf8(FileDescriptor to) {
        return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
    }

    /// A desktop opens a saved incident with its path as the only argument.
    private static Optional<Path> opened(String[] args) {
        return args.length == 1 && args[0].endsWith(".whence") && Files.exists(Path.of(args[0]))
                ? Optional.of(Path.of(args[0]))
                : Optional.empty();
    }

    private static boolean hasDisplay() {
        var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return !system.contains("linux")
                || isSet("DISPLAY")
                || isSet("WAYLAND_DISPLAY")
                || System.getProperty("glass.platform") != null;
    }

    private static boolean isSet(String variable) {
        var value = System.getenv(variable);
        return value != null && !value.isEmpty();
    }

    /// Where the window keeps its runs: the user's folder for state, as the XDG base directories
    /// say.
    private static Path kept() {
        var state = System.getenv("XDG_STATE_HOME");
        var base =
                state == null || state.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".local", "state")
                        : Path.of(state);
        return base.resolve("whence").resolve("incidents");
    }
}
