package dev.whence.knowledge.check.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.model.Evidence;
import dev.whence.engine.world.Answer;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Headers;
import dev.whence.engine.world.World;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.fact.TunnelFact;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class ConnectorCountersTest {
    private static final String BEFORE =
            """
            cloudflared_tunnel_request_errors 2
            cloudflared_tunnel_response_by_code{status_code="200"} 40
            cloudflared_tunnel_total_requests 42
            process_cpu_seconds_total 1.5
            """;

    /// Who made the error shows in what was counted (facts §J.2).
    @ParameterizedTest
    @CsvSource({
        "42, 2, 40, 0, 502, 0, 0",
        "43, 3, 40, 0, 502, 1, 1",
        "43, 2, 40, 1, 502, 1, 0",
        "43, 2, 41, 0, 200, 1, 0",
        "50, 4, 44, 2, 502, 8, 2"
    })
    void countsWhatTheRequestMoved(
            long total, long failed, long ok, long bad, int status, long requests, long errors)
            throws Exception {
        var after =
                BEFORE.replace("errors 2", "errors " + failed)
                                .replace("} 40", "} " + ok)
                                .replace("requests 42", "requests " + total)
                        + (bad > 0
                                ? "cloudflared_tunnel_response_by_code{status_code=\"502\"} "
                                        + bad
                                        + "\n"
                                : "");

        assertThat(look(after, status))
                .singleElement()
                .isInstanceOfSatisfying(
                        TunnelFact.Counted.class,
                        counted -> {
                            assertThat(counted.requests()).isEqualTo(requests);
                            assertThat(counted.errors()).isEqualTo(errors);
                            assertThat(counted.byCode().getOrDefault(502, 0L)).isEqualTo(bad);
                            assertThat(counted.status()).isEqualTo(status);
                            assertThat(counted.mark()).matches("[0-9a-f]{12}");
                            assertThat(counted.crowded()).isEqualTo(requests > 1);
                        });
    }

    @Test
    void countsFromTheStartAfterARestart() throws Exception {
        var after = "cloudflared_tunnel_total_requests 1\ncloudflared_tunnel_request_errors 1\n";

        assertThat(look(after, 502))
                .anyMatch(
                        fact ->
                                fact instanceof TunnelFact.Counted counted
                                        && counted.requests() == 1
                                        && counted.errors() == 1);
    }

    /// The first reading decides the mark, so the request can be told in advance.
    private static List<Evidence> look(String after, int status) throws Exception {
        List<URI> asked = new ArrayList<>();
        var readings = new ArrayList<>(List.of(page(BEFORE), page(after)));
        var world =
                new World() {
                    @Override
                    @SuppressWarnings("unchecked")
                    public <R extends Answer> R ask(Ask<R> question, Deadline by) {
                        return (R)
                                switch (question) {
                                    case Ask.Run _ ->
                                            TunnelHost.done(0, readings.removeFirst(), "");
                                    case Ask.Fetch fetch -> {
                                        asked.add(fetch.uri());
                                        yield answered(status);
                                    }
                                    default -> throw new AssertionError(question);
                                };
                    }
                };
        var site =
                TunnelHost.site("https://shop.example.com/a?b=c")
                        .knowing(new TunnelFact.Metrics("t1", TunnelHost.METRICS));
        var seen = Looking.at(site, world, new ConnectorCounters());
        assertThat(asked)
                .singleElement()
                .asString()
                .matches("https://shop\\.example\\.com/a\\?b=c&whence=[0-9a-f]{12}");
        return seen;
    }

    private static Fetched answered(int status) {
        return new Fetched.Answered(
                status,
                "HTTP/1.1",
                Headers.NONE,
                "",
                false,
                Optional.empty(),
                Optional.empty(),
                Fetched.Timing.NONE);
    }

    private static String page(String body) {
        return body + "\n==> 200 http://127.0.0.1:20241/metrics\n";
    }
}
