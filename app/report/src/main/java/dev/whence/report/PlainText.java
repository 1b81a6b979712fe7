package dev.whence.report;

import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/// Makes text from anywhere safe and readable on paper. Colours of terminals go away; whatever else
/// cannot be seen or drawn is written out as its number: `[U+0007]`, `[U+0000 ×12]`. That covers
/// control characters, lone surrogates, marks that turn the direction of text or hide in it, and
/// characters that none of the fonts has. Line breaks become `\n`, tabs stay.
final class PlainText {

    private static final Pattern TERMINAL_COLOUR = Pattern.compile("\\u001b\\[[0-9;]*[mK]");
    private static final Pattern LINE_BREAK = Pattern.compile("\r\n|[\r\u2028\u2029\u0085]");
    private static final int JOINER = 0x200d;
    private static final int NON_JOINER = 0x200c;

    private final IntPredicate drawable;

    /// Text for paper whose fonts can draw the given code points.
    PlainText(IntPredicate drawable) {
        this.drawable = drawable;
    }

    /// The text with everything unprintable written out; never fails.
    String of(String raw) {
        var text = unixLines(TERMINAL_COLOUR.matcher(raw).replaceAll(""));
        var out = new StringBuilder(text.length());
        var at = 0;
        while (at < text.length()) {
            var point = text.codePointAt(at);
            if (readable(point)) {
                out.appendCodePoint(point);
                at += Character.charCount(point);
            } else {
                at = writeOut(text, at, out);
            }
        }
        return out.toString();
    }

    /// The text with every kind of line break as `\n`.
    static String unixLines(String raw) {
        return LINE_BREAK.matcher(raw).replaceAll("\n");
    }

    private int writeOut(String text, int start, StringBuilder out) {
        var at = start;
        var separator = "[";
        while (at < text.length() && !readable(text.codePointAt(at))) {
            var point = text.codePointAt(at);
            var times = 0;
            while (at < text.length() && text.codePointAt(at) == point) {
                at += Character.charCount(point);
                times++;
            }
            out.append(separator).append("U+%04X".formatted(point));
            if (times > 1) {
                out.append(" ×").append(times);
            }
            separator = " ";
        }
        out.append(']');
        return at;
    }

    private boolean readable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> point == '\n' || point == '\t';
            case Character.FORMAT ->
                    (point == JOINER || point == NON_JOINER) && drawable.test(point);
            case Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
            default -> drawable.test(point);
        };
    }
}
