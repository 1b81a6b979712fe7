package dev.whence.knowledge.parse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what `openssl x509 -noout -subject -dates -ext subjectAltName -fingerprint -sha256` prints
/// (facts §F.8).
///
/// @param names what it covers; the common name where it has no others
/// @param sha256 in lower case without colons; empty where it was not printed
public record CertificateText(
        List<String> names, Instant notBefore, Instant notAfter, String sha256) {
    private static final Pattern BEGINS = Pattern.compile("(?m)^\\s*notBefore=(.{20,30})$");
    private static final Pattern ENDS = Pattern.compile("(?m)^\\s*notAfter=(.{20,30})$");
    private static final Pattern NAME = Pattern.compile("(?:DNS|IP Address):([^,\\s]{1,253})");
    private static final Pattern COMMON =
            Pattern.compile("(?m)^subject=.*?CN ?= ?([^,/\\n]{1,253})");
    private static final Pattern SHA256 =
            Pattern.compile("(?im)^sha256 Fingerprint=((?:[0-9A-F]{2}:){31}[0-9A-F]{2})");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("MMM d HH:mm:ss uuuu 'GMT'", Locale.ENGLISH);

    public CertificateText {
        names = List.copyOf(names);
    }

    /// The certificate; empty where the text holds none with its dates.
    public static Optional<CertificateText> read(String printed) {
        var text = Text.clean(printed);
        var begins = BEGINS.matcher(text);
        var ends = ENDS.matcher(text);
        if (!begins.find() || !ends.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new CertificateText(
                            names(text), at(begins.group(1)), at(ends.group(1)), sha256(text)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static List<String> names(String text) {
        var names = NAME.matcher(text).results().map(name -> name.group(1)).limit(100).toList();
        var common = COMMON.matcher(text);
        return names.isEmpty() && common.find() ? List.of(common.group(1).strip()) : names;
    }

    private static String sha256(String text) {
        var print = SHA256.matcher(text);
        return print.find() ? print.group(1).replace(":", "").toLowerCase(Locale.ROOT) : "";
    }

    private static Instant at(String stamp) {
        return LocalDateTime.parse(stamp.strip().replaceAll(" +", " "), STAMP)
                .toInstant(ZoneOffset.UTC);
    }
}
