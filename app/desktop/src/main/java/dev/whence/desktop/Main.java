package dev.whence.desktop;

import dev.whence.desktop.terminal.WhenceCommand;

import java.time.InstantSource;

/// Starts Whence: the window, or one subcommand in the terminal.
public final class Main {
    private Main() {}

    /// Runs Whence with the arguments of the command line.
    public static void main(String[] args) {
        System.exit(
                WhenceCommand.run(
                        new Wiring(InstantSource.system()), System.out, System.err, args));
    }
}
