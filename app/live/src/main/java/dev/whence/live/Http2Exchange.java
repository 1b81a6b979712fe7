package dev.whence.live;

import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Fetched.Phase;
import dev.whence.engine.world.Fetched.Reason;
import dev.whence.engine.world.Headers;

import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2CorruptFrameException;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.http2.config.H2Param;
import org.apache.hc.core5.http2.config.H2Setting;
import org.apache.hc.core5.http2.frame.DefaultFrameFactory;
import org.apache.hc.core5.http2.frame.FrameFlag;
import org.apache.hc.core5.http2.frame.FrameType;
import org.apache.hc.core5.http2.frame.RawFrame;
import org.apache.hc.core5.http2.hpack.HPackDecoder;
import org.apache.hc.core5.http2.hpack.HPackEncoder;
import org.apache.hc.core5.http2.hpack.HeaderListConstraintException;
import org.apache.hc.core5.http2.impl.io.FrameInputBuffer;
import org.apache.hc.core5.http2.impl.io.FrameOutputBuffer;
import org.apache.hc.core5.util.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// One exchange of HTTP/2 over an open connection: one stream, frame by frame, so that the phase of
/// a failure shows.
final class Http2Exchange {
    private static final int STREAM = 1;
    private static final int LARGEST_FRAME = 16 * 1024;
    private static final int LARGEST_HEAD = 256 * 1024;
    private static final int TABLE = 4096;
    private static final int WINDOW = 1024 * 1024;
    private static final int DEFAULT_WINDOW = 65_535;
    private static final int PRIORITY_BYTES = 5;
    private static final byte[] PREFACE =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "host", "keep-alive", "te", "transfer-encoding", "upgrade");
    private static final H2Setting[] SETTINGS = {
        new H2Setting(H2Param.ENABLE_PUSH, 0),
        new H2Setting(H2Param.INITIAL_WINDOW_SIZE, WINDOW),
        new H2Setting(H2Param.MAX_FRAME_SIZE, LARGEST_FRAME),
        new H2Setting(H2Param.MAX_HEADER_LIST_SIZE, LARGEST_HEAD)
    };

    private final Outgoing request;
    private final Channel channel;
    private final DefaultFrameFactory make = new DefaultFrameFactory();
    private final FrameInputBuffer in = new FrameInputBuffer(LARGEST_FRAME);
    private final FrameOutputBuffer out = new FrameOutputBuffer(LARGEST_FRAME);
    private final HPackDecoder decoder = new HPackDecoder(TABLE, StandardCharsets.ISO_8859_1);
    private boolean heardFrames;
    private boolean answering;

    Http2Exchange(Outgoing request, Channel channel) {
        this.request = request;
        this.channel = channel;
        decoder.setMaxListSize(LARGEST_HEAD);
    }

    /// The peer ended the stream or the connection with a code.
    private static final class Ended extends IOException {
        private static final long serialVersionUID = 1L;
        private final Reason reason;

        Ended(Reason reason, String frame, int code) {
            super(frame + " " + name(code));
            this.reason = reason;
        }

        private static String name(int code) {
            var known = H2Error.getByCode(code);
            return known == null ? String.valueOf(code) : known.name();
        }
    }

    /// Sends the request and reads the answer.
    Fetched run(int mostBytes) throws InterruptedException {
        try {
            send();
            var head = finalHead();
            channel.phases().head();
            return answered(head, mostBytes);
        } catch (IOException e) {
            return failed(e);
        } catch (HeaderListConstraintException e) {
            return channel.noAnswer(Phase.HEAD, Reason.HEAD_TOO_LARGE, Text.of(e));
        } catch (HttpException e) {
            return channel.noAnswer(Phase.HEAD, Reason.NOT_HTTP, Text.of(e));
        }
    }

    private void send() throws IOException {
        var block = new ByteArrayBuffer(512);
        new HPackEncoder(TABLE, StandardCharsets.ISO_8859_1).encodeHeaders(block, fields(), true);
        channel.out().write(PREFACE);
        out.write(make.createSettings(SETTINGS), channel.out());
        out.write(make.createWindowUpdate(0, WINDOW - DEFAULT_WINDOW), channel.out());
        var head = ByteBuffer.wrap(block.array(), 0, block.length());
        out.write(make.createHeaders(STREAM, head, true, true), channel.out());
        channel.out().flush();
    }

    private List<Header> fields() {
        var fields = new ArrayList<Header>();
        fields.add(new BasicHeader(":method", request.method()));
        fields.add(new BasicHeader(":scheme", request.scheme()));
        fields.add(new BasicHeader(":authority", request.authority()));
        fields.add(new BasicHeader(":path", request.path()));
        for (var line : request.headers().lines()) {
            var name = line.name().toLowerCase(Locale.ROOT);
            if (!HOP_BY_HOP.contains(name)) {
                fields.add(new BasicHeader(name, line.value()));
            }
        }
        return fields;
    }

    private record Head(int status, Headers headers, boolean last) {}

    private Head finalHead() throws IOException, HttpException {
        while (true) {
            var frame = next();
            if (!answering && FrameType.HEADERS.same(frame.getType())) {
                answering = true;
                channel.phases().firstByte();
            }
            if (FrameType.HEADERS.same(frame.getType())) {
                var head = head(frame);
                if (head.status() >= 200) {
                    return head;
                }
            }
        }
    }

    private Head head(RawFrame first) throws IOException, HttpException {
        var block = new ByteArrayBuffer(1024);
        append(block, withoutPriority(first));
        var last = first.isFlagSet(FrameFlag.END_STREAM);
        var frame = first;
        while (!frame.isFlagSet(FrameFlag.END_HEADERS)) {
            frame = next();
            append(block, frame.getPayload());
        }
        var fields = decoder.decodeHeaders(ByteBuffer.wrap(block.array(), 0, block.length()));
        return new Head(status(fields), headers(fields), last);
    }

    private static void append(ByteArrayBuffer block, @Nullable ByteBuffer more)
            throws HeaderListConstraintException {
        if (more == null) {
            return;
        }
        if (block.length() + more.remaining() > LARGEST_HEAD) {
            throw new HeaderListConstraintException("more than " + LARGEST_HEAD + " bytes");
        }
        block.append(more);
    }

    private static @Nullable ByteBuffer withoutPriority(RawFrame headers) {
        var content = headers.getPayloadContent();
        if (content != null && headers.isFlagSet(FrameFlag.PRIORITY)) {
            content.position(Math.min(content.limit(), content.position() + PRIORITY_BYTES));
        }
        return content;
    }

    private static int status(List<Header> fields) throws HttpException {
        var status = fields.stream().filter(field -> field.getName().equals(":status")).findFirst();
        try {
            return Integer.parseInt(status.map(Header::getValue).orElse(""));
        } catch (NumberFormatException e) {
            throw new HttpException("the answer has no status", e);
        }
    }

    private static Headers headers(List<Header> fields) {
        return new Headers(
                fields.stream()
                        .filter(field -> !field.getName().startsWith(":"))
                        .map(field -> new Headers.Line(field.getName(), field.getValue()))
                        .toList());
    }

    private Fetched answered(Head head, int mostBytes) throws InterruptedException {
        var expected = request.expectsBody(head.status()) && !head.last();
        var body =
                expected
                        ? Body.read(
                                new Data(announced(head)),
                                head.headers(),
                                mostBytes,
                                channel.watch())
                        : Body.NONE;
        channel.phases().body();
        return channel.answered(head.status(), "HTTP/2", head.headers(), body);
    }

    private static long announced(Head head) {
        var length = head.headers().first("content-length").orElse("");
        return length.matches("\\d{1,18}") ? Long.parseLong(length) : -1;
    }

    /// The next frame that belongs to the answer; those that keep the connection going are dealt
    /// with.
    private RawFrame next() throws IOException {
        while (true) {
            var frame = in.read(channel.in());
            heardFrames = true;
            var type = FrameType.valueOf(frame.getType());
            var ours = frame.getStreamId() == STREAM;
            switch (type) {
                case HEADERS, CONTINUATION, DATA -> {
                    if (ours) {
                        return frame;
                    }
                }
                case SETTINGS -> {
                    if (!frame.isFlagSet(FrameFlag.ACK)) {
                        reply(make.createSettingsAck());
                    }
                }
                case PING -> {
                    if (!frame.isFlagSet(FrameFlag.ACK)) {
                        reply(make.createPingAck(frame.getPayload()));
                    }
                }
                case RST_STREAM -> {
                    if (ours) {
                        throw new Ended(Reason.RESET, "RST_STREAM", code(frame, 0));
                    }
                }
                case GOAWAY -> goAway(frame);
                case null, default -> {}
            }
        }
    }

    /// A peer that only announces that it will take no further streams still answers this one.
    private static void goAway(RawFrame frame) throws Ended {
        var code = code(frame, 4);
        if (code != H2Error.NO_ERROR.getCode() || code(frame, 0) < STREAM) {
            throw new Ended(Reason.CLOSED, "GOAWAY", code);
        }
    }

    private static int code(RawFrame frame, int offset) {
        var payload = frame.getPayload();
        return payload != null && payload.remaining() >= offset + 4
                ? payload.getInt(payload.position() + offset)
                : 0;
    }

    private void reply(RawFrame frame) throws IOException {
        out.write(frame, channel.out());
        channel.out().flush();
    }

    private Fetched failed(IOException e) throws InterruptedException {
        var phase = answering ? Phase.HEAD : Phase.FIRST_BYTE;
        return switch (e) {
            case Ended ended -> channel.noAnswer(phase, ended.reason, Text.of(ended));
            case ConnectionClosedException _ -> channel.closed(phase);
            case H2ConnectionException _, H2CorruptFrameException _ ->
                    channel.noAnswer(
                            heardFrames ? Phase.HEAD : Phase.FIRST_BYTE,
                            Reason.NOT_HTTP,
                            Text.of(e));
            default -> channel.broke(phase, e);
        };
    }

    /// The body of the one stream; makes room for more as it is read.
    private final class Data extends InputStream {
        private final long announced;
        private long received;
        private byte[] chunk = new byte[0];
        private int position;
        private int taken;
        private boolean ended;

        /// @param announced the length that the head announced; negative where it announced none
        Data(long announced) {
            this.announced = announced;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            while (position == chunk.length) {
                if (ended) {
                    return end();
                }
                fill();
            }
            var more = Math.min(length, chunk.length - position);
            System.arraycopy(chunk, position, into, offset, more);
            position += more;
            return more;
        }

        private int end() throws ConnectionClosedException {
            if (announced > received) {
                throw new ConnectionClosedException("the stream ended before the announced length");
            }
            return -1;
        }

        private void fill() throws IOException {
            var frame = next();
            ended = frame.isFlagSet(FrameFlag.END_STREAM);
            if (FrameType.DATA.same(frame.getType())) {
                var content = frame.getPayloadContent();
                chunk = content == null ? new byte[0] : bytes(content);
                position = 0;
                received += chunk.length;
                makeRoom(frame.getLength());
            }
        }

        /// Not for every frame: each word to a peer that has closed already costs what it still had
        /// to say.
        private void makeRoom(int more) throws IOException {
            taken += more;
            if (taken > WINDOW / 2 && !ended) {
                out.write(make.createWindowUpdate(0, taken), channel.out());
                reply(make.createWindowUpdate(STREAM, taken));
                taken = 0;
            }
        }

        private static byte[] bytes(ByteBuffer content) {
            return Arrays.copyOfRange(
                    content.array(),
                    content.arrayOffset() + content.position(),
                    content.arrayOffset() + content.limit());
        }
    }
}
