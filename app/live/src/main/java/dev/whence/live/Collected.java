package dev.whence.live;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Keeps what a command prints, up to a bound; the rest is counted and forgotten.
final class Collected extends OutputStream {
    private final int most;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean overflowed;

    Collected(int most) {
        this.most = most;
    }

    @Override
    public synchronized void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        var room = most - kept.size();
        kept.write(bytes, offset, Math.min(room, length));
        overflowed |= length > room;
    }

    /// Whether more came than was kept.
    synchronized boolean overflowed() {
        return overflowed;
    }

    synchronized String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }
}
