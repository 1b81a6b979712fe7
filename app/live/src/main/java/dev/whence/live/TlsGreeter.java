package dev.whence.live;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Dialled;
import dev.whence.engine.world.Greeted;
import dev.whence.engine.world.TlsSession;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.TrustManager;

/// Opens TLS sessions with anybody and tells what was agreed, or how it failed (facts §L).
final class TlsGreeter {
    private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");
    private static final List<String> WEB = List.of("h2", "http/1.1");
    static final String CERTIFICATE_REQUIRED = "certificate_required";
    private static final int ALERT_RECORD = 0x15;
    private static final int HANDSHAKE_RECORD = 0x16;

    private final TcpDialler dialler;
    private final Roots roots;

    TlsGreeter(TcpDialler dialler, Roots roots) {
        this.dialler = dialler;
        this.roots = roots;
    }

    /// How a handshake over an open connection ended.
    sealed interface Handshake {
        /// Both sides agreed.
        record Agreed(SSLSocket socket, TlsSession session, Duration took) implements Handshake {}

        /// They did not.
        record Failed(Greeted greeted) implements Handshake {}
    }

    /// Dials, greets and leaves.
    Greeted greet(HostPort to, String sni, Deadline by) throws InterruptedException {
        return switch (dialler.open(to, Optional.empty(), by)) {
            case TcpDialler.Line.Unnamed(var why, _, _) ->
                    new Greeted.NotOpen(new Dialled.Unreachable(why));
            case TcpDialler.Line.Shut(var dialled, _, _) -> new Greeted.NotOpen(dialled);
            case TcpDialler.Line.Open(var socket, _, _) -> {
                try (var watch = Watch.over(socket, by)) {
                    yield switch (shake(socket, sni, WEB, watch)) {
                        case Handshake.Agreed(_, var session, var took) ->
                                new Greeted.Agreed(session, took);
                        case Handshake.Failed(var greeted) -> greeted;
                    };
                } finally {
                    TcpDialler.close(socket);
                }
            }
        };
    }

    /// Greets over a connection that is open already.
    ///
    /// @param sni the name to ask for; empty, or an IP address, sends none
    /// @param watch closes the connection at the deadline
    Handshake shake(TappedSocket socket, String sni, List<String> protocols, Watch watch)
            throws InterruptedException {
        var chain = new ServedChain();
        var client = new NoClientCertificate();
        var start = System.nanoTime();
        try {
            var tls = layered(socket, sni, protocols, chain, client);
            tls.startHandshake();
            return new Handshake.Agreed(tls, told(tls, chain, client), since(start));
        } catch (IOException e) {
            Interrupts.check();
            var failed = failed(e, socket.first(), watch, since(start));
            return new Handshake.Failed(client.asked() ? withoutCertificate(failed) : failed);
        }
    }

    private static SSLSocket layered(
            TappedSocket socket,
            String sni,
            List<String> protocols,
            ServedChain chain,
            NoClientCertificate client)
            throws IOException {
        var peer = socket.getInetAddress().getHostAddress();
        var factory = context(chain, client).getSocketFactory();
        var tls = (SSLSocket) factory.createSocket(socket, peer, socket.getPort(), true);
        var wanted = tls.getSSLParameters();
        wanted.setServerNames(names(sni));
        wanted.setApplicationProtocols(protocols.toArray(String[]::new));
        wanted.setProtocols(versions(tls));
        tls.setSSLParameters(wanted);
        return tls;
    }

    private static SSLContext context(ServedChain chain, NoClientCertificate client) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {client}, new TrustManager[] {chain}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<SNIServerName> names(String sni) {
        var none = sni.isEmpty() || new HostPort(sni, 0).isAddress();
        return none ? List.of() : List.of(new AnyName(sni.replaceFirst("\\.$", "")));
    }

    /// A name to ask for, also one with an underscore, which the platform's own class refuses and
    /// DNS allows.
    private static final class AnyName extends SNIServerName {
        AnyName(String name) {
            super(StandardConstants.SNI_HOST_NAME, name.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /// Every version that this Java still speaks, old ones included: we look, we do not confide.
    private static String[] versions(SSLSocket tls) {
        return Stream.of(tls.getSupportedProtocols())
                .filter(version -> version.startsWith("TLS"))
                .toArray(String[]::new);
    }

    private TlsSession told(SSLSocket tls, ServedChain chain, NoClientCertificate client) {
        var session = tls.getSession();
        return new TlsSession(
                session.getProtocol(),
                session.getCipherSuite(),
                tls.getApplicationProtocol(),
                chain.told(),
                roots.distrust(chain.served()),
                client.asked());
    }

    private static Greeted failed(IOException e, byte[] said, Watch watch, Duration waited) {
        if (said.length > 0 && said[0] != ALERT_RECORD && said[0] != HANDSHAKE_RECORD) {
            return new Greeted.NotTls(Text.printable(said));
        }
        if (watch.fired()) {
            return new Greeted.Stalled(waited);
        }
        var alert = alert(e);
        if (alert != null) {
            return new Greeted.Alerted(alert);
        }
        return hungUp(e, said);
    }

    /// A peer that wants a certificate and gets none sends its alert and closes; the reset often
    /// outruns the alert.
    private static Greeted withoutCertificate(Greeted failed) {
        return failed instanceof Greeted.HungUp
                ? new Greeted.Alerted(CERTIFICATE_REQUIRED)
                : failed;
    }

    /// The name of the alert that the peer sent; null where it sent none.
    static @Nullable String alert(Throwable e) {
        var match = ALERT.matcher(String.valueOf(e.getMessage()));
        return match.find() ? match.group(1) : null;
    }

    /// Where the peer went on talking, it was this side that could not agree to what it said.
    private static Greeted hungUp(IOException e, byte[] said) {
        var reset = isReset(e);
        var ended = reset || e.getCause() instanceof java.io.EOFException || said.length == 0;
        return ended ? new Greeted.HungUp(reset) : new Greeted.Alerted(ours(e));
    }

    private static String ours(IOException e) {
        return String.valueOf(e.getMessage()).contains("protocol version")
                ? "protocol_version"
                : "handshake_failure";
    }

    /// Whether the peer reset the connection, however deep the exception hides it.
    static boolean isReset(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException) {
                return true;
            }
        }
        return false;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
