package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.parse.KernelLine;

import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The rules of iptables, or lines that its LOG target wrote.
final class IptablesPaste implements PastedReader {
    private static final Pattern SURE =
            Pattern.compile(
                    "\\[UFW [A-Z ]{1,20}\\] |\\bIN=\\S{0,20} .{0,200}\\bSRC=\\S{1,40} DST=");
    private static final Pattern LIKE =
            Pattern.compile("(?m)^-[AN] [A-Z]|^:[A-Z]+ (?:ACCEPT|DROP|-) |^Chain \\S+ \\(");
    private static final Pattern PERHAPS = Pattern.compile("(?s).");

    @Override
    public Pasted kind() {
        return Pasted.IPTABLES;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, SURE, LIKE, PERHAPS);
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        return KernelLine.facts(sheet.on(), sheet.text(), Instant.EPOCH).stream()
                .map(Fact.class::cast);
    }
}
