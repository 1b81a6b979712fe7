package dev.whence.knowledge.parse;

import static dev.whence.knowledge.check.Replies.RAY;
import static dev.whence.knowledge.check.Replies.answer;
import static dev.whence.knowledge.check.Replies.branded;
import static dev.whence.knowledge.check.Replies.proxied;
import static dev.whence.knowledge.check.Replies.structured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.world.Fetched;
import dev.whence.knowledge.fact.EdgeFact.ErrorPage.Form;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.stream.Stream;

class EdgeReadingTest {
    private static final String OTHER_RAY = "0123456789abcdef";
    private static final String TUNNEL_DOWN =
            """
            <div id="cf-error-details" class="cf-error-details-wrapper">
            <span class="cf-error-type" data-translate="error">Error</span>
            <span class="cf-error-code">1033</span>
            <small class="heading-ray-id">Ray ID: %s &bull; 2025-10-27 13:12:05 UTC</small>
            <h2 class="cf-subheadline" data-translate="error_desc">Cloudflare Tunnel error</h2>
            """
                    .formatted(RAY);
    private static final String OLD_LAYOUT =
            """
            <span class="cf-error-type">Error</span> <span class="cf-error-code">502</span>
            <h2 class="cf-subheadline">Bad gateway</h2>
            <div id="cf-host-status" class="cf-column cf-status-item cf-host-status cf-error-source">
            Ray ID: <strong>%s</strong>
            """
                    .formatted(RAY);
    private static final String STAND_IN =
            """
            <!DOCTYPE html><html lang="en-US"><head><title>shop.example.com | 521: Web server is down</title></head>
            <body><h1>Web server is down <span>Error code 521</span></h1><p>Ray ID: %s-MAD</p></body></html>
            """
                    .formatted(RAY);
    private static final String MARKDOWN =
            """
            ---
            title: "Error 522: Connection timed out"
            status: 522
            error_code: 522
            detail: "The connection timed out."
            cloudflare_error: true
            ray_id: %s
            retry_after: 120
            ---
            # Error 522: Connection timed out
            """
                    .formatted(RAY);
    private static final String NGINX_502 =
            """
            <html>
            <head><title>502 Bad Gateway</title></head>
            <body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx/1.24.0 (Ubuntu)</center></body>
            """;
    private static final String CUSTOM = "<h1>We are sorry</h1><p>Back soon.</p>";

    static Stream<Arguments> madeByCloudflare() {
        return Stream.of(
                made(
                        proxied(522, branded(522, "Connection timed out", "host", RAY)),
                        522,
                        Form.BRANDED,
                        "host"),
                made(
                        proxied(500, branded(500, "Internal server error", "cloudflare", RAY)),
                        500,
                        Form.BRANDED,
                        "cloudflare"),
                made(proxied(502, OLD_LAYOUT), 502, Form.BRANDED, "host"),
                made(proxied(530, TUNNEL_DOWN), 1033, Form.BRANDED, ""),
                made(proxied(521, STAND_IN), 521, Form.BRANDED, ""),
                made(
                        proxied(502, structured(502, 502, "Overloaded.", RAY)),
                        502,
                        Form.STRUCTURED,
                        ""),
                made(
                        proxied(530, structured(1033, 530, "No tunnel.", RAY)),
                        1033,
                        Form.STRUCTURED,
                        ""),
                made(proxied(522, MARKDOWN), 522, Form.STRUCTURED, ""),
                made(
                        proxied(
                                526,
                                "error code: 526\n",
                                "Content-Type: text/plain; charset=UTF-8"),
                        526,
                        Form.SHORT,
                        ""),
                made(
                        proxied(530, "error code: 1016", "Content-Type: text/plain"),
                        1016,
                        Form.SHORT,
                        ""),
                made(
                        proxied(409, "error code: 1001", "Content-Type: text/plain"),
                        1001,
                        Form.SHORT,
                        ""),
                made(
                        proxied(
                                502,
                                "<center><h1>502 Bad Gateway</h1></center>\r\n"
                                        + "<hr><center>cloudflare</center>"),
                        502,
                        Form.UNBRANDED,
                        ""),
                made(
                        proxied(
                                504,
                                "<center><h1>504 Gateway"
                                    + " Time-out</h1></center><hr><center>cloudflare-nginx</center>"),
                        504,
                        Form.UNBRANDED,
                        ""),
                made(proxied(500, CUSTOM, "cf-error-type: 1101"), 1101, Form.HEADER_ONLY, ""),
                made(proxied(524, CUSTOM, "cf-error-type: 52x"), 524, Form.HEADER_ONLY, ""),
                made(proxied(530, TUNNEL_DOWN, "cf-error-type: 1000"), 1033, Form.BRANDED, ""),
                made(proxied(530, TUNNEL_DOWN, "cf-error-type: 1016"), 1016, Form.BRANDED, ""),
                made(proxied(523, CUSTOM), 523, Form.HEADER_ONLY, ""),
                made(proxied(522, ""), 522, Form.HEADER_ONLY, ""));
    }

    @ParameterizedTest
    @MethodSource("madeByCloudflare")
    void readsCloudflaresOwnErrors(Fetched.Answered answer, int code, Form form, String blames) {
        assertThat(read(answer))
                .isInstanceOfSatisfying(
                        EdgeReading.Made.class,
                        made -> {
                            assertThat(made.error().code()).isEqualTo(code);
                            assertThat(made.error().form()).isEqualTo(form);
                            assertThat(made.error().blames()).isEqualTo(blames);
                            assertThat(made.ray()).isEqualTo(new RayId(RAY, "MAD"));
                        });
    }

    static Stream<Arguments> passedOn() {
        return Stream.of(
                Arguments.of("the origin's nginx", proxied(502, NGINX_502), "nginx"),
                Arguments.of(
                        "a copy of the page with another Ray",
                        proxied(502, branded(502, "Bad gateway", "host", OTHER_RAY)),
                        ""),
                Arguments.of(
                        "a copy of a 521 with another Ray",
                        proxied(521, branded(521, "Web server is down", "host", OTHER_RAY)),
                        ""),
                Arguments.of(
                        "a copy of the page without a Ray",
                        proxied(502, "<title>x | 502: Bad gateway</title>"),
                        ""),
                Arguments.of(
                        "another answer's problem, quoted",
                        proxied(500, structured(522, 522, "x", OTHER_RAY)),
                        ""),
                Arguments.of(
                        "a problem of the app",
                        proxied(500, "{\"status\": 500, \"error_code\": 1016}"),
                        ""),
                Arguments.of(
                        "the short form as HTML",
                        proxied(500, "error code: 1101", "Content-Type: text/html"),
                        ""),
                Arguments.of(
                        "an app that says a number", proxied(500, "<h1>Error code 500</h1>"), ""),
                Arguments.of(
                        "an old connector",
                        proxied(
                                502,
                                "<h1>502 Bad Gateway</h1>Unable to reach the origin service. The"
                                    + " service may be down or it may not be responding to traffic"
                                    + " from cloudflared"),
                        "cloudflared"),
                Arguments.of(
                        "Apache",
                        proxied(
                                502,
                                "<title>502 Proxy Error</title>The proxy server received an"
                                        + " invalid\r\n"
                                        + "response from an upstream server.<br />"),
                        "apache"),
                Arguments.of(
                        "HAProxy",
                        proxied(
                                503,
                                "<h1>503 Service Unavailable</h1>\n"
                                        + "No server is available to handle this request."),
                        "haproxy"),
                Arguments.of("nothing at all", proxied(503, ""), ""),
                Arguments.of("broken JSON", proxied(502, "{".repeat(5000)), ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passedOn")
    void leavesToTheOriginWhatCloudflareDidNotMake(
            String story, Fetched.Answered answer, String maker) {
        assertThat(read(answer)).isEqualTo(new EdgeReading.PassedOn(new RayId(RAY, "MAD"), maker));
    }

    static Stream<Arguments> blocked() {
        return Stream.of(
                Arguments.of(proxied(403, "x", "cf-mitigated: challenge"), 0, true),
                Arguments.of(proxied(503, "x", "cf-mitigated: challenge"), 0, true),
                Arguments.of(
                        proxied(403, "error code: 1010", "Content-Type: text/plain"), 1010, false),
                Arguments.of(proxied(429, structured(1015, 429, "Slow down.", RAY)), 1015, false),
                Arguments.of(
                        proxied(
                                403,
                                "<title>Attention Required! | Cloudflare</title><h1>Sorry, you have"
                                        + " been blocked</h1> Ray ID: <strong>"
                                        + RAY
                                        + "</strong>"),
                        0,
                        false),
                Arguments.of(
                        proxied(
                                503,
                                "<title>Just a moment...</title><script"
                                        + " src=/cdn-cgi/challenge-platform/x>"),
                        0,
                        true));
    }

    @ParameterizedTest
    @MethodSource("blocked")
    void knowsAnAccessDecision(Fetched.Answered answer, int code, boolean challenge) {
        assertThat(read(answer))
                .isEqualTo(new EdgeReading.Blocked(new RayId(RAY, "MAD"), code, challenge));
    }

    static Stream<Arguments> sound() {
        return Stream.of(
                Arguments.of(proxied(200, "error code: 522", "Content-Type: text/plain")),
                Arguments.of(proxied(200, branded(522, "Connection timed out", "host", RAY))),
                Arguments.of(proxied(403, "<h1>Sorry, you have been blocked</h1>")),
                Arguments.of(proxied(404, "no such page")),
                Arguments.of(proxied(429, "slow down", "Retry-After: 5")));
    }

    @ParameterizedTest
    @MethodSource("sound")
    void findsNoServerErrorElsewhere(Fetched.Answered answer) {
        assertThat(read(answer)).isEqualTo(new EdgeReading.Sound(new RayId(RAY, "MAD")));
    }

    @Test
    void needsARayForAnythingOfCloudflares() {
        var page = branded(522, "Connection timed out", "host", RAY);
        assertThat(read(answer(522, page, "Server: cloudflare")))
                .isEqualTo(new EdgeReading.NotProxied());
        assertThat(read(answer(521, "", "Server: awselb/2.0", "CF-RAY: none")))
                .isEqualTo(new EdgeReading.NotProxied());
    }

    @Test
    void keepsTheSentenceAndTheTimeToWait() {
        var problem = proxied(522, structured(522, 522, "It\\ntimed out.", RAY));
        var page =
                proxied(522, branded(522, "Connection timed out", "host", RAY), "Retry-After: 60");
        assertThat(error(problem).detail()).isEqualTo("It timed out.");
        assertThat(error(problem).retryAfter()).contains(Duration.ofMinutes(2));
        assertThat(error(page).detail()).isEqualTo("Connection timed out");
        assertThat(error(page).retryAfter()).contains(Duration.ofMinutes(1));
    }

    private static ErrorAnswer error(Fetched.Answered answer) {
        return ((EdgeReading.Made) read(answer)).error();
    }

    private static EdgeReading read(Fetched.Answered answer) {
        return EdgeReading.of(answer.status(), answer.headers(), answer.body());
    }

    private static Arguments made(Fetched.Answered answer, int code, Form form, String blames) {
        return Arguments.of(answer, code, form, blames);
    }
}
