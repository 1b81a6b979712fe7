package dev.whence.live;

import dev.whence.engine.model.HostPort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The user's SSH configuration, as far as it decides where and as whom to log in.
///
/// `Host` with patterns and negations, `Include` one level deep, and the tokens of ssh_config(5)
/// are read; of `Match` blocks only `Match all`.
final class SshConfigFile {
    private static final Pattern LINE = Pattern.compile("\\s*(\\w+)(?:\\s*=\\s*|\\s+)(.*?)\\s*");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern TOKEN = Pattern.compile("%([%hnprud])");

    private final Path home;
    private final List<Setting> settings = new ArrayList<>();

    /// One line, and the hosts that it speaks of.
    private record Setting(Predicate<String> speaksOf, String keyword, String value) {}

    private SshConfigFile(Path home) {
        this.home = home;
    }

    /// Reads a file; one that is missing or unreadable says nothing.
    static SshConfigFile read(Path file, Path home) {
        var config = new SshConfigFile(home);
        config.add(file, _ -> true, true);
        return config;
    }

    /// The way to a target.
    SshRoute route(SshTarget target) {
        var alias = target.host();
        var host = first(alias, "hostname").map(name -> name.replace("%h", alias)).orElse(alias);
        var port = target.port().or(() -> port(alias)).orElse(22);
        var user =
                target.user()
                        .or(() -> first(alias, "user"))
                        .orElseGet(() -> System.getProperty("user.name"));
        var tokens = tokens(alias, host, port, user);
        return new SshRoute(
                user,
                new HostPort(host, port),
                first(alias, "hostkeyalias").orElse(port == 22 ? host : "[" + host + "]:" + port),
                all(alias, "identityfile")
                        .filter(file -> !file.equalsIgnoreCase("none"))
                        .map(file -> path(expanded(file, tokens)))
                        .toList(),
                first(alias, "identitiesonly").filter("yes"::equalsIgnoreCase).isPresent(),
                target.via().isEmpty() ? jumps(alias, tokens) : target.via());
    }

    private List<String> jumps(String alias, Map<String, String> tokens) {
        return first(alias, "proxyjump")
                .filter(jumps -> !jumps.equalsIgnoreCase("none"))
                .map(jumps -> List.of(expanded(jumps, tokens).split("\\s*,\\s*")))
                .orElse(List.of());
    }

    private Optional<Integer> port(String alias) {
        return first(alias, "port")
                .filter(port -> port.matches("\\d{1,5}"))
                .map(Integer::valueOf)
                .filter(port -> port > 0 && port < 65536);
    }

    private Optional<String> first(String alias, String keyword) {
        return all(alias, keyword).findFirst();
    }

    private Stream<String> all(String alias, String keyword) {
        return settings.stream()
                .filter(setting -> setting.keyword().equals(keyword))
                .filter(setting -> setting.speaksOf().test(alias))
                .map(Setting::value);
    }

    private Map<String, String> tokens(String alias, String host, int port, String user) {
        return Map.of(
                "%",
                "%",
                "h",
                host,
                "n",
                alias,
                "p",
                String.valueOf(port),
                "r",
                user,
                "u",
                System.getProperty("user.name"),
                "d",
                home.toString());
    }

    private static String expanded(String text, Map<String, String> tokens) {
        return TOKEN.matcher(text)
                .replaceAll(
                        match ->
                                java.util.regex.Matcher.quoteReplacement(
                                        tokens.getOrDefault(match.group(1), match.group())));
    }

    private Path path(String text) {
        return text.startsWith("~/") ? home.resolve(text.substring(2)) : home.resolve(text);
    }

    private void add(Path file, Predicate<String> outer, boolean mayInclude) {
        var speaksOf = outer;
        for (var line : lines(file)) {
            var match = LINE.matcher(line);
            if (line.strip().startsWith("#") || !match.matches()) {
                continue;
            }
            var keyword = match.group(1).toLowerCase(Locale.ROOT);
            var value = match.group(2);
            switch (keyword) {
                case "host" -> speaksOf = outer.and(hosts(words(value)));
                case "match" -> speaksOf = value.equalsIgnoreCase("all") ? outer : _ -> false;
                case "include" -> {
                    if (mayInclude) {
                        include(words(value), speaksOf);
                    }
                }
                default -> settings.add(new Setting(speaksOf, keyword, text(value)));
            }
        }
    }

    private void include(Stream<String> patterns, Predicate<String> speaksOf) {
        patterns.flatMap(this::matching).forEach(file -> add(file, speaksOf, false));
    }

    /// Relative patterns start from the folder of the user's configuration, as ssh_config(5) says.
    private Stream<Path> matching(String pattern) {
        var file = pattern.startsWith("~/") ? path(pattern) : home.resolve(".ssh").resolve(pattern);
        var folder = file.getParent();
        var name = file.getFileName();
        if (folder == null || name == null || !Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (var found = Files.newDirectoryStream(folder, name.toString())) {
            var files = new ArrayList<Path>();
            found.forEach(files::add);
            return files.stream().sorted();
        } catch (IOException _) {
            return Stream.empty();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException _) {
            return List.of();
        }
    }

    private static Predicate<String> hosts(Stream<String> patterns) {
        var all = patterns.toList();
        var wanted = all.stream().filter(one -> !one.startsWith("!")).map(HostPattern::of).toList();
        var unwanted =
                all.stream()
                        .filter(one -> one.startsWith("!"))
                        .map(one -> HostPattern.of(one.substring(1)))
                        .toList();
        return host ->
                wanted.stream().anyMatch(pattern -> pattern.test(host))
                        && unwanted.stream().noneMatch(pattern -> pattern.test(host));
    }

    private static String text(String value) {
        return value.startsWith("\"")
                ? words(value).findFirst().orElse("")
                : value.replaceFirst("\\s+#.*", "");
    }

    private static Stream<String> words(String value) {
        return WORD.matcher(value)
                .results()
                .map(word -> word.group(1) != null ? word.group(1) : word.group(2));
    }
}
