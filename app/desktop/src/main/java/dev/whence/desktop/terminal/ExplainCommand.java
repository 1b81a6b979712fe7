package dev.whence.desktop.terminal;

import dev.whence.desktop.Wiring;
import dev.whence.knowledge.Knowledge;
import dev.whence.knowledge.file.Result;
import dev.whence.knowledge.pasted.Case;
import dev.whence.knowledge.pasted.CaseFile;
import dev.whence.knowledge.pasted.Pasted;
import dev.whence.knowledge.pasted.Piece;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `whence explain FILE...`: a verdict from evidence that somebody brings. It opens no connection.
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says from pasted or attached evidence where the error comes from:",
            "logs, error pages, outputs of commands. Opens no connection."
        },
        footer = {
            "",
            "Exit codes: 0 nothing wrong now, 10 origin, 11 edge, 12 tunnel, 13 client,",
            "20 not sure, 30 not this fault, 2 wrong usage, 1 a fault of Whence.",
            "With --jsonl: 0 where every case was judged."
        })
final class ExplainCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description =
                    "Plain text of any size, also packed with gzip, or a case as JSON; - is the"
                            + " standard input.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            converter = Kind.class,
            description = "What the text is, where its content does not show it.")
    private @Nullable Pasted kind;

    @Option(
            names = "--jsonl",
            paramLabel = "CASES.jsonl",
            description = "Judge one case a line; --json gets one result a line.")
    private @Nullable String cases;

    @Mixin private OutputOptions output = new OutputOptions();

    private final Wiring wiring;
    private final Brought brought;
    private final PrintStream out;

    ExplainCommand(Wiring wiring, InputStream in, PrintStream out, PrintStream err) {
        this.wiring = wiring;
        this.brought = new Brought(in, err);
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        if (cases != null) {
            return each(cases);
        }
        if (files.isEmpty()) {
            throw new Wrong("Give a file with the evidence, or - for the standard input.");
        }
        var incident = wiring.explain(together());
        new Handing(wiring, out).over(incident, output);
        return Exit.of(incident.verdict()).code();
    }

    /// Several files are about one failure.
    private Case together() {
        var id = "";
        var cloudflare = Optional.<Boolean>empty();
        List<Integer> codes = new ArrayList<>();
        List<Piece> pieces = new ArrayList<>();
        for (var file : files) {
            var text = brought.text(file);
            var whole = CaseFile.read(text);
            if (whole.isEmpty()) {
                pieces.add(new Piece(Optional.ofNullable(kind), text));
                continue;
            }
            id = id.isEmpty() ? whole.get().id() : id;
            cloudflare = cloudflare.or(whole.get()::cloudflare);
            codes.addAll(whole.get().codes());
            pieces.addAll(whole.get().evidence());
        }
        return new Case(id, codes.stream().distinct().toList(), cloudflare, pieces);
    }

    private int each(String file) throws IOException {
        if (!files.isEmpty() || kind != null) {
            throw new Wrong(
                    "--jsonl takes its cases from one file: leave out other files and --kind.");
        }
        if (output.pdf().isPresent()
                || output.markdown().isPresent()
                || output.save().isPresent()) {
            throw new Wrong("With --jsonl only --json is written: one result a line.");
        }
        var all = cases(file);
        var to = output.json().orElse("-");
        try (var lines = to.equals("-") ? new Lines(out, false) : Lines.to(Path.of(to))) {
            for (var each : all) {
                var incident = wiring.explain(each);
                lines.add(Result.of(incident, wiring.words(), Knowledge.CHECKS).line());
            }
        }
        return Exit.NOTHING_WRONG_NOW.code();
    }

    private List<Case> cases(String file) {
        List<Case> all = new ArrayList<>();
        var number = 0;
        for (var line : brought.lines(file)) {
            number++;
            if (!line.isBlank()) {
                all.add(caseOf(file, number, line));
            }
        }
        return all;
    }

    private static Case caseOf(String file, int number, String line) {
        return CaseFile.line(line)
                .orElseThrow(
                        () ->
                                new Wrong(
                                        "Line "
                                                + number
                                                + " of "
                                                + file
                                                + " is no case: write one JSON object a line."));
    }

    /// Where the results go, one a line.
    private record Lines(PrintStream to, boolean own) implements AutoCloseable {
        static Lines to(Path file) {
            try {
                return new Lines(
                        new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8),
                        true);
            } catch (IOException e) {
                throw new Wrong(
                        file
                                + " cannot be written: choose a folder that exists and that you may"
                                + " write to.");
            }
        }

        void add(String line) {
            to.print(line + "\n");
        }

        @Override
        public void close() {
            to.flush();
            if (own) {
                to.close();
            }
        }
    }
}
