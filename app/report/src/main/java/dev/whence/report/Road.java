package dev.whence.report;

import dev.whence.engine.run.Incident;
import dev.whence.knowledge.words.FactWords;
import dev.whence.knowledge.words.Names;
import dev.whence.knowledge.words.Road.Station;
import dev.whence.report.Block.Chain;
import dev.whence.report.Block.Stop;

import java.util.Optional;
import java.util.stream.Stream;

/// The road of the request on paper: how each station stands, and the observation that says so.
final class Road {
    private static final ReportWords WORDS = ReportWords.english();

    private Road() {}

    /// The road of an incident; the banner above it is heading enough.
    static Stream<Block> of(Incident incident) {
        var stations =
                dev.whence.knowledge.words.Road.of(
                        incident.target(), incident.facts(), Optional.of(incident.verdict()));
        return Stream.of(new Chain(stations.stream().map(Road::stop).toList()));
    }

    private static Stop stop(Station station) {
        return new Stop(
                Names.of(station.hop()),
                station.tone(),
                WORDS.tone(station.tone()),
                station.because().map(seen -> FactWords.say(seen.fact())).orElse(""));
    }
}
