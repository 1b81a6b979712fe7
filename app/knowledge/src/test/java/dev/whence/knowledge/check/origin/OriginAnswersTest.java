package dev.whence.knowledge.check.origin;

import static dev.whence.knowledge.check.Replies.TIMING;
import static dev.whence.knowledge.check.Replies.answer;
import static dev.whence.knowledge.check.Replies.none;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Ask.Fetch;
import dev.whence.engine.world.Fetched;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.check.Requests;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class OriginAnswersTest {
    private static final HostPort ORIGIN = new HostPort("203.0.113.10", 443);
    private static final Looking.Site SITE = Looking.site().origin(ORIGIN);
    private static final Fetched REFUSED = none(Fetched.Phase.CONNECT, Fetched.Reason.REFUSED);

    @Test
    void saysWhoDrewTheOriginsError() throws Exception {
        var page = "<center><h1>502 Bad Gateway</h1></center><hr><center>nginx/1.24.0</center>";

        assertThat(look(answer(502, page, "Server: nginx/1.24.0"), REFUSED))
                .containsExactly(
                        new HttpFact.Answered(
                                ORIGIN,
                                "https",
                                "GET",
                                "/",
                                502,
                                "HTTP/1.1",
                                "nginx/1.24.0",
                                "nginx",
                                Duration.ofMillis(300),
                                Duration.ofMillis(335),
                                22));
    }

    @Test
    void keepsWhatIsWrongWithABody() throws Exception {
        assertThat(look(flawed(Fetched.Flaw.BROKEN_ENCODING), REFUSED))
                .contains(new HttpFact.Flawed(ORIGIN, "/", 200, Fetched.Flaw.BROKEN_ENCODING));
        assertThat(look(flawed(Fetched.Flaw.TOO_SLOW), REFUSED))
                .doesNotHaveAnyElementsOfTypes(HttpFact.Flawed.class);
    }

    @Test
    void saysInWhichPhaseNothingCame() throws Exception {
        assertThat(look(REFUSED, REFUSED))
                .containsExactly(
                        new HttpFact.NoAnswer(
                                ORIGIN,
                                "https",
                                "/",
                                Fetched.Phase.CONNECT,
                                Fetched.Reason.REFUSED,
                                "",
                                TIMING.total()));
    }

    @Test
    void comparesHttp2WhereItIsOffered() throws Exception {
        assertThat(look(answer(200, "x"), http2(answer(500, "x")))).hasSize(2);
        assertThat(look(answer(200, "x"), answer(200, "x"))).hasSize(1);
        assertThat(look(answer(200, "x"), none(Fetched.Phase.FIRST_BYTE, Fetched.Reason.CLOSED)))
                .contains(new HttpFact.Http2Broken(ORIGIN, "/", Fetched.Reason.CLOSED, ""));
    }

    @Test
    void speaksPlainHttpWhereTheEdgeDoes() throws Exception {
        var origin = new HostPort("203.0.113.10", 80);
        var site = Looking.site().origin(origin).with(t -> t.withOriginScheme("http"));
        var question = Requests.toOrigin(site.target(), origin, "http", "GET", "/");
        var tape = Tape.EMPTY.on(question, answer(200, "x"));

        assertThat(question.uri()).hasToString("http://shop.example.com/");
        assertThat(question.headers().first("X-Forwarded-Proto")).contains("https");
        assertThat(Looking.at(site, tape, new OriginAnswers())).hasSize(1);
    }

    @Test
    void knowsATlsPortThatWasAskedInPlainHttp() throws Exception {
        var page = "<h1>400 Bad Request</h1>The plain HTTP request was sent to HTTPS port";

        assertThat(look(answer(400, page), REFUSED))
                .contains(new HttpFact.WantsTls(ORIGIN, "/", 400));
        assertThat(look(answer(200, page), REFUSED))
                .doesNotHaveAnyElementsOfTypes(HttpFact.WantsTls.class);
    }

    @Test
    void doesNotTakeCloudflareForTheOrigin() {
        var site = Looking.site().origin(new HostPort("104.16.1.1", 443));
        assertThatThrownBy(() -> Looking.at(site, Tape.EMPTY, new OriginAnswers()))
                .isInstanceOfSatisfying(
                        CouldNotLook.class,
                        e -> assertThat(e.outcome()).isInstanceOf(Outcome.Broke.class));
    }

    private static List<Evidence> look(Fetched old, Fetched http2) throws Exception {
        var question = Requests.toOrigin(SITE.target(), ORIGIN, "https", "GET", "/");
        var tape =
                Tape.EMPTY
                        .on(question, old)
                        .on(
                                new Fetch(
                                        question.uri(),
                                        "GET",
                                        question.headers(),
                                        question.via().withHttp2()),
                                http2);
        return Looking.at(SITE, tape, new OriginAnswers());
    }

    private static Fetched flawed(Fetched.Flaw flaw) {
        var sound = answer(200, "x");
        return new Fetched.Answered(
                200,
                "HTTP/1.1",
                sound.headers(),
                "x",
                false,
                Optional.of(flaw),
                Optional.empty(),
                TIMING);
    }

    private static Fetched http2(Fetched.Answered answer) {
        return new Fetched.Answered(
                answer.status(),
                "HTTP/2",
                answer.headers(),
                answer.body(),
                false,
                Optional.empty(),
                Optional.empty(),
                TIMING);
    }
}
