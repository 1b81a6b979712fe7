package dev.whence.knowledge.check;

import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Headers;

import java.time.Duration;
import java.util.Optional;

/// Answers to put on a tape.
public final class Replies {
    /// The Ray ID of every answer through the edge.
    public static final String RAY = "9df8a1b2c3d4e5f6";

    /// How long every answer took.
    public static final Fetched.Timing TIMING =
            new Fetched.Timing(
                    Duration.ofMillis(1),
                    Duration.ofMillis(10),
                    Duration.ofMillis(20),
                    Duration.ofMillis(300),
                    Duration.ofMillis(4),
                    Duration.ofMillis(335));

    private Replies() {}

    /// An answer of any server; headers as `name: value`.
    public static Fetched.Answered answer(int status, String body, String... headers) {
        var lines = Headers.NONE;
        for (var header : headers) {
            var colon = header.indexOf(':');
            lines = lines.with(header.substring(0, colon), header.substring(colon + 1).strip());
        }
        return new Fetched.Answered(
                status, "HTTP/1.1", lines, body, false, Optional.empty(), Optional.empty(), TIMING);
    }

    /// An answer that came through the edge.
    public static Fetched.Answered proxied(int status, String body, String... headers) {
        var answer = answer(status, body, headers);
        return new Fetched.Answered(
                status,
                "HTTP/1.1",
                answer.headers().with("Server", "cloudflare").with("CF-RAY", RAY + "-MAD"),
                body,
                false,
                Optional.empty(),
                Optional.empty(),
                TIMING);
    }

    /// No answer.
    public static Fetched.NoAnswer none(Fetched.Phase phase, Fetched.Reason reason) {
        return new Fetched.NoAnswer(phase, reason, "", TIMING);
    }

    /// Cloudflare's page for an error as it looks today (facts §A.5), cut to what matters.
    public static String branded(int code, String text, String blames, String ray) {
        return """
        <!DOCTYPE html>
        <title>shop.example.com | %1$d: %2$s</title>
        <link rel="stylesheet" id="cf_styles-css" href="/cdn-cgi/styles/main.css" />
        <div id="cf-wrapper">
         <div id="cf-error-details" class="p-0">
          <span class="inline-block">%2$s</span>
          <span class="code-label">Error code %1$d</span>
          Visit <a href="https://www.cloudflare.com/5xx-error-landing?utm_source=errorcode_%1$d&utm_campaign=shop.example.com">x</a>
          <div class="mt-3">2026-03-20 22:28:40 UTC</div>
          <div id="cf-browser-status" class="%4$s">You</div>
          <div id="cf-cloudflare-status" class="%5$s">Madrid</div>
          <div id="cf-host-status" class="%6$s">shop.example.com</div>
          Cloudflare Ray ID: <strong class="font-semibold">%3$s</strong>
        """
                .formatted(
                        code,
                        text,
                        ray,
                        box("browser", blames),
                        box("cloudflare", blames),
                        box("host", blames));
    }

    /// Cloudflare's answer to a program (facts §A.7).
    public static String structured(int code, int status, String detail, String ray) {
        return """
        {"type": "https://developers.cloudflare.com/error-%1$d/", "title": "Error %1$d",
         "status": %2$d, "detail": "%3$s", "instance": "%4$s", "error_code": %1$d,
         "error_category": "origin", "ray_id": "%4$s", "timestamp": "2026-03-20T22:28:40Z",
         "zone": "shop.example.com", "cloudflare_error": true, "retryable": true,
         "retry_after": 120, "owner_action_required": true}
        """
                .formatted(code, status, detail, ray);
    }

    private static String box(String name, String blames) {
        return name.equals(blames) ? "cf-error-source relative" : "relative";
    }
}
