package dev.whence.live;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The patterns of OpenSSH's files: `*` is any text, `?` any one character; case does not matter.
final class HostPattern {
    private HostPattern() {}

    static Predicate<String> of(String pattern) {
        var regex = new StringBuilder();
        for (var c : pattern.toLowerCase(Locale.ROOT).toCharArray()) {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        var compiled = Pattern.compile(regex.toString());
        return host -> compiled.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
