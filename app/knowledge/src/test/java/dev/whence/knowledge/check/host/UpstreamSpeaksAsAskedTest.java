package dev.whence.knowledge.check.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Fetched;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.command.ServiceCommand.UpstreamRequests;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.fact.HttpFact;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class UpstreamSpeaksAsAskedTest {
    private static final String SERVICE = "http://127.0.0.1:8000";
    private static final HostFact CUT = log(WebLine.UPSTREAM_CLOSED_EARLY, "127.0.0.1:8000", true);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0  | 000 0.000165 0.000000 | 200 0.000129 0.004999 | curl: (56) Recv failure: Connection reset by peer                          | 0   | true  | 200
                    0  | 000 0.000859 0.000000 | 200 0.000129 0.004999 | curl: (52) Empty reply from server                                         | 0   | true  | 200
                    56 | 000 0.000165 0.000000 | 000 0.000000 0.000000 | curl: (35) error:0A000410:SSL routines::sslv3 alert handshake failure      | 0   | true  | 0
                    0  | 400 0.000154 0.000000 | 502 0.000082 0.004430 | ''                                                                         | 400 | true  | 502
                    35 | 502 0.000132 0.000000 | 000 0.000000 0.000000 | curl: (35) OpenSSL/3.0.22: error:0A00010B:SSL routines::wrong version number | 502 | false | 0
                    28 | 200 0.000127 0.000000 | 000 0.000000 0.000000 | curl: (28) Connection timed out after 3001 milliseconds                    | 200 | false | 0
                    35 | 000 0.000155 0.000000 | 000 0.000000 0.000000 | curl: (1) Received HTTP/0.9 when not allowed                               | 0   | false | 0
                    0  | 200 0,001 0,000       | 200 0,000 0,012       | ''                                                                         | 200 | true  | 200
                    """)
    void tellsWhatTheServiceSpeaks(
            int exit,
            String plainly,
            String overTls,
            String err,
            int plain,
            boolean speaksTls,
            int secure)
            throws Exception {
        var tape =
                Web1.tape()
                        .fails(
                                asked("127.0.0.1", 8000),
                                exit,
                                plainly + "\n" + overTls + "\n",
                                err);

        assertThat(look(tape, config(SERVICE), CUT))
                .containsExactly(
                        new HostFact.UpstreamTried(Web1.NAME, SERVICE, plain, speaksTls, secure));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    7  | 000 0.000000 0.000000 | 000 0.000000 0.000000 | curl: (7) Failed to connect to 127.0.0.1 port 8000 after 0 ms: Couldn't connect to server
                    28 | 000 0.000127 0.000000 | 200 0.000127 0.004000 | curl: (28) Operation timed out after 3001 milliseconds with 0 bytes received
                    2  | ''                    | ''                    | curl: option --noproxy: is unknown
                    """)
    void saysNothingOfAServiceThatCannotBeReached(
            int exit, String plainly, String overTls, String err) throws Exception {
        var tape =
                Web1.tape()
                        .fails(
                                asked("127.0.0.1", 8000),
                                exit,
                                plainly + "\n" + overTls + "\n",
                                err);

        assertThat(look(tape, config(SERVICE), CUT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    http://127.0.0.1:7000 http://127.0.0.1:8000 | 127.0.0.1:8000 | 127.0.0.1         | 8000
                    http://[::1]:8000                           | [::1]:8000     | ::1               | 8000
                    https://app.example.com:8443                | 192.0.2.7:8443 | app.example.com   | 8443
                    http://localhost:8000                       | 127.0.0.1:8000 | localhost         | 8000
                    http://192.0.2.7:8000                       | 192.0.2.7      | 192.0.2.7         | 8000
                    """)
    void asksWhatTheConfigurationNames(String services, String logged, String host, int port)
            throws Exception {
        var tape = Web1.tape().prints(asked(host, port), "200 0.1 0\n200 0.1 0.2\n");

        assertThat(
                        look(
                                tape,
                                config(services.split(" ")),
                                log(WebLine.UPSTREAM_RESET, logged, true)))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8000, 502",
        "http://127.0.0.1:8000, 400",
        "https://127.0.0.1:8000, 502",
        "https://127.0.0.1:8000, 504"
    })
    void asksWhereNoLogTells(String service, int status) throws Exception {
        var tape = Web1.tape().prints(asked("127.0.0.1", 8000), "200 0.1 0\n200 0.1 0.2\n");

        assertThat(look(tape, config(service), own(status))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    http://127.0.0.1:8000     | UPSTREAM_REFUSED        | 127.0.0.1:8000 | true  | 502
                    http://127.0.0.1:8000     | UPSTREAM_NOT_TLS        | 127.0.0.1:8000 | true  | 502
                    http://127.0.0.1:8000     | UPSTREAM_CLOSED_EARLY   | 127.0.0.1:8000 | false | 200
                    http://127.0.0.1:8000     | UPSTREAM_CLOSED_EARLY   | 203.0.113.99:1 | true  | 502
                    http://127.0.0.1:8000     | FORBIDDEN               | ''             | true  | 403
                    http://$(reboot):8000     | UPSTREAM_CLOSED_EARLY   | 127.0.0.1:8000 | true  | 502
                    http://backend            | UPSTREAM_CLOSED_EARLY   | 127.0.0.1:8000 | true  | 502
                    ''                        | UPSTREAM_CLOSED_EARLY   | 127.0.0.1:8000 | true  | 502
                    """)
    void leavesTheServiceAloneOtherwise(
            String service, WebLine says, String upstream, boolean recent, int status) {
        var services = service.isEmpty() ? new String[0] : new String[] {service};

        assertThatThrownBy(
                        () ->
                                look(
                                        Web1.tape(),
                                        config(services),
                                        log(says, upstream, recent),
                                        own(status)))
                .isInstanceOf(CouldNotLook.class)
                .hasMessage("nothing-to-start-from");
    }

    @Test
    void asksWhereAnAlertIsPassedOn() throws Exception {
        var tape = Web1.tape().prints(asked("127.0.0.1", 8000), "000 0.1 0\n200 0.1 0.2\n");
        var site =
                Web1.site()
                        .knowing(config(SERVICE))
                        .knowing(
                                new HttpFact.NoAnswer(
                                        new HostPort("198.51.100.10", 443),
                                        "https",
                                        "/",
                                        Fetched.Phase.HEAD,
                                        Fetched.Reason.NOT_HTTP,
                                        "a TLS alert",
                                        Duration.ofMillis(9)));

        assertThat(Looking.at(site, tape.tape(), new UpstreamSpeaksAsAsked())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8000, 200",
        "http://127.0.0.1:8000, 504",
        "https://127.0.0.1:8000, 400"
    })
    void leavesItAloneWhereTheAnswerDoesNotSaySo(String service, int status) {
        assertThatThrownBy(() -> look(Web1.tape(), config(service), own(status)))
                .isInstanceOf(CouldNotLook.class)
                .hasMessage("nothing-to-start-from");
    }

    @Test
    void skipsWithoutCurl() {
        var tape = Web1.tape().missing(asked("127.0.0.1", 8000));

        assertThatThrownBy(() -> look(tape, config(SERVICE), CUT))
                .isInstanceOf(CouldNotLook.class)
                .hasMessage("not-installed");
    }

    private static List<Evidence> look(Web1.Taping tape, HostFact... known) throws Exception {
        var site = Web1.site();
        for (var fact : known) {
            site = site.knowing(fact);
        }
        return Looking.at(site, tape.tape(), new UpstreamSpeaksAsAsked());
    }

    private static UpstreamRequests asked(String host, int port) {
        return new UpstreamRequests(Web1.HOST, new HostPort(host, port), "app.example.test");
    }

    private static HostFact config(String... services) {
        return new HostFact.WebConfig(
                Web1.NAME, "nginx", List.of(443), List.of(), List.of(services));
    }

    private static HostFact log(WebLine says, String upstream, boolean recent) {
        return new HostFact.WebLog(Web1.NAME, says, upstream, 4, Optional.empty(), recent, "");
    }

    private static HostFact own(int status) {
        return new HostFact.LocalAnswer(
                Web1.NAME, "https://app.example.test:443/", status, "", Duration.ofMillis(9));
    }
}
