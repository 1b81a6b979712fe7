package dev.whence.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.world.Ask.Fetch;
import dev.whence.engine.world.Ask.Via;
import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Fetched.Flaw;
import dev.whence.engine.world.Fetched.Phase;
import dev.whence.engine.world.Fetched.Reason;
import dev.whence.engine.world.Headers;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.http2.frame.DefaultFrameFactory;
import org.apache.hc.core5.http2.frame.FrameType;
import org.apache.hc.core5.http2.frame.RawFrame;
import org.apache.hc.core5.http2.hpack.HPackDecoder;
import org.apache.hc.core5.http2.hpack.HPackEncoder;
import org.apache.hc.core5.http2.impl.io.FrameInputBuffer;
import org.apache.hc.core5.http2.impl.io.FrameOutputBuffer;
import org.apache.hc.core5.util.ByteArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import javax.net.ssl.SSLSocket;

class Http2ExchangeTest {
    private static final DefaultFrameFactory MAKE = new DefaultFrameFactory();

    /// One connection of an HTTP/2 server, frame by frame.
    static final class Peer {
        private final Socket caller;
        private final FrameOutputBuffer out = new FrameOutputBuffer(16 * 1024);
        private final FrameInputBuffer in = new FrameInputBuffer(16 * 1024);
        private final HPackEncoder encoder = new HPackEncoder(4096, StandardCharsets.US_ASCII);
        private final List<Header> request;
        private boolean leaves;

        Peer(Socket caller) throws Exception {
            this.caller = caller;
            caller.getInputStream().readNBytes(24);
            this.request = readRequest();
            send(MAKE.createSettings());
        }

        private List<Header> readRequest() throws Exception {
            while (true) {
                var frame = in.read(caller.getInputStream());
                if (FrameType.HEADERS.same(frame.getType())) {
                    return new HPackDecoder(4096, StandardCharsets.US_ASCII)
                            .decodeHeaders(frame.getPayloadContent());
                }
            }
        }

        void send(RawFrame frame) throws IOException {
            out.write(frame, caller.getOutputStream());
            caller.getOutputStream().flush();
        }

        void head(boolean last, String... namesAndValues) throws IOException {
            send(MAKE.createHeaders(1, block(namesAndValues), true, last));
        }

        ByteBuffer block(String... namesAndValues) throws IOException {
            var fields = new ArrayList<Header>();
            for (var i = 0; i < namesAndValues.length; i += 2) {
                fields.add(new BasicHeader(namesAndValues[i], namesAndValues[i + 1]));
            }
            var block = new ByteArrayBuffer(100);
            encoder.encodeHeaders(block, fields, true);
            return ByteBuffer.wrap(block.array(), 0, block.length());
        }

        void data(String text, boolean last) throws IOException {
            data(text.getBytes(StandardCharsets.UTF_8), last);
        }

        void data(byte[] bytes, boolean last) throws IOException {
            send(MAKE.createData(1, ByteBuffer.wrap(bytes), last));
        }

        /// Closes once the settings are acknowledged, so that closing resets nothing.
        void leave() throws IOException {
            leaves = true;
            var type = FrameType.HEADERS.getValue();
            while (!FrameType.SETTINGS.same(type)) {
                type = in.read(caller.getInputStream()).getType();
            }
        }

        /// Reads frames until the other side leaves.
        void drain() throws IOException {
            while (true) {
                in.read(caller.getInputStream());
            }
        }
    }

    interface Story {
        void tell(Peer peer) throws Exception;
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                story(
                        "a page in two frames",
                        peer -> {
                            peer.head(false, ":status", "200", "content-length", "5");
                            peer.data("he", false);
                            peer.data("llo", true);
                        },
                        "hello",
                        null),
                story("no body", peer -> peer.head(true, ":status", "200"), "", null),
                story(
                        "early hints, a ping and settings on the way",
                        peer -> {
                            peer.head(false, ":status", "103", "link", "x");
                            peer.send(MAKE.createPing(ByteBuffer.wrap(new byte[8])));
                            peer.head(false, ":status", "200");
                            peer.send(MAKE.createSettings());
                            peer.data("hello", true);
                        },
                        "hello",
                        null),
                story(
                        "trailers",
                        peer -> {
                            peer.head(false, ":status", "200");
                            peer.data("hello", false);
                            peer.head(true, "grpc-status", "0");
                        },
                        "hello",
                        null),
                story(
                        "gzip",
                        peer -> {
                            peer.head(false, ":status", "200", "content-encoding", "gzip");
                            peer.data(gzip("hello"), true);
                        },
                        "hello",
                        null),
                story(
                        "a head in two frames",
                        peer -> {
                            var block = peer.block(":status", "200", "x-one", "1");
                            var first = block.slice(0, 3);
                            var rest = block.slice(3, block.remaining() - 3);
                            peer.send(MAKE.createHeaders(1, first, false, false));
                            peer.send(MAKE.createContinuation(1, rest, true));
                            peer.data("hello", true);
                        },
                        "hello",
                        null),
                story(
                        "leaving politely after this stream",
                        peer -> {
                            peer.send(MAKE.createGoAway(1, H2Error.NO_ERROR, "bye"));
                            peer.head(false, ":status", "200");
                            peer.data("hello", true);
                        },
                        "hello",
                        null),
                story(
                        "shorter than announced",
                        peer -> {
                            peer.head(false, ":status", "200", "content-length", "9");
                            peer.data("hello", true);
                        },
                        "hello",
                        Flaw.SHORTER_THAN_ANNOUNCED),
                story(
                        "closed inside the body",
                        peer -> {
                            peer.head(false, ":status", "200");
                            peer.data("hello", false);
                            peer.leave();
                        },
                        "hello",
                        Flaw.SHORTER_THAN_ANNOUNCED),
                story(
                        "a reset inside the body",
                        peer -> {
                            peer.head(false, ":status", "200");
                            peer.data("hello", false);
                            peer.send(MAKE.createResetStream(1, H2Error.INTERNAL_ERROR));
                            peer.drain();
                        },
                        "hello",
                        Flaw.RESET));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void readsAnAnswer(String name, Story story, String body, Flaw flaw) {
        try (var server = speaking(story)) {
            var answered = answered(Live.ask(get(server, Via.PLAIN)));
            assertThat(answered.status()).isEqualTo(200);
            assertThat(answered.protocol()).isEqualTo("HTTP/2");
            assertThat(answered.body()).isEqualTo(body);
            assertThat(answered.flaw()).isEqualTo(Optional.ofNullable(flaw));
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                none(
                        "a reset of the stream",
                        peer -> {
                            peer.send(MAKE.createResetStream(1, H2Error.INTERNAL_ERROR));
                            peer.drain();
                        },
                        Phase.FIRST_BYTE,
                        Reason.RESET,
                        "RST_STREAM INTERNAL_ERROR"),
                none(
                        "leaving at once",
                        peer -> {
                            peer.send(MAKE.createGoAway(0, H2Error.PROTOCOL_ERROR, "no"));
                            peer.drain();
                        },
                        Phase.FIRST_BYTE,
                        Reason.CLOSED,
                        "GOAWAY PROTOCOL_ERROR"),
                none("silence and an end", Peer::leave, Phase.FIRST_BYTE, Reason.CLOSED, ""),
                none(
                        "no status",
                        peer -> peer.head(true, "x-one", "1"),
                        Phase.HEAD,
                        Reason.NOT_HTTP,
                        "the answer has no status"),
                none(
                        "HTTP/1.1 in spite of what was agreed",
                        peer ->
                                peer.caller
                                        .getOutputStream()
                                        .write(
                                                "HTTP/1.1 400 Bad Request\r\n\r\n"
                                                        .getBytes(StandardCharsets.US_ASCII)),
                        Phase.HEAD,
                        Reason.NOT_HTTP,
                        "Frame size exceeds maximum"),
                none(
                        "a head without end",
                        peer -> {
                            peer.send(
                                    MAKE.createHeaders(
                                            1, peer.block(":status", "200"), false, false));
                            for (var i = 0; i < 1000; i++) {
                                peer.send(
                                        MAKE.createContinuation(
                                                1, peer.block("x-" + i, "y".repeat(8000)), false));
                            }
                        },
                        Phase.HEAD,
                        Reason.HEAD_TOO_LARGE,
                        null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void saysWhereItBroke(String name, Story story, Phase phase, Reason reason, String detail) {
        try (var server = speaking(story)) {
            var fetched = Live.ask(get(server, Via.PLAIN));
            assertThat(fetched).isInstanceOf(Fetched.NoAnswer.class);
            var none = (Fetched.NoAnswer) fetched;
            assertThat(none.phase()).isEqualTo(phase);
            assertThat(none.reason()).isEqualTo(reason);
            if (detail != null) {
                assertThat(none.detail()).isEqualTo(detail);
            }
        }
    }

    @Test
    void sendsTheRequestAsHttp2WantsIt() throws Exception {
        var request = new CompletableFuture<List<String>>();
        try (var server =
                speaking(
                        peer -> {
                            request.complete(
                                    peer.request.stream()
                                            .map(field -> field.getName() + ": " + field.getValue())
                                            .toList());
                            peer.head(true, ":status", "204");
                        })) {
            Live.ask(get(server, Via.PLAIN));
            assertThat(request.get(5, TimeUnit.SECONDS))
                    .startsWith(
                            ":method: GET",
                            ":scheme: https",
                            ":authority: shop.example.test",
                            ":path: /a?b=c")
                    .contains("accept-encoding: gzip", "x-mark: 1")
                    .noneMatch(field -> field.startsWith("connection"));
        }
    }

    @Test
    void makesRoomForALongBodyAndBoundsIt() {
        try (var server =
                speaking(
                        peer -> {
                            peer.head(false, ":status", "200");
                            for (var i = 0; i < 1000; i++) {
                                peer.data(new byte[10_000], false);
                            }
                            peer.data("", true);
                        })) {
            var answered = answered(Live.ask(get(server, Via.PLAIN.keeping(5_000_000))));
            assertThat(answered.body()).hasSize(5_000_000);
            assertThat(answered.cut()).isTrue();
        }
    }

    @Test
    void endsAtTheDeadlineThoughPingsKeepComing() {
        try (var server =
                speaking(
                        peer -> {
                            while (true) {
                                peer.send(MAKE.createPing(ByteBuffer.wrap(new byte[8])));
                                Thread.sleep(20);
                            }
                        })) {
            var fetched = Live.ask(get(server, Via.PLAIN), Duration.ofMillis(600));
            assertThat(fetched)
                    .isInstanceOfSatisfying(
                            Fetched.NoAnswer.class,
                            none -> assertThat(none.reason()).isEqualTo(Reason.TOO_SLOW));
        }
    }

    @Test
    void fallsBackWhereThePeerDoesNotSpeakIt() {
        var context = TestCertificates.selfSigned("shop.example.test").context();
        try (var server =
                Loopback.talking(
                        context.getServerSocketFactory(),
                        caller -> {
                            Loopback.head(caller.getInputStream());
                            caller.getOutputStream()
                                    .write(
                                            "HTTP/1.1 200 OK\r\n\r\nhello"
                                                    .getBytes(StandardCharsets.US_ASCII));
                        })) {
            assertThat(answered(Live.ask(get(server, Via.PLAIN))).protocol()).isEqualTo("HTTP/1.1");
        }
    }

    private static Loopback speaking(Story story) {
        var context = TestCertificates.selfSigned("shop.example.test").context();
        return Loopback.talking(
                context.getServerSocketFactory(),
                caller -> {
                    var tls = (SSLSocket) caller;
                    var parameters = tls.getSSLParameters();
                    parameters.setApplicationProtocols(new String[] {"h2"});
                    tls.setSSLParameters(parameters);
                    var peer = new Peer(caller);
                    story.tell(peer);
                    if (!peer.leaves) {
                        peer.drain();
                    }
                });
    }

    private static Fetch get(Loopback server, Via via) {
        return new Fetch(
                URI.create("https://shop.example.test/a?b=c"),
                "GET",
                Headers.NONE.with("X-Mark", "1").with("Connection", "close"),
                via.to(server.address()).withHttp2());
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static Arguments story(String name, Story story, String body, Flaw flaw) {
        return Arguments.of(name, story, body, flaw);
    }

    private static Arguments none(
            String name, Story story, Phase phase, Reason reason, String detail) {
        return Arguments.of(name, story, phase, reason, detail);
    }

    private static Fetched.Answered answered(Fetched fetched) {
        assertThat(fetched).isInstanceOf(Fetched.Answered.class);
        return (Fetched.Answered) fetched;
    }
}
