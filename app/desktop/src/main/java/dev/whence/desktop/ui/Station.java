package dev.whence.desktop.ui;

import dev.whence.desktop.desk.Phase;
import dev.whence.desktop.desk.Sign;
import dev.whence.desktop.desk.Words;
import dev.whence.engine.cause.Clue;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Health;
import dev.whence.engine.model.Hop;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Target;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.fact.TunnelFact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One station of the road as it is shown.
///
/// @param says a few words on how it stands
/// @param details what was seen there, one sentence each
public record Station(Kind kind, Sign sign, String says, List<String> details) {
    private static final int MOST_DETAILS = 8;

    /// The stations, in travelling order. The name's records are shown with Cloudflare.
    public enum Kind {
        VISITOR,
        CLOUDFLARE,
        TUNNEL,
        NETWORK,
        WEB_SERVER,
        APPLICATION,
        DATABASE;

        private List<Hop> hops() {
            return switch (this) {
                case VISITOR -> List.of(Hop.CLIENT);
                case CLOUDFLARE -> List.of(Hop.EDGE, Hop.DNS);
                case TUNNEL -> List.of(Hop.TUNNEL);
                case NETWORK -> List.of(Hop.NETWORK);
                case WEB_SERVER -> List.of(Hop.PROXY);
                case APPLICATION -> List.of(Hop.APP);
                case DATABASE -> List.of(Hop.DATABASE);
            };
        }

        private boolean stands(Observation seen) {
            return hops().contains(seen.fact().hop());
        }

        /// The name in ids and words: `web-server`.
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Station {
        details = List.copyOf(details);
    }

    /// The road as the facts of a moment light it. The tunnel is left out where none is used.
    public static List<Station> road(Phase phase, Words words) {
        var facts = phase.reading().facts();
        var tunnel = phase.target().map(Station::usesTunnel).orElse(false) || seesTunnel(facts);
        return Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.TUNNEL || tunnel)
                .map(kind -> station(kind, phase, words))
                .toList();
    }

    private static Station station(Kind kind, Phase phase, Words words) {
        var facts = phase.reading().facts();
        var sign = sign(kind, phase);
        var seen = seen(kind, facts);
        return new Station(
                kind,
                sign,
                sign == Sign.LOOK
                        ? reason(phase).map(words::brief).orElse("")
                        : says(kind, facts, words),
                seen.stream().map(words::says).distinct().limit(MOST_DETAILS).toList());
    }

    private static Sign sign(Kind kind, Phase phase) {
        var stations = phase.reading().trail().stations();
        var healths =
                kind.hops().stream()
                        .map(hop -> stations.getOrDefault(hop, Health.SAYS_NOTHING))
                        .toList();
        if (healths.contains(Health.BROKEN)) {
            return Sign.BROKEN;
        }
        if (phase.reading().trail().firstBroken().isEmpty()
                && reason(phase).filter(kind::stands).isPresent()) {
            return Sign.LOOK;
        }
        return healths.contains(Health.WELL) ? Sign.WELL : Sign.UNKNOWN;
    }

    /// What the verdict rests on most; empty while there is none.
    private static Optional<Observation> reason(Phase phase) {
        return phase instanceof Phase.Finished(var incident, _, _)
                        && incident.verdict() instanceof Verdict.Located(var root, _, _)
                ? root.clues().stream()
                        .filter(clue -> clue.weight().isFor())
                        .min(Comparator.comparing(Clue::weight))
                        .map(clue -> clue.because().getFirst())
                : Optional.empty();
    }

    private static String says(Kind kind, Facts facts, Words words) {
        List<String> said = new ArrayList<>();
        kind.hops().forEach(hop -> words.station(hop, facts).ifPresent(said::add));
        return said.isEmpty() ? "" : said.getFirst();
    }

    private static List<Observation> seen(Kind kind, Facts facts) {
        return facts.observed().stream()
                .filter(kind::stands)
                .sorted(Comparator.comparing(seen -> seen.fact().health() != Health.BROKEN))
                .toList();
    }

    private static boolean usesTunnel(Target target) {
        return target.tunnel().isPresent()
                || target.hosts(SshHost.Role.TUNNEL).findAny().isPresent();
    }

    private static boolean seesTunnel(Facts facts) {
        return facts.all(TunnelFact.class).anyMatch(fact -> !(fact instanceof TunnelFact.NotHere));
    }
}
