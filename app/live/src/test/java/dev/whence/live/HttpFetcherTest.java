package dev.whence.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Ask.Fetch;
import dev.whence.engine.world.Ask.Via;
import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Fetched.Flaw;
import dev.whence.engine.world.Fetched.Phase;
import dev.whence.engine.world.Fetched.Reason;
import dev.whence.engine.world.Headers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Rcode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

class HttpFetcherTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    static Stream<Arguments> bodies() throws IOException {
        return Stream.of(
                body(
                        "a length that is right",
                        OK + "Content-Length: 5\r\n\r\nhello",
                        "hello",
                        null),
                body("chunks", OK + chunked("2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\n\r\n"), "hello", null),
                body("to the end of the connection", OK + "\r\nhello", "hello", null),
                body("gzip", OK + "Content-Encoding: gzip\r\n\r\n" + gzip("hello"), "hello", null),
                body(
                        "deflate",
                        OK + "Content-Encoding: deflate\r\n\r\n" + zlib("hello"),
                        "hello",
                        null),
                body(
                        "gzip and empty",
                        OK + "Content-Encoding: gzip\r\nContent-Length: 0\r\n\r\n",
                        "",
                        null),
                body(
                        "latin",
                        OK + "Content-Type: text/html; charset=ISO-8859-1\r\n\r\n\u00e9",
                        "é",
                        null),
                body("no UTF-8", OK + "Content-Type: text/html\r\n\r\na\u00ffb", "a\ufffdb", null),
                body(
                        "a charset that does not exist",
                        OK + "Content-Type: a/b; charset=x-none\r\n\r\nhi",
                        "hi",
                        null),
                body(
                        "after early hints",
                        "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK + "\r\nhello",
                        "hello",
                        null),
                body(
                        "no content",
                        "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello",
                        "",
                        null),
                body(
                        "not modified",
                        "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n",
                        "",
                        null),
                body(
                        "shorter than announced",
                        OK + "Content-Length: 9\r\n\r\nhello",
                        "hello",
                        Flaw.SHORTER_THAN_ANNOUNCED),
                body(
                        "longer than announced",
                        OK + "Content-Length: 2\r\n\r\nhello",
                        "he",
                        Flaw.LONGER_THAN_ANNOUNCED),
                body(
                        "an empty line after the body",
                        OK + "Content-Length: 5\r\n\r\nhello\r\n",
                        "hello",
                        null),
                body(
                        "an end inside a chunk",
                        OK + chunked("9\r\nhello"),
                        "hello",
                        Flaw.SHORTER_THAN_ANNOUNCED),
                body(
                        "no last chunk",
                        OK + chunked("5\r\nhello\r\n"),
                        "hello",
                        Flaw.SHORTER_THAN_ANNOUNCED),
                body(
                        "a chunk size that is no number",
                        OK + chunked("5\r\nhello\r\nxyz\r\n"),
                        "hello",
                        Flaw.BROKEN_CHUNKS),
                body(
                        "a chunk longer than it says",
                        OK + chunked("2\r\nhello\r\n0\r\n\r\n"),
                        "he",
                        Flaw.BROKEN_CHUNKS),
                body(
                        "a negative chunk",
                        OK + chunked("-5\r\nhello\r\n0\r\n\r\n"),
                        "",
                        Flaw.BROKEN_CHUNKS),
                body(
                        "no gzip at all",
                        OK + "Content-Encoding: gzip\r\n\r\nhello",
                        "hello",
                        Flaw.BROKEN_ENCODING),
                body(
                        "half a gzip",
                        OK + "Content-Encoding: gzip\r\n\r\n" + gzip("hello").substring(0, 14),
                        null,
                        Flaw.BROKEN_ENCODING));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void readsTheBodyAndChecksItsFraming(String story, String answer, String text, Flaw flaw) {
        try (var server = Loopback.answering(answer)) {
            var answered = answered(Live.ask(get(server)));
            assertThat(answered.flaw()).isEqualTo(Optional.ofNullable(flaw));
            assertThat(answered.cut()).isFalse();
            if (text != null) {
                assertThat(answered.body()).isEqualTo(text);
            }
        }
    }

    static Stream<Arguments> noAnswers() {
        return Stream.of(
                none("nothing at all", "", Phase.FIRST_BYTE, Reason.CLOSED),
                none("half a status line", "HTTP/1.1 20", Phase.HEAD, Reason.CLOSED),
                none("half a head", OK + "Content-Type: te", Phase.HEAD, Reason.CLOSED),
                none(
                        "a head without its end",
                        OK + "Content-Type: text/html\r\n",
                        Phase.HEAD,
                        Reason.CLOSED),
                none("a banner", "SSH-2.0-OpenSSH_9.2\r\n", Phase.HEAD, Reason.NOT_HTTP),
                none(
                        "a TLS alert",
                        "\u0015\u0003\u0001\u0000\u0002\u0002F",
                        Phase.HEAD,
                        Reason.NOT_HTTP),
                none("a page without a head", "<html>hello</html>", Phase.HEAD, Reason.NOT_HTTP),
                none(
                        "a status that is no number",
                        "HTTP/1.1 abc\r\n\r\n",
                        Phase.HEAD,
                        Reason.NOT_HTTP),
                none(
                        "a header without a colon",
                        OK + "nonsense\r\n\r\n",
                        Phase.HEAD,
                        Reason.NOT_HTTP),
                none(
                        "a length that is no number",
                        OK + "Content-Length: many\r\n\r\n",
                        Phase.HEAD,
                        Reason.NOT_HTTP),
                none(
                        "a long head",
                        OK + "X-Long: y\r\n".repeat(40_000) + "\r\n",
                        Phase.HEAD,
                        Reason.HEAD_TOO_LARGE),
                none(
                        "a long line",
                        OK + "X-Long: " + "y".repeat(400_000) + "\r\n\r\n",
                        Phase.HEAD,
                        Reason.HEAD_TOO_LARGE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noAnswers")
    void saysWhereAnAnswerThatIsNoneBroke(String story, String answer, Phase phase, Reason reason) {
        try (var server = Loopback.answering(answer)) {
            assertThat(Live.ask(get(server)))
                    .isInstanceOfSatisfying(
                            Fetched.NoAnswer.class,
                            none -> {
                                assertThat(none.phase()).isEqualTo(phase);
                                assertThat(none.reason()).isEqualTo(reason);
                            });
        }
    }

    @Test
    void takesAHeadThatTheEdgeWouldNotTake() {
        try (var server =
                Loopback.answering(OK + "Set-Cookie: " + "y".repeat(200_000) + "\r\n\r\nhi")) {
            assertThat(answered(Live.ask(get(server))).body()).isEqualTo("hi");
        }
    }

    @Test
    void quotesWhatIsNotHttp() {
        try (var server = Loopback.answering("SSH-2.0-OpenSSH_9.2\r\n")) {
            assertThat(noAnswer(Live.ask(get(server))).detail()).isEqualTo("SSH-2.0-OpenSSH_9.2");
        }
    }

    @Test
    void tellsResetsApart() {
        try (var head = Loopback.answeringThenResetting(OK + "Content-Le");
                var body = Loopback.answeringThenResetting(OK + "Content-Length: 9\r\n\r\nhello")) {
            assertThat(noAnswer(Live.ask(get(head))).reason()).isEqualTo(Reason.RESET);
            var answered = answered(Live.ask(get(body)));
            assertThat(answered.flaw()).contains(Flaw.RESET);
            assertThat(answered.body()).isEqualTo("hello");
        }
    }

    @Test
    void endsAtTheDeadlineInEveryPhase() {
        var quick = Duration.ofMillis(300);
        try (var silent = Loopback.silent();
                var head = dripping(OK + "X: ");
                var body = dripping(OK + "\r\n")) {
            var start = System.nanoTime();
            assertThat(noAnswer(Live.ask(get(silent), quick)))
                    .matches(
                            none ->
                                    none.phase() == Phase.FIRST_BYTE
                                            && none.reason() == Reason.TOO_SLOW);
            assertThat(noAnswer(Live.ask(https(silent), quick)))
                    .matches(none -> none.phase() == Phase.TLS && none.reason() == Reason.TOO_SLOW);
            assertThat(noAnswer(Live.ask(get(head), quick)))
                    .matches(
                            none -> none.phase() == Phase.HEAD && none.reason() == Reason.TOO_SLOW);
            assertThat(answered(Live.ask(get(body), quick)))
                    .matches(cut -> cut.flaw().equals(Optional.of(Flaw.TOO_SLOW)))
                    .matches(cut -> cut.body().startsWith("yy"));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void saysThatTheConnectionFailed() throws IOException {
        assertThat(noAnswer(Live.ask(get(Loopback.closedPort()))))
                .matches(none -> none.phase() == Phase.CONNECT && none.reason() == Reason.REFUSED);
        try (var dns = new DnsServer("", Rcode.NXDOMAIN, DnsServer.Manner.HONEST)) {
            var unknown = fetch("http://shop.example.test/", Via.PLAIN.lookingUpAt(dns.address()));
            assertThat(noAnswer(Live.ask(unknown)))
                    .matches(none -> none.phase() == Phase.RESOLVE)
                    .matches(none -> none.reason() == Reason.UNKNOWN_HOST);
        }
    }

    @Test
    void takesAHostWithAnUnderscoreAndKeepsNamesAndPasswordsBack() {
        try (var server = Loopback.answering(OK + "\r\nhi")) {
            var via = Via.PLAIN.to(server.address());
            assertThat(answered(Live.ask(fetch("http://a_b.example.test:8080/", via))).body())
                    .isEqualTo("hi");
            Live.ask(fetch("http://user:secret@shop.example.test/", via));
            assertThat(server.requests().get(0)).contains("Host: a_b.example.test:8080\r\n");
            assertThat(server.requests().get(1))
                    .contains("Host: shop.example.test\r\n")
                    .doesNotContain("secret");
        }
    }

    @Test
    void saysThatTlsIsSpokenToAPlainPort() {
        try (var server = Loopback.answering("HTTP/1.1 400 Bad Request\r\n\r\n");
                var impatient =
                        Loopback.talking(
                                caller -> {
                                    caller.getInputStream().read();
                                    caller.getOutputStream()
                                            .write(
                                                    "HTTP/1.1 400 Bad\r\n\r\n"
                                                            .getBytes(StandardCharsets.US_ASCII));
                                    Thread.sleep(100);
                                })) {
            assertThat(noAnswer(Live.ask(https(impatient))))
                    .matches(none -> none.phase() == Phase.TLS && none.reason() == Reason.NOT_TLS)
                    .matches(none -> none.detail().startsWith("HTTP/1.1 400"));
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void answersInSpiteOfABadCertificateAndSaysSo() {
        var identity = TestCertificates.selfSigned("other.example.test");
        try (var server =
                Loopback.talking(
                        identity.context().getServerSocketFactory(),
                        caller -> {
                            Loopback.head(caller.getInputStream());
                            caller.getOutputStream()
                                    .write(
                                            (OK + "Content-Length: 2\r\n\r\nhi")
                                                    .getBytes(StandardCharsets.US_ASCII));
                        })) {
            var answered = answered(Live.ask(https(server)));
            assertThat(answered.body()).isEqualTo("hi");
            assertThat(answered.tls().orElseThrow().distrust()).contains("self-signed certificate");
            assertThat(answered.timing().tls()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void saysThatAClientCertificateIsDemanded(String version) {
        var identity = TestCertificates.selfSigned("shop.example.test");
        try (var server =
                Loopback.talking(
                        identity.context(new ServedChain()).getServerSocketFactory(),
                        caller -> {
                            var tls = (javax.net.ssl.SSLSocket) caller;
                            tls.setEnabledProtocols(new String[] {version});
                            tls.setNeedClientAuth(true);
                            tls.startHandshake();
                            Loopback.head(caller.getInputStream());
                        })) {
            assertThat(noAnswer(Live.ask(https(server))).reason()).isEqualTo(Reason.TLS_REFUSED);
        }
    }

    @Test
    void boundsABodyWithoutEnd() {
        try (var server =
                Loopback.talking(
                        caller -> {
                            Loopback.head(caller.getInputStream());
                            caller.getOutputStream()
                                    .write((OK + "\r\n").getBytes(StandardCharsets.US_ASCII));
                            while (true) {
                                caller.getOutputStream().write(new byte[8192]);
                            }
                        })) {
            var answered = answered(Live.ask(fetch(server, Via.PLAIN.keeping(10_000))));
            assertThat(answered.cut()).isTrue();
            assertThat(answered.flaw()).isEmpty();
            assertThat(answered.body()).hasSize(10_000);
        }
    }

    @Test
    void boundsAGzipBomb() throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            for (var i = 0; i < 2000; i++) {
                gzip.write(new byte[100_000]);
            }
        }
        var head = OK + "Content-Encoding: gzip\r\nContent-Length: " + bomb.size() + "\r\n\r\n";
        try (var server = Loopback.answering(head + bomb.toString(StandardCharsets.ISO_8859_1))) {
            var answered = answered(Live.ask(get(server)));
            assertThat(answered.cut()).isTrue();
            assertThat(answered.body()).hasSize(Via.PLAIN.mostBytes());
        }
    }

    @Test
    void keepsExactlyWhatFitsWithoutCuttingIt() {
        try (var server = Loopback.answering(OK + "Content-Length: 5\r\n\r\nhello")) {
            var answered = answered(Live.ask(fetch(server, Via.PLAIN.keeping(5))));
            assertThat(answered.cut()).isFalse();
            assertThat(answered.body()).isEqualTo("hello");
        }
    }

    @Test
    void keepsHeaderLinesInOrder() {
        try (var server =
                Loopback.answering(
                        OK + "Set-Cookie: b=2\r\nX-One: 1\r\nset-cookie:  a=1 \r\n\r\n")) {
            assertThat(answered(Live.ask(get(server))).headers().lines())
                    .containsExactly(
                            new Headers.Line("Set-Cookie", "b=2"),
                            new Headers.Line("X-One", "1"),
                            new Headers.Line("set-cookie", "a=1"));
        }
    }

    @Test
    void choosesAddressAndHostApart() {
        try (var server = Loopback.answering(OK + "\r\n")) {
            Live.ask(fetch("http://shop.example.test/a%20b?c=d", Via.PLAIN.to(server.address())));
            Live.ask(
                    new Fetch(
                            URI.create("http://192.0.2.1/"),
                            "HEAD",
                            Headers.NONE
                                    .with("Host", "shop.example.test")
                                    .with("X-Mark", "1\r\nX-Injected: 2"),
                            Via.PLAIN.to(server.address())));
            var byName = server.requests().get(0);
            var byHost = server.requests().get(1);
            assertThat(byName)
                    .startsWith("GET /a%20b?c=d HTTP/1.1\r\nHost: shop.example.test\r\n")
                    .contains(
                            "Accept-Encoding: gzip\r\n", "Whence/0.1\r\n", "Connection: close\r\n");
            assertThat(byHost)
                    .startsWith("HEAD / HTTP/1.1\r\nHost: shop.example.test\r\n")
                    .containsOnlyOnce("Host:")
                    .doesNotContain("\nX-Injected");
        }
    }

    @Test
    void resolvesThroughTheChosenServer() throws IOException {
        try (var dns =
                        new DnsServer(
                                "shop.example.test. 300 A 127.0.0.1", 0, DnsServer.Manner.HONEST);
                var server = Loopback.answering(OK + "\r\nhi")) {
            var uri = "http://shop.example.test:" + server.address().port() + "/";
            var via = new Via(Optional.empty(), Optional.of(dns.address()), false, 1000);
            assertThat(answered(Live.ask(fetch(uri, via))).body()).isEqualTo("hi");
        }
    }

    @Test
    void hasNoBodyForHead() {
        try (var server = Loopback.answering(OK + "Content-Length: 5\r\n\r\n")) {
            var answered =
                    answered(
                            Live.ask(
                                    new Fetch(
                                            uri(server.address()),
                                            "HEAD",
                                            Headers.NONE,
                                            Via.PLAIN)));
            assertThat(answered.body()).isEmpty();
            assertThat(answered.flaw()).isEmpty();
        }
    }

    @Test
    void readsAnOrdinaryServer() throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(502, 0);
                    try (OutputStream out = exchange.getResponseBody()) {
                        out.write("bad gateway".getBytes(StandardCharsets.UTF_8));
                    }
                });
        server.start();
        try {
            var answered =
                    answered(
                            Live.ask(
                                    get(new HostPort("127.0.0.1", server.getAddress().getPort()))));
            assertThat(answered.status()).isEqualTo(502);
            assertThat(answered.protocol()).isEqualTo("HTTP/1.1");
            assertThat(answered.body()).isEqualTo("bad gateway");
            assertThat(answered.timing().firstByte()).isPositive();
        } finally {
            server.stop(0);
        }
    }

    private static Loopback dripping(String start) {
        return Loopback.talking(
                caller -> {
                    Loopback.head(caller.getInputStream());
                    caller.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
                    for (var i = 0; i < 1000; i++) {
                        caller.getOutputStream().write('y');
                        Thread.sleep(20);
                    }
                });
    }

    private static Arguments body(String story, String answer, String text, Flaw flaw) {
        return Arguments.of(story, answer, text, flaw);
    }

    private static Arguments none(String story, String answer, Phase phase, Reason reason) {
        return Arguments.of(story, answer, phase, reason);
    }

    private static String chunked(String chunks) {
        return "Transfer-Encoding: chunked\r\n\r\n" + chunks;
    }

    private static String gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static String zlib(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zlib = new DeflaterOutputStream(bytes)) {
            zlib.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static Fetch get(Loopback server) {
        return get(server.address());
    }

    private static Fetch get(HostPort server) {
        return new Fetch(uri(server), "GET", Headers.NONE, Via.PLAIN);
    }

    private static Fetch https(Loopback server) {
        return fetch("https://shop.example.test/", Via.PLAIN.to(server.address()));
    }

    private static Fetch fetch(Loopback server, Via via) {
        return new Fetch(uri(server.address()), "GET", Headers.NONE, via);
    }

    private static Fetch fetch(String uri, Via via) {
        return new Fetch(URI.create(uri), "GET", Headers.NONE, via);
    }

    private static URI uri(HostPort server) {
        return URI.create("http://" + server + "/");
    }

    private static Fetched.Answered answered(Fetched fetched) {
        assertThat(fetched).isInstanceOf(Fetched.Answered.class);
        return (Fetched.Answered) fetched;
    }

    private static Fetched.NoAnswer noAnswer(Fetched fetched) {
        assertThat(fetched).isInstanceOf(Fetched.NoAnswer.class);
        return (Fetched.NoAnswer) fetched;
    }
}
