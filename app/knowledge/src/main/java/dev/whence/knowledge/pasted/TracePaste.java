package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.parse.TraceLines;

import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the edge says at `/cdn-cgi/trace` (facts §B).
final class TracePaste implements PastedReader {
    private static final Pattern SURE = Pattern.compile("(?m)^(?:fl|colo|visit_scheme)=\\w");
    private static final Pattern PERHAPS = Pattern.compile("(?m)^[a-z_]+=");

    @Override
    public Pasted kind() {
        return Pasted.TRACE;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, SURE, SURE, PERHAPS);
    }

    /// The clocks cannot be compared: nobody knows when it was copied.
    @Override
    public Stream<Fact> facts(Sheet sheet) {
        return TraceLines.read(sheet.text()).stream()
                .map(
                        trace ->
                                new EdgeFact.Trace(
                                        trace.of("colo"),
                                        trace.of("ip"),
                                        trace.of("loc"),
                                        trace.of("http"),
                                        trace.of("tls"),
                                        trace.of("warp"),
                                        trace.of("gateway"),
                                        Duration.ZERO));
    }
}
