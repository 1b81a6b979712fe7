package dev.whence.knowledge.check.edge;

import dev.whence.engine.world.Fetched;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.parse.EdgeReading;
import dev.whence.knowledge.parse.PageMaker;
import dev.whence.knowledge.parse.RayId;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What the answer to one request through the edge says.
public final class EdgeFacts {
    private static final Set<String> CACHED = Set.of("HIT", "STALE", "REVALIDATED", "UPDATING");

    private EdgeFacts() {}

    /// The facts in an answer; of one from the edge's cache only what it says of the edge.
    public static List<EdgeFact> of(String method, String path, Fetched fetched) {
        return switch (fetched) {
            case Fetched.NoAnswer(var phase, var reason, var detail, _) ->
                    List.of(new EdgeFact.NoAnswer(path, phase, reason, detail));
            case Fetched.Answered answer ->
                    cached(answer)
                            ? answered(method, path, answer).stream()
                                    .filter(EdgeFact.Answered.class::isInstance)
                                    .toList()
                            : answered(method, path, answer);
        };
    }

    /// Whether the answer came from the edge's cache, so that it tells nothing of the origin now
    /// (facts §A.8, 6).
    static boolean cached(Fetched fetched) {
        return fetched instanceof Fetched.Answered answer
                && (CACHED.contains(cache(answer))
                        || answer.headers().first("age").orElse("0").strip().matches("[1-9]\\d*"));
    }

    /// The same fact without what differs from request to request, to compare answers.
    static EdgeFact sense(EdgeFact fact) {
        return switch (fact) {
            case EdgeFact.Answered(
                            var method,
                            var path,
                            var status,
                            _,
                            var colo,
                            var cache,
                            var protocol,
                            _) ->
                    new EdgeFact.Answered(
                            method, path, status, "", colo, cache, protocol, Duration.ZERO);
            case EdgeFact.ErrorPage(
                            var code,
                            var status,
                            var form,
                            var blames,
                            _,
                            var colo,
                            var detail,
                            var retry,
                            _) ->
                    new EdgeFact.ErrorPage(
                            code, status, form, blames, "", colo, detail, retry, Duration.ZERO);
            case EdgeFact.PassedOn(var status, _, var colo, var maker) ->
                    new EdgeFact.PassedOn(status, "", colo, maker);
            case EdgeFact.WantsClientCert(var status, _, var colo) ->
                    new EdgeFact.WantsClientCert(status, "", colo);
            case EdgeFact.WantsTls(var status, _, var colo) ->
                    new EdgeFact.WantsTls(status, "", colo);
            case EdgeFact.Blocked(var method, var path, var status, var code, var challenge, _) ->
                    new EdgeFact.Blocked(method, path, status, code, challenge, "");
            case EdgeFact.Flawed(var path, var status, var flaw, _, var colo) ->
                    new EdgeFact.Flawed(path, status, flaw, "", colo);
            case EdgeFact.HeadRefused(var path, var status, _, var colo) ->
                    new EdgeFact.HeadRefused(path, status, "", colo);
            default -> fact;
        };
    }

    /// 1 where the site fails, 0 where it answers or an access decision stopped the request.
    static int fails(Fetched.Answered answer) {
        return switch (reading(answer)) {
            case EdgeReading.Made _, EdgeReading.PassedOn _ -> 1;
            case EdgeReading.Blocked _, EdgeReading.NotProxied _, EdgeReading.Sound _ -> 0;
        };
    }

    /// How the edge reads an answer of the site.
    private static EdgeReading reading(Fetched.Answered answer) {
        return EdgeReading.of(answer.status(), answer.headers(), answer.body());
    }

    private static List<EdgeFact> answered(String method, String path, Fetched.Answered answer) {
        var status = answer.status();
        return switch (reading(answer)) {
            case EdgeReading.NotProxied() ->
                    List.of(
                            new EdgeFact.NotProxied(
                                    path, status, answer.headers().first("server").orElse("")));
            case EdgeReading.Blocked(var ray, var code, var challenge) ->
                    List.of(
                            came(method, path, answer, ray.id(), ray.colo()),
                            new EdgeFact.Blocked(method, path, status, code, challenge, ray.id()));
            case EdgeReading.Made(var ray, var error) ->
                    List.of(
                            came(method, path, answer, ray.id(), ray.colo()),
                            new EdgeFact.ErrorPage(
                                    error.code(),
                                    status,
                                    error.form(),
                                    error.blames(),
                                    ray.id(),
                                    ray.colo(),
                                    error.detail(),
                                    error.retryAfter(),
                                    untilHead(answer.timing())));
            case EdgeReading.PassedOn(var ray, var maker) ->
                    Stream.<EdgeFact>of(
                                    came(method, path, answer, ray.id(), ray.colo()),
                                    new EdgeFact.PassedOn(status, ray.id(), ray.colo(), maker))
                            .limit(tellsMaker(method) ? 2 : 1)
                            .toList();
            case EdgeReading.Sound(var ray) -> sound(method, path, answer, ray);
        };
    }

    private static List<EdgeFact> sound(
            String method, String path, Fetched.Answered answer, RayId ray) {
        var status = answer.status();
        List<EdgeFact> seen = new ArrayList<>();
        seen.add(came(method, path, answer, ray.id(), ray.colo()));
        if (PageMaker.wantsTls(status, answer.body())) {
            seen.add(new EdgeFact.WantsTls(status, ray.id(), ray.colo()));
        }
        if (PageMaker.wantsClientCertificate(status, answer.body())) {
            seen.add(new EdgeFact.WantsClientCert(status, ray.id(), ray.colo()));
        }
        answer.flaw()
                .filter(flaw -> flaw != Fetched.Flaw.TOO_SLOW)
                .ifPresent(
                        flaw ->
                                seen.add(
                                        new EdgeFact.Flawed(
                                                path, status, flaw, ray.id(), ray.colo())));
        if (PageMaker.headRefused(status, answer.body())) {
            seen.add(new EdgeFact.HeadRefused(path, status, ray.id(), ray.colo()));
        }
        return seen;
    }

    /// An answer to HEAD has no body, and without one nobody knows who made it.
    private static boolean tellsMaker(String method) {
        return !method.equals("HEAD");
    }

    private static EdgeFact came(
            String method, String path, Fetched.Answered answer, String ray, String colo) {
        return new EdgeFact.Answered(
                method,
                path,
                answer.status(),
                ray,
                colo,
                cache(answer),
                answer.protocol(),
                answer.timing().total());
    }

    private static String cache(Fetched.Answered answer) {
        return answer.headers().first("cf-cache-status").orElse("").strip();
    }

    private static Duration untilHead(Fetched.Timing timing) {
        return timing.resolve().plus(timing.connect()).plus(timing.tls()).plus(timing.firstByte());
    }
}
