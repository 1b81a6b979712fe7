package dev.whence.knowledge.pasted;

import dev.whence.engine.model.HostPort;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.EdgeFact.ErrorPage.Form;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HttpFact;
import dev.whence.knowledge.parse.CopiedPage;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What an error page, or the mere number on it, says at the strength that it deserves.
final class PageFacts {
    private static final Set<Integer> BLOCKS =
            Set.of(1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1015, 1020, 1106);

    private PageFacts() {}

    static Stream<Fact> of(CopiedPage page, About about) {
        if (page.code() == 0) {
            return Stream.empty();
        }
        if (page.cloudflares()) {
            return cloudflares(page, about);
        }
        if (page.maker().isEmpty()) {
            return Stream.of(reported(page.code()));
        }
        return Stream.of(
                reported(page.code()),
                about.mayPassEdge() ? passedOn(page) : answered(page, about));
    }

    /// The number alone, as a person tells it: the edge's own numbers are the edge's, where there
    /// is an edge; the others may be anybody's.
    static Stream<Fact> ofCode(int code, About about) {
        return edges(code) && about.mayPassEdge() ? cloudflares(page(code), about) : Stream.empty();
    }

    /// Whether only the edge gives this number.
    static boolean edges(int code) {
        return (code >= 520 && code <= 530) || (code >= 1000 && code < 1300);
    }

    private static CopiedPage page(int code) {
        return new CopiedPage(code, "cloudflare", Optional.of(Form.HEADER_ONLY), "", "", "", "");
    }

    private static Stream<Fact> cloudflares(CopiedPage page, About about) {
        if (BLOCKS.contains(page.code())) {
            return Stream.of(
                    new EdgeFact.Blocked(
                            about.target().method(),
                            about.target().path(),
                            page.code() == 1015 ? 429 : 403,
                            page.code(),
                            false,
                            page.ray()));
        }
        return Stream.of(
                new EdgeFact.ErrorPage(
                        page.code(),
                        status(page.code()),
                        page.form().orElse(Form.HEADER_ONLY),
                        page.blames(),
                        page.ray(),
                        "",
                        page.detail(),
                        Optional.empty(),
                        Duration.ZERO));
    }

    /// The status that goes with a finer number (facts §A.3).
    private static int status(int code) {
        return switch (code) {
            case 1016, 1033 -> 530;
            case 1101 -> 500;
            case 1102 -> 503;
            case 1000, 1003, 1004, 1014, 1034 -> 403;
            case 1001, 1002 -> 409;
            default -> code >= 1000 ? 530 : code;
        };
    }

    private static Fact passedOn(CopiedPage page) {
        return new EdgeFact.PassedOn(page.code(), page.ray(), "", page.maker());
    }

    private static Fact answered(CopiedPage page, About about) {
        var target = about.target();
        return new HttpFact.Answered(
                new HostPort(target.host(), target.url().getScheme().equals("https") ? 443 : 80),
                target.url().getScheme(),
                target.method(),
                target.path(),
                page.code(),
                "",
                page.maker(),
                page.maker(),
                Duration.ZERO,
                Duration.ZERO,
                0);
    }

    private static Fact reported(int code) {
        return new EdgeFact.Reported(List.of(code), Optional.empty(), true);
    }
}
