package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.parse.HttpText;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The headers of an answer that passed the edge (facts §A.4, §I.1).
final class CfHeadersPaste implements PastedReader {
    private static final Pattern SURE =
            Pattern.compile(
                    "(?mi)^\\s*(?:< )?(?:cf-ray|cf-cache-status|cf-mitigated|cf-error-type):"
                            + " |^\\s*(?:< )?server: cloudflare\\s*$");
    private static final Pattern LIKE = Pattern.compile("(?m)^\\s*HTTP/\\d(?:\\.\\d)? \\d{3}");
    private static final Pattern PERHAPS = Pattern.compile("(?m)^[\\w-]+: ");

    @Override
    public Pasted kind() {
        return Pasted.CF_HEADERS;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, SURE, LIKE, PERHAPS);
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        return HttpText.answers(sheet.text()).stream()
                .flatMap(
                        answer ->
                                AnswerFacts.named(
                                        Optional.empty(), answer, Duration.ZERO, sheet.about()));
    }
}
