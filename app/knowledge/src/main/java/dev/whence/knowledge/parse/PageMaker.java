package dev.whence.knowledge.parse;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Tells from an error page which program drew it (facts §A.6, §F).
public final class PageMaker {
    private static final int LOOK_AT = 16 * 1024;
    private static final Pattern FOOTER =
            Pattern.compile(
                    "(?i)<hr>\\s{0,10}<center>(nginx|openresty|tengine|angie|awselb|cloudfront)\\b");
    private static final Pattern WANTS_TLS =
            Pattern.compile(
                    "plain HTTP request was sent to HTTPS port"
                            + "|speaking plain HTTP to an SSL-enabled server port"
                            + "|Client sent an HTTP request to an HTTPS server");
    private static final Pattern WANTS_CERTIFICATE =
            Pattern.compile(
                    "No required SSL certificate was sent|400 The SSL certificate error"
                            + "|>The SSL certificate error<");
    private static final Pattern HEAD_TOO_LARGE =
            Pattern.compile(
                    "(?i)Request Header Or Cookie Too Large|Request Header Fields Too Large"
                            + "|Size of a request header field exceeds"
                            + "|HTTP Error 400\\. The size of the request headers is too long"
                            + "|Bad Request - (?:Request|Header) Too Long"
                            + "|Request header is too large");
    private static final Map<String, Pattern> MARKS = marks();

    private PageMaker() {}

    /// The maker's name, such as `nginx`; empty where the page does not show it.
    public static String of(String body) {
        var start = body.substring(0, Math.min(body.length(), LOOK_AT));
        var footer = FOOTER.matcher(start);
        if (footer.find()) {
            return footer.group(1).toLowerCase(java.util.Locale.ROOT);
        }
        return MARKS.entrySet().stream()
                .filter(mark -> mark.getValue().matcher(start).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /// Whether the page says that plain HTTP was spoken to a TLS port, as nginx, Apache and
    /// programs in Go do.
    public static boolean wantsTls(int status, String body) {
        return status == 400
                && WANTS_TLS.matcher(body.substring(0, Math.min(body.length(), LOOK_AT))).find();
    }

    /// Whether the page says that its caller showed no certificate or a wrong one, as nginx does.
    public static boolean wantsClientCertificate(int status, String body) {
        return status == 400
                && WANTS_CERTIFICATE
                        .matcher(body.substring(0, Math.min(body.length(), LOOK_AT)))
                        .find();
    }

    /// Whether the answer says that the head of the request, with its cookies, is too large.
    public static boolean headRefused(int status, String body) {
        var start = body.substring(0, Math.min(body.length(), LOOK_AT));
        return status == 431 || (status >= 400 && HEAD_TOO_LARGE.matcher(start).find());
    }

    private static Map<String, Pattern> marks() {
        Map<String, String> marks = new LinkedHashMap<>();
        marks.put("cloudflared", "Unable to reach the origin service\\. The service may be down");
        marks.put("apache", "<address>Apache|The proxy server received an invalid\\s{1,4}response");
        marks.put(
                "haproxy",
                "No server is available to handle this request\\."
                        + "|The server returned an invalid or incomplete response\\."
                        + "|The server didn't respond in time\\.");
        marks.put("envoy", "upstream connect error or disconnect/reset before headers");
        marks.put("varnish", "Guru Meditation");
        marks.put("tomcat", "<h3>Apache Tomcat");
        marks.put(
                "werkzeug",
                "unable to complete your request\\. +Either the server is overloaded or there is an"
                        + " error in the application\\.");
        marks.put("django", "<h1>Server Error \\(500\\)</h1>");
        marks.put("gunicorn", "<h1><p>Internal Server Error</p></h1>");
        Map<String, Pattern> compiled = new LinkedHashMap<>();
        marks.forEach((maker, mark) -> compiled.put(maker, Pattern.compile(mark)));
        return compiled;
    }
}
