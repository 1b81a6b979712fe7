package dev.whence.knowledge.check.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Headers;
import dev.whence.knowledge.fact.TunnelFact.Traced;
import dev.whence.knowledge.fact.TunnelFact.Traced.End;
import dev.whence.knowledge.parse.CloudflaredMetrics;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

class RequestTraceTest {
    /// Each row of the table in facts §J.2: connections, counted requests, errors and answer, the
    /// visitor's status and body.
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, 530, page, NO_CONNECTION",
        "4, 0, 0, 0, 530, page, OTHER_TUNNEL",
        "4, 0, 0, 0, 502, page, ELSEWHERE",
        "4, 0, 0, 0, 200, page, ELSEWHERE",
        "4, 1, 1, 0, 502, page, SERVICE_UNREACHED",
        "4, 1, 0, 502, 502, page, SERVICE_FAILED",
        "4, 1, 0, 500, 500, '', SERVICE_FAILED",
        "4, 1, 0, 404, 404, '', NO_RULE",
        "4, 1, 0, 404, 404, page, ANSWERED",
        "4, 1, 0, 503, 503, '', NO_INGRESS",
        "4, 1, 0, 503, 503, page, SERVICE_FAILED",
        "4, 1, 1, 0, 524, page, SERVICE_SILENT",
        "4, 1, 0, 200, 502, page, ANSWER_UNUSABLE",
        "4, 1, 0, 200, 520, page, ANSWER_UNUSABLE",
        "4, 1, 0, 200, 200, page, ANSWERED",
        "4, 1, 0, 0, 502, page, UNCLEAR",
        "4, 1, 0, 304, 200, page, UNCLEAR",
        "-1, 1, 1, 0, 502, page, SERVICE_UNREACHED"
    })
    void readsTheTable(
            int connections,
            long requests,
            long errors,
            int counted,
            int status,
            String body,
            End end) {
        var round = round(requests, errors, counted, answered(status, body));

        assertThat(RequestTrace.of(List.of(round), connections))
                .isEqualTo(new Traced(requests > 0 ? "t1" : "", end, status, "", 1));
    }

    static Stream<Arguments> rounds() {
        return Stream.of(
                Arguments.of(
                        "the edge gave no answer and nothing was counted",
                        List.of(round(0, 0, 0, silent(Fetched.Phase.CONNECT))),
                        End.UNCLEAR),
                Arguments.of(
                        "the service keeps silent longer than this desk waits",
                        List.of(round(1, 1, 0, silent(Fetched.Phase.FIRST_BYTE))),
                        End.SERVICE_SILENT),
                Arguments.of(
                        "one round in a crowd is not enough",
                        List.of(round(9, 2, 0, answered(502, "x"))),
                        End.UNCLEAR),
                Arguments.of(
                        "the quiet round counts",
                        List.of(
                                round(9, 2, 200, answered(502, "x")),
                                round(1, 0, 502, answered(502, "x"))),
                        End.SERVICE_FAILED),
                Arguments.of(
                        "in the crowd, errors each time and never a 502 of the service",
                        List.of(
                                round(9, 2, 200, answered(502, "x")),
                                round(7, 1, 200, answered(502, "x"))),
                        End.SERVICE_UNREACHED),
                Arguments.of(
                        "in the crowd, a 502 of the service each time and never an error",
                        List.of(
                                round(9, 0, 502, answered(502, "x")),
                                round(7, 0, 502, answered(502, "x"))),
                        End.SERVICE_FAILED),
                Arguments.of(
                        "in the crowd, both",
                        List.of(
                                round(9, 1, 502, answered(502, "x")),
                                round(7, 1, 200, answered(502, "x"))),
                        End.UNCLEAR),
                Arguments.of(
                        "in the crowd, the edge knows no connector for the name",
                        List.of(
                                round(9, 0, 200, answered(530, "x")),
                                round(7, 0, 200, answered(530, "x"))),
                        End.OTHER_TUNNEL),
                Arguments.of(
                        "some arrive, others fail on the way",
                        List.of(
                                round(1, 0, 200, answered(200, "x")),
                                round(0, 0, 0, answered(530, "x"))),
                        End.UNSTABLE),
                Arguments.of(
                        "a failure tells more than a success",
                        List.of(
                                round(1, 0, 200, answered(200, "x")),
                                round(1, 1, 0, answered(502, "x"))),
                        End.SERVICE_UNREACHED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rounds")
    void concludesFromSeveralRounds(String story, List<Round> rounds, End end) {
        assertThat(RequestTrace.of(rounds, 4).end()).isEqualTo(end);
        assertThat(RequestTrace.of(rounds, 4).rounds()).isEqualTo(rounds.size());
    }

    @Test
    void namesTheOneOfSeveralConnectorsThatTookIt() {
        var moved =
                Map.of(
                        "t1", new CloudflaredMetrics(0, 0, Map.of()),
                        "t2", new CloudflaredMetrics(1, 1, Map.of()));

        assertThat(RequestTrace.of(List.of(new Round(moved, answered(502, "x"), "m")), 8))
                .isEqualTo(new Traced("t2", End.SERVICE_UNREACHED, 502, "", 1));
    }

    private static Round round(long requests, long errors, int counted, Fetched visit) {
        var byCode = counted == 0 ? Map.<Integer, Long>of() : Map.of(counted, requests - errors);
        return new Round(
                Map.of("t1", new CloudflaredMetrics(requests, errors, byCode)), visit, "m");
    }

    private static Fetched answered(int status, String body) {
        return new Fetched.Answered(
                status,
                "HTTP/1.1",
                Headers.NONE,
                body,
                false,
                Optional.empty(),
                Optional.empty(),
                Fetched.Timing.NONE);
    }

    private static Fetched silent(Fetched.Phase phase) {
        return new Fetched.NoAnswer(phase, Fetched.Reason.TOO_SLOW, "", Fetched.Timing.NONE);
    }
}
