package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What `ufw status` prints.
final class UfwPaste implements PastedReader {
    private static final Pattern NEVER = Pattern.compile("(?!)");
    private static final Pattern PERHAPS = Pattern.compile("(?s).");

    @Override
    public Pasted kind() {
        return Pasted.UFW;
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
