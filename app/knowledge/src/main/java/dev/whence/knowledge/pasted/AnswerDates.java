package dev.whence.knowledge.pasted;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// When a person asked the site: the `Date` headers of the answers that were brought.
final class AnswerDates {
    private static final Pattern DATE =
            Pattern.compile(
                    "(?im)^[<* \\t]{0,8}date: (\\w{3}, \\d{1,2} \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d"
                            + " GMT)");

    private AnswerDates() {}

    /// The newest of them; empty where no text has one.
    static Optional<Instant> newest(List<String> texts) {
        return texts.stream().flatMap(AnswerDates::in).max(Instant::compareTo);
    }

    private static Stream<Instant> in(String text) {
        return DATE.matcher(text).results().limit(100).flatMap(date -> read(date.group(1)));
    }

    private static Stream<Instant> read(String date) {
        try {
            return Stream.of(
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException _) {
            return Stream.empty();
        }
    }
}
