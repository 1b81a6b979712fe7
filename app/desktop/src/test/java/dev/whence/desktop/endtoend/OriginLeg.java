package dev.whence.desktop.endtoend;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/// The way from a stand-in to a server behind it. It asks with HTTP/1.0, so that the end of the
/// connection is the end of the body.
///
/// @param sni the name that the certificate must be for
/// @param trust what a certificate is checked against
/// @param verify whether it is
/// @param patienceMillis for each of connecting, greeting and the first byte
record OriginLeg(
        String host,
        int port,
        boolean tls,
        String sni,
        X509TrustManager trust,
        boolean verify,
        int patienceMillis) {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
    private static final int LONGEST_HEAD = 128 * 1024;
    private static final Set<String> OF_ONE_LEG =
            Set.of("connection", "keep-alive", "transfer-encoding", "content-length", "upgrade");

    /// How the way can end early.
    enum Failure {
        REFUSED,
        NO_CONNECTION,
        NOT_TLS,
        NO_HANDSHAKE,
        CERTIFICATE,
        NO_USABLE_ANSWER,
        TOO_SLOW
    }

    /// It ended early.
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        private final Failure failure;

        Failed(Failure failure, Throwable cause) {
            super(String.valueOf(cause.getMessage()), cause);
            this.failure = failure;
        }

        Failure failure() {
            return failure;
        }
    }

    /// Passes a request on.
    WebAnswer ask(WebRequest request, Map<String, String> added) throws Failed {
        var socket = greeted(connected());
        try {
            socket.setSoTimeout(patienceMillis);
            socket.getOutputStream()
                    .write(head(request, added).getBytes(StandardCharsets.ISO_8859_1));
            return answer(new BufferedInputStream(socket.getInputStream()));
        } catch (SocketTimeoutException e) {
            close(socket);
            throw new Failed(Failure.TOO_SLOW, e);
        } catch (IOException e) {
            close(socket);
            throw new Failed(Failure.NO_USABLE_ANSWER, e);
        }
    }

    private Socket connected() throws Failed {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), patienceMillis);
            socket.setSoTimeout(patienceMillis);
            return socket;
        } catch (ConnectException e) {
            close(socket);
            throw new Failed(Failure.REFUSED, e);
        } catch (IOException e) {
            close(socket);
            throw new Failed(Failure.NO_CONNECTION, e);
        }
    }

    private Socket greeted(Socket plain) throws Failed {
        if (!tls) {
            return plain;
        }
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new X509TrustManager[] {verify ? trust : new Anybody()}, null);
            var socket =
                    (SSLSocket) context.getSocketFactory().createSocket(plain, sni, port, true);
            var parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(sni)));
            parameters.setEndpointIdentificationAlgorithm(verify ? "HTTPS" : null);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (SSLException e) {
            close(plain);
            throw new Failed(why(e), e);
        } catch (IOException | GeneralSecurityException e) {
            close(plain);
            throw new Failed(Failure.NO_HANDSHAKE, e);
        }
    }

    private static Failure why(SSLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return Failure.CERTIFICATE;
            }
        }
        return String.valueOf(e.getMessage()).contains("Unsupported or unrecognized SSL message")
                ? Failure.NOT_TLS
                : Failure.NO_HANDSHAKE;
    }

    private static String head(WebRequest request, Map<String, String> added) {
        var head = new StringBuilder(request.method() + " " + request.path() + " HTTP/1.0\r\n");
        request.headers()
                .forEach(
                        (name, values) -> {
                            if (!OF_ONE_LEG.contains(name.toLowerCase(Locale.ROOT))) {
                                values.forEach(value -> line(head, name, value));
                            }
                        });
        added.forEach((name, value) -> line(head, name, value));
        return head.append("\r\n").toString();
    }

    private static void line(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static WebAnswer answer(InputStream in) throws IOException {
        var lines = readHead(in).lines().toList();
        var status = STATUS.matcher(lines.getFirst());
        if (!status.matches()) {
            throw new IOException("malformed HTTP response \"" + lines.getFirst() + "\"");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (var line : lines.subList(1, lines.size())) {
            var colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return new WebAnswer(Integer.parseInt(status.group(1)), headers, in);
    }

    private static String readHead(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0 || head.length() > LONGEST_HEAD) {
                throw new IOException(head.isEmpty() ? "EOF" : "unexpected EOF");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is closed as far as it can be.
        }
    }

    /// Takes any certificate, whatever its name.
    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(
                X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkServerTrusted(
                X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
