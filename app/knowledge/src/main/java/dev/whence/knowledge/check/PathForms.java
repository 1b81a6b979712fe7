package dev.whence.knowledge.check;

import dev.whence.knowledge.fact.EdgeFact.PathForm;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The failing path in other forms that mean the same, and two paths that hardly any application
/// treats in a special way.
public final class PathForms {
    private static final Pattern OCTET = Pattern.compile("%([2-7][0-9A-Fa-f])");
    private static final Pattern BARE = Pattern.compile("[^A-Za-z0-9._~/%-]");
    private static final Pattern MAY_BE_BARE = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:@-]");

    private PathForms() {}

    /// The other forms of a path, each once; the path's own form is not among them.
    public static Map<PathForm, String> of(String target) {
        var query = target.indexOf('?');
        var path = query < 0 ? target : target.substring(0, query);
        var rest = query < 0 ? "" : target.substring(query);
        Map<PathForm, String> forms = new EnumMap<>(PathForm.class);
        Set<String> told = new HashSet<>(Set.of(target));
        put(forms, told, PathForm.ENCODED, encoded(path) + rest);
        put(forms, told, PathForm.DECODED, decoded(path) + rest);
        put(forms, told, PathForm.ROOT, "/");
        put(forms, told, PathForm.STATIC, "/robots.txt");
        return forms;
    }

    private static void put(
            Map<PathForm, String> forms, Set<String> told, PathForm form, String path) {
        if (told.add(path)) {
            forms.put(form, path);
        }
    }

    private static String encoded(String path) {
        return BARE.matcher(path)
                .replaceAll(letter -> Matcher.quoteReplacement(octets(letter.group())));
    }

    private static String octets(String letter) {
        var octets = new StringBuilder();
        for (var octet : letter.getBytes(StandardCharsets.UTF_8)) {
            octets.append(String.format(Locale.ROOT, "%%%02X", octet & 0xff));
        }
        return octets.toString();
    }

    /// Only what may stand in a path as it is; a slash or a percent sign would mean another path.
    private static String decoded(String path) {
        return OCTET.matcher(path).replaceAll(PathForms::bare);
    }

    private static String bare(MatchResult octet) {
        var letter = String.valueOf((char) Integer.parseInt(octet.group(1), 16));
        return Matcher.quoteReplacement(
                MAY_BE_BARE.matcher(letter).matches() ? letter : octet.group());
    }
}
