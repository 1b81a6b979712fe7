package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.TunnelFact.ServiceTried.Trouble;

import java.time.Duration;
import java.util.regex.Pattern;

/// Reads how curl's try of a service ended, from its exit status, its message and the line that it
/// was told to write.
///
/// @param status 0 where no answer came
/// @param said curl's message; empty where an answer came
public record CurlTry(int status, Trouble trouble, String said, Duration took) {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{3}) ([0-9.,]{1,16})\\s*$");
    private static final Pattern MESSAGE = Pattern.compile("(?m)^curl: \\(\\d+\\) (.*)$");
    private static final Pattern STEP =
            Pattern.compile(
                    "(?m)^\\* .*(?:failed: |[Ii]mmediate connect fail.*: |connect to .*: )(.*)$");
    private static final Pattern ORIGIN_CA =
            Pattern.compile("(?mi)^\\*\\s+issuer: .*cloudflare.*origin");

    /// Reads one try.
    ///
    /// @param exit curl's exit status
    /// @param out what it was told to write
    /// @param err its messages, with its steps where it was told to tell them
    public static CurlTry read(int exit, String out, String err) {
        var written = WRITTEN.matcher(out);
        var told = written.find();
        var status = told ? Text.number(written.group(1)) : 0;
        var took = told ? seconds(written.group(2)) : Duration.ZERO;
        if (status > 0) {
            return new CurlTry(status, Trouble.NONE, "", took);
        }
        var said = said(err);
        return new CurlTry(0, trouble(exit, said), Text.sample(said), took);
    }

    /// Whether it is worth while to ask again and hear the steps: curl does not say why a
    /// connection could not be made.
    public boolean leavesOpen() {
        return trouble == Trouble.OTHER || trouble == Trouble.REFUSED;
    }

    /// Whether the certificate that was served is one that connectors trust and nobody else does
    /// (facts §E.3, `caPool`).
    public static boolean isOriginCa(String err) {
        return ORIGIN_CA.matcher(err).find();
    }

    private static Trouble trouble(int exit, String said) {
        return switch (exit) {
            case 5, 6 -> Trouble.NO_SUCH_HOST;
            case 7 -> connect(said);
            case 28 -> Trouble.TIMED_OUT;
            case 35, 53, 54, 58, 59, 66, 77, 80 -> Trouble.TLS_FAILED;
            case 51, 60, 82, 83, 90, 91 -> Trouble.CERT_REFUSED;
            case 52 -> Trouble.EMPTY;
            case 55, 56 -> said.contains("imed out") ? Trouble.TIMED_OUT : Trouble.RESET;
            case 1, 8, 16, 92 -> Trouble.NOT_HTTP;
            default -> Trouble.OTHER;
        };
    }

    private static Trouble connect(String said) {
        if (said.contains("No such file")) {
            return Trouble.SOCKET_MISSING;
        }
        if (said.contains("ermission denied") || said.contains("not permitted")) {
            return Trouble.PERMISSION_DENIED;
        }
        if (said.contains("imed out") || said.contains("imeout")) {
            return Trouble.TIMED_OUT;
        }
        if (said.contains("reset")) {
            return Trouble.RESET;
        }
        return said.contains("No route") || said.contains("unreachable")
                ? Trouble.OTHER
                : Trouble.REFUSED;
    }

    /// The reason of the connection, where the steps tell it, and curl's message otherwise.
    private static String said(String err) {
        var message = MESSAGE.matcher(err);
        var last = "";
        while (message.find()) {
            last = message.group(1);
        }
        var step = STEP.matcher(err);
        return step.find() ? last + " (" + step.group(1).strip() + ")" : last;
    }

    private static Duration seconds(String printed) {
        try {
            return Duration.ofMillis(
                    Math.round(Double.parseDouble(printed.replace(',', '.')) * 1000));
        } catch (NumberFormatException _) {
            return Duration.ZERO;
        }
    }
}
