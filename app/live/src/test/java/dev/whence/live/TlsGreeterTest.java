package dev.whence.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.world.Ask.Greet;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Dialled;
import dev.whence.engine.world.Greeted;
import dev.whence.engine.world.TlsSession;
import dev.whence.live.TestCertificates.Identity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.net.ServerSocketFactory;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocket;

class TlsGreeterTest {
    private static final String NAME = "shop.example.test";
    private static final Identity ROOT = TestCertificates.authority("Test Root");
    private static final Identity MIDDLE = TestCertificates.issuedBy(ROOT, "Test Middle", true);

    static Stream<Arguments> chains() {
        var good = TestCertificates.issuedBy(MIDDLE, NAME, false);
        var leafAsIssuer = TestCertificates.issuedBy(good, NAME, false);
        return Stream.of(
                Arguments.of("a full chain", good, ""),
                Arguments.of("an expired leaf", TestCertificates.expired(MIDDLE, NAME), ""),
                Arguments.of(
                        "another name",
                        TestCertificates.issuedBy(MIDDLE, "other.example.test", false),
                        ""),
                Arguments.of(
                        "no intermediate",
                        good.withoutIntermediates(),
                        "unable to get the issuer certificate CN=Test Middle"),
                Arguments.of(
                        "self-signed",
                        TestCertificates.selfSigned(NAME),
                        "self-signed certificate"),
                Arguments.of(
                        "a root of somebody else with the same name",
                        TestCertificates.issuedBy(
                                TestCertificates.authority("Test Root"), NAME, false),
                        "self-signed certificate in certificate chain: CN=Test Root"),
                Arguments.of(
                        "issued by a leaf", leafAsIssuer, "invalid CA certificate CN=" + NAME));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chains")
    void keepsTheChainAsServedAndJudgesItsTrustApart(
            String story, Identity identity, String distrust, @TempDir Path folder)
            throws Exception {
        try (var server = serving(identity);
                var world = trustingRoot(folder)) {
            var session = agreed(world.ask(new Greet(server.address(), NAME), patience()));
            assertThat(session.distrust().orElse("")).isEqualTo(distrust);
            assertThat(session.chain()).hasSameSizeAs(identity.chain());
            assertThat(session.chain().getFirst().subject())
                    .isEqualTo(identity.leaf().getSubjectX500Principal().getName());
        }
    }

    @Test
    void tellsDatesNamesAndVersion() {
        var identity = TestCertificates.expired(ROOT, NAME);
        try (var server = serving(identity)) {
            var session = agreed(Live.ask(new Greet(server.address(), NAME)));
            var leaf = session.chain().getFirst();
            assertThat(leaf.names()).containsExactly(NAME);
            assertThat(leaf.notAfter()).isBefore(Instant.now());
            assertThat(leaf.signedByItself()).isFalse();
            assertThat(leaf.sha256()).matches("[0-9a-f]{64}");
            assertThat(session.protocol()).isEqualTo("TLSv1.3");
            assertThat(session.wantsClientCertificate()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {NAME, "localhost", ""})
    void asksForTheChosenName(String sni) throws Exception {
        var asked = new CompletableFuture<String>();
        try (var server =
                Loopback.talking(
                        factory(TestCertificates.selfSigned(NAME)),
                        caller -> {
                            var tls = (SSLSocket) caller;
                            tls.startHandshake();
                            asked.complete(
                                    ((ExtendedSSLSession) tls.getSession())
                                            .getRequestedServerNames().stream()
                                                    .map(
                                                            name ->
                                                                    new String(
                                                                            name.getEncoded(),
                                                                            StandardCharsets
                                                                                    .US_ASCII))
                                                    .findFirst()
                                                    .orElse(""));
                        })) {
            agreed(Live.ask(new Greet(server.address(), sni)));
            assertThat(asked.get(5, TimeUnit.SECONDS)).isEqualTo(sni);
        }
    }

    @Test
    void asksForANameWithAnUnderscore() throws Exception {
        var hello = new CompletableFuture<String>();
        try (var server =
                Loopback.talking(
                        caller ->
                                hello.complete(
                                        new String(
                                                caller.getInputStream().readNBytes(300),
                                                StandardCharsets.ISO_8859_1)))) {
            Live.ask(new Greet(server.address(), "a_b.example.test"));
            assertThat(hello.get(5, TimeUnit.SECONDS)).contains("a_b.example.test");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void noticesThatAClientCertificateIsWanted(String version) {
        var identity = TestCertificates.selfSigned(NAME);
        var everybody = new ServedChain();
        var factory = identity.context(everybody).getServerSocketFactory();
        try (var server =
                Loopback.talking(
                        configured(
                                factory,
                                socket -> {
                                    socket.setEnabledProtocols(new String[] {version});
                                    socket.setWantClientAuth(true);
                                }),
                        caller -> ((SSLSocket) caller).startHandshake())) {
            assertThat(agreed(Live.ask(new Greet(server.address(), NAME))).wantsClientCertificate())
                    .isTrue();
        }
    }

    @Test
    void namesTheAlert() {
        var factory = TestCertificates.selfSigned(NAME).context().getServerSocketFactory();
        try (var server =
                Loopback.talking(
                        configured(
                                factory,
                                socket -> {
                                    var parameters = socket.getSSLParameters();
                                    parameters.setApplicationProtocols(new String[] {"x-other"});
                                    socket.setSSLParameters(parameters);
                                }),
                        caller -> ((SSLSocket) caller).startHandshake())) {
            assertThat(Live.ask(new Greet(server.address(), NAME)))
                    .isEqualTo(new Greeted.Alerted("no_application_protocol"));
        }
    }

    static Stream<Arguments> peersThatSpeakSomethingElse() {
        return Stream.of(
                Arguments.of("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"),
                Arguments.of("SSH-2.0-OpenSSH_9.2\r\n"),
                Arguments.of("220 mail.example.test ESMTP\r\n"));
    }

    @ParameterizedTest
    @MethodSource("peersThatSpeakSomethingElse")
    void quotesAPeerThatSpeaksSomethingElse(String said) {
        try (var server =
                Loopback.talking(
                        caller -> {
                            caller.getInputStream().read();
                            caller.getOutputStream()
                                    .write(said.getBytes(StandardCharsets.US_ASCII));
                            Thread.sleep(200);
                        })) {
            assertThat(Live.ask(new Greet(server.address(), NAME)))
                    .isEqualTo(new Greeted.NotTls(Text.printable(said)));
        }
    }

    @Test
    void tellsHangingUpResettingAndStallingApart() {
        try (var closing = Loopback.talking(caller -> caller.getInputStream().readNBytes(50));
                var resetting =
                        Loopback.talking(
                                caller -> {
                                    caller.getInputStream().readNBytes(50);
                                    Loopback.reset(caller);
                                });
                var silent = Loopback.silent()) {
            assertThat(Live.ask(new Greet(closing.address(), NAME)))
                    .isInstanceOf(Greeted.HungUp.class);
            assertThat(Live.ask(new Greet(resetting.address(), NAME)))
                    .isEqualTo(new Greeted.HungUp(true));
            assertThat(Live.ask(new Greet(silent.address(), NAME), Duration.ofMillis(300)))
                    .isInstanceOf(Greeted.Stalled.class);
        }
    }

    @Test
    void isNotHeldByAPeerThatDrips() {
        try (var dripping =
                Loopback.talking(
                        caller -> {
                            for (var i = 0; i < 1000; i++) {
                                caller.getOutputStream().write(i == 0 ? 0x16 : 3);
                                caller.getOutputStream().flush();
                                Thread.sleep(30);
                            }
                        })) {
            var start = System.nanoTime();
            assertThat(Live.ask(new Greet(dripping.address(), NAME), Duration.ofMillis(300)))
                    .isInstanceOf(Greeted.Stalled.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void carriesHowDiallingEnded() {
        assertThat(Live.ask(new Greet(Loopback.closedPort(), NAME)))
                .isEqualTo(new Greeted.NotOpen(new Dialled.Refused()));
    }

    private static Loopback serving(Identity identity) {
        return Loopback.talking(
                factory(identity),
                caller -> {
                    ((SSLSocket) caller).startHandshake();
                    caller.getInputStream().read();
                });
    }

    private static ServerSocketFactory factory(Identity identity) {
        return identity.context().getServerSocketFactory();
    }

    private interface Configuring {
        void accept(SSLServerSocket socket);
    }

    private static ServerSocketFactory configured(
            SSLServerSocketFactory factory, Configuring configuring) {
        return new ServerSocketFactory() {
            @Override
            public java.net.ServerSocket createServerSocket(int port) {
                throw new UnsupportedOperationException();
            }

            @Override
            public java.net.ServerSocket createServerSocket(int port, int backlog) {
                throw new UnsupportedOperationException();
            }

            @Override
            public java.net.ServerSocket createServerSocket(
                    int port, int backlog, java.net.InetAddress on) throws java.io.IOException {
                var socket = (SSLServerSocket) factory.createServerSocket(port, backlog, on);
                configuring.accept(socket);
                return socket;
            }
        };
    }

    private static LiveWorld trustingRoot(Path folder) throws java.io.IOException {
        var pem = TestCertificates.pem(folder, ROOT.leaf());
        return new LiveWorld(Live.nobody().trusting(List.of(pem)));
    }

    private static Deadline patience() {
        return Deadline.in(Live.PATIENCE);
    }

    private static TlsSession agreed(Greeted greeted) {
        assertThat(greeted).isInstanceOf(Greeted.Agreed.class);
        return ((Greeted.Agreed) greeted).session();
    }
}
