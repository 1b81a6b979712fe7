package dev.whence.knowledge.file;

import dev.whence.engine.run.Incident;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Reads and writes `INCIDENT.whence`: one JSON file with all that is known about an incident.
public final class IncidentFile {
    private static final long LARGEST = 64L * 1024 * 1024;

    private IncidentFile() {}

    /// Writes an incident whole or not at all: a program that is killed on the way leaves the
    /// former file.
    ///
    /// @param tape questions and answers as their own module writes them
    public static void write(Incident incident, JsonNode tape, Path to) throws IOException {
        var text =
                Json.MAPPER
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(saved(incident, tape));
        var folder = to.toAbsolutePath().getParent();
        var part = Files.createTempFile(folder, to.getFileName().toString(), ".part");
        try {
            Files.writeString(part, text, StandardCharsets.UTF_8);
            Files.move(
                    part, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// Reads a saved incident.
    ///
    /// @throws IOException with a sentence for the user where the file is none, or of a newer
    ///   format
    public static SavedIncident read(Path from) throws IOException {
        if (Files.size(from) > LARGEST) {
            throw new IOException(from.getFileName() + " is too large for an incident.");
        }
        try {
            var saved = Json.MAPPER.readValue(Files.readString(from), SavedIncident.class);
            if (saved.format() != SavedIncident.FORMAT) {
                throw new IOException(
                        from.getFileName()
                                + " was written by a newer Whence: open it with that one.");
            }
            return saved;
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new IOException(from.getFileName() + " is not an incident that Whence wrote.", e);
        }
    }

    private static SavedIncident saved(Incident incident, JsonNode tape) {
        return new SavedIncident(
                SavedIncident.FORMAT,
                incident.id(),
                incident.opened(),
                incident.took(),
                incident.target().withoutQuery(),
                incident.facts().observed(),
                incident.facts().coverage().entries().stream()
                        .map(SavedIncident.Looked::of)
                        .toList(),
                SavedIncident.Said.of(incident.verdict()),
                incident.notes(),
                tape);
    }
}
