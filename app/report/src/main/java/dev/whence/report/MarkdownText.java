package dev.whence.report;

import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Keeps text from meaning anything in Markdown.
final class MarkdownText {

    /// What GitHub would make a link, a mention or a reference of; a backslash does not stop it,
    /// ticks do.
    private static final Pattern LINKED =
            Pattern.compile("@|://|www\\.|[#]\\d|GH-\\d", Pattern.CASE_INSENSITIVE);

    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]~|$<>&]");
    private static final Pattern STARTS_BLOCK =
            Pattern.compile("^(?:[#+=-]|\\d{1,9}(?=[.)](?:\\s|$)))");
    private static final Pattern SPACES = Pattern.compile("[\\s\u00a0\u2000-\u200a\u3000]+");
    private static final Pattern TICKS = Pattern.compile("`+");

    private MarkdownText() {}

    /// The text on one line, every character meaning only itself.
    static String inline(String text) {
        return inline(text, MarkdownText::ticked);
    }

    /// The same for a cell of a table, where a bar ends the cell even between ticks.
    static String inCell(String text) {
        return inline(text, word -> ticked(word.replace('|', '¦')));
    }

    private static String inline(String text, UnaryOperator<String> ticked) {
        var words =
                SPACES.splitAsStream(text.strip())
                        .map(
                                word ->
                                        LINKED.matcher(word).find()
                                                ? ticked.apply(word)
                                                : escaped(word))
                        .collect(Collectors.joining(" "));
        return STARTS_BLOCK.matcher(words).replaceFirst(MarkdownText::defused);
    }

    private static String escaped(String word) {
        return SPECIAL.matcher(word)
                .replaceAll(
                        found ->
                                switch (found.group()) {
                                    case "<" -> "&lt;";
                                    case ">" -> "&gt;";
                                    case "&" -> "&amp;";
                                    default -> "\\\\\\" + found.group();
                                });
    }

    private static String defused(MatchResult start) {
        var found = start.group();
        return Character.isDigit(found.charAt(0)) ? found + "\\\\" : "\\\\" + found;
    }

    /// The text as a code span on one line, between more ticks than it holds in a row.
    static String ticked(String text) {
        var line = SPACES.matcher(text.strip()).replaceAll(" ");
        var ticks = "`".repeat(longestRunOfTicks(line) + 1);
        var space = line.startsWith("`") || line.endsWith("`") || line.isEmpty() ? " " : "";
        return ticks + space + line + space + ticks;
    }

    /// How many ticks stand together at most.
    static int longestRunOfTicks(String text) {
        return TICKS.matcher(text)
                .results()
                .mapToInt(run -> run.end() - run.start())
                .max()
                .orElse(0);
    }
}
