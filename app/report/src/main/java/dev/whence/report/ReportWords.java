package dev.whence.report;

import dev.whence.knowledge.words.Shown;
import dev.whence.knowledge.words.Tone;
import dev.whence.knowledge.words.Yaml;

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

    private static final ReportWords ENGLISH = Yaml.beside(ReportWords.class, ReportWords.class);

    ReportWords {
        tones = Map.copyOf(tones);
    }

    /// Sentences that say what was left out; `{count}` is how much.
    record LeftOut(String lines, String characters, String rows, String blocks, String cut) {}

    /// The words in English.
    static ReportWords english() {
        return ENGLISH;
    }

    /// The word that goes with a tone's sign.
    String tone(Tone tone) {
        var key = tone.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return Objects.requireNonNull(tones.get(key), () -> "ReportWords.yaml has no tone " + key);
    }

    /// The line under the title: which incident, written by whom and when.
    String about(Report.Meta meta) {
        return incident
                + " "
                + meta.incident()
                + " · "
                + meta.author()
                + " · "
                + Shown.of(meta.written());
    }

    /// A sentence with its `{count}` filled in, thousands apart.
    static String counted(String sentence, long count) {
        return sentence.replace("{count}", String.format(Locale.ROOT, "%,d", count));
    }
}
