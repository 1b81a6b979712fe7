package dev.whence.knowledge.parse;

import dev.whence.engine.world.Headers;
import dev.whence.knowledge.fact.EdgeFact.ErrorPage.Form;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Who made an answer that came for a proxied name: the decision order of facts §A.8.
public sealed interface EdgeReading {
    /// It carries no Ray ID, so it did not come through the proxy.
    record NotProxied() implements EdgeReading {}

    /// An access decision: the request never went further.
    ///
    /// @param code the 1xxx code; 0 where there is none
    record Blocked(RayId ray, int code, boolean challenge) implements EdgeReading {}

    /// Cloudflare made or re-dressed this error.
    record Made(RayId ray, ErrorAnswer error) implements EdgeReading {}

    /// A server error that Cloudflare did not make.
    ///
    /// @param maker who drew the page; may be empty
    record PassedOn(RayId ray, String maker) implements EdgeReading {}

    /// An answer that is no server error.
    record Sound(RayId ray) implements EdgeReading {}

    /// The codes that are access decisions (facts §A.3, rows `block`).
    Set<Integer> BLOCKS = Set.of(1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1015, 1020, 1106);

    /// The statuses that the edge alone gives (facts §A.2).
    Set<Integer> OF_THE_EDGE = Set.of(520, 521, 522, 523, 524, 525, 526, 530);

    /// Decides by status, headers and body.
    static EdgeReading of(int status, Headers headers, String body) {
        return RayId.of(headers)
                .map(ray -> proxied(ray, status, headers, body))
                .orElseGet(NotProxied::new);
    }

    private static EdgeReading proxied(RayId ray, int status, Headers headers, String body) {
        var said = status < 400 ? Optional.<ErrorAnswer>empty() : ErrorAnswer.read(body);
        var genuine = said.filter(error -> genuine(error, ray, headers));
        var typed = headers.first("cf-error-type").flatMap(type -> typed(type, status, genuine));
        var error = typed.or(() -> genuine);
        var code = error.map(ErrorAnswer::code).orElse(0);
        var mitigated = headers.first("cf-mitigated");
        if (mitigated.isPresent()) {
            return new Blocked(ray, code, mitigated.get().strip().equalsIgnoreCase("challenge"));
        }
        if (BLOCKS.contains(code)) {
            return new Blocked(ray, code, false);
        }
        if (error.isPresent()) {
            var wait = headers.first("retry-after").map(String::strip);
            return new Made(ray, error.get().retryingAfter(wait.flatMap(ErrorAnswer::seconds)));
        }
        return BlockPage.of(status, body, ray)
                .<EdgeReading>map(challenge -> new Blocked(ray, 0, challenge))
                .orElseGet(() -> withoutMarks(ray, status, body, copied(said)));
    }

    /// A page counts as Cloudflare's only with the Ray ID of its own answer (facts §A.6, rule 5).
    /// The bare forms name none.
    private static boolean genuine(ErrorAnswer error, RayId ray, Headers headers) {
        return switch (error.form()) {
            case BRANDED -> error.ray().equals(ray.id());
            case STRUCTURED -> error.ray().isEmpty() || error.ray().equals(ray.id());
            case SHORT -> headers.first("content-type").orElse("").startsWith("text/plain");
            case UNBRANDED, HEADER_ONLY -> true;
        };
    }

    /// The header outranks the body, except that it may name only the family of a finer code.
    private static Optional<ErrorAnswer> typed(
            String type, int status, Optional<ErrorAnswer> genuine) {
        if (status < 400) {
            return Optional.empty();
        }
        var error = genuine.orElseGet(() -> ErrorAnswer.bare(status, Form.HEADER_ONLY));
        var digits = type.strip();
        var family = digits.equals("1000") && error.code() > 1000;
        return Optional.of(
                Pattern.matches("5\\d\\d|1[0-2]\\d\\d", digits) && !family
                        ? error.coded(Integer.parseInt(digits))
                        : error);
    }

    /// Whether the body is an error of Cloudflare's, of another answer than this one.
    private static boolean copied(Optional<ErrorAnswer> said) {
        return said.filter(error -> !error.ray().isEmpty()).isPresent();
    }

    /// Custom error pages hide every mark but the status (facts §A.6, rule 4).
    private static EdgeReading withoutMarks(RayId ray, int status, String body, boolean copied) {
        var maker = PageMaker.of(body);
        if (OF_THE_EDGE.contains(status) && maker.isEmpty() && !copied) {
            return new Made(ray, ErrorAnswer.bare(status, Form.HEADER_ONLY));
        }
        return status >= 500 ? new PassedOn(ray, maker) : new Sound(ray);
    }
}
