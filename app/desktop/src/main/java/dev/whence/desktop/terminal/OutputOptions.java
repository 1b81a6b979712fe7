package dev.whence.desktop.terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.Optional;

/// What to write. `-` is the standard output.
final class OutputOptions {
    @Option(names = "--json", paramLabel = "F", description = "Write the result as JSON.")
    private @Nullable String json;

    @Option(names = "--pdf", paramLabel = "F", description = "Write the report as PDF.")
    private @Nullable String pdf;

    @Option(names = "--markdown", paramLabel = "F", description = "Write the report as Markdown.")
    private @Nullable String markdown;

    @Option(
            names = "--save",
            paramLabel = "F.whence",
            description = "Save the incident, to be opened again.")
    private @Nullable String save;

    Optional<String> json() {
        return Optional.ofNullable(json);
    }

    Optional<String> pdf() {
        return Optional.ofNullable(pdf);
    }

    Optional<String> markdown() {
        return Optional.ofNullable(markdown);
    }

    Optional<String> save() {
        return Optional.ofNullable(save);
    }

    /// Whether anything is written, so that nothing is printed for a person.
    boolean any() {
        return json != null || pdf != null || markdown != null || save != null;
    }
}
