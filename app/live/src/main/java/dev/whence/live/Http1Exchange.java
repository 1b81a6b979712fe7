package dev.whence.live;

import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Fetched.Phase;
import dev.whence.engine.world.Fetched.Reason;
import dev.whence.engine.world.Headers;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestWriter;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.impl.io.IdentityInputStream;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.apache.hc.core5.http.impl.io.SessionOutputBufferImpl;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// One exchange of HTTP/1.1 over an open connection, which it leaves unusable.
final class Http1Exchange {
    /// More than the 128 KiB that the edge takes (facts §A.1), so that a head too large for it can
    /// be seen.
    private static final int LARGEST_HEAD = 256 * 1024;

    private static final int BUFFER = 8192;
    private static final int MOST_INTERIM = 10;
    private static final byte[] HTTP = "HTTP/".getBytes(StandardCharsets.US_ASCII);
    private static final Http1Config LIMITS =
            Http1Config.custom().setMaxLineLength(LARGEST_HEAD).setMaxHeaderCount(2000).build();

    private final Outgoing request;
    private final Channel channel;
    private final Head in;
    private final SessionInputBufferImpl buffer =
            new SessionInputBufferImpl(
                    new BasicHttpTransportMetrics(), BUFFER, BUFFER, LARGEST_HEAD, null);

    Http1Exchange(Outgoing request, Channel channel) {
        this.request = request;
        this.channel = channel;
        this.in = new Head(channel.in());
    }

    /// Sends the request and reads the answer.
    Fetched run(int mostBytes) throws InterruptedException {
        var writing = send();
        try {
            if (!in.startsLikeHttp()) {
                return channel.noAnswer(Phase.HEAD, Reason.NOT_HTTP, in.shown());
            }
            var response = finalResponse();
            channel.phases().head();
            in.unbounded();
            return answered(response, mostBytes);
        } catch (IOException e) {
            return in.nothingCame() && writing.isPresent()
                    ? channel.broke(Phase.FIRST_BYTE, writing.get())
                    : failed(e);
        } catch (HttpException e) {
            return in.ended()
                    ? channel.noAnswer(Phase.HEAD, Reason.CLOSED, "")
                    : channel.noAnswer(Phase.HEAD, Reason.NOT_HTTP, Text.of(e));
        }
    }

    /// A peer may answer and close before it has read everything: what fails here matters only if
    /// no answer comes.
    private Optional<IOException> send() throws InterruptedException {
        try {
            var message = new BasicClassicHttpRequest(request.method(), request.path());
            message.addHeader("Host", request.authority());
            request.headers().lines().forEach(line -> message.addHeader(line.name(), line.value()));
            if (request.headers().first("Connection").isEmpty()) {
                message.addHeader("Connection", "close");
            }
            var out = new SessionOutputBufferImpl(BUFFER);
            new DefaultHttpRequestWriter().write(message, out, channel.out());
            out.flush(channel.out());
            return Optional.empty();
        } catch (IOException e) {
            Interrupts.check();
            return Optional.of(e);
        } catch (HttpException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private ClassicHttpResponse finalResponse() throws IOException, HttpException {
        var parser = new DefaultHttpResponseParser(LIMITS);
        for (var interim = 0; interim <= MOST_INTERIM; interim++) {
            var response = parser.parse(buffer, in);
            if (response == null || in.ended()) {
                throw new ConnectionClosedException();
            }
            if (response.getCode() >= 200) {
                return response;
            }
        }
        throw new HttpException("more than " + MOST_INTERIM + " interim answers");
    }

    private Fetched answered(ClassicHttpResponse response, int mostBytes)
            throws HttpException, InterruptedException {
        var headers = headers(response);
        var status = response.getCode();
        var body = request.expectsBody(status) ? body(response, headers, mostBytes) : Body.NONE;
        channel.phases().body();
        return channel.answered(status, "HTTP/1.1", headers, body);
    }

    private Body body(ClassicHttpResponse response, Headers headers, int mostBytes)
            throws HttpException, InterruptedException {
        var framed = framed(response);
        var body = Body.read(framed, headers, mostBytes, channel.watch());
        var more = framed instanceof ContentLengthInputStream && moreCame();
        return more && !body.cut() && body.flaw().isEmpty() ? body.longer() : body;
    }

    /// Looks at what has arrived already; an empty line after the body is an old habit and no harm.
    private boolean moreCame() {
        try {
            int next = '\r';
            while (isLineEnd(next) && (buffer.hasBufferedData() || in.available() > 0)) {
                next = buffer.read(in);
            }
            return next >= 0 && !isLineEnd(next);
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isLineEnd(int c) {
        return c == '\r' || c == '\n';
    }

    private InputStream framed(ClassicHttpResponse response) throws HttpException {
        var length = DefaultContentLengthStrategy.INSTANCE.determineLength(response);
        if (length == ContentLengthStrategy.CHUNKED) {
            return new ChunkedInputStream(buffer, in, LIMITS);
        }
        return length >= 0
                ? new ContentLengthInputStream(buffer, in, length)
                : new IdentityInputStream(buffer, in);
    }

    private static Headers headers(ClassicHttpResponse response) {
        return new Headers(
                Arrays.stream(response.getHeaders())
                        .map(
                                h ->
                                        new Headers.Line(
                                                h.getName(),
                                                h.getValue() == null ? "" : h.getValue()))
                        .toList());
    }

    private Fetched failed(IOException e) throws InterruptedException {
        var phase = in.nothingCame() ? Phase.FIRST_BYTE : Phase.HEAD;
        return switch (e) {
            case NoHttpResponseException _, ConnectionClosedException _ -> channel.closed(phase);
            case MessageConstraintException _ ->
                    channel.noAnswer(Phase.HEAD, Reason.HEAD_TOO_LARGE, Text.of(e));
            default -> channel.broke(phase, e);
        };
    }

    /// The answer's bytes, bounded while the head is read.
    private final class Head extends FilterInputStream {
        private final byte[] start = new byte[64];
        private int started;
        private int given;
        private boolean bounded = true;
        private boolean ended;

        Head(InputStream in) {
            super(in);
        }

        /// Waits for the first bytes and looks whether HTTP begins with them.
        boolean startsLikeHttp() throws IOException {
            while (started < HTTP.length) {
                var read = in.read(start, started, start.length - started);
                if (read < 0) {
                    break;
                }
                if (started == 0) {
                    channel.phases().firstByte();
                }
                started += read;
            }
            if (started == 0) {
                throw new NoHttpResponseException("nothing");
            }
            return Arrays.equals(start, 0, Math.min(started, HTTP.length), HTTP, 0, HTTP.length);
        }

        boolean nothingCame() {
            return started == 0;
        }

        String shown() {
            var alert = start[0] == 0x15 && started > 1 && start[1] == 3;
            return alert ? "a TLS alert" : Text.printable(Arrays.copyOf(start, started));
        }

        /// Whether the connection ended inside the head, which the parser would take for its end.
        boolean ended() {
            return ended;
        }

        void unbounded() {
            bounded = false;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var read =
                    given < started ? again(into, offset, length) : in.read(into, offset, length);
            given += Math.max(read, 0);
            ended |= bounded && read < 0;
            if (bounded && given > LARGEST_HEAD + BUFFER) {
                throw new MessageConstraintException("more than " + LARGEST_HEAD + " bytes");
            }
            return read;
        }

        private int again(byte[] into, int offset, int length) {
            var more = Math.min(length, started - given);
            System.arraycopy(start, given, into, offset, more);
            return more;
        }
    }
}
