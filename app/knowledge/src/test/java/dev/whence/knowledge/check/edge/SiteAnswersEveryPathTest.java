package dev.whence.knowledge.check.edge;

import static dev.whence.knowledge.check.Replies.proxied;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.model.Target;
import dev.whence.engine.world.Ask;
import dev.whence.knowledge.Defaults;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.check.PathForms;
import dev.whence.knowledge.check.Requests;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.EdgeFact.PathForm;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

class SiteAnswersEveryPathTest {
    private static final Target TARGET =
            Defaults.target(Target.url("https://shop.example.com/list%5Ba%5D+b?page=2"));

    @Test
    void asksForTheOtherFormsOfAPathThatFails() throws Exception {
        var tape =
                Tape.EMPTY
                        .on(asked("/list%5Ba%5D%2Bb?page=2"), proxied(200, "x"))
                        .on(asked("/"), proxied(200, "x"))
                        .on(asked("/robots.txt"), proxied(404, "x"));

        assertThat(Looking.at(site(502), tape, new SiteAnswersEveryPath()))
                .containsExactly(
                        new EdgeFact.Paths(
                                "/list%5Ba%5D+b?…",
                                Map.of(
                                        PathForm.AS_GIVEN, 502,
                                        PathForm.ENCODED, 200,
                                        PathForm.ROOT, 200,
                                        PathForm.STATIC, 404)));
    }

    @Test
    void asksNothingWhereThePathAnswers() throws Exception {
        assertThat(Looking.at(site(200), Tape.EMPTY, new SiteAnswersEveryPath())).isEmpty();
    }

    @Test
    void takesOffOnlyWhatMayStandAlone() {
        assertThat(PathForms.of("/a%7Eb%2Fc%25d%20e"))
                .containsEntry(PathForm.DECODED, "/a~b%2Fc%25d%20e")
                .doesNotContainKey(PathForm.ENCODED);
        assertThat(PathForms.of("/")).containsOnlyKeys(PathForm.STATIC);
    }

    private static Looking.Site site(int status) {
        return Looking.site()
                .with(_ -> TARGET)
                .knowing(
                        new EdgeFact.Answered(
                                "GET",
                                TARGET.path(),
                                status,
                                "9df8a1b2c3d4e5f6",
                                "MAD",
                                "",
                                "HTTP/2",
                                Duration.ofMillis(90)));
    }

    private static Ask.Fetch asked(String path) {
        return Requests.throughEdge(TARGET, "GET", path, Requests.BROWSER);
    }
}
