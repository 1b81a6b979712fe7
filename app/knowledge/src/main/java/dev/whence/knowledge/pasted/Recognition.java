package dev.whence.knowledge.pasted;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Tells from a text what it is.
public final class Recognition {
    private static final int LOOK_AT = 256 * 1024;

    private static final List<Pasted> ANSWERS =
            List.of(
                    Pasted.CLOUDFLARED_READY,
                    Pasted.CLOUDFLARED_METRICS,
                    Pasted.TRACE,
                    Pasted.STATUS_PAGE);

    private Recognition() {}

    /// The kind of a text; empty where it looks like none.
    public static Optional<Pasted> kindOf(String text) {
        if (Transcript.parts(start(text)).size() > 1 && Transcript.is(start(text))) {
            return Optional.of(Pasted.SHELL);
        }
        return ofContent(text);
    }

    /// The kind of one part of a transcript, or of a text without a command.
    ///
    /// @param said what the person says; wins unless the text can be nothing else
    static Optional<Pasted> kindOf(String text, Optional<Pasted> said) {
        var start = start(text);
        if (said.isEmpty() || said.get() == Pasted.SHELL) {
            return ofContent(start);
        }
        if (Readers.of(said.get()).likeness(start) != Likeness.UNLIKE) {
            var sure = best(start, Likeness.UNMISTAKABLE);
            var own = Readers.of(said.get()).likeness(start);
            return own == Likeness.PERHAPS && sure.isPresent() ? sure : said;
        }
        return best(start, Likeness.UNMISTAKABLE).or(() -> said);
    }

    /// What an address of the edge or of a connector answers, whichever program asked for it.
    static Optional<Pasted> ofOutput(String text) {
        return ANSWERS.stream()
                .filter(kind -> Readers.of(kind).likeness(start(text)) == Likeness.UNMISTAKABLE)
                .findFirst();
    }

    private static Optional<Pasted> ofContent(String text) {
        var start = start(text);
        return Arrays.stream(Likeness.values())
                .filter(likeness -> likeness.compareTo(Likeness.LIKE) <= 0)
                .flatMap(likeness -> best(start, likeness).stream())
                .findFirst();
    }

    private static Optional<Pasted> best(String text, Likeness likeness) {
        return Readers.ALL.stream()
                .filter(reader -> reader.likeness(text) == likeness)
                .map(PastedReader::kind)
                .findFirst();
    }

    private static String start(String text) {
        return text.length() <= LOOK_AT ? text : text.substring(0, LOOK_AT);
    }
}
