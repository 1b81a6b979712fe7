package dev.whence.knowledge.check.edge;

import static dev.whence.knowledge.check.Replies.RAY;
import static dev.whence.knowledge.check.Replies.proxied;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.check.Requests;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class SiteAnswersEveryMethodTest {
    private static final Looking.Site SITE = Looking.site();

    @Test
    void comparesMethodsAndFindsTheOneThatIsStopped() throws Exception {
        var tape =
                Tape.EMPTY
                        .on(
                                Requests.throughEdge(SITE.target(), "GET", "/", Requests.BROWSER),
                                proxied(200, "x"))
                        .on(
                                Requests.throughEdge(SITE.target(), "HEAD", "/", Requests.BROWSER),
                                proxied(502, ""))
                        .on(
                                Requests.throughEdge(
                                        SITE.target(), "OPTIONS", "/", Requests.BROWSER),
                                proxied(403, "", "cf-mitigated: block"));

        assertThat(Looking.at(SITE, tape, new SiteAnswersEveryMethod()))
                .containsExactly(
                        new EdgeFact.Methods(
                                "/",
                                Map.of("GET", 200, "HEAD", 502, "OPTIONS", 403),
                                List.of("OPTIONS")),
                        new EdgeFact.Blocked("OPTIONS", "/", 403, 0, false, RAY));
    }

    @Test
    void postsOnlyWhereTheUserAgreed() throws Exception {
        var agreed = SITE.with(target -> target.withMayPost(true));
        var tape =
                Tape.EMPTY.on(
                        Requests.throughEdge(SITE.target(), "POST", "/", Requests.BROWSER),
                        proxied(500, ""));

        assertThat(Looking.at(SITE, tape, new SiteAnswersEveryMethod())).isEmpty();
        assertThat(Looking.at(agreed, tape, new SiteAnswersEveryMethod()))
                .containsExactly(
                        new EdgeFact.Methods(
                                "/",
                                Map.of("GET", 0, "HEAD", 0, "OPTIONS", 0, "POST", 500),
                                List.of()));
    }
}
