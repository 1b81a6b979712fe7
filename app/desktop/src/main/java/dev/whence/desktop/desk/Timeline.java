package dev.whence.desktop.desk;

import dev.whence.engine.model.Observation;
import dev.whence.engine.run.Incident;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.words.FactWords;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What happened when, from the times that facts carry.
final class Timeline {
    private static final Said SAID = Said.by(Timeline.class);

    private Timeline() {}

    /// The moments of an incident, earliest first.
    static List<Words.Moment> of(Incident incident) {
        List<Words.Moment> moments = new ArrayList<>();
        incident.target()
                .seen()
                .since()
                .map(at -> new Words.Moment(at, SAID.at("since"), Sign.LOOK))
                .ifPresent(moments::add);
        incident.facts().observed().stream()
                .flatMap(seen -> moment(seen).stream())
                .distinct()
                .forEach(moments::add);
        moments.add(new Words.Moment(incident.opened(), SAID.at("opened"), Sign.NOTED));
        moments.sort(Comparator.comparing(Words.Moment::at));
        return List.copyOf(moments);
    }

    private static Optional<Words.Moment> moment(Observation seen) {
        return happened(seen)
                .map(at -> new Words.Moment(at, FactWords.say(seen.fact()), sign(seen)));
    }

    private static Sign sign(Observation seen) {
        return switch (seen.fact().health()) {
            case BROKEN -> Sign.BROKEN;
            case WELL -> Sign.WELL;
            case SAYS_NOTHING -> Sign.NOTED;
        };
    }

    private static Optional<Instant> happened(Observation seen) {
        return switch (seen.fact()) {
            case HostFact.Unit unit -> unit.since();
            case HostFact.WebLog log -> log.last();
            case HostFact.AppLog log -> log.last();
            case HostFact.OomKill kill -> kill.last();
            case TunnelFact.Service service -> service.since();
            case TunnelFact.ServiceFailure failure -> failure.last();
            case TunnelFact.EdgeTrouble trouble -> trouble.last();
            case TunnelFact.Registered registered -> registered.last();
            case EdgeFact.Incident incident -> Optional.of(incident.began());
            default -> Optional.empty();
        };
    }
}
