package dev.whence.knowledge.words;

import dev.whence.engine.model.Evidence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Puts the components of facts into a sentence: `{to} refused`, or `{server|a server}` where it
/// may be empty.
///
/// With two facts the first one that has the component gives it; `{first.sample}` and
/// `{second.sample}` say which one is meant. A host that nobody named is "the host", and `{count}
/// times` is "once" where it is one.
public final class Sentence {
    private static final Pattern HOLE =
            Pattern.compile("\\{(?:(first|second)\\.)?([a-zA-Z0-9]+)(?:\\|([^}]*))?}( times\\b)?");
    private static final String ON = "on";
    private static final String UNNAMED_HOST = "the host";

    private Sentence() {}

    /// The sentence with its holes filled.
    ///
    /// @throws IllegalArgumentException where no fact has a component of that name
    public static String fill(String template, List<? extends Evidence> facts) {
        return HOLE.matcher(template)
                .replaceAll(hole -> Matcher.quoteReplacement(counted(hole, filling(hole, facts))));
    }

    /// The names of the holes in a sentence.
    public static List<String> holes(String template) {
        return HOLE.matcher(template).results().map(hole -> hole.group(2)).toList();
    }

    /// The names that a kind of fact can fill.
    public static List<String> fillings(Class<?> kind) {
        return accessors(kind).map(Method::getName).toList();
    }

    private static String counted(MatchResult hole, String filling) {
        return switch (hole.group(4)) {
            case null -> filling;
            case String times -> filling.equals("1") ? "once" : filling + times;
        };
    }

    private static String filling(MatchResult hole, List<? extends Evidence> facts) {
        var value =
                Stream.concat(meant(hole, facts), facts.stream())
                        .flatMap(
                                fact ->
                                        accessors(fact.getClass())
                                                .filter(
                                                        method ->
                                                                method.getName()
                                                                        .equals(hole.group(2)))
                                                .map(method -> call(method, fact)))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "No fact fills " + hole.group() + "."));
        var shown = Shown.of(value);
        return shown.isEmpty()
                ? Optional.ofNullable(hole.group(3))
                        .orElse(hole.group(2).equals(ON) ? UNNAMED_HOST : "?")
                : shown;
    }

    /// The fact that a hole names; empty where it names none.
    private static Stream<? extends Evidence> meant(
            MatchResult hole, List<? extends Evidence> facts) {
        return switch (hole.group(1)) {
            case null -> Stream.empty();
            case "first" -> facts.stream().limit(1);
            default -> facts.stream().skip(1).limit(1);
        };
    }

    private static Stream<Method> accessors(Class<?> kind) {
        return Arrays.stream(kind.getMethods())
                .filter(
                        method ->
                                method.getParameterCount() == 0
                                        && !Modifier.isStatic(method.getModifiers()))
                .filter(
                        method ->
                                method.getDeclaringClass() != Object.class
                                        && method.getReturnType() != void.class);
    }

    private static Object call(Method accessor, Evidence fact) {
        try {
            return accessor.invoke(fact);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Facts are public records.", e);
        }
    }
}
