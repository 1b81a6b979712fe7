package dev.whence.knowledge.practice;

import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Headers;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What Cloudflare's edge answers, in the shapes of the facts §A.4-§A.7, §B and §C.
final class EdgePages {
    private final String host;
    private final String colo;
    private final String city;
    private final String ray;
    private final Instant now;

    EdgePages(String host, String colo, String city, String ray, Instant now) {
        this.host = host;
        this.colo = colo;
        this.city = city;
        this.ray = ray;
        this.now = now;
    }

    /// An error page that blames the host.
    Fetched error(int code, String name, Headers asked) {
        return wantsJson(asked)
                ? answer(status(code), problem(code, name), "application/problem+json")
                : answer(status(code), page(code, name), "text/html; charset=UTF-8");
    }

    /// An error page for a code of the 1xxx family.
    Fetched tunnelError(Headers asked) {
        return wantsJson(asked)
                ? answer(530, problem(1033, "Cloudflare Tunnel error"), "application/problem+json")
                : answer(530, page1033(), "text/html; charset=UTF-8");
    }

    /// The page that the edge draws when it cannot finish its own work.
    Fetched unbranded(int code, String name) {
        var title = code + " " + name;
        return answer(
                code,
                """
                <html>\r
                <head><title>%s</title></head>\r
                <body>\r
                <center><h1>%s</h1></center>\r
                <hr><center>cloudflare</center>\r
                </body>\r
                </html>\r
                """
                        .formatted(title, title),
                "text/html");
    }

    /// A page that the origin made and the edge passed on.
    Fetched passedOn(int status, String body) {
        return answer(
                status,
                Headers.NONE
                        .with("Content-Type", "text/html; charset=utf-8")
                        .with("cf-cache-status", "DYNAMIC"),
                body);
    }

    /// `/cdn-cgi/trace` of a host.
    Fetched trace(String asked) {
        return answer(
                200,
                """
                fl=929f26
                h=%s
                ip=203.0.113.77
                ts=%d.123
                visit_scheme=https
                uag=Whence
                colo=%s
                sliver=none
                http=http/1.1
                loc=DE
                tls=TLSv1.3
                sni=plaintext
                warp=off
                gateway=off
                rbi=off
                kex=X25519MLKEM768
                """
                        .formatted(asked, now.getEpochSecond(), colo),
                "text/plain");
    }

    private static boolean wantsJson(Headers asked) {
        return asked.first("accept").filter(value -> value.contains("json")).isPresent();
    }

    private static int status(int code) {
        return code < 1000 ? code : 530;
    }

    private Fetched answer(int status, String body, String type) {
        return answer(status, Headers.NONE.with("Content-Type", type), body);
    }

    private Fetched answer(int status, Headers more, String body) {
        var headers =
                Headers.NONE
                        .with("Date", "Wed, 03 Jun 2026 08:12:00 GMT")
                        .with("Server", "cloudflare")
                        .with("CF-RAY", ray + "-" + colo);
        for (var line : more.lines()) {
            headers = headers.with(line.name(), line.value());
        }
        return answered(status, headers, body, Duration.ofMillis(96));
    }

    /// An answer with sound framing.
    static Fetched answered(int status, Headers headers, String body, Duration total) {
        var step = total.dividedBy(4);
        return new Fetched.Answered(
                status,
                "HTTP/1.1",
                headers,
                body,
                false,
                Optional.empty(),
                Optional.empty(),
                new Fetched.Timing(step, step, step, step, Duration.ZERO, total));
    }

    private String problem(int code, String name) {
        var family = code < 1000 ? "5xx" : "1xxx";
        return """
        {"type":"https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-%s-errors/error-%d/",
         "title":"Error %d: %s","status":%d,
         "detail":"The origin web server returned an invalid or incomplete response to Cloudflare.",
         "instance":"%s","error_code":%d,"error_name":"%s","error_category":"%s","ray_id":"%s",
         "timestamp":"%s","zone":"%s","cloudflare_error":true,"retryable":true,"retry_after":120,
         "owner_action_required":true,"what_you_should_do":"Contact the site owner.","footer":""}
        """
                .formatted(
                        family,
                        code,
                        code,
                        name,
                        status(code),
                        ray,
                        code,
                        nameOf(code),
                        code == 1033 ? "config" : "origin",
                        ray,
                        now,
                        host);
    }

    private static String nameOf(int code) {
        return switch (code) {
            case 502 -> "origin_bad_gateway";
            case 521 -> "web_server_down";
            case 522 -> "connection_timeout";
            case 1033 -> "tunnel_error";
            default -> "unknown";
        };
    }

    private String page(int code, String name) {
        return """
        <!DOCTYPE html>
        <html lang="en-US">
        <head>
        <title>%1$s | %2$d: %3$s</title>
        <link rel="stylesheet" id="cf_styles-css" href="/cdn-cgi/styles/main.css" />
        </head>
        <body>
        <div id="cf-wrapper">
         <div id="cf-error-details" class="p-0">
          <header><h1><span class="inline-block">%3$s</span>
          <span class="code-label">Error code %2$d</span></h1>
          <div>Visit <a href="https://www.cloudflare.com/5xx-error-landing?utm_source=errorcode_%2$d&utm_campaign=%1$s" target="_blank" rel="noopener noreferrer">cloudflare.com</a> for more information.</div>
          <div class="mt-3">%4$s UTC</div></header>
          <div id="cf-browser-status" class="relative w-1/3"><span class="cf-icon-browser"></span><span class="cf-icon-ok"></span><span class="md:block">You</span><h3>Browser</h3><span class="leading-1.3 text-2xl text-green-success">Working</span></div>
          <div id="cf-cloudflare-status" class="relative w-1/3"><span class="cf-icon-cloud"></span><span class="cf-icon-ok"></span><span class="md:block">%5$s</span><h3>Cloudflare</h3><span class="leading-1.3 text-2xl text-green-success">Working</span></div>
          <div id="cf-host-status" class="cf-error-source relative w-1/3"><span class="cf-icon-server"></span><span class="cf-icon-error"></span><span class="md:block">%1$s</span><h3>Host</h3><span class="leading-1.3 text-2xl text-red-error">Error</span></div>
          <h2>What happened?</h2><p>The web server reported an error.</p>
          <h2>What can I do?</h2><p>Please try again in a few minutes.</p>
          <p>Cloudflare Ray ID: <strong class="font-semibold">%6$s</strong> <span id="cf-footer-item-ip">Your IP: 203.0.113.77</span></p>
         </div>
        </div>
        </body>
        </html>
        """
                .formatted(host, code, name, time(), city, ray);
    }

    private String page1033() {
        return """
        <!DOCTYPE html>
        <html lang="en-US">
        <head><title>Cloudflare Tunnel error | %1$s | Cloudflare</title></head>
        <body>
        <div id="cf-wrapper">
         <div id="cf-error-details" class="cf-error-details-wrapper">
          <h1><span class="cf-error-type" data-translate="error">Error</span>
          <span class="cf-error-code">1033</span>
          <small class="heading-ray-id">Ray ID: %2$s &bull; %3$s UTC</small></h1>
          <h2 class="cf-subheadline" data-translate="error_desc">Cloudflare Tunnel error</h2>
          <p>You've requested a page on a website (%1$s) that is on the Cloudflare network. The host (%1$s) is configured as a Cloudflare Tunnel, and Cloudflare is currently unable to resolve it.</p>
         </div>
        </div>
        </body>
        </html>
        """
                .formatted(host, ray, time());
    }

    private String time() {
        return now.toString().replace('T', ' ').replace("Z", "");
    }
}
