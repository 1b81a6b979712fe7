package dev.whence.knowledge.check.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.knowledge.fact.HostFact.By;
import dev.whence.knowledge.fact.HostFact.Fate;
import dev.whence.knowledge.fact.HostFact.Followed;
import dev.whence.knowledge.fact.HostFact.Station;
import dev.whence.knowledge.fact.HostFact.Unsure;
import dev.whence.knowledge.parse.AppRequests;
import dev.whence.knowledge.parse.JournalJson;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

class AppTraceTest {
    private static final Instant SENT = Instant.parse("2026-11-20T05:40:15Z");
    private static final OwnRequest OWN =
            new OwnRequest(
                    Set.of("9f0e0a1b2c3d4e5f"),
                    Set.of("0a1b2c3d4e5f"),
                    "/a",
                    SENT.minusSeconds(3),
                    SENT.plusSeconds(2),
                    false,
                    false);

    static Stream<Arguments> logs() {
        return Stream.of(
                Arguments.of(
                        "gunicorn",
                        "0 127.0.0.1 - - [20/Nov/2026:05:40:15 +0000] \"GET /a HTTP/1.0\" 500 145",
                        seen(Fate.FAILED_HERE, By.TIME, 500)),
                Arguments.of(
                        "uvicorn",
                        "0 INFO:     127.0.0.1:41234 - \"GET /a?b=1 HTTP/1.1\" 200 OK",
                        seen(Fate.ANSWERED, By.TIME, 200)),
                Arguments.of(
                        "a mark in the query",
                        "60 \"GET /a?whence=0a1b2c3d4e5f HTTP/1.1\" 404 9",
                        seen(Fate.ANSWERED, By.MARK, 404)),
                Arguments.of(
                        "a development server",
                        "1 GET /a 503 3.120 ms - 12",
                        seen(Fate.FAILED_HERE, By.TIME, 503)),
                Arguments.of(
                        "JSON with the Ray ID",
                        "90 {\"req\":{\"url\":\"/a\",\"headers\":{\"cf-ray\":\"9F0E0A1B2C3D4E5F-FRA\"}},"
                            + "\"res\":{\"statusCode\":502}}",
                        seen(Fate.FAILED_HERE, By.RAY, 502)),
                Arguments.of("no request is logged", "0 Started worker 1234", Optional.empty()),
                Arguments.of(
                        "different ends at that time",
                        "0 \"GET /a HTTP/1.1\" 200 1\n1 \"GET /a HTTP/1.1\" 500 1",
                        unsure(Unsure.NOT_TOLD_APART)),
                Arguments.of(
                        "the log begins later",
                        "9 \"GET /b HTTP/1.1\" 200 1",
                        unsure(Unsure.BEGINS_LATER)),
                Arguments.of(
                        "nothing is logged since",
                        "-90 \"GET /a HTTP/1.1\" 200 1",
                        unsure(Unsure.NOTHING_SINCE)),
                Arguments.of(
                        "others arrived before and after",
                        "-90 \"GET /a HTTP/1.1\" 200 1\n9 \"GET /b HTTP/1.1\" 200 1",
                        seen(Fate.NEVER_ARRIVED, By.NOTHING, 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("logs")
    void followsTheRequest(String story, String log, Optional<Followed> followed) {
        var entries = log.lines().map(AppTraceTest::entry).toList();

        assertThat(new AppTrace("web-1", OWN).in(AppRequests.of(entries))).isEqualTo(followed);
    }

    private static JournalJson.Entry entry(String line) {
        var parts = List.of(line.split(" ", 2));
        return new JournalJson.Entry(
                SENT.plusSeconds(Long.parseLong(parts.getFirst())),
                "app.service",
                "app",
                6,
                parts.getLast());
    }

    private static Optional<Followed> seen(Fate fate, By by, int status) {
        return Optional.of(new Followed("web-1", Station.APP, fate, by, status, Unsure.NONE));
    }

    private static Optional<Followed> unsure(Unsure why) {
        return Optional.of(new Followed("web-1", Station.APP, Fate.UNKNOWN, By.NOTHING, 0, why));
    }
}
