package dev.whence.knowledge.parse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// nginx's configuration as a tree of directives, from `nginx -T` or straight from its files.
public final class NginxConfig {
    private static final int DEEPEST = 20;
    private static final int MOST = 200_000;

    private NginxConfig() {}

    /// One directive.
    ///
    /// @param inner what stands between its braces; empty for a simple directive
    public record Directive(String name, List<String> words, List<Directive> inner) {
        public Directive {
            words = List.copyOf(words);
            inner = List.copyOf(inner);
        }

        /// Every directive of a name in the braces, at any depth.
        public Stream<Directive> all(String wanted) {
            return NginxConfig.all(inner, wanted);
        }

        /// The directives of a name right in the braces.
        public Stream<Directive> own(String wanted) {
            return inner.stream().filter(each -> each.name.equals(wanted));
        }

        /// Its first word; empty where it has none.
        public String word() {
            return words.isEmpty() ? "" : words.getFirst();
        }
    }

    /// Reads as much as there is: braces that were lost are closed at the end.
    public static List<Directive> read(String text) {
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open("", List.of(), new ArrayList<>()));
        List<String> words = new ArrayList<>();
        for (var token : tokens(Text.clean(text))) {
            switch (token) {
                case ";" -> {
                    add(open.element(), words, List.of());
                    words.clear();
                }
                case "{" -> {
                    if (open.size() < DEEPEST) {
                        open.push(opened(words));
                    }
                    words.clear();
                }
                case "}" -> {
                    words.clear();
                    close(open);
                }
                default -> words.add(token);
            }
        }
        while (open.size() > 1) {
            close(open);
        }
        return List.copyOf(open.element().inner());
    }

    /// Every directive of a name, at any depth.
    public static Stream<Directive> all(List<Directive> tree, String wanted) {
        return tree.stream()
                .flatMap(
                        each ->
                                Stream.concat(
                                        each.name.equals(wanted) ? Stream.of(each) : Stream.of(),
                                        each.all(wanted)));
    }

    private record Open(String name, List<String> words, List<Directive> inner) {}

    private static Open opened(List<String> words) {
        return words.isEmpty()
                ? new Open("", List.of(), new ArrayList<>())
                : new Open(
                        words.getFirst(),
                        List.copyOf(words.subList(1, words.size())),
                        new ArrayList<>());
    }

    private static void add(Open into, List<String> words, List<Directive> inner) {
        if (!words.isEmpty()) {
            into.inner()
                    .add(new Directive(words.getFirst(), words.subList(1, words.size()), inner));
        }
    }

    private static void close(Deque<Open> open) {
        if (open.size() > 1) {
            var done = open.pop();
            open.element().inner().add(new Directive(done.name(), done.words(), done.inner()));
        }
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        var at = 0;
        while (at < text.length() && tokens.size() < MOST) {
            var c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '#') {
                at = lineEnd(text, at);
            } else if (c == ';' || c == '{' || c == '}') {
                tokens.add(String.valueOf(c));
                at++;
            } else {
                var end = c == '"' || c == '\'' ? quoteEnd(text, at) : wordEnd(text, at);
                tokens.add(unquoted(text.substring(at, end)));
                at = end;
            }
        }
        return tokens;
    }

    private static int lineEnd(String text, int from) {
        var end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private static int quoteEnd(String text, int from) {
        for (var at = from + 1; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == text.charAt(from)) {
                return at + 1;
            }
        }
        return text.length();
    }

    /// A word ends at a blank or at `;` and `{`; the braces of `${name}` and of counts such as
    /// `[0-9]{3}` belong to it.
    private static int wordEnd(String text, int from) {
        var depth = 0;
        for (var at = from; at < text.length(); at++) {
            var c = text.charAt(at);
            if (Character.isWhitespace(c) || (c == ';' && depth == 0)) {
                return at;
            }
            if (c == '{') {
                if (at == from || !inWord(text, at)) {
                    return at;
                }
                depth++;
            } else if (c == '}') {
                if (depth == 0) {
                    return at;
                }
                depth--;
            }
        }
        return text.length();
    }

    private static boolean inWord(String text, int brace) {
        var before = text.charAt(brace - 1);
        var after = brace + 1 < text.length() ? text.charAt(brace + 1) : ' ';
        return before == '$' || Character.isDigit(after);
    }

    private static String unquoted(String token) {
        var quote = token.charAt(0);
        if (quote != '"' && quote != '\'') {
            return token;
        }
        var end = token.length() > 1 && token.charAt(token.length() - 1) == quote ? 1 : 0;
        return token.substring(1, token.length() - end);
    }

    /// The value that `set $name value` gives a variable; empty where it is set nowhere in the
    /// block.
    static Optional<String> variable(Directive block, String name) {
        return block.all("set")
                .filter(set -> set.words().size() == 2 && set.word().equals(name))
                .map(set -> set.words().get(1))
                .findFirst();
    }
}
