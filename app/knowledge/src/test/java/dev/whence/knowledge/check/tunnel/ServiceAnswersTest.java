package dev.whence.knowledge.check.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Ran;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

class ServiceAnswersTest {
    /// What each rule becomes on curl's command line.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    http://localhost:8080    |          | false | --url http://localhost:8080/
                    http://[::1]:8080        |          | false | --url http://[::1]:8080/
                    ws://app                 |          | false | --url http://app:80/
                    https://10.0.0.5:8443    |          | true  | --http1.1 -k --url https://10.0.0.5:8443/
                    https://10.0.0.5         | in.example.com | false | --http1.1 --connect-to in.example.com:443:10.0.0.5:443 --url https://in.example.com:443/
                    unix:/run/app.sock       |          | false | --unix-socket /run/app.sock --url http://localhost:80/
                    unix+tls:/run/app.sock   | in.example.com | false | --http1.1 --unix-socket /run/app.sock --url https://in.example.com:443/
                    """)
    void asksAsTheConnectorWould(String service, String sni, boolean trusting, String words)
            throws Exception {
        var rule =
                new TunnelFact.Rule(
                        0, "", "", service, "", sni == null ? "" : sni, trusting, false);

        assertThat(command(rule))
                .endsWith(words)
                .contains("Host: shop.example.com")
                .contains("X-Forwarded-Proto: https")
                .contains("--noproxy *");
    }

    @Test
    void sendsTheHostAndSniOfTheRule() throws Exception {
        var rule =
                new TunnelFact.Rule(
                        0,
                        "",
                        "",
                        "https://app:8443",
                        "inner.example.com",
                        "",
                        false,
                        true,
                        true,
                        "/etc/ca.pem");

        assertThat(command(rule))
                .contains("Host: inner.example.com")
                .contains("--http2")
                .contains("--cacert /etc/ca.pem")
                .endsWith(
                        "--connect-to shop.example.com:8443:app:8443"
                                + " --url https://shop.example.com:8443/");
    }

    @ParameterizedTest
    @CsvSource({"ssh://localhost:22", "http_status:404", "htp://localhost:8080", "hello_world"})
    void triesOnlyWhatSpeaksHttp(String service) {
        assertThatThrownBy(() -> look(service, TunnelHost.done(0, "200 0.01", "")))
                .isInstanceOf(CouldNotLook.class);
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of(0, "200 0.012", "", 200, "NONE"),
                Arguments.of(0, "502 0.012", "", 502, "NONE"),
                Arguments.of(
                        6, "000 0.00", "curl: (6) Could not resolve host: app", 0, "NO_SUCH_HOST"),
                Arguments.of(
                        7,
                        "000 0.00",
                        "* connect to 127.0.0.1 port 8080 failed: Connection refused\n"
                                + "curl: (7) Failed to connect",
                        0,
                        "REFUSED"),
                Arguments.of(
                        7,
                        "000 0.00",
                        "* Immediate connect fail for /run/app.sock: No such file or directory\n"
                                + "curl: (7) Failed to connect to localhost",
                        0,
                        "SOCKET_MISSING"),
                Arguments.of(
                        7,
                        "000 0.00",
                        "* Immediate connect fail for /run/app.sock: Permission denied\n"
                                + "curl: (7) Failed to connect to localhost",
                        0,
                        "PERMISSION_DENIED"),
                Arguments.of(28, "000 5.00", "curl: (28) Connection timed out", 0, "TIMED_OUT"),
                Arguments.of(
                        35,
                        "000 0.01",
                        "curl: (35) error:0A00010B:SSL routines::wrong version number",
                        0,
                        "TLS_FAILED"),
                Arguments.of(52, "000 0.01", "curl: (52) Empty reply from server", 0, "EMPTY"),
                Arguments.of(
                        56,
                        "000 0.01",
                        "curl: (56) Recv failure: Connection reset by peer",
                        0,
                        "RESET"),
                Arguments.of(
                        1,
                        "000 0.01",
                        "curl: (1) Received HTTP/0.9 when not allowed",
                        0,
                        "NOT_HTTP"));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void tellsHowItEnded(int exit, String out, String err, int status, String trouble)
            throws Exception {
        assertThat(look("http://localhost:8080", TunnelHost.done(exit, out, err)))
                .singleElement()
                .isInstanceOfSatisfying(
                        TunnelFact.ServiceTried.class,
                        tried -> {
                            assertThat(tried.status()).isEqualTo(status);
                            assertThat(tried.trouble())
                                    .isEqualTo(TunnelFact.ServiceTried.Trouble.valueOf(trouble));
                            assertThat(tried.said().isEmpty()).isEqualTo(status > 0);
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "CloudFlare Origin SSL Certificate Authority, 200, NONE",
        "Some Private CA,                             0,   CERT_REFUSED"
    })
    void trustsWhatConnectorsTrust(String issuer, int status, String trouble) throws Exception {
        var rule = TunnelHost.rule(0, "", "", "https://localhost:8443");
        var command =
                ServiceRequest.of(TunnelHost.HOST, TunnelHost.SITE.target(), rule).orElseThrow();
        var tape =
                Tape.EMPTY
                        .on(
                                new Ask.Run(command),
                                TunnelHost.done(
                                        60,
                                        "000 0.01",
                                        "curl: (60) SSL certificate problem: unable to get local"
                                                + " issuer certificate"))
                        .on(
                                new Ask.Run(command.trusting().talking()),
                                TunnelHost.done(0, "200 0.02", "*  issuer: C=US; O=" + issuer));

        assertThat(Looking.at(knowing(rule), tape, new ServiceAnswers()))
                .singleElement()
                .isInstanceOfSatisfying(
                        TunnelFact.ServiceTried.class,
                        tried -> {
                            assertThat(tried.status()).isEqualTo(status);
                            assertThat(tried.trouble().name()).isEqualTo(trouble);
                        });
    }

    /// How the second try ends, over TLS, and whether the service speaks it.
    @ParameterizedTest
    @CsvSource({
        "0,  404 0.01, true",
        "52, 000 0.01, true",
        "56, 000 0.01, true",
        "35, 000 0.01, false",
        "7,  000 0.01, false"
    })
    void triesOverTlsWhereTheServiceHangsUp(int exit, String out, boolean speaksTls)
            throws Exception {
        var rule = TunnelHost.rule(0, "", "", "http://app:9090");
        var target = TunnelHost.SITE.target();
        var plain = ServiceRequest.of(TunnelHost.HOST, target, rule).orElseThrow();
        var secure = ServiceRequest.overTls(TunnelHost.HOST, target, rule).orElseThrow();
        var tape =
                Tape.EMPTY
                        .on(
                                new Ask.Run(plain),
                                TunnelHost.done(
                                        52, "000 0.01", "curl: (52) Empty reply from server"))
                        .on(new Ask.Run(secure), TunnelHost.done(exit, out, ""));

        assertThat(Looking.at(knowing(rule), tape, new ServiceAnswers()))
                .contains(
                        new TunnelFact.TlsTried(
                                TunnelHost.HOST.name(), "http://app:9090", speaksTls));
    }

    private static Looking.Site knowing(TunnelFact.Rule rule) {
        return TunnelHost.SITE.knowing(
                new TunnelFact.RuleMatched("t1", "https://shop.example.com/", rule));
    }

    private static String command(TunnelFact.Rule rule) {
        return String.join(
                " ",
                ServiceRequest.of(TunnelHost.HOST, TunnelHost.SITE.target(), rule)
                        .orElseThrow()
                        .words());
    }

    private static List<Evidence> look(String service, Ran ran) throws Exception {
        var rule = TunnelHost.rule(0, "", "", service);
        var tape = Tape.EMPTY;
        var command = ServiceRequest.of(TunnelHost.HOST, TunnelHost.SITE.target(), rule);
        if (command.isPresent()) {
            tape =
                    tape.on(new Ask.Run(command.get()), ran)
                            .on(new Ask.Run(command.get().talking()), ran);
        }
        return Looking.at(knowing(rule), tape, new ServiceAnswers());
    }
}
