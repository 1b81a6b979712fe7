package dev.whence.knowledge.parse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads what `openssl s_client` and `openssl x509` print, in the forms that they had since 1.0.
///
/// @param subject empty where no certificate is shown
/// @param names the names that it covers; its common name where no others are shown
/// @param sha256 the certificate's fingerprint, in lower case without colons; may be empty
/// @param verify the code of the verification; -1 where none is shown
/// @param said how the handshake failed; empty where it did not
/// @param wantsClientCertificate it names authorities whose certificates it takes
public record OpensslText(
        String subject,
        String issuer,
        List<String> names,
        Optional<Instant> notBefore,
        Optional<Instant> notAfter,
        String sha256,
        int verify,
        String verdict,
        String protocol,
        String said,
        boolean wantsClientCertificate) {
    private static final Pattern SUBJECT =
            Pattern.compile(
                    "(?m)^[\\s*]*(?:subject ?[=:] ?|Subject: ?|0 s:|depth=0 |Peer certificate:"
                            + " ?)(\\S.{0,400})$");
    private static final Pattern ISSUER =
            Pattern.compile("(?m)^\\s*(?:issuer ?[=:] ?|Issuer: ?|i:)(\\S.{0,400})$");
    private static final Pattern COMMON = Pattern.compile("CN ?= ?([^,/\\n]{1,253})");
    private static final Pattern NAME = Pattern.compile("(?:DNS|IP Address):([\\w.*:-]{1,253})");
    private static final Pattern BEFORE =
            Pattern.compile(
                    "(?i)(?:notBefore ?[=:] ?|Not Before ?: ?)(\\w{3} +\\d{1,2}"
                            + " \\d\\d:\\d\\d:\\d\\d \\d{4}) GMT");
    private static final Pattern AFTER =
            Pattern.compile(
                    "(?i)(?:notAfter ?[=:] ?|Not After ?: ?)(\\w{3} +\\d{1,2} \\d\\d:\\d\\d:\\d\\d"
                            + " \\d{4}) GMT");
    private static final Pattern SHA256 =
            Pattern.compile("(?i)sha256 Fingerprint ?= ?([0-9A-F]{2}(?::[0-9A-F]{2}){31})");
    private static final Pattern CODE =
            Pattern.compile("Verify return code: (\\d{1,3}) \\(([^)]{1,120})\\)");
    private static final Pattern ERROR =
            Pattern.compile("verify error:num=(\\d{1,3}):([^\\n:]{1,120})");
    private static final Pattern PROTOCOL =
            Pattern.compile(
                    "(?m)^(?:New, |\\s+Protocol\\s+: |Protocol version: )(TLSv[\\d.]+|SSLv\\d)");
    private static final Pattern FAILED =
            Pattern.compile(
                    "(?m)^(?:\\w{1,20}:)?(error:\\w{1,20}:.{1,300})$|^.{0,60}(write:errno=\\d+|connect:errno=\\d+|unexpected"
                        + " eof while reading|Connection refused|Connection timed out|Connection"
                        + " reset by peer|No route to host)");
    private static final Pattern WANTS =
            Pattern.compile("Acceptable client certificate CA names|Client Certificate Types:");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("MMM d HH:mm:ss uuuu", Locale.ENGLISH);

    public OpensslText {
        names = List.copyOf(names);
    }

    /// Reads it.
    public static OpensslText read(String text) {
        var plain = Text.clean(text);
        var subject = first(SUBJECT, plain);
        var alternatives =
                NAME.matcher(plain)
                        .results()
                        .map(found -> found.group(1))
                        .distinct()
                        .limit(200)
                        .toList();
        var code = CODE.matcher(plain);
        var error = ERROR.matcher(plain);
        var shown = code.find();
        var erred = error.find();
        return new OpensslText(
                subject,
                first(ISSUER, plain),
                alternatives.isEmpty()
                        ? Stream.of(first(COMMON, subject)).filter(name -> !name.isEmpty()).toList()
                        : alternatives,
                time(first(BEFORE, plain)),
                time(first(AFTER, plain)),
                first(SHA256, plain).replace(":", "").toLowerCase(Locale.ROOT),
                erred
                        ? Text.number(error.group(1))
                        : shown ? Text.number(code.group(1)) : ok(plain),
                erred ? error.group(2).strip() : shown ? code.group(2) : "",
                first(PROTOCOL, plain),
                plain.contains("BEGIN CERTIFICATE") || !subject.isEmpty() ? "" : failure(plain),
                WANTS.matcher(plain).find());
    }

    private static int ok(String plain) {
        return plain.contains("Verification: OK") ? 0 : -1;
    }

    private static String failure(String plain) {
        return FAILED.matcher(plain)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .findFirst()
                .orElse("");
    }

    private static String first(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .limit(1)
                .map((MatchResult found) -> found.group(1).strip())
                .findFirst()
                .orElse("");
    }

    private static Optional<Instant> time(String stamp) {
        try {
            return stamp.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            LocalDateTime.parse(stamp.replaceAll(" +", " "), STAMP)
                                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
