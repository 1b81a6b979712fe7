package dev.whence.desktop.desk;

import dev.whence.engine.cause.Clue;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Hop;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.run.Incident;
import dev.whence.engine.verdict.Hypothesis;
import dev.whence.engine.verdict.Question;
import dev.whence.engine.world.Exchange;
import dev.whence.knowledge.Knowledge;
import dev.whence.knowledge.words.VerdictWords;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The real words, with the toy checks in place of the real ones.
final class ToyWords implements Words {
    private static final Map<String, String> GLOSSARY =
            Map.of(
                    "origin",
                    "The server that makes the page, behind Cloudflare.",
                    "edge",
                    "Cloudflare's own servers, which visitors reach first.",
                    "systemctl",
                    "The command that starts, stops and shows programs on most Linux servers.",
                    "SNI",
                    "The name that a client tells the server before encryption begins, so that it"
                            + " can choose its certificate.",
                    "Ray ID",
                    "The number of one request through Cloudflare.");

    private final Words known =
            new KnownWords(List.of(), new VerdictWords(Knowledge.CAUSES, List.of()), GLOSSARY);

    @Override
    public List<CheckText> checks(Optional<Target> target) {
        return ToyChecks.ALL.stream().map(ToyCheck::text).toList();
    }

    @Override
    public String says(Observation seen) {
        return known.says(seen);
    }

    @Override
    public String brief(Observation seen) {
        return known.brief(seen);
    }

    @Override
    public Source source(Observation seen, List<Exchange> tape) {
        return seen.from().kind() != Vantage.Kind.PASTED && seen.from().host().isEmpty()
                ? new Source("from this desk", ToyChecks.named(seen.check().value()).title())
                : known.source(seen, tape);
    }

    @Override
    public Optional<String> station(Hop hop, Facts facts) {
        return known.station(hop, facts);
    }

    @Override
    public String skipped(SkipReason why) {
        return known.skipped(why);
    }

    @Override
    public Headline headline(Incident incident) {
        return known.headline(incident);
    }

    @Override
    public String title(Hypothesis hypothesis) {
        return known.title(hypothesis);
    }

    @Override
    public String clue(Hypothesis hypothesis, Clue clue) {
        return known.clue(hypothesis, clue);
    }

    @Override
    public CauseText cause(Hypothesis hypothesis, Incident incident) {
        return known.cause(hypothesis, incident);
    }

    @Override
    public String question(Question question) {
        var check = ToyChecks.named(question.wouldAnswer().getFirst().value());
        return "One look would decide: " + check.looks();
    }

    @Override
    public List<Moment> timeline(Incident incident) {
        return known.timeline(incident);
    }

    @Override
    public Map<String, String> glossary() {
        return known.glossary();
    }
}
