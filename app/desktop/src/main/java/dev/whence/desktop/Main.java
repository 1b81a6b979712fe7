package dev.whence.desktop;

import java.util.List;

/// Starts Whence: the window, or one subcommand in the terminal.
public final class Main {
    private Main() {}

    /// Runs Whence with the arguments of the command line.
    public static void main(String[] args) {
        System.out.println("Whence " + List.of(args));
    }
}
