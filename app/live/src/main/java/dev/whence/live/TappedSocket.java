package dev.whence.live;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/// A TCP connection that remembers the first bytes the peer said, whatever is spoken over it.
final class TappedSocket extends Socket {
    private static final int REMEMBERED = 512;

    private final LongAdder received;
    private volatile byte[] first = new byte[0];
    private @Nullable InputStream tapped;

    /// @param received counts the bytes that arrive
    TappedSocket(LongAdder received) {
        this.received = received;
    }

    /// The first bytes that the peer said; empty while it said nothing.
    byte[] first() {
        return first.clone();
    }

    @Override
    public synchronized InputStream getInputStream() throws IOException {
        if (tapped == null) {
            tapped = new BufferedInputStream(new Tap(super.getInputStream()), 16 * 1024);
        }
        return tapped;
    }

    private final class Tap extends InputStream {
        private final InputStream from;

        Tap(InputStream from) {
            this.from = from;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var read = from.read(into, offset, length);
            if (read > 0) {
                received.add(read);
                remember(into, offset, read);
            }
            return read;
        }

        @Override
        public int available() throws IOException {
            return from.available();
        }

        private void remember(byte[] into, int offset, int read) {
            var known = first;
            if (known.length < REMEMBERED) {
                var more = Arrays.copyOf(known, Math.min(REMEMBERED, known.length + read));
                System.arraycopy(into, offset, more, known.length, more.length - known.length);
                first = more;
            }
        }
    }
}
