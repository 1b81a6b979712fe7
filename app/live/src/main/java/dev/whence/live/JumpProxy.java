package dev.whence.live;

import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.Proxy;
import com.jcraft.jsch.SocketFactory;

import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Objects;

/// Carries a login over the session with a jump host; no local port is opened.
final class JumpProxy implements Proxy {
    private static final int PATIENCE_MS = 8000;

    private final SshSession jump;
    private volatile @Nullable ChannelDirectTCPIP channel;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;

    JumpProxy(SshSession jump) {
        this.jump = jump;
    }

    @Override
    public void connect(SocketFactory none, String host, int port, int timeout) throws Exception {
        var opened = (ChannelDirectTCPIP) jump.session().openChannel("direct-tcpip");
        channel = opened;
        opened.setHost(host);
        opened.setPort(port);
        in = opened.getInputStream();
        out = opened.getOutputStream();
        opened.connect(PATIENCE_MS);
    }

    @Override
    public InputStream getInputStream() {
        return Objects.requireNonNull(in);
    }

    @Override
    public OutputStream getOutputStream() {
        return Objects.requireNonNull(out);
    }

    @Override
    public @Nullable Socket getSocket() {
        return null;
    }

    @Override
    public void close() {
        var open = channel;
        if (open != null) {
            open.disconnect();
        }
    }
}
