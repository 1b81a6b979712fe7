package dev.whence.knowledge.words;

import dev.whence.engine.model.Evidence;
import dev.whence.knowledge.fact.Fact;

import java.util.List;
import java.util.Map;

/// Says a fact as one plain sentence; the sentences stand in `facts.yaml`.
public final class FactWords {
    private static final Map<String, String> SENTENCES =
            Yaml.sentences(FactWords.class, "facts.yaml");

    private FactWords() {}

    /// The fact as a sentence.
    public static String say(Evidence fact) {
        return Sentence.fill(template(fact.getClass()), List.of(fact));
    }

    /// The sentence of a kind of fact, with its holes.
    ///
    /// @throws IllegalStateException where `facts.yaml` has none
    public static String template(Class<? extends Evidence> kind) {
        var template = SENTENCES.get(Fact.typeOf(kind));
        if (template == null) {
            throw new IllegalStateException(
                    "facts.yaml has no sentence for " + Fact.typeOf(kind) + ".");
        }
        return template;
    }
}
