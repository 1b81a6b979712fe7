package dev.whence.report;

import dev.whence.knowledge.words.Shown;
import dev.whence.knowledge.words.Yaml;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sentences of a file beside a class, with holes such as `{host}` to fill.
final class Told {
    private static final Pattern HOLE = Pattern.compile("\\{([\\w-]+)}");

    private final Map<String, String> sentences;
    private final String file;

    private Told(Map<String, String> sentences, String file) {
        this.sentences = sentences;
        this.file = file;
    }

    /// The sentences of the file that has the class's name.
    static Told beside(Class<?> owner) {
        var file = owner.getSimpleName() + ".yaml";
        return new Told(Yaml.sentences(owner, file), file);
    }

    /// A sentence without holes.
    String say(String key) {
        return say(key, Map.of());
    }

    /// A sentence with one hole.
    String say(String key, String hole, Object value) {
        return say(key, Map.of(hole, value));
    }

    /// A sentence with its holes filled, once: what is filled in is never read as a hole.
    String say(String key, Map<String, ?> values) {
        var sentence = sentences.get(key);
        if (sentence == null) {
            throw new IllegalStateException(file + " has no " + key + ".");
        }
        return HOLE.matcher(sentence)
                .replaceAll(hole -> Matcher.quoteReplacement(filling(hole.group(1), values)));
    }

    private static String filling(String hole, Map<String, ?> values) {
        var value = values.get(hole);
        if (value == null) {
            throw new IllegalStateException("Nothing fills {" + hole + "}.");
        }
        return Shown.of(value);
    }
}
