package dev.whence.live;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Ask.Fetch;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Dialled;
import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Fetched.NoAnswer;
import dev.whence.engine.world.Fetched.Phase;
import dev.whence.engine.world.Fetched.Reason;
import dev.whence.engine.world.Greeted;
import dev.whence.engine.world.TlsSession;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Sends one request and reads one answer, phase by phase, with address, Host and SNI chosen apart.
///
/// A bad certificate is part of the answer, never the end of it.
final class HttpFetcher {
    private static final List<String> OLD = List.of("http/1.1");
    private static final List<String> BOTH = List.of("h2", "http/1.1");

    private final TcpDialler dialler;
    private final TlsGreeter greeter;

    HttpFetcher(TcpDialler dialler, TlsGreeter greeter) {
        this.dialler = dialler;
        this.greeter = greeter;
    }

    Fetched fetch(Fetch asked, Deadline by) throws InterruptedException {
        var phases = new Phases();
        return switch (dialler.open(address(asked), asked.via().resolver(), by)) {
            case TcpDialler.Line.Unnamed(var why, var late, var resolve) -> {
                phases.line(resolve, Duration.ZERO);
                var reason = late ? Reason.TOO_SLOW : Reason.UNKNOWN_HOST;
                yield new NoAnswer(Phase.RESOLVE, reason, why, phases.timing());
            }
            case TcpDialler.Line.Shut(var dialled, var resolve, var connect) -> {
                phases.line(resolve, connect);
                yield shut(dialled, phases);
            }
            case TcpDialler.Line.Open(var socket, var resolve, var connect) -> {
                phases.line(resolve, connect);
                try (var watch = Watch.over(socket, by)) {
                    yield over(socket, asked, phases, watch);
                } finally {
                    TcpDialler.close(socket);
                }
            }
        };
    }

    /// The address to dial: the chosen one, else what the URI says.
    static HostPort address(Fetch asked) {
        return asked.via().connect().orElseGet(() -> authority(asked.uri()));
    }

    /// Host and port of a URI, with the scheme's own port where none is written.
    ///
    /// The platform's own reading refuses a host with an underscore, which DNS allows.
    static HostPort authority(URI uri) {
        var written = uri.getRawAuthority();
        if (written == null) {
            throw new IllegalArgumentException(
                    "'" + Text.printable(uri.toString()) + "' names no host.");
        }
        var withoutUser = written.substring(written.lastIndexOf('@') + 1);
        return HostPort.parse(withoutUser, secure(uri) ? 443 : 80);
    }

    private Fetched over(TappedSocket socket, Fetch asked, Phases phases, Watch watch)
            throws InterruptedException {
        if (!secure(asked.uri())) {
            return exchange(socket, asked, "", Optional.empty(), phases, watch);
        }
        var protocols = asked.via().http2() ? BOTH : OLD;
        return switch (greeter.shake(socket, authority(asked.uri()).host(), protocols, watch)) {
            case TlsGreeter.Handshake.Failed(var greeted) -> notGreeted(greeted, phases);
            case TlsGreeter.Handshake.Agreed(var tls, var session, _) -> {
                phases.tls();
                yield exchange(tls, asked, session.alpn(), Optional.of(session), phases, watch);
            }
        };
    }

    private static Fetched exchange(
            Socket socket,
            Fetch asked,
            String protocol,
            Optional<TlsSession> tls,
            Phases phases,
            Watch watch)
            throws InterruptedException {
        try {
            var channel =
                    new Channel(
                            socket.getInputStream(), socket.getOutputStream(), tls, phases, watch);
            var request = Outgoing.of(asked);
            return protocol.equals("h2")
                    ? new Http2Exchange(request, channel).run(asked.via().mostBytes())
                    : new Http1Exchange(request, channel).run(asked.via().mostBytes());
        } catch (IOException e) {
            Interrupts.check();
            return new NoAnswer(Phase.FIRST_BYTE, Reason.CLOSED, Text.of(e), phases.timing());
        }
    }

    private static Fetched shut(Dialled dialled, Phases phases) {
        var timing = phases.timing();
        return switch (dialled) {
            case Dialled.Refused() -> new NoAnswer(Phase.CONNECT, Reason.REFUSED, "", timing);
            case Dialled.TooSlow _ -> new NoAnswer(Phase.CONNECT, Reason.TOO_SLOW, "", timing);
            case Dialled.Unreachable(var why) ->
                    new NoAnswer(Phase.CONNECT, Reason.UNREACHABLE, why, timing);
            case Dialled.Open _ -> throw new IllegalStateException("open is not shut");
        };
    }

    private static Fetched notGreeted(Greeted greeted, Phases phases) {
        phases.tls();
        var timing = phases.timing();
        return switch (greeted) {
            case Greeted.NotTls(var said) -> new NoAnswer(Phase.TLS, Reason.NOT_TLS, said, timing);
            case Greeted.Alerted(var name) ->
                    new NoAnswer(Phase.TLS, Reason.TLS_REFUSED, name, timing);
            case Greeted.HungUp(var reset) ->
                    new NoAnswer(Phase.TLS, reset ? Reason.RESET : Reason.CLOSED, "", timing);
            case Greeted.Stalled _ -> new NoAnswer(Phase.TLS, Reason.TOO_SLOW, "", timing);
            case Greeted.NotOpen(var dialled) -> shut(dialled, phases);
            case Greeted.Agreed _ -> throw new IllegalStateException("agreed is not refused");
        };
    }

    private static boolean secure(URI uri) {
        return uri.getScheme().equalsIgnoreCase("https");
    }
}
