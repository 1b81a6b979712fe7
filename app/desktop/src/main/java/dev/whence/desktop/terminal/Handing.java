package dev.whence.desktop.terminal;

import dev.whence.desktop.Wiring;
import dev.whence.engine.run.Incident;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Hands an incident over: to files, to the standard output, or to the person who reads.
final class Handing {
    private final Wiring wiring;
    private final PrintStream out;

    Handing(Wiring wiring, PrintStream out) {
        this.wiring = wiring;
        this.out = out;
    }

    /// Writes what was asked for; tells the story where nothing was.
    ///
    /// @throws Wrong where a file cannot be written
    void over(Incident incident, OutputOptions output) throws IOException {
        var writer = wiring.writer();
        write(output.json(), to -> writer.json(incident, to));
        write(output.pdf(), to -> writer.pdf(incident, to));
        write(output.markdown(), to -> writer.markdown(incident, to));
        if (output.save().isPresent()) {
            save(incident, Path.of(output.save().get()));
        }
        if (!output.any()) {
            out.print(new Telling(wiring.words(), Paint.ofThisTerminal()).of(incident));
        }
        out.flush();
    }

    private void save(Incident incident, Path to) {
        try {
            wiring.writer().save(incident, to);
        } catch (IOException e) {
            throw new Wrong(
                    to
                            + " cannot be written: choose a folder that exists and that you may"
                            + " write to.");
        }
    }

    private void write(Optional<String> to, Form form) throws IOException {
        if (to.isEmpty()) {
            return;
        }
        if (to.get().equals("-")) {
            form.write(out);
            return;
        }
        var whole = new ByteArrayOutputStream();
        form.write(whole);
        try {
            Files.write(Path.of(to.get()), whole.toByteArray());
        } catch (IOException e) {
            throw new Wrong(
                    to.get()
                            + " cannot be written: choose a folder that exists and that you may"
                            + " write to.");
        }
    }

    private interface Form {
        void write(OutputStream to) throws IOException;
    }
}
