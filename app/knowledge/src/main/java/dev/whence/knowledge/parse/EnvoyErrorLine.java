package dev.whence.knowledge.parse;

import static dev.whence.knowledge.fact.HostFact.WebLog.WebLine.*;

import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.parse.WebErrorLog.Entry;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the sentence with which Envoy, and what is built on it, says that its upstream failed: it
/// is the body of its own 503 or 504 and the detail in its log.
final class EnvoyErrorLine {
    private static final Pattern SENTENCE =
            Pattern.compile(
                    "upstream connect error or disconnect/reset before headers.{0,400}"
                            + "|upstream_reset_before_response_started\\{.{0,300}"
                            + "|no healthy upstream|no_healthy_upstream"
                            + "|upstream request timeout|upstream_response_timeout"
                            + "|response_flags\"?[:=]\\s?\"?(?:UF|UH|UO|UT|UC)\\b");
    private static final List<Words> WORDS =
            List.of(
                    new Words(NO_LIVE_UPSTREAMS, "no.healthy.upstream|UH$"),
                    new Words(UPSTREAM_READ_TIMED_OUT, "request timeout|response_timeout|UT$"),
                    new Words(UPSTREAM_QUEUE_FULL, "overflow|UO$"),
                    new Words(UPSTREAM_NOT_TLS, "WRONG_VERSION_NUMBER|HTTP_REQUEST|unexpected eof"),
                    new Words(
                            UPSTREAM_CERT_UNTRUSTED, "CERTIFICATE_VERIFY_FAILED|verify cert fail"),
                    new Words(UPSTREAM_TLS_ALERT, "TLS.error|_ALERT_"),
                    new Words(UPSTREAM_REFUSED, "(?i)connection refused|error: 111"),
                    new Words(UPSTREAM_CONNECT_TIMED_OUT, "connection.timeout|error: 110"),
                    new Words(UPSTREAM_INVALID, "protocol.error"),
                    new Words(UPSTREAM_CLOSED_EARLY, "connection.termination|UC$"),
                    new Words(UPSTREAM_RESET, "remote.reset|connection reset"),
                    new Words(NO_LIVE_UPSTREAMS, ""));

    private record Words(WebLine says, Pattern pattern) {
        Words(WebLine says, String pattern) {
            this(says, Pattern.compile(pattern));
        }
    }

    private EnvoyErrorLine() {}

    static Optional<Entry> read(String line) {
        var sentence = SENTENCE.matcher(line);
        if (!sentence.find()) {
            return Optional.empty();
        }
        var text = sentence.group();
        return WORDS.stream()
                .filter(words -> words.pattern().matcher(text).find())
                .findFirst()
                .map(words -> new Entry(words.says(), "", Optional.empty(), Text.sample(text)));
    }
}
