package dev.whence.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.lab.Redactor.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

class RedactorTest {
    /// Planted where § stands.
    private static final String PLANTED = "hunter2Zq9";

    private static final String BASE64 = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2w";

    static Stream<Arguments> secrets() {
        return Stream.of(
                // tunnel tokens and other tokens of three parts
                row(Kind.TUNNEL_TOKEN, "cloudflared tunnel run --token eyJ" + BASE64 + "§"),
                row(Kind.TUNNEL_TOKEN, "cloudflared service install eyJ" + BASE64 + "§="),
                row(Kind.TUNNEL_TOKEN, "ExecStart=/usr/bin/cloudflared tunnel run --token=§"),
                row(Kind.TUNNEL_TOKEN, "/usr/bin/cloudflared\0tunnel\0run\0--token\0§\0"),
                row(Kind.TUNNEL_TOKEN, "\"Args\":[\"tunnel\",\"run\",\"--token\",\"§\"]"),
                row(Kind.PASSWORD, "TUNNEL_TOKEN=§"),
                row(Kind.TUNNEL_TOKEN, "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJS.§ end"),
                row(
                        Kind.PASSWORD,
                        "{\"AccountTag\":\"a\",\"TunnelSecret\":\"§\",\"TunnelID\":\"b\"}"),
                row(Kind.PASSWORD, "{\\\"TunnelSecret\\\":\\\"§\\\"}"),
                row(
                        Kind.PRIVATE_KEY,
                        "-----BEGIN ARGO TUNNEL TOKEN-----\n§\n-----END ARGO TUNNEL TOKEN-----"),
                // headers that log somebody in
                row(Kind.HEADER, "Authorization: Basic §"),
                row(Kind.HEADER, "> authorization: Bearer §"),
                row(Kind.HEADER, "Proxy-Authorization: Digest username=\"§\""),
                row(Kind.HEADER, "Cookie: a=1; session=§"),
                row(Kind.HEADER, "< set-cookie: id=\"§\"; Path=/; HttpOnly"),
                row(Kind.HEADER, "curl -H 'Authorization: Bearer §' https://shop.example.com/"),
                row(Kind.HEADER, "{\"headers\":{\"Cookie\":[\"session=§\"]}}"),
                row(Kind.HEADER, "headers=\"map[Cookie:[session=§] User-Agent:[curl]]\""),
                row(Kind.HEADER, "CF_Authorization=§; path=/"),
                row(Kind.HEADER, "CF-Access-Client-Secret: §"),
                row(Kind.HEADER, "cf-access-jwt-assertion: §"),
                row(Kind.HEADER, "X-Auth-Key: §"),
                row(Kind.HEADER, "x-api-key: §"),
                row(Kind.HEADER, "proxy_set_header Authorization \"Basic §\";"),
                row(Kind.HEADER, "RequestHeader set Cookie §"),
                row(Kind.HEADER, "more_set_input_headers 'X-Api-Key: §';"),
                row(Kind.PASSWORD, "SetEnv DB_PASSWORD §"),
                row(Kind.PASSWORD, "fastcgi_param APP_SECRET_KEY \"§\";"),
                // keys by their form
                row(Kind.BEARER_TOKEN, "sent bearer §0123456789abcdef to the API"),
                row(Kind.API_KEY, "key cfut_§0123456789abcdef0123"),
                row(Kind.API_KEY, "key ghp_§0123456789abcdefXYZ1"),
                row(Kind.API_KEY, "stripe sk_live_§012345"),
                row(Kind.API_KEY, "gitlab glpat-§0123456789"),
                row(
                        Kind.PRIVATE_KEY,
                        "-----BEGIN PRIVATE KEY-----\n§\n-----END PRIVATE KEY-----\nafter"),
                row(
                        Kind.PRIVATE_KEY,
                        "-----BEGIN OPENSSH PRIVATE KEY-----\\n"
                                + "§\\n"
                                + "-----END OPENSSH PRIVATE KEY-----"),
                row(Kind.PRIVATE_KEY, "-----BEGIN EC PRIVATE KEY-----\n§\nand the output was cut"),
                // passwords by their name
                row(Kind.PASSWORD, "DB_PASSWORD=§"),
                row(Kind.PASSWORD, "DB_PASSWORD='§ with spaces'"),
                row(Kind.PASSWORD, "Environment=\"REDIS_PASSWORD=§\" \"PORT=3000\""),
                row(Kind.PASSWORD, "  password: §"),
                row(Kind.PASSWORD, "  \"password\" : \"§\","),
                row(Kind.PASSWORD, "secret_key_base: x\nclient_secret = §"),
                row(Kind.PASSWORD, "Server=db;Uid=shop;Pwd=§;"),
                row(Kind.PASSWORD, "host=db user=shop password=§ dbname=shop"),
                row(Kind.PASSWORD, "AWS_SECRET_ACCESS_KEY=§"),
                row(Kind.PASSWORD, "api-key: §"),
                // logins in addresses
                row(Kind.URL_LOGIN, "postgres://shop:§@db.example.test:5432/shop"),
                row(Kind.URL_LOGIN, "postgresql://shop:a/§@db.example.test/shop?sslmode=disable"),
                row(Kind.URL_LOGIN, "mysql://shop:p@§@db.example.test/shop"),
                row(Kind.URL_LOGIN, "mongodb+srv://shop:§@cluster0.example.test/shop"),
                row(Kind.URL_LOGIN, "redis://:§@cache.example.test:6379/0"),
                row(Kind.URL_LOGIN, "amqp://guest:§@127.0.0.1"),
                row(Kind.URL_LOGIN, "https://jane:§@shop.example.com/path"),
                row(Kind.URL_LOGIN, "jdbc:postgresql://shop:§@db/shop"),
                row(Kind.PASSWORD, "jdbc:mysql://db:3306/shop?user=shop&password=§&useSSL=no"),
                row(Kind.URL_LOGIN, "dsn=shop:§@tcp(127.0.0.1:3306)/shop"),
                row(Kind.URL_LOGIN, "curl -u shop:§ https://shop.example.com/"),
                row(Kind.URL_LOGIN, "curl --user 'shop:§' https://shop.example.com/"),
                // what visitors asked for
                row(Kind.QUERY, "referrer: https://other.example.test/a?b=§&c=d"),
                row(Kind.QUERY, "request: \"GET /reset?code=§ HTTP/1.1\", upstream"),
                row(Kind.QUERY, "location: http://192.0.2.7:8080/x?§"));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void removesTheSecretAndSaysOfWhatKindItWas(String text, Kind kind) {
        var removed = new ArrayList<Kind>();

        var clean = Redactor.STRICT.clean(text, removed::add);

        assertThat(clean).doesNotContain(PLANTED).contains("(removed-");
        assertThat(removed).contains(kind);
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void removesItWhereverItStands(String text, Kind kind) {
        var lines = "2026-06-01T12:00:00Z INF all is well\n".repeat(500);

        var clean = Redactor.STRICT.clean(lines + text + "\n" + lines + text);

        assertThat(clean).as("with a %s", kind.id()).doesNotContain(PLANTED).startsWith(lines);
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void cleaningTwiceChangesNothingMore(String text, Kind kind) {
        var once = Redactor.STRICT.clean(text);
        var again = new ArrayList<Kind>();

        assertThat(Redactor.STRICT.clean(once, again::add)).as("a %s", kind).isEqualTo(once);
        assertThat(again).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-06-01T12:00:00Z ERR Unable to reach the origin service. The service may be"
                        + " down or it may not be responding to traffic from cloudflared: dial tcp"
                        + " 127.0.0.1:8080: connect: connection refused connIndex=0 event=1"
                        + " ingressRule=0 originService=http://127.0.0.1:8080",
                "ERR Register tunnel error from server side error=\"Unauthorized: Invalid tunnel"
                        + " secret\" connIndex=0",
                "Provided Tunnel token is not valid.",
                "credentials-file: /etc/cloudflared/3f1e.json",
                "ExecStart=/usr/bin/cloudflared --token-file /etc/cloudflared/token tunnel run",
                "Access denied for user 'shop'@'localhost' (using password: YES)",
                "FATAL:  password authentication failed for user \"shop\"",
                "2026/06/01 12:00:00 [error] 7#7: *3 connect() failed (111: Connection refused)"
                        + " while connecting to upstream, client: 203.0.113.7, server:"
                        + " shop.example.com, request: \"GET /cart HTTP/1.1\", upstream:"
                        + " \"http://127.0.0.1:3000/cart\", host: \"shop.example.com\"",
                "<a href=\"https://www.cloudflare.com/5xx-error-landing?utm_source=errorcode_502&utm_campaign=shop.example.com\">",
                "https://shop.example.com/@jane",
                "https://shop.example.com:8443/@jane",
                "PWD=/var/www/shop",
                "proxy_set_header Authorization $http_authorization;",
                "dest=https://shop.example.com/?whence=9f0e0a1b2c3d event=0",
                "\"GET /cart?whence=9f0e0a1b2c3d HTTP/1.1\" 502",
                "fastcgi_param HTTPS on;",
                "cf-ray: 9f0e0a1b2c3d4e5f-FRA",
                "WWW-Authenticate: Bearer realm=\"shop\"",
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
                "uid=33(www-data) user@host:~$ ls",
                "docker run --user 1000:1000 shop"
            })
    void leavesEvidenceAlone(String text) {
        assertThat(Redactor.STRICT.clean(text)).isEqualTo(text);
    }

    @Test
    void keepsTheQueryOfOneHostButNoSecretInIt() {
        var redactor = Redactor.keepingQueriesOf("Shop.example.com");

        assertThat(redactor.clean("https://shop.example.com/a?page=2&lang=en"))
                .isEqualTo("https://shop.example.com/a?page=2&lang=en");
        assertThat(redactor.clean("https://shop.example.com/a?page=2&token=hunter2&sig=abc"))
                .isEqualTo(
                        "https://shop.example.com/a?page=2"
                                + "&token=(removed-password)&sig=(removed-password)");
        assertThat(redactor.clean("https://other.example.com/a?page=2"))
                .isEqualTo("https://other.example.com/a?(removed-query)");
        assertThat(redactor.clean("https://xshop.example.com/a?page=2"))
                .contains("(removed-query)");
    }

    @Test
    void whatStandsAroundASecretStays() {
        assertThat(
                        Redactor.STRICT.clean(
                                "DATABASE_URL=postgres://shop:pw@db.example.test:5432/shop"))
                .isEqualTo("DATABASE_URL=postgres://(removed-url-login)@db.example.test:5432/shop");
        assertThat(Redactor.STRICT.clean("Cookie: a=b\nHost: shop.example.com"))
                .isEqualTo("Cookie: (removed-header)\nHost: shop.example.com");
        assertThat(Redactor.STRICT.clean("password=x1\nport=80"))
                .isEqualTo("password=(removed-password)\nport=80");
    }

    @Test
    void theMarkOfATunnelTokenNamesTheTunnel() {
        var id = "3f1e2d4c-5b6a-4798-8a9b-0c1d2e3f4a5b";
        var plain = "{\"a\":\"0123456789abcdef\",\"t\":\"" + id + "\",\"s\":\"hunter2Zq9\"}";
        var token = Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));

        assertThat(Redactor.STRICT.clean("cloudflared tunnel run --token " + token))
                .isEqualTo("cloudflared tunnel run --token (removed-tunnel-token-" + id + ")");
    }

    static Stream<String> endless() {
        return Stream.of(
                "eyJ",
                "eyJ.",
                "Cookie:",
                "Cookie:[",
                "password=",
                "password\"",
                "https://",
                "https://a?",
                "https://a:b@",
                "a:b@",
                "postgres://a:",
                "-----BEGIN PRIVATE KEY-----",
                "--token ",
                "GET /?",
                "?utm_a=b&",
                "-u a:",
                " ",
                "a",
                "\"",
                "\\",
                "&code=");
    }

    @ParameterizedTest
    @MethodSource("endless")
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void hostileTextTakesNoMoreThanItsShareOfTime(String text) {
        var lines = text.repeat(200_000 / text.length());

        assertThat(Redactor.STRICT.clean(lines)).isNotNull();
    }

    private static Arguments row(Kind kind, String text) {
        return Arguments.of(text.replace("§", PLANTED), kind);
    }

    @Test
    void everySampleCarriesTheSecret() {
        assertThat(secrets().map(row -> (String) row.get()[0]))
                .allSatisfy(text -> assertThat(text).contains(PLANTED));
        assertThat(List.of(Kind.values()))
                .allSatisfy(kind -> assertThat(secrets().map(row -> row.get()[1])).contains(kind));
    }
}
