package dev.whence.knowledge.check.edge;

import static dev.whence.knowledge.check.Replies.RAY;
import static dev.whence.knowledge.check.Replies.answer;
import static dev.whence.knowledge.check.Replies.branded;
import static dev.whence.knowledge.check.Replies.none;
import static dev.whence.knowledge.check.Replies.proxied;
import static dev.whence.knowledge.check.Replies.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Ask.Fetch;
import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Headers;
import dev.whence.knowledge.Defaults;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.check.Requests;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.EdgeFact.ErrorPage.Form;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class SiteAnswersThroughEdgeTest {
    private static final Target TARGET = Looking.site().target();
    private static final Duration HEAD = Duration.ofMillis(331);
    private static final Duration WHOLE = Duration.ofMillis(335);

    static Stream<Arguments> situations() {
        return Stream.of(
                Arguments.of("well", proxied(200, "<h1>Shop</h1>"), List.of(came(200, ""))),
                Arguments.of(
                        "an error of Cloudflare's",
                        proxied(521, branded(521, "Web server is down", "host", RAY)),
                        List.of(
                                came(521, ""),
                                error(521, 521, Form.BRANDED, "host", "Web server is down"))),
                Arguments.of(
                        "an error of the origin's",
                        proxied(500, "<hr><center>nginx</center>", "cf-cache-status: DYNAMIC"),
                        List.of(
                                came(500, "DYNAMIC"),
                                new EdgeFact.PassedOn(500, RAY, "MAD", "nginx"))),
                Arguments.of(
                        "a challenge",
                        proxied(403, "", "cf-mitigated: challenge"),
                        List.of(
                                came(403, ""),
                                new EdgeFact.Blocked("GET", "/", 403, 0, true, RAY))),
                Arguments.of(
                        "another network's page",
                        answer(521, branded(521, "Web server is down", "host", RAY), "Server: x"),
                        List.of(new EdgeFact.NotProxied("/", 521, "x"))),
                Arguments.of(
                        "nothing",
                        none(Fetched.Phase.FIRST_BYTE, Fetched.Reason.TOO_SLOW),
                        List.of(
                                new EdgeFact.NoAnswer(
                                        "/",
                                        Fetched.Phase.FIRST_BYTE,
                                        Fetched.Reason.TOO_SLOW,
                                        ""))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void saysWhoMadeTheAnswer(String story, Fetched answer, List<Evidence> seen) throws Exception {
        var tape = tape(answer, answer);

        assertThat(at(tape)).isEqualTo(seen);
    }

    @Test
    void tellsEachAnswerOfAFaultThatComesAndGoes() throws Exception {
        assertThat(at(tape(proxied(200, "fine"), proxied(500, "oh"))))
                .containsExactly(
                        came(200, ""), came(500, ""), new EdgeFact.PassedOn(500, RAY, "MAD", ""));
    }

    @Test
    void readsBothMannersOfAnswering() throws Exception {
        var page = proxied(530, branded(530, "Origin DNS error", "host", RAY));
        var problem = proxied(530, structured(1033, 530, "No tunnel.", RAY));

        assertThat(at(tape(page, problem)))
                .contains(
                        error(530, 530, Form.BRANDED, "host", "Origin DNS error"),
                        new EdgeFact.ErrorPage(
                                1033,
                                530,
                                Form.STRUCTURED,
                                "",
                                RAY,
                                "MAD",
                                "No tunnel.",
                                Optional.of(Duration.ofMinutes(2)),
                                HEAD));
    }

    @Test
    void asksAroundTheCacheWithAQueryThatNoCacheHasSeen() throws Exception {
        var stored = proxied(200, "old", "cf-cache-status: HIT");
        var down = proxied(521, branded(521, "Web server is down", "host", RAY));
        var tape =
                tape(stored, proxied(200, "new", "cf-cache-status: MISS"))
                        .on(fetch("/?whence=" + RAY, Requests.BROWSER), down);

        assertThat(at(tape))
                .containsExactly(
                        came(200, "HIT"),
                        came(200, "MISS"),
                        came(521, ""),
                        error(521, 521, Form.BRANDED, "host", "Web server is down"));
    }

    @Test
    void doesNotBlameTheOriginForAnErrorFromTheCache() throws Exception {
        var stored = proxied(502, "<hr><center>nginx</center>", "Age: 42");
        var fresh = proxied(200, "fine");
        var tape =
                tape(stored, stored)
                        .on(fetch("/?whence=" + RAY, Requests.BROWSER), fresh)
                        .on(fetch("/?whence=" + RAY, Requests.PROGRAM), fresh);

        assertThat(at(tape)).doesNotHaveAnyElementsOfTypes(EdgeFact.PassedOn.class);
    }

    @Test
    void keepsSilentAboutTheMakerOfAnAnswerWithoutABody() throws Exception {
        var site = Looking.site().with(target -> target.withMethod("HEAD"));
        var head = Requests.throughEdge(site.target(), "HEAD", "/", Requests.BROWSER);
        var tape = Tape.EMPTY.on(head, proxied(502, ""));

        assertThat(Looking.at(site, tape, new SiteAnswersThroughEdge()))
                .doesNotHaveAnyElementsOfTypes(EdgeFact.PassedOn.class);
    }

    @Test
    void sendsNoRequestWithSideEffectsUnlessAgreed() {
        var post = TARGET.withMethod("POST");
        assertThat(Requests.method(post)).isEqualTo("GET");
        assertThat(Requests.method(post.withMayPost(true))).isEqualTo("POST");
    }

    @Test
    void dialsTheGivenEdgeAndTriesTheFurtherPaths() throws Exception {
        var edge = new HostPort("192.0.2.1", 8443);
        var site =
                Looking.site()
                        .with(t -> t.withEdge(Optional.of(edge)))
                        .with(t -> t.withPaths(List.of("/api?q=1", "not a path", "/")));
        var api = Requests.throughEdge(site.target(), "GET", "/api?q=1", Requests.BROWSER);
        var tape = Tape.EMPTY.on(api, proxied(404, ""));

        assertThat(api.via().connect()).contains(edge);
        assertThat(Looking.at(site, tape, new SiteAnswersThroughEdge()))
                .hasSize(3)
                .contains(
                        new EdgeFact.Answered(
                                "GET", "/api?q=1", 404, RAY, "MAD", "", "HTTP/1.1", WHOLE));
    }

    @Test
    void takesASamplePageForNoFault() {
        var sample =
                new Looking.Site(
                        Defaults.target(Target.url("https://example.com/cdn-cgi/error/522")),
                        List.of(),
                        Vantage.HERE);
        assertThatThrownBy(() -> Looking.at(sample, Tape.EMPTY, new SiteAnswersThroughEdge()))
                .isInstanceOf(CouldNotLook.class);
    }

    private static List<Evidence> at(Tape tape) throws Exception {
        return Looking.at(Looking.site(), tape, new SiteAnswersThroughEdge());
    }

    private static Tape tape(Fetched browser, Fetched program) {
        return Tape.EMPTY
                .on(fetch("/", Requests.BROWSER), browser)
                .on(fetch("/", Requests.PROGRAM), program);
    }

    private static Fetch fetch(String path, Headers manner) {
        return Requests.throughEdge(TARGET, "GET", path, manner);
    }

    private static EdgeFact came(int status, String cache) {
        return new EdgeFact.Answered("GET", "/", status, RAY, "MAD", cache, "HTTP/1.1", WHOLE);
    }

    private static EdgeFact error(int code, int status, Form form, String blames, String detail) {
        return new EdgeFact.ErrorPage(
                code, status, form, blames, RAY, "MAD", detail, Optional.empty(), HEAD);
    }
}
