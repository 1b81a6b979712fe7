package dev.whence.live;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Proxy;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SocketFactory;

import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Dialled;
import dev.whence.engine.world.Ran.LoginTrouble;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Logs in on one host, once, and says how that ended.
final class SshLogin {
    private static final Duration RIGHTS_PATIENCE = Duration.ofSeconds(4);
    private static final int RIGHTS_BYTES = 64 * 1024;
    private static final int ALIVE_EVERY_MS = 10_000;

    private final LiveSettings settings;
    private final TcpDialler dialler;
    private final SshRoute route;
    private final Duration patience;
    private final Deadline by;

    SshLogin(LiveSettings settings, TcpDialler dialler, SshRoute route, Duration patience) {
        this.settings = settings;
        this.dialler = dialler;
        this.route = route;
        this.patience = patience;
        this.by = Deadline.in(patience);
    }

    /// How a login ended.
    sealed interface Outcome {
        /// There is a session.
        record In(SshSession session, Rights rights) implements Outcome {}

        /// There is none.
        record Out(LoginTrouble trouble, String why) implements Outcome {}
    }

    /// What is told when the clock runs out.
    interface Late {
        void tell(Outcome.Out outcome);
    }

    /// Dials the host and logs in.
    Outcome direct(Late late) throws InterruptedException {
        return switch (dialler.open(route.address(), Optional.empty(), by)) {
            case TcpDialler.Line.Unnamed(var why, _, _) -> out(LoginTrouble.UNREACHABLE, why);
            case TcpDialler.Line.Shut(var dialled, _, _) ->
                    out(LoginTrouble.UNREACHABLE, route.address() + " " + shut(dialled));
            case TcpDialler.Line.Open(var socket, _, _) ->
                    over(socket, session -> session.setSocketFactory(new Opened(socket)), late);
        };
    }

    /// Logs in over a session with a jump host.
    Outcome over(SshSession jump, Late late) throws InterruptedException {
        Proxy proxy = new JumpProxy(jump);
        return over(proxy::close, session -> session.setProxy(proxy), late);
    }

    private interface Carrier {
        void carry(Session session);
    }

    private Outcome over(AutoCloseable line, Carrier carrier, Late late)
            throws InterruptedException {
        return switch (connected(line, carrier, late)) {
            case Connected.Yes(var session) -> rights(session);
            case Connected.No(var outcome) -> outcome;
        };
    }

    private sealed interface Connected {
        record Yes(SshSession session) implements Connected {}

        record No(Outcome outcome) implements Connected {}
    }

    private Connected connected(AutoCloseable line, Carrier carrier, Late late)
            throws InterruptedException {
        try (var watch = Watch.over(() -> tooSlow(line, late), by)) {
            var person = new Person(settings.secrets(), route.login(), watch);
            var known = new KnownHosts(settings.knownHosts());
            var hostKeys = new HostKeys(known, route.knownAs(), settings.hostKeys(), watch);
            var keys = SshKeys.forRoute(route, settings, person);
            try {
                var session = session(person, hostKeys, keys);
                carrier.carry(session);
                session.connect(0);
                return new Connected.Yes(new SshSession(session));
            } catch (JSchException e) {
                TcpDialler.close(line);
                Interrupts.check();
                return new Connected.No(failed(e, hostKeys, keys, watch));
            }
        }
    }

    private void tooSlow(AutoCloseable line, Late late) {
        late.tell(
                out(
                        LoginTrouble.TOO_SLOW,
                        route.address()
                                + " did not let us in within "
                                + patience.toSeconds()
                                + " s"));
        TcpDialler.close(line);
    }

    private Session session(Person person, HostKeys hostKeys, SshKeys keys) throws JSchException {
        var address = route.address();
        var session = new JSch().getSession(route.user(), address.host(), address.port());
        session.setHostKeyRepository(hostKeys);
        session.setIdentityRepository(keys);
        session.setUserInfo(person);
        session.setDaemonThread(true);
        session.setConfig("StrictHostKeyChecking", "yes");
        session.setConfig("HashKnownHosts", "no");
        session.setConfig("server_host_key", withoutCertificates(session));
        session.setConfig("PreferredAuthentications", "publickey,keyboard-interactive,password");
        session.setServerAliveInterval(ALIVE_EVERY_MS);
        session.setServerAliveCountMax(2);
        return session;
    }

    /// Host certificates need authorities that we do not read from known_hosts; plain keys always
    /// do.
    private static String withoutCertificates(Session session) {
        return Stream.of(session.getConfig("server_host_key").split(","))
                .filter(type -> !type.contains("-cert-"))
                .collect(Collectors.joining(","));
    }

    private Outcome rights(SshSession session) throws InterruptedException {
        var printed = session.run(Rights.QUESTION, RIGHTS_BYTES, Deadline.in(RIGHTS_PATIENCE));
        if (Rights.answered(printed.out())) {
            return new Outcome.In(session, Rights.read(printed.out()));
        }
        session.close();
        var said = Text.printable(printed.out() + " " + printed.err());
        return printed.how() == SshSession.How.LATE
                ? out(LoginTrouble.TOO_SLOW, route.login() + ": the shell did not answer: " + said)
                : out(LoginTrouble.BROKEN, route.login() + ": the shell runs no commands: " + said);
    }

    private Outcome failed(JSchException e, HostKeys hostKeys, SshKeys keys, Watch watch) {
        if (hostKeys.refusal().isPresent()) {
            var refusal = hostKeys.refusal().get();
            return out(refusal.trouble(), refusal.why());
        }
        if (watch.fired()) {
            return out(LoginTrouble.TOO_SLOW, route.address() + " kept silent");
        }
        var said = Text.of(e);
        if (said.contains("Auth fail")
                || said.contains("Auth cancel")
                || said.contains("uthentication")) {
            return out(
                    LoginTrouble.REFUSED,
                    route.login() + ": " + said + " (keys offered: " + keys.count() + ")");
        }
        return said.contains("channel is not opened")
                ? out(
                        LoginTrouble.UNREACHABLE,
                        route.address() + " cannot be reached from the jump host")
                : out(LoginTrouble.BROKEN, route.address() + ": " + said);
    }

    private static String shut(Dialled dialled) {
        return switch (dialled) {
            case Dialled.Refused() -> "refused the connection";
            case Dialled.TooSlow(var waited) ->
                    "did not answer within " + waited.toSeconds() + " s";
            case Dialled.Unreachable(var why) -> "cannot be reached: " + why;
            case Dialled.Open _ -> "is open";
        };
    }

    private static Outcome.Out out(LoginTrouble trouble, String why) {
        return new Outcome.Out(trouble, why);
    }

    /// Hands the library the connection that is open already.
    private record Opened(Socket socket) implements SocketFactory {
        @Override
        public Socket createSocket(String host, int port) {
            return socket;
        }

        @Override
        public InputStream getInputStream(Socket opened) throws IOException {
            return opened.getInputStream();
        }

        @Override
        public OutputStream getOutputStream(Socket opened) throws IOException {
            return opened.getOutputStream();
        }
    }
}
