package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The rules of iptables, or lines that its LOG target wrote.
final class IptablesPaste implements PastedReader {
    private static final Pattern NEVER = Pattern.compile("(?!)");
    private static final Pattern PERHAPS = Pattern.compile("(?s).");

    @Override
    public Pasted kind() {
        return Pasted.IPTABLES;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, NEVER, NEVER, PERHAPS);
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        return Stream.empty();
    }
}
