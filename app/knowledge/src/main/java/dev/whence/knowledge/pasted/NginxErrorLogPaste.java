package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/// nginx's error log (facts §F.1).
final class NginxErrorLogPaste implements PastedReader {
    private static final Pattern SURE =
            Pattern.compile(
                    "\\[(?:emerg|alert|crit|error|warn)\\] \\d+#\\d+: |while (?:connecting"
                        + " to|reading (?:response header|upstream)[^,]{0,20}|SSL handshaking"
                        + " to|sending request to) (?:from )?upstream|upstream (?:prematurely"
                        + " closed|timed out|sent (?:too big|invalid|no valid))|no live upstreams|,"
                        + " upstream: \"|nginx: \\[emerg\\]");
    private static final Pattern LIKE =
            Pattern.compile(
                    "\\[(?:emerg|alert|crit)\\] |host not found in upstream|SSL_do_handshake\\(\\)"
                            + " failed");
    private static final Pattern PERHAPS = Pattern.compile("(?i)upstream|connect\\(\\)|nginx");

    @Override
    public Pasted kind() {
        return Pasted.NGINX_ERROR_LOG;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, SURE, LIKE, PERHAPS);
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        return LogText.facts(sheet);
    }
}
