package dev.whence.desktop.terminal;

import dev.whence.desktop.Opened;
import dev.whence.desktop.Wiring;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `whence report INCIDENT.whence`: writes a saved incident again.
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Judges a saved incident anew and writes it as PDF, Markdown or JSON.")
final class ReportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "INCIDENT.whence", description = "The saved incident.")
    private Path file = Path.of("");

    @Mixin private OutputOptions output = new OutputOptions();

    private final Wiring wiring;
    private final PrintStream out;

    ReportCommand(Wiring wiring, PrintStream out) {
        this.wiring = wiring;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        var opened = open();
        if (opened.changed() && !output.any()) {
            out.println(Wrap.at("", opened.difference()));
            out.println();
        }
        new Handing(wiring, out).over(opened.incident(), output);
        return Exit.of(opened.incident().verdict()).code();
    }

    private Opened open() {
        try {
            return wiring.open(file);
        } catch (IOException e) {
            throw new Wrong(
                    e instanceof NoSuchFileException
                            ? "The file " + file + " does not exist."
                            : String.valueOf(e.getMessage()));
        }
    }
}
