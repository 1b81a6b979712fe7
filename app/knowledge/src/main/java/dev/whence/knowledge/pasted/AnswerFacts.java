package dev.whence.knowledge.pasted;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Headers;
import dev.whence.knowledge.check.edge.EdgeFacts;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.parse.CopiedPage;
import dev.whence.knowledge.parse.HttpText.Answer;
import dev.whence.knowledge.parse.PageMaker;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What one HTTP answer says, by whom it was asked of.
final class AnswerFacts {
    private static final String SOME_RAY = "0000000000000000";

    private AnswerFacts() {}

    private static final Set<Integer> WEB_PORTS = Set.of(80, 443, 8080, 8443);

    /// An answer to a request of the host to itself: for the site where it went to a port of a web
    /// server, else for a program behind it.
    static Stream<Fact> itself(String on, URI url, int status, String trouble, Duration took) {
        return Stream.of(
                WEB_PORTS.contains(Peer.port(url))
                        ? new HostFact.LocalAnswer(on, url.toString(), status, trouble, took)
                        : new HostFact.PortTried(
                                on, Peer.port(url), url.toString(), status, trouble));
    }

    /// An answer of an address around the edge.
    static Stream<Fact> direct(HostPort at, URI url, Answer answer, Duration took) {
        var server = answer.headers().first("server").orElse("").strip();
        return PageMaker.wantsTls(answer.status(), answer.body())
                ? Stream.of(new HttpFact.WantsTls(at, path(url), answer.status()))
                : Stream.of(
                        new HttpFact.Answered(
                                at,
                                String.valueOf(url.getScheme()),
                                "GET",
                                path(url),
                                answer.status(),
                                answer.protocol(),
                                server,
                                PageMaker.of(answer.body()),
                                took,
                                took,
                                size(answer.headers())));
    }

    /// An answer of a name, which may have come through the edge.
    static Stream<Fact> named(Optional<URI> url, Answer answer, Duration took, About about) {
        var path = url.map(AnswerFacts::path).orElse("/");
        if (answer.fromEdge()) {
            return edge(path, answer, took);
        }
        if (answer.status() == 0) {
            return Stream.empty();
        }
        if (PageFacts.edges(answer.status()) && about.mayPassEdge() && !foreign(answer)) {
            return PageFacts.ofCode(answer.status(), about);
        }
        if (answer.hasHeaders() && about.mayPassEdge()) {
            return Stream.of(
                    new EdgeFact.NotProxied(
                            path, answer.status(), answer.headers().first("server").orElse("")));
        }
        var page = CopiedPage.read(answer.body()).filter(each -> each.code() == answer.status());
        return Stream.concat(
                answer.status() >= 400
                        ? Stream.of(
                                new EdgeFact.Reported(
                                        List.of(answer.status()), Optional.empty(), true))
                        : Stream.empty(),
                page.stream().flatMap(each -> PageFacts.of(each, about)));
    }

    /// The server of somebody else, who uses the same numbers (formats 14f).
    private static boolean foreign(Answer answer) {
        return answer.headers().first("server").isPresent();
    }

    private static Stream<Fact> edge(String path, Answer answer, Duration took) {
        var headers =
                answer.headers()
                                .first("cf-ray")
                                .filter(ray -> ray.matches("(?i)\\s*[0-9a-f]{16}.*"))
                                .isPresent()
                        ? answer.headers()
                        : withRay(answer.headers());
        var timing =
                new Fetched.Timing(
                        Duration.ZERO, Duration.ZERO, Duration.ZERO, took, Duration.ZERO, took);
        return EdgeFacts.of(
                        "GET",
                        path,
                        new Fetched.Answered(
                                answer.status(),
                                answer.protocol(),
                                headers,
                                answer.body(),
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                timing))
                .stream()
                .filter(fact -> answer.status() > 0)
                .map(Fact.class::cast);
    }

    /// A Ray ID that was taken out before the text was shown.
    private static Headers withRay(Headers headers) {
        return new Headers(
                        headers.lines().stream()
                                .filter(line -> !line.name().equalsIgnoreCase("cf-ray"))
                                .toList())
                .with("cf-ray", SOME_RAY);
    }

    private static int size(Headers headers) {
        return headers.lines().stream()
                .mapToInt(line -> line.name().length() + line.value().length() + 4)
                .sum();
    }

    private static String path(URI url) {
        return url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    }
}
