package dev.whence.knowledge.pasted;

import dev.whence.knowledge.parse.LogDigest;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;

/// A text of any size as somebody brings it, read in one pass and in bounded memory. A large log is
/// condensed; what gzip packed is unpacked on the way; UTF-16 becomes plain.
///
/// @param text what stays of it; empty where nothing does
/// @param lines how many lines there were; 0 where they were not counted
/// @param bytes how many bytes were read, before unpacking
public record Intake(String text, long lines, long bytes, Form form) {
    private static final int LARGEST = 4 * 1024 * 1024;
    private static final int MOST_LINES = 50_000;
    private static final int START = 256 * 1024;
    private static final long MOST_UNPACKED = 16L << 30;
    private static final Pattern TIME =
            Pattern.compile("(?m)^.{0,200}?(?:\\b\\d\\d:\\d\\d:\\d\\d|\\b\\d{10}\\b)");

    /// How much of a text stays.
    public enum Form {
        /// All of it.
        WHOLE,
        /// Of lines that say the same, the first and the last; all are counted.
        CONDENSED,
        /// The same, but not every line is counted: what was counted was so often at least.
        CONDENSED_IN_PART,
        /// Nothing: it is too large, and no log.
        TOO_LARGE,
        /// Nothing: it is no text.
        NO_TEXT
    }

    /// Reads a text to its end.
    ///
    /// @param goesOn asked again and again with the number of bytes that were read; `false` ends
    ///   the reading
    public static Intake read(InputStream from, LongPredicate goesOn) throws IOException {
        var counted = new Counted(from);
        var open = Legible.open(counted);
        if (open.isEmpty()) {
            return new Intake("", 0, counted.bytes, Form.NO_TEXT);
        }
        var plain = open.get();
        var begin = plain.readNBytes(LARGEST + 1);
        if (begin.length <= LARGEST && !(hasManyLines(begin) && mayBeLog(begin))) {
            var whole = new String(begin, StandardCharsets.UTF_8);
            return new Intake(whole, 0, counted.bytes, Form.WHOLE);
        }
        if (!mayBeLog(begin)) {
            return new Intake("", 0, counted.bytes, Form.TOO_LARGE);
        }
        var all = new SequenceInputStream(new ByteArrayInputStream(begin), plain);
        return condensed(all, plain, counted, goesOn);
    }

    /// Takes a text that is in memory already; a large one is condensed as a file is.
    public static Intake of(String text, LongPredicate goesOn) {
        try {
            return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), goesOn);
        } catch (IOException e) {
            throw new IllegalStateException("Memory can always be read.", e);
        }
    }

    private static Intake condensed(
            InputStream all, Legible plain, Counted counted, LongPredicate goesOn)
            throws IOException {
        var ended = new AtomicBoolean();
        var digest =
                LogDigest.read(
                        all,
                        unpacked -> {
                            ended.set(!goesOn.test(counted.bytes) || unpacked > MOST_UNPACKED);
                            return !ended.get();
                        });
        var text = digest.text();
        var missing =
                ended.get() || plain.torn() || digest.forgotten() > 0 || text.length() > LARGEST;
        return new Intake(
                head(digest.lines(), missing) + text,
                digest.lines(),
                counted.bytes,
                missing ? Form.CONDENSED_IN_PART : Form.CONDENSED);
    }

    private static String head(long lines, boolean missing) {
        return "-- Condensed from "
                + lines
                + " lines: of those that say the same, the first and the last stay"
                + (missing ? "; every count is at least --\n" : " --\n");
    }

    private static boolean hasManyLines(byte[] text) {
        var lines = 0;
        for (var each : text) {
            lines += each == '\n' ? 1 : 0;
        }
        return lines > MOST_LINES;
    }

    /// Only of a log may lines be left out.
    private static boolean mayBeLog(byte[] text) {
        var start = new String(text, 0, Math.min(text.length, START), StandardCharsets.UTF_8);
        return Recognition.kindOf(start, Optional.empty())
                .map(Pasted::isLog)
                .orElseGet(() -> tellsTimes(start));
    }

    /// Whether at least one line of twenty tells a time.
    private static boolean tellsTimes(String start) {
        return TIME.matcher(start).results().count() * 20 >= start.lines().count();
    }

    /// Counts the bytes as they come.
    private static final class Counted extends FilterInputStream {
        private long bytes;

        Counted(InputStream from) {
            super(from);
        }

        @Override
        public int read() throws IOException {
            var next = in.read();
            bytes += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] to, int at, int most) throws IOException {
            var got = in.read(to, at, most);
            bytes += Math.max(0, got);
            return got;
        }
    }
}
