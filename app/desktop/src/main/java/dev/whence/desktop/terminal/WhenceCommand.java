package dev.whence.desktop.terminal;

import dev.whence.desktop.Version;
import dev.whence.desktop.Wiring;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;

/// The command line as a whole.
@Command(
        name = "whence",
        mixinStandardHelpOptions = true,
        versionProvider = WhenceCommand.ThisVersion.class,
        subcommands = CommandLine.HelpCommand.class,
        description = {
            "Finds where a 502 behind Cloudflare comes from: the origin, the tunnel or the edge.",
            "Without a subcommand it opens the window."
        })
public final class WhenceCommand {
    private WhenceCommand() {}

    /// Runs a subcommand.
    ///
    /// @return the exit code
    public static int run(Wiring wiring, PrintStream out, PrintStream err, String... args) {
        var line =
                new CommandLine(new WhenceCommand())
                        .addSubcommand(new CheckCommand(wiring, out, err))
                        .addSubcommand(new ExplainCommand(wiring, System.in, out, err))
                        .addSubcommand(new PracticeCommand(wiring, out, err))
                        .addSubcommand(new ReportCommand(wiring, out))
                        .setOut(new PrintWriter(out, true, out.charset()))
                        .setErr(new PrintWriter(err, true, err.charset()))
                        .setParameterExceptionHandler((wrong, _) -> wrongUsage(wrong, err))
                        .setExecutionExceptionHandler((failure, _, _) -> failed(failure, err));
        try {
            return line.execute(args);
        } catch (LinkageError | VirtualMachineError e) {
            return failed(e, err);
        }
    }

    /// Shows a practice incident from beginning to end, for a person who starts the program where
    /// there is no display.
    ///
    /// @return the exit code
    public static int demonstrate(Wiring wiring, PrintStream out, PrintStream err) {
        try {
            PracticeCommand.demonstrate(wiring, Path.of("whence-practice.pdf"), out, err);
            return Exit.NOTHING_WRONG_NOW.code();
        } catch (InterruptedException | IOException | RuntimeException e) {
            return failed(e, err);
        }
    }

    private static int wrongUsage(ParameterException wrong, PrintStream err) {
        var command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        var message =
                wrong instanceof UnmatchedArgumentException unmatched
                        ? "'"
                                + Wrap.clean(unmatched.getUnmatched().getFirst())
                                + "' is not understood."
                        : Wrap.clean(String.valueOf(wrong.getMessage())).replaceAll("\\s+", " ");
        err.println("whence: " + message + " Try: " + command + " --help");
        return Exit.WRONG_USAGE.code();
    }

    private static int failed(Throwable failure, PrintStream err) {
        if (failure instanceof Wrong) {
            err.println("whence: " + Wrap.clean(String.valueOf(failure.getMessage())));
            return Exit.WRONG_USAGE.code();
        }
        System.getLogger(WhenceCommand.class.getName())
                .log(System.Logger.Level.DEBUG, "A fault of Whence", failure);
        err.println(
                "whence: a fault of Whence itself ("
                        + failure.getClass().getSimpleName()
                        + "). Nothing is known to be wrong with the site because of it.");
        return Exit.FAULT_OF_WHENCE.code();
    }

    /// What `--version` prints.
    static final class ThisVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Whence " + Version.NUMBER};
        }
    }
}
