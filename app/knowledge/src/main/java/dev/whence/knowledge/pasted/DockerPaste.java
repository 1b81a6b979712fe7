package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.parse.container.ContainerInspect;
import dev.whence.knowledge.parse.container.ContainerTable;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What Docker, Podman and Compose print: lists of containers, what they know of one, and their
/// logs (facts §F.8).
final class DockerPaste implements PastedReader {
    private static final Pattern SURE =
            Pattern.compile(
                    "CONTAINER"
                        + " ID\\s+IMAGE|(?m)^NAMES?\\s+(?:IMAGE|STATUS|COMMAND)\\b.*\\b(?:STATUS|PORTS)"
                        + "|\"(?:NetworkSettings|RestartCount|OOMKilled)\"\\s*:|\"State\":\"\\w+\",\"Status\":\"(?:Up|Exited)"
                        + "|(?m)^NAME\\s+READY\\s+STATUS\\s+RESTARTS");
    private static final Pattern LIKE =
            Pattern.compile(
                    "(?m)^[0-9a-f]{12}\\s+\\S+\\s+\"|\\d+/tcp\\b.*->|->\\d+/tcp|Exited \\(\\d+\\)"
                            + "|Restarting \\(\\d+\\)");
    private static final Pattern PERHAPS = Pattern.compile("(?s).");

    @Override
    public Pasted kind() {
        return Pasted.DOCKER;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, SURE, LIKE, PERHAPS);
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        var inside = Inside.of(sheet.command());
        if (inside.isPresent() && inside.get().known()) {
            return inside.get().facts(sheet);
        }
        var listed = ContainerTable.facts(sheet.on(), sheet.text());
        var told = ContainerInspect.facts(sheet.on(), sheet.text());
        return listed.isEmpty() && told.isEmpty()
                ? LogText.facts(sheet)
                : Stream.of(listed.stream(), told.stream(), Pods.facts(sheet))
                        .flatMap(each -> each);
    }
}
