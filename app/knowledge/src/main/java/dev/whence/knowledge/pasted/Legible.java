package dev.whence.knowledge.pasted;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// The bytes of a text in UTF-8, whatever it came as: packed with gzip, in UTF-16, with a mark in
/// front.
final class Legible extends FilterInputStream {
    private static final int HEAD = 64 * 1024;

    private boolean torn;

    private Legible(InputStream from) {
        super(from);
    }

    /// The bytes of a text; empty where it is none.
    static Optional<Legible> open(InputStream from) throws IOException {
        var mark = from.readNBytes(2);
        var all = joined(mark, from);
        var gzip = mark.length == 2 && mark[0] == 0x1f && mark[1] == (byte) 0x8b;
        var plain = new Legible(gzip ? new GZIPInputStream(all, HEAD) : all);
        var head = plain.readNBytes(HEAD);
        plain.in = decoded(head, plain.in);
        return isBinary(head) ? Optional.empty() : Optional.of(plain);
    }

    /// Whether the end of what gzip packed is missing.
    boolean torn() {
        return torn;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int at, int most) throws IOException {
        try {
            return in.read(to, at, most);
        } catch (EOFException | ZipException _) {
            torn = true;
            return -1;
        }
    }

    private static InputStream joined(byte[] head, InputStream rest) {
        return new SequenceInputStream(new ByteArrayInputStream(head), rest);
    }

    private static InputStream decoded(byte[] head, InputStream rest) throws IOException {
        var all = joined(head, rest);
        var charset = utf16(head);
        if (charset.isPresent()) {
            all.skipNBytes(2);
            return new Recoded(new InputStreamReader(all, charset.get()));
        }
        if (head.length >= 3
                && head[0] == (byte) 0xef
                && head[1] == (byte) 0xbb
                && head[2] == (byte) 0xbf) {
            all.skipNBytes(3);
        }
        return all;
    }

    private static Optional<Charset> utf16(byte[] head) {
        if (head.length < 2) {
            return Optional.empty();
        }
        if (head[0] == (byte) 0xff && head[1] == (byte) 0xfe) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return head[0] == (byte) 0xfe && head[1] == (byte) 0xff
                ? Optional.of(StandardCharsets.UTF_16BE)
                : Optional.empty();
    }

    /// Whether more than a tenth is nothing that a text has.
    private static boolean isBinary(byte[] head) {
        if (utf16(head).isPresent()) {
            return false;
        }
        var text = new String(head, StandardCharsets.UTF_8);
        return text.startsWith("%PDF-")
                || text.chars().filter(Legible::isOdd).count() * 10 > text.length();
    }

    private static boolean isOdd(int sign) {
        return sign == 0xfffd || sign < 8 || (sign > 13 && sign < 32 && sign != 27);
    }

    /// What a reader reads, as UTF-8.
    private static final class Recoded extends InputStream {
        private final Reader from;
        private final char[] signs = new char[8 * 1024];
        private byte[] bytes = new byte[0];
        private int next;

        Recoded(Reader from) {
            this.from = from;
        }

        @Override
        public int read() throws IOException {
            return fill() ? bytes[next++] & 0xff : -1;
        }

        @Override
        public int read(byte[] to, int at, int most) throws IOException {
            if (!fill()) {
                return -1;
            }
            var got = Math.min(most, bytes.length - next);
            System.arraycopy(bytes, next, to, at, got);
            next += got;
            return got;
        }

        private boolean fill() throws IOException {
            while (next == bytes.length) {
                var got = from.read(signs);
                if (got < 0) {
                    return false;
                }
                bytes = new String(signs, 0, got).getBytes(StandardCharsets.UTF_8);
                next = 0;
            }
            return true;
        }
    }
}
