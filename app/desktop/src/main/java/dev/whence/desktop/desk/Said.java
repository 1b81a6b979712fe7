package dev.whence.desktop.desk;

import dev.whence.knowledge.words.Yaml;

import java.util.Map;

/// The words of one part of the window, read from the yaml beside its class.
public final class Said {
    private static final ClassValue<Said> READ =
            new ClassValue<>() {
                @Override
                protected Said computeValue(Class<?> type) {
                    return new Said(type);
                }
            };

    private final String file;
    private final Map<String, String> words;

    private Said(Class<?> type) {
        this.file = type.getSimpleName() + ".yaml";
        this.words = Yaml.sentences(type, file);
    }

    /// The words beside a class, read once.
    public static Said by(Class<?> type) {
        return READ.get(type);
    }

    /// The words under a key.
    ///
    /// @throws IllegalArgumentException where there are none, which is a bug
    public String at(String key) {
        var found = words.get(key);
        if (found == null) {
            throw new IllegalArgumentException(file + " has no words for '" + key + "'.");
        }
        return found;
    }

    /// The words under a key with `{name}` filled in, given as name, value, name, value.
    public String at(String key, Object... filling) {
        var text = at(key);
        for (var i = 0; i + 1 < filling.length; i += 2) {
            text = text.replace("{" + filling[i] + "}", String.valueOf(filling[i + 1]));
        }
        return text;
    }

    /// The words for a number of things: under `key-one` where there is one, else under `key`.
    public String counted(String key, long count) {
        return at(count == 1 ? key + "-one" : key, "count", count);
    }
}
