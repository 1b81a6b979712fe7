package dev.whence.knowledge.check.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.model.HostPort;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.command.ServiceCommand.SelfRequest;
import dev.whence.knowledge.fact.HostFact;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.time.Duration;
import java.util.List;

class LocalAnswerTest {
    private static final String URL = "https://app.example.test:443/";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0  | 200 0.012345 |                                                                         | 200 | ''                                                                        | 12
                    0  | 502 0.001000 |                                                                         | 502 | ''                                                                        | 1
                    7  | 000 0.000210 | curl: (7) Failed to connect to app.example.test port 443 after 0 ms: Couldn't connect to server | 0 | Failed to connect to app.example.test port 443 after 0 ms: Couldn't connect to server | 0
                    28 | 000 6.001000 | curl: (28) Operation timed out after 6001 milliseconds with 0 bytes received | 0 | Operation timed out after 6001 milliseconds with 0 bytes received         | 6001
                    52 | 000 0.002000 | curl: (52) Empty reply from server                                      | 0   | Empty reply from server                                                   | 2
                    """)
    void tellsWhatTheHostAnswersItself(
            int exit, String out, String err, int status, String trouble, int millis)
            throws Exception {
        var tape =
                Web1.tape()
                        .fails(
                                new SelfRequest(Web1.HOST, URI.create(URL), "127.0.0.1"),
                                exit,
                                out + "\n",
                                err == null ? "" : err);

        assertThat(Looking.at(Web1.site(), tape.tape(), new LocalAnswer()))
                .containsExactly(
                        new HostFact.LocalAnswer(
                                Web1.NAME, URL, status, trouble, Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 127.0.0.1",
        "*, 127.0.0.1",
        "::, ::1",
        "::1, ::1",
        "198.51.100.10, 198.51.100.10"
    })
    void asksTheAddressThatIsServed(String bound, String asked) throws Exception {
        var site =
                Web1.site()
                        .with(
                                target ->
                                        target.withOrigins(
                                                List.of(new HostPort("198.51.100.10", 8443))))
                        .knowing(
                                new HostFact.Listening(
                                        Web1.NAME,
                                        List.of(
                                                new HostFact.Socket("127.0.0.1", 443, "", 0, 1),
                                                new HostFact.Socket(bound, 8443, "", 0, 1)),
                                        false));
        var url = URI.create("https://app.example.test:8443/");
        var tape = Web1.tape().prints(new SelfRequest(Web1.HOST, url, asked), "200 0.1\n");

        assertThat(Looking.at(site, tape.tape(), new LocalAnswer())).hasSize(1);
    }

    @Test
    void skipsWithoutCurl() {
        var tape = Web1.tape().missing(new SelfRequest(Web1.HOST, URI.create(URL), "127.0.0.1"));

        assertThatThrownBy(() -> Looking.at(Web1.site(), tape.tape(), new LocalAnswer()))
                .isInstanceOf(CouldNotLook.class)
                .hasMessage("not-installed");
    }
}
