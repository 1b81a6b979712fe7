package dev.whence.knowledge.parse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/// Condenses a log of any size, in one pass and in bounded memory: of lines that tell of the same
/// thing, the first and the last few stay.
///
/// @param kept the lines that stay, in their order
/// @param lines how many lines there were
/// @param bytes how many bytes were read
/// @param forgotten how many lines no kept line stands for, because there were too many shapes
public record LogDigest(List<Line> kept, long lines, long bytes, long forgotten) {
    private static final int BUFFER = 1 << 20;
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int LAST_OF_A_SHAPE = 8;
    private static final int MOST_SHAPES = 4_096;
    private static final long MOST_KEPT = 8L << 20;

    public LogDigest {
        kept = List.copyOf(kept);
    }

    /// A line that stays.
    ///
    /// @param times how many lines it stands for, itself among them
    public record Line(long number, String text, long times) {}

    /// Reads a log to its end.
    ///
    /// @param goesOn asked after every mebibyte with the number of bytes that were read; `false`
    ///   ends the reading
    public static LogDigest read(InputStream log, LongPredicate goesOn) throws IOException {
        var pass = new Pass();
        pass.read(log, goesOn);
        return new LogDigest(pass.kept(), pass.lines, pass.bytes, pass.forgotten);
    }

    /// The lines that stay, as a text that every reader of logs reads. Behind a line that stands
    /// for others it says for how many (see [Repeats]).
    public String text() {
        var text = new StringBuilder();
        for (var line : kept) {
            text.append(line.text()).append('\n');
            if (line.times() > 1) {
                text.append(Repeats.mark(line.times() - 1)).append('\n');
            }
        }
        return text.toString();
    }

    /// Lines of one shape.
    private static final class Alike {
        private final Copy first;
        private final Deque<Copy> last = new ArrayDeque<>(LAST_OF_A_SHAPE);
        private long count = 1;

        Alike(Copy first) {
            this.first = first;
        }

        /// Keeps one more line.
        ///
        /// @return how many more bytes are held now
        int add(long number, byte[] bytes, int from, int end) {
            count++;
            var copy = last.size() < LAST_OF_A_SHAPE ? new Copy() : last.removeFirst();
            var before = copy.held();
            copy.take(number, bytes, from, end);
            last.addLast(copy);
            return copy.held() - before;
        }

        long held() {
            return first.held() + last.stream().mapToLong(Copy::held).sum();
        }

        /// The newest line stands for all that do not stay.
        void into(List<Line> kept) {
            var staying = last.size() + 1;
            if (last.isEmpty()) {
                kept.add(first.line(1));
                return;
            }
            kept.add(first.line(1));
            last.forEach(
                    copy -> kept.add(copy.line(copy == last.getLast() ? count - staying + 1 : 1)));
        }
    }

    /// A copy of one line, whose memory is used again.
    private static final class Copy {
        private byte[] bytes = new byte[0];
        private int length;
        private long number;

        void take(long number, byte[] from, int begin, int end) {
            this.number = number;
            length = Math.min(end - begin, LONGEST_LINE);
            if (bytes.length < length) {
                bytes = new byte[length];
            }
            System.arraycopy(from, begin, bytes, 0, length);
        }

        int held() {
            return bytes.length;
        }

        Line line(long times) {
            return new Line(number, new String(bytes, 0, length, StandardCharsets.UTF_8), times);
        }
    }

    private static final class Pass {
        private final Map<Long, Alike> shapes = new LinkedHashMap<>(MOST_SHAPES * 2, 0.75f, true);
        private final byte[] buffer = new byte[BUFFER];
        private int filled;
        private long lines;
        private long bytes;
        private long held;
        private long forgotten;

        void read(InputStream log, LongPredicate goesOn) throws IOException {
            var more = true;
            while (more) {
                var got = log.read(buffer, filled, buffer.length - filled);
                more = got >= 0 && goesOn.test(bytes += got);
                filled += Math.max(0, got);
                take(got < 0);
            }
        }

        private void take(boolean end) {
            var from = 0;
            for (var at = 0; at < filled; at++) {
                if (buffer[at] == '\n') {
                    line(from, at);
                    from = at + 1;
                }
            }
            if (from < filled && (end || (from == 0 && filled == buffer.length))) {
                line(from, filled);
                from = filled;
            }
            System.arraycopy(buffer, from, buffer, 0, filled - from);
            filled -= from;
        }

        private void line(int from, int end) {
            if (end == from) {
                return;
            }
            lines++;
            var shape = LineShape.of(buffer, from, Math.min(end, from + LONGEST_LINE));
            var alike = shapes.get(shape);
            if (alike == null) {
                var first = new Copy();
                first.take(lines, buffer, from, end);
                shapes.put(shape, new Alike(first));
                held += first.held();
            } else {
                held += alike.add(lines, buffer, from, end);
            }
            while (shapes.size() > MOST_SHAPES || held > MOST_KEPT) {
                forgetEldest();
            }
        }

        private void forgetEldest() {
            var eldest = shapes.values().iterator();
            var gone = eldest.next();
            eldest.remove();
            held -= gone.held();
            forgotten += gone.count;
        }

        List<Line> kept() {
            List<Line> kept = new ArrayList<>();
            shapes.values().forEach(alike -> alike.into(kept));
            kept.sort(Comparator.comparingLong(Line::number));
            return kept;
        }
    }
}
