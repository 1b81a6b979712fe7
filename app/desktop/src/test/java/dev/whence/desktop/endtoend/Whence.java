package dev.whence.desktop.endtoend;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The packaged program, run through its own start script as a user runs it.
final class Whence {
    /// The start script that `mvn package` leaves.
    static final Path SCRIPT = Path.of("target", "whence", "bin", "whence").toAbsolutePath();

    /// So much memory must do, whatever the world answers.
    private static final String MEMORY = "-Xmx256m -XX:+ExitOnOutOfMemoryError";

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;

    Whence(Path folder) {
        this.folder = folder;
    }

    /// Runs with these words and nothing else.
    Answer run(List<String> words) {
        var out = folder.resolve("stdout.txt");
        var err = folder.resolve("stderr.txt");
        List<String> all =
                new ArrayList<>(
                        List.of(
                                Needs.program("setpriv"),
                                "--pdeathsig",
                                "KILL",
                                SCRIPT.toString()));
        all.addAll(words);
        var builder =
                new ProcessBuilder(all)
                        .directory(folder.toFile())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        var environment = builder.environment();
        environment.put("WHENCE_JAVA_OPTS", MEMORY);
        environment.put("HOME", folder.toString());
        environment.remove("SSH_AUTH_SOCK");
        environment.remove("DISPLAY");
        var began = System.nanoTime();
        try {
            var process = builder.start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError(
                        "Whence did not end within " + PATIENCE.toSeconds() + " s: " + text(err));
            }
            return new Answer(
                    process.exitValue(),
                    text(out),
                    text(err),
                    folder,
                    Duration.ofNanos(System.nanoTime() - began));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// Runs `check`, writing JSON, Markdown, PDF and the saved incident.
    Answer check(String url, List<String> options) {
        List<String> words = new ArrayList<>(List.of("check", url));
        words.addAll(options);
        words.addAll(
                List.of(
                        "--json", "answer.json",
                        "--markdown", "report.md",
                        "--pdf", "report.pdf",
                        "--save", "saved.whence"));
        return run(words);
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a run left behind.
    record Answer(int exit, String out, String err, Path folder, Duration took) {
        /// The result as JSON.
        JsonNode json() {
            return JSON.readTree(text(folder.resolve("answer.json")));
        }

        JsonNode verdict() {
            return json().path("verdict");
        }

        /// The report as Markdown.
        String markdown() {
            return text(folder.resolve("report.md"));
        }

        /// The text of the PDF, in lines as it is printed.
        String pdf() {
            return PdfText.of(folder.resolve("report.pdf"));
        }

        /// How a check ended, on the first host where it ran.
        JsonNode outcome(String check) {
            for (var step : json().path("steps")) {
                for (var each : step.path("checks")) {
                    if (each.path("id").asString("").equals(check)) {
                        return each;
                    }
                }
            }
            throw new AssertionError("There is no check " + check + " in " + json().path("steps"));
        }

        /// Everything that a person sees, for the message of a failing test.
        String told() {
            var json = Files.exists(folder.resolve("answer.json")) ? json().toPrettyString() : "";
            return "exit %d after %d ms%n%s%n%s%n%s"
                    .formatted(exit, took.toMillis(), err, out, json);
        }
    }
}
