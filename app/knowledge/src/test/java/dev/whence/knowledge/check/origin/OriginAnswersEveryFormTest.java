package dev.whence.knowledge.check.origin;

import static dev.whence.knowledge.check.Replies.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Ask;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.check.Requests;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.EdgeFact.PathForm;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class OriginAnswersEveryFormTest {
    private static final HostPort ORIGIN = new HostPort("203.0.113.10", 443);
    private static final Looking.Site SITE =
            Looking.site()
                    .origin(ORIGIN)
                    .knowing(
                            new HttpFact.Answered(
                                    ORIGIN,
                                    "https",
                                    "GET",
                                    "/",
                                    200,
                                    "HTTP/1.1",
                                    "nginx",
                                    "",
                                    Duration.ofMillis(50),
                                    Duration.ofMillis(60),
                                    300));

    @Test
    void asksDirectlyForTheMethodThatFails() throws Exception {
        var site =
                SITE.knowing(
                        new EdgeFact.Methods("/", Map.of("GET", 200, "OPTIONS", 502), List.of()));
        var tape =
                Tape.EMPTY
                        .on(asked(site, "GET", "/"), answer(200, "x"))
                        .on(asked(site, "OPTIONS", "/"), answer(500, "x"));

        assertThat(Looking.at(site, tape, new OriginAnswersEveryForm()))
                .containsExactly(
                        new HttpFact.Methods(ORIGIN, "/", Map.of("GET", 200, "OPTIONS", 500)));
    }

    @Test
    void asksDirectlyForThePathsThatDiffer() throws Exception {
        var site =
                SITE.knowing(
                        new EdgeFact.Paths(
                                "/", Map.of(PathForm.AS_GIVEN, 502, PathForm.STATIC, 200)));
        var tape =
                Tape.EMPTY
                        .on(asked(site, "GET", "/"), answer(502, "x"))
                        .on(asked(site, "GET", "/robots.txt"), answer(200, "x"));

        assertThat(Looking.at(site, tape, new OriginAnswersEveryForm()))
                .containsExactly(
                        new HttpFact.Paths(
                                ORIGIN, "/", Map.of(PathForm.AS_GIVEN, 502, PathForm.STATIC, 200)));
    }

    @Test
    void asksNothingWhereAllFailAlike() throws Exception {
        var site =
                SITE.knowing(
                        new EdgeFact.Methods("/", Map.of("GET", 502, "OPTIONS", 502), List.of()));

        assertThat(Looking.at(site, Tape.EMPTY, new OriginAnswersEveryForm())).isEmpty();
    }

    private static Ask.Fetch asked(Looking.Site site, String method, String path) {
        return Requests.toOrigin(site.target(), ORIGIN, "https", method, path);
    }
}
