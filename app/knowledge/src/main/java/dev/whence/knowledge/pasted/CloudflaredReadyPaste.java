package dev.whence.knowledge.pasted;

import dev.whence.engine.model.HostPort;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.parse.ConnectorPages;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a connector's `/ready` says (facts §E.8).
final class CloudflaredReadyPaste implements PastedReader {
    private static final Pattern SURE = Pattern.compile("\"readyConnections\"");
    private static final Pattern PERHAPS = Pattern.compile("\\{");
    private static final Pattern OBJECT =
            Pattern.compile("\\{[^{}]{0,2000}\"readyConnections\"[^{}]{0,2000}\\}");

    @Override
    public Pasted kind() {
        return Pasted.CLOUDFLARED_READY;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, SURE, SURE, PERHAPS);
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        var object = OBJECT.matcher(sheet.text());
        return object.find()
                ? ConnectorPages.ready(
                                sheet.on(),
                                new ConnectorPages.Page(
                                        new HostPort("127.0.0.1", 20241),
                                        "/ready",
                                        200,
                                        object.group()))
                        .stream()
                        .map(Fact.class::cast)
                : Stream.empty();
    }
}
