package dev.whence.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.Garden;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "shop.example.com, https://shop.example.com/",
        "https://shop.example.com, https://shop.example.com/",
        "'  https://shop.example.com/a\n', https://shop.example.com/a",
        "HTTPS://Shop.Example.COM/A?b=C#d, https://shop.example.com/A?b=C",
        "http://shop.example.com:8080/x, http://shop.example.com:8080/x",
        "shop.example.com:8443/x, https://shop.example.com:8443/x",
        "https://203.0.113.9/, https://203.0.113.9/",
        "https://[2001:db8::1]:8443/, https://[2001:db8::1]:8443/",
        "https://bücher.example/über?q=ä, https://xn--bcher-kva.example/%C3%BCber?q=%C3%A4",
        "https://shop.example.com/a%20b;c=d, https://shop.example.com/a%20b;c=d",
        "https://shop.example.com/@me, https://shop.example.com/@me",
        "https://shop.example.com?x=a@b, https://shop.example.com/?x=a@b"
    })
    void readsAnAddress(String typed, String url) {
        assertThat(Target.url(typed)).hasToString(url);
    }

    static Stream<String> hostile() {
        return Stream.of(
                "",
                "   ",
                "https://",
                "https:///path",
                "://shop.example.com",
                "https://shop.example.com/a b",
                "https://shop.example.com/\nX: y",
                "https://shop.example.com/\0",
                "https://shop.example.com\\@other.example",
                "https://shop.example.com;id",
                "https://$(id)/",
                "https://-v/",
                "https://shop.example.com:0/",
                "https://shop.example.com:65536/",
                "https://shop.example.com:99999999999/",
                "https://shop.example.com:port/",
                "https://[2001:db8::1/",
                "https://[not-an-address]/",
                "ftp://shop.example.com/",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "javascript://shop.example.com/%0aalert(1)",
                "mailto:jane@example.com",
                "https://" + "a".repeat(300) + ".example.com/",
                "https://shop.example.com/" + "a".repeat(8_000));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesWithAShortSentence(String typed) {
        assertThatThrownBy(() -> Target.url(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .endsWith(".")
                .hasSizeLessThan(200)
                .doesNotContain("\n", "\0");
    }

    static Stream<String> withPasswords() {
        return Stream.of(
                "https://jane:tops3cret@shop.example.com/",
                "jane:tops3cret@shop.example.com",
                "https://jane:tops3cret|{x}@shop.example.com/",
                "https://tops3cret@shop.example.com/");
    }

    @ParameterizedTest
    @MethodSource("withPasswords")
    void neverRepeatsAPassword(String typed) {
        assertThatThrownBy(() -> Target.url(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("user name or password")
                .message()
                .doesNotContain("tops3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example.com/, shop.example.com, 443, /",
        "http://shop.example.com/a?b, shop.example.com, 80, /a?b",
        "https://shop.example.com:8443/, shop.example.com, 8443, /",
        "https://[2001:db8::1]/x, 2001:db8::1, 443, /x"
    })
    void knowsItsParts(String url, String host, int port, String path) {
        var target = target(url);

        assertThat(target.host()).isEqualTo(host);
        assertThat(target.port()).isEqualTo(port);
        assertThat(target.path()).isEqualTo(path);
        assertThat(target.secure()).isEqualTo(url.startsWith("https"));
    }

    @Test
    void eachChangeChangesOneThing() {
        var host = SshHost.parse(SshHost.Role.ORIGIN, "web-1");
        var origin = new HostPort("203.0.113.9", 443);
        var plain = Garden.target();
        var seen = new Symptoms(List.of(502), Optional.empty(), Optional.of("abc"), "");
        var sources =
                new Sources(List.of(origin), plain.url(), plain.url(), Optional.empty(), List.of());

        var changed =
                plain.withMethod("POST")
                        .withPaths(List.of("/a"))
                        .withOrigins(List.of(origin))
                        .withOriginScheme("http")
                        .withTunnel(Optional.of("garden"))
                        .withHosts(List.of(host))
                        .withUnits(List.of("nginx"))
                        .withEdge(Optional.of(origin))
                        .withMayPost(true)
                        .withSeen(seen)
                        .withSources(sources);

        assertThat(changed)
                .isEqualTo(
                        new Target(
                                plain.url(),
                                "POST",
                                List.of("/a"),
                                List.of(origin),
                                "http",
                                Optional.of("garden"),
                                List.of(host),
                                List.of("nginx"),
                                Optional.of(origin),
                                true,
                                seen,
                                sources));
        assertThat(changed.hosts(SshHost.Role.ORIGIN)).containsExactly(host);
        assertThat(changed.hosts(SshHost.Role.TUNNEL)).isEmpty();
    }

    @Test
    void copiesWhatItIsGiven() {
        var origins = new ArrayList<>(List.of(new HostPort("203.0.113.9", 443)));
        var target = Garden.target().withOrigins(origins);
        origins.clear();

        assertThat(target.origins()).hasSize(1);
    }

    private static Target target(String url) {
        var plain = Garden.target();
        return new Target(
                Target.url(url),
                plain.method(),
                plain.paths(),
                plain.origins(),
                plain.originScheme(),
                plain.tunnel(),
                plain.hosts(),
                plain.units(),
                plain.edge(),
                plain.mayPost(),
                plain.seen(),
                plain.sources());
    }
}
