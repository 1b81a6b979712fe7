package dev.whence.knowledge.check.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Answer;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Command;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Ran;
import dev.whence.engine.world.World;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.command.TunnelCommand;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.parse.ConnectorPages;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The very words that run on a connector's host, run here, against servers on loopback.
@Timeout(30)
class CurlOnLoopbackTest {
    private static final HostPort CLOSED = new HostPort("127.0.0.1", 1);

    @FunctionalInterface
    interface Behaviour {
        void meet(Socket client) throws IOException;
    }

    @BeforeAll
    static void needsCurl() {
        assumeThat(Path.of("/usr/bin/curl")).exists();
    }

    static Stream<Arguments> services() {
        return Stream.of(
                Arguments.of(says("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), 200, "NONE"),
                Arguments.of(
                        says("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"), 502, "NONE"),
                Arguments.of(says("+PONG\r\n"), 0, "NOT_HTTP"),
                Arguments.of(says(""), 0, "EMPTY"),
                Arguments.of((Behaviour) CurlOnLoopbackTest::reset, 0, "RESET"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void tellsHowAServiceAnswers(Behaviour behaviour, int status, String trouble) throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            serve(server, behaviour);

            assertThat(tried("http://127.0.0.1:" + server.getLocalPort()))
                    .isEqualTo(List.of(status, trouble));
        }
    }

    @Test
    void tellsThatNothingListens() throws Exception {
        assertThat(tried("http://" + CLOSED)).isEqualTo(List.of(0, "REFUSED"));
    }

    @Test
    void tellsThatAPlainServiceWasGreetedWithTls() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            serve(server, says("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));

            assertThat(tried("https://127.0.0.1:" + server.getLocalPort()))
                    .isEqualTo(List.of(0, "TLS_FAILED"));
        }
    }

    @Test
    void speaksThroughASocket(@TempDir Path folder) throws Exception {
        var socket = folder.resolve("app.sock");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Thread.ofVirtual().start(() -> answerOnce(server));

            assertThat(tried("unix:" + socket)).isEqualTo(List.of(204, "NONE"));
        }
        assertThat(tried("unix:" + folder.resolve("none.sock")))
                .isEqualTo(List.of(0, "SOCKET_MISSING"));
    }

    @Test
    void readsThePagesOfAConnector() throws Exception {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.createContext(
                "/ready",
                exchange -> {
                    var body = "{\"status\":200,\"readyConnections\":4,\"connectorId\":\"c\"}";
                    exchange.sendResponseHeaders(200, body.length());
                    exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
                    exchange.close();
                });
        server.start();
        try {
            var at = new HostPort("127.0.0.1", server.getAddress().getPort());
            var command =
                    new TunnelCommand.Pages(
                            TunnelHost.HOST,
                            List.of(CLOSED, at),
                            List.of(
                                    TunnelCommand.Pages.Page.READY,
                                    TunnelCommand.Pages.Page.TUNNEL));

            var pages = ConnectorPages.pages(run(command).out());

            assertThat(pages)
                    .extracting(ConnectorPages.Page::server, ConnectorPages.Page::status)
                    .containsExactly(
                            tuple(CLOSED, 0), tuple(CLOSED, 0), tuple(at, 200), tuple(at, 404));
            assertThat(ConnectorPages.ready("t1", pages.get(2)))
                    .contains(new TunnelFact.Ready("t1", 4, "c"));
        } finally {
            server.stop(0);
        }
    }

    private static List<Object> tried(String service) throws Exception {
        var site =
                TunnelHost.SITE.knowing(
                        new TunnelFact.RuleMatched(
                                "t1",
                                "https://shop.example.com/",
                                TunnelHost.rule(0, "", "", service)));
        var world =
                new World() {
                    @Override
                    @SuppressWarnings("unchecked")
                    public <R extends Answer> R ask(Ask<R> question, Deadline by)
                            throws InterruptedException {
                        return (R) run(((Ask.Run) question).command());
                    }
                };
        var tried =
                (TunnelFact.ServiceTried) Looking.at(site, world, new ServiceAnswers()).getFirst();
        return List.of(tried.status(), tried.trouble().name());
    }

    private static Ran.Done run(Command command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command.words()).start();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ran.Done(process.waitFor(), out, err, false, false, Duration.ZERO);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void reset(Socket client) throws IOException {
        client.getInputStream().read(new byte[4096]);
        client.setSoLinger(true, 0);
    }

    private static Behaviour says(String text) {
        return client -> {
            client.getInputStream().read(new byte[4096]);
            client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        };
    }

    /// Meets client after client until the server is closed, or until one of them breaks off.
    private static void serve(ServerSocket server, Behaviour behaviour) {
        Thread.ofVirtual().start(() -> serveAll(server, behaviour));
    }

    private static void serveAll(ServerSocket server, Behaviour behaviour) {
        try {
            while (true) {
                try (var client = server.accept()) {
                    behaviour.meet(client);
                }
            }
        } catch (IOException _) {
            return;
        }
    }

    private static void answerOnce(ServerSocketChannel server) {
        try (var client = server.accept()) {
            client.read(ByteBuffer.allocate(4096));
            client.write(
                    ByteBuffer.wrap(
                            "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
