package dev.whence.knowledge.parse;

import java.util.List;
import java.util.regex.Pattern;

/// What every reader needs: lines without colours and carriage returns, numbers that are numbers.
public final class Text {
    private static final Pattern COLOUR =
            Pattern.compile("(?:\u001b|#033)\\[[0-9;?]{0,16}[A-Za-z]");
    private static final int LONGEST_LINE = 16 * 1024;
    private static final int MOST_LINES = 50_000;

    private Text() {}

    /// The text without colours, with plain line ends.
    public static String clean(String text) {
        return COLOUR.matcher(text.replace("\r\n", "\n").replace('\r', '\n')).replaceAll("");
    }

    /// The lines that are not blank, the last ones where there are too many, each cut where it is
    /// too long.
    public static List<String> lines(String text) {
        var lines = clean(text).lines().filter(line -> !line.isBlank()).map(Text::cut).toList();
        return lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
    }

    /// The number that is written; 0 where there is none or it is too large.
    public static int number(String digits) {
        return digits.matches("-?\\d{1,9}") ? Integer.parseInt(digits) : 0;
    }

    /// The same for large numbers.
    public static long large(String digits) {
        return digits.matches("-?\\d{1,18}") ? Long.parseLong(digits) : 0;
    }

    /// A line that may stand in a report: short, without control characters and without the queries
    /// of addresses, which may hold secrets.
    public static String sample(String line) {
        var safe =
                line.replaceAll("\\p{Cntrl}", " ").replaceAll("\\?[^\\s\"']{1,4096}", "?…").strip();
        return safe.length() <= 240 ? safe : safe.substring(0, 239) + "…";
    }

    private static String cut(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE);
    }
}
