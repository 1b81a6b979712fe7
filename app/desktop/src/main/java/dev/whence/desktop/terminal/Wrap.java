package dev.whence.desktop.terminal;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Breaks text into lines of at most so many columns.
final class Wrap {
    /// The width that every terminal has.
    static final int COLUMNS = 80;

    private static final Pattern PARAGRAPHS = Pattern.compile("\n\\s*\n");

    private Wrap() {}

    /// The text in lines that begin with the indent, its paragraphs apart; a word that is too long
    /// stands alone.
    static String at(String indent, String text) {
        return PARAGRAPHS
                .splitAsStream(clean(text).strip())
                .map(paragraph -> wrapped(indent, paragraph))
                .collect(Collectors.joining("\n\n"));
    }

    /// Text from outside without what could move the cursor or change colours.
    static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\n]]", "");
    }

    private static String wrapped(String indent, String text) {
        var out = new StringBuilder(indent);
        var column = indent.length();
        for (var word : text.strip().split("\\s+", -1)) {
            if (column > indent.length() && column + 1 + word.length() > COLUMNS) {
                out.append('\n').append(indent);
                column = indent.length();
            }
            if (column > indent.length()) {
                out.append(' ');
                column++;
            }
            out.append(word);
            column += word.length();
        }
        return out.toString();
    }
}
