package dev.whence.knowledge.check.origin;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Ask.Fetch;
import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Headers;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.parse.PageMaker;

import java.util.ArrayList;
import java.util.List;

/// What the answer to one request straight to an origin says.
final class OriginFacts {
    private OriginFacts() {}

    /// The facts in an answer over HTTP/1.1.
    static List<HttpFact> of(Fetch asked, Fetched fetched) {
        return switch (fetched) {
            case Fetched.NoAnswer none -> List.of(noAnswer(asked, none));
            case Fetched.Answered answer -> answered(asked, answer);
        };
    }

    /// The facts in an answer for which HTTP/2 was offered, beside the one over HTTP/1.1. An origin
    /// without HTTP/2 says nothing more.
    static List<HttpFact> ofHttp2(Fetch asked, Fetched fetched, Fetched beside) {
        return switch (fetched) {
            case Fetched.Answered answer ->
                    answer.protocol().equals("HTTP/2") ? answered(asked, answer) : List.of();
            case Fetched.NoAnswer none ->
                    beside instanceof Fetched.Answered
                                    && none.phase().compareTo(Fetched.Phase.FIRST_BYTE) >= 0
                            ? List.of(
                                    new HttpFact.Http2Broken(
                                            at(asked), path(asked), none.reason(), none.detail()))
                            : List.of();
        };
    }

    private static List<HttpFact> answered(Fetch asked, Fetched.Answered answer) {
        List<HttpFact> seen = new ArrayList<>();
        seen.add(
                new HttpFact.Answered(
                        at(asked),
                        asked.uri().getScheme(),
                        asked.method(),
                        path(asked),
                        answer.status(),
                        answer.protocol(),
                        answer.headers().first("server").orElse(""),
                        PageMaker.of(answer.body()),
                        answer.timing().firstByte(),
                        answer.timing().total(),
                        size(answer.headers())));
        if (PageMaker.wantsTls(answer.status(), answer.body())) {
            seen.add(new HttpFact.WantsTls(at(asked), path(asked), answer.status()));
        }
        if (PageMaker.headRefused(answer.status(), answer.body())) {
            seen.add(new HttpFact.HeadRefused(at(asked), path(asked), answer.status()));
        }
        answer.flaw()
                .filter(OriginFacts::isOfTheOrigin)
                .ifPresent(
                        flaw ->
                                seen.add(
                                        new HttpFact.Flawed(
                                                at(asked), path(asked), answer.status(), flaw)));
        return seen;
    }

    /// A body that goes on is no flaw: streams of events never end.
    private static boolean isOfTheOrigin(Fetched.Flaw flaw) {
        return flaw != Fetched.Flaw.TOO_SLOW;
    }

    private static HttpFact noAnswer(Fetch asked, Fetched.NoAnswer none) {
        return new HttpFact.NoAnswer(
                at(asked),
                asked.uri().getScheme(),
                path(asked),
                none.phase(),
                none.reason(),
                none.detail(),
                none.timing().total());
    }

    private static HostPort at(Fetch asked) {
        return asked.via()
                .connect()
                .orElseThrow(() -> new IllegalStateException("An origin is asked by address."));
    }

    private static String path(Fetch asked) {
        var uri = asked.uri();
        return uri.getRawQuery() == null
                ? uri.getRawPath()
                : uri.getRawPath() + "?" + uri.getRawQuery();
    }

    /// The header block as HTTP/1.1 writes it, without the status line.
    private static int size(Headers headers) {
        return headers.lines().stream()
                .mapToInt(line -> line.name().length() + line.value().length() + 4)
                .sum();
    }
}
