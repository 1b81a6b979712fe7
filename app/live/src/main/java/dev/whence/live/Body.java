package dev.whence.live;

import dev.whence.engine.world.Fetched.Flaw;
import dev.whence.engine.world.Headers;

import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.TruncatedChunkException;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/// A body as it came: decoded, bounded, its framing checked.
record Body(String text, boolean cut, Optional<Flaw> flaw) {
    static final Body NONE = new Body("", false, Optional.empty());

    private static final Pattern CHARSET =
            Pattern.compile("charset\\s*=\\s*\"?([A-Za-z0-9_.:-]+)", Pattern.CASE_INSENSITIVE);
    private static final int RAW_KEPT = 4096;
    private static final int DEFLATED = 8;

    /// Reads a body to its end or to the bound, whichever comes first.
    ///
    /// @param framed ends where the message's framing says, and throws where that is violated
    /// @param most keep so many decoded bytes and stop reading
    static Body read(InputStream framed, Headers headers, int most, Watch watch)
            throws InterruptedException {
        var raw = new Kept(framed);
        var decoded = new ByteArrayOutputStream();
        var charset = charset(headers);
        try {
            var cut = copy(decoder(raw, headers), decoded, most);
            if (!cut) {
                raw.transferTo(OutputStream.nullOutputStream());
            }
            return new Body(decoded.toString(charset), cut, Optional.empty());
        } catch (IOException e) {
            Interrupts.check();
            var flaw = watch.fired() ? Flaw.TOO_SLOW : flaw(e);
            var showRaw = flaw == Flaw.BROKEN_ENCODING && decoded.size() == 0;
            var text = showRaw ? raw.start() : decoded;
            return new Body(text.toString(charset), false, Optional.of(flaw));
        }
    }

    /// The same, with more bytes behind it than were announced.
    Body longer() {
        return new Body(text, cut, Optional.of(Flaw.LONGER_THAN_ANNOUNCED));
    }

    private static Flaw flaw(IOException e) {
        return switch (e) {
            case TruncatedChunkException _ -> Flaw.SHORTER_THAN_ANNOUNCED;
            case MalformedChunkCodingException _ -> Flaw.BROKEN_CHUNKS;
            case ConnectionClosedException _ -> Flaw.SHORTER_THAN_ANNOUNCED;
            case ZipException _, EOFException _ -> Flaw.BROKEN_ENCODING;
            default -> Flaw.RESET;
        };
    }

    private static InputStream decoder(InputStream raw, Headers headers) throws IOException {
        var coding = headers.first("Content-Encoding").orElse("").strip().toLowerCase(Locale.ROOT);
        var ahead = new PushbackInputStream(raw);
        var first = ahead.read();
        if (first < 0) {
            return ahead;
        }
        ahead.unread(first);
        return switch (coding) {
            case "gzip", "x-gzip" -> new GZIPInputStream(ahead);
            case "deflate" -> inflated(ahead, first);
            default -> ahead;
        };
    }

    /// Some servers send the bare stream, without the zlib wrapper that the standard asks for.
    private static InputStream inflated(InputStream raw, int first) {
        var wrapped = (first & 0x0f) == DEFLATED;
        return new InflaterInputStream(raw, new Inflater(!wrapped));
    }

    private static boolean copy(InputStream from, ByteArrayOutputStream into, int most)
            throws IOException {
        var buffer = new byte[8192];
        while (true) {
            var room = most - into.size();
            var read = from.read(buffer, 0, Math.min(buffer.length, room + 1));
            if (read < 0) {
                return false;
            }
            into.write(buffer, 0, Math.min(read, room));
            if (read > room) {
                return true;
            }
        }
    }

    private static Charset charset(Headers headers) {
        var match = CHARSET.matcher(headers.first("Content-Type").orElse(""));
        try {
            return match.find() ? Charset.forName(match.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            return StandardCharsets.UTF_8;
        }
    }

    /// Keeps the first bytes before they are decoded, for a body that is not what it says it is.
    private static final class Kept extends InputStream {
        private final InputStream from;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        Kept(InputStream from) {
            this.from = from;
        }

        /// The first bytes as they came, waiting for them where they were not read yet.
        ByteArrayOutputStream start() {
            try {
                readNBytes(RAW_KEPT - kept.size());
            } catch (IOException _) {
                // What came is shown.
            }
            return kept;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var read = from.read(into, offset, length);
            if (read > 0 && kept.size() < RAW_KEPT) {
                kept.write(into, offset, Math.min(read, RAW_KEPT - kept.size()));
            }
            return read;
        }
    }
}
