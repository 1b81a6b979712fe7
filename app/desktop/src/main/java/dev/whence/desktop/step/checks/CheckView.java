package dev.whence.desktop.step.checks;

import dev.whence.desktop.desk.Sign;
import dev.whence.desktop.desk.Words;
import dev.whence.engine.check.CheckId;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Vantage;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One check at one standpoint as it is shown.
///
/// @param says how far it is or how it ended, where there are no findings to say it
/// @param took zero where it never looked
record CheckView(
        Key key,
        Words.CheckText text,
        Optional<String> where,
        Sign sign,
        String says,
        List<Found> found,
        Duration took) {
    /// Which check, and where it stands.
    ///
    /// @param number tells apart what a check could read from texts and what it could not; from 1
    record Key(CheckId check, Vantage from, int number) {
        /// The name in ids of controls.
        String id() {
            return Stream.of(
                            check.value(),
                            from.kind() == Vantage.Kind.PASTED ? "pasted" : "",
                            from.host(),
                            number == 1 ? "" : String.valueOf(number))
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining("-"));
        }
    }

    /// One finding.
    record Found(Observation seen, Sign sign, String says, Words.Source source) {}

    CheckView {
        found = List.copyOf(found);
    }
}
