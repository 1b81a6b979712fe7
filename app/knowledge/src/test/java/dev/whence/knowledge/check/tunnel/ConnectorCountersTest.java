package dev.whence.knowledge.check.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Symptoms;
import dev.whence.engine.model.Vantage;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        "43, 2, 41, 0, 200, 1, 0"
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

        assertThat(counted(look(List.of(after), status)))
                .satisfies(
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

        assertThat(counted(look(List.of(after), 502)))
                .satisfies(
                        counted -> {
                            assertThat(counted.requests()).isEqualTo(1);
                            assertThat(counted.errors()).isEqualTo(1);
                        });
    }

    @Test
    void asksAgainWhereOtherVisitorsAreCountedAndKeepsTheQuietRound() throws Exception {
        var crowded = "cloudflared_tunnel_total_requests 50\ncloudflared_tunnel_request_errors 4\n";
        var quiet = "cloudflared_tunnel_total_requests 51\ncloudflared_tunnel_request_errors 5\n";

        assertThat(look(List.of(crowded, quiet), 502))
                .contains(
                        new TunnelFact.Traced(
                                "t1", TunnelFact.Traced.End.SERVICE_UNREACHED, 502, "", 2));
    }

    @Test
    void asksAgainWhereTheReportedFailureDoesNotShow() throws Exception {
        var readings =
                List.of(
                        "cloudflared_tunnel_total_requests 43\n",
                        "cloudflared_tunnel_total_requests 44\n",
                        "cloudflared_tunnel_total_requests 45\n");

        assertThat(look(readings, 200, List.of(502)))
                .anyMatch(fact -> fact instanceof TunnelFact.Traced traced && traced.rounds() == 3);
        assertThat(look(readings, 200))
                .anyMatch(fact -> fact instanceof TunnelFact.Traced traced && traced.rounds() == 1);
    }

    @Test
    void readsEveryConnectorAroundTheSameRequest() throws Exception {
        var second = SshHost.parse(SshHost.Role.TUNNEL, "t2");
        var counts = new HashMap<>(Map.of("t1", 42, "t2", 7));
        var world = new Counting(counts, "t2");
        var site =
                TunnelHost.SITE
                        .with(target -> target.withHosts(List.of(TunnelHost.HOST, second)))
                        .knowing(new TunnelFact.Metrics("t1", TunnelHost.METRICS))
                        .knowing(new TunnelFact.Metrics("t2", TunnelHost.METRICS));

        assertThat(Looking.at(site, world, new ConnectorCounters()))
                .satisfiesExactly(
                        first -> assertThat(requests(first)).isZero(),
                        other -> assertThat(requests(other)).isOne(),
                        trace ->
                                assertThat(trace)
                                        .isEqualTo(
                                                new TunnelFact.Traced(
                                                        "t2",
                                                        TunnelFact.Traced.End.SERVICE_UNREACHED,
                                                        502,
                                                        "",
                                                        1)));
        var fromTheOther = new Looking.Site(site.target(), site.known(), Vantage.on(second));
        assertThat(Looking.at(fromTheOther, world, new ConnectorCounters())).isEmpty();
    }

    private static long requests(Evidence fact) {
        return ((TunnelFact.Counted) fact).requests();
    }

    /// Hosts whose counters show each request that one of them takes and cannot answer.
    private record Counting(Map<String, Integer> counts, String taker) implements World {
        @Override
        @SuppressWarnings("unchecked") // each question is answered in its own kind
        public <R extends Answer> R ask(Ask<R> question, Deadline by) {
            return (R)
                    switch (question) {
                        case Ask.Run(var command) ->
                                TunnelHost.done(0, reading(command.host().name()), "");
                        case Ask.Fetch _ -> {
                            counts.merge(taker, 1, Integer::sum);
                            yield answered(502);
                        }
                        default -> throw new AssertionError(question);
                    };
        }

        private String reading(String host) {
            var total = counts.getOrDefault(host, 0);
            var errors = host.equals(taker) ? total : 0;
            return page(
                    "cloudflared_tunnel_total_requests "
                            + total
                            + "\ncloudflared_tunnel_request_errors "
                            + errors
                            + "\n");
        }
    }

    private static TunnelFact.Counted counted(List<Evidence> seen) {
        return seen.stream()
                .filter(TunnelFact.Counted.class::isInstance)
                .map(TunnelFact.Counted.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static List<Evidence> look(List<String> after, int status) throws Exception {
        return look(after, status, List.of());
    }

    /// The first reading decides the mark, so the request can be told in advance.
    private static List<Evidence> look(List<String> after, int status, List<Integer> reported)
            throws Exception {
        List<URI> asked = new ArrayList<>();
        var readings = new ArrayList<>(List.of(page(BEFORE)));
        after.forEach(text -> readings.add(page(text)));
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
                        .knowing(new TunnelFact.Metrics("t1", TunnelHost.METRICS))
                        .with(
                                target ->
                                        target.withSeen(
                                                new Symptoms(
                                                        reported,
                                                        Optional.empty(),
                                                        Optional.empty(),
                                                        "")));
        var seen = Looking.at(site, world, new ConnectorCounters());
        assertThat(asked).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(3);
        assertThat(asked.getFirst())
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
