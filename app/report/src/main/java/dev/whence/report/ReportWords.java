package dev.whence.report;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// The words of the paper itself, read from `ReportWords.yaml` beside this class.
record ReportWords(
        String page,
        String of,
        String incident,
        String where,
        String risk,
        String undo,
        String expect,
        Map<String, String> tones,
        LeftOut leftOut) {

    ReportWords {
        tones = Map.copyOf(tones);
    }

    /// Sentences that say what was left out; `{count}` is how much.
    record LeftOut(String lines, String characters, String rows, String blocks, String cut) {}

    /// The words in English.
    static ReportWords english() {
        return English.WORDS;
    }

    /// The word that goes with a tone's sign.
    String tone(Tone tone) {
        var key = tone.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return Objects.requireNonNull(tones.get(key), () -> "ReportWords.yaml has no tone " + key);
    }

    /// A sentence with its `{count}` filled in, thousands apart.
    static String counted(String sentence, long count) {
        return sentence.replace("{count}", String.format(Locale.ROOT, "%,d", count));
    }

    private static final class English {
        private static final ReportWords WORDS = read();

        private static ReportWords read() {
            try (InputStream yaml = ReportWords.class.getResourceAsStream("ReportWords.yaml")) {
                return YAMLMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                        .build()
                        .readValue(
                                Objects.requireNonNull(yaml, "ReportWords.yaml"),
                                ReportWords.class);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
