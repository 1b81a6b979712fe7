package dev.whence.knowledge.words;

import dev.whence.engine.check.Check;
import dev.whence.engine.check.CheckId;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What is told about a check; it stands in a file of the check's name beside it.
///
/// @param title what is true when all is well
/// @param looks what it looks at
/// @param why what that tells
/// @param good what good looks like
/// @param byHand how to do it without Whence: commands with `{url}`, `{host}`, `{path}`,
///   `{origin}`, `{port}`, `{ssh}`
public record CheckWords(String title, String looks, String why, String good, List<String> byHand) {
    private static final Map<CheckId, CheckWords> READ = new ConcurrentHashMap<>();

    public CheckWords {
        byHand = byHand == null ? List.of() : List.copyOf(byHand);
    }

    /// The words of a check.
    public static CheckWords of(Check check) {
        return READ.computeIfAbsent(
                check.id(), _ -> Yaml.beside(check.getClass(), CheckWords.class));
    }
}
