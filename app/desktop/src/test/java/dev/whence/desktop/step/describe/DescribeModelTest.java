package dev.whence.desktop.step.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.model.SshHost;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/// What was typed, without a toolkit.
class DescribeModelTest {
    private static final Instant NOW = Instant.parse("2026-03-01T09:52:00Z");

    private final DescribeModel model =
            new DescribeModel(Clock.fixed(NOW, ZoneId.of("Europe/Berlin")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    URL          | https://a:b@shop.example.com | user name or password
                    URL          | ftp://shop.example.com       | http and https
                    URL          | shop.example.com two         | one address only
                    CODES        | 502, often                   | is not an error code
                    SINCE        | this morning                 | Write a time as
                    RAY          | abc                          | 16 digits
                    ORIGINS      | 203.0.113.10:99999           | ports go from
                    ORIGIN_HOSTS | web-1;reboot                 | not a host name
                    TUNNEL_HOSTS | ad min@gate-1                |
                    TUNNEL       | $(reboot)                    | letters, digits
                    PATHS        | login                        | starts with a slash
                    UNITS        | -H.service                   | name of a systemd unit
                    """)
    void saysWhatIsWrongWithAField(Field field, String typed, String sentence) {
        model.text(field).set(typed);
        if (sentence == null) {
            assertThat(model.problem(field)).isEmpty();
        } else {
            assertThat(model.problem(field).orElseThrow()).contains(sentence);
        }
    }

    @Test
    void asksForTheAddressOnlyOnceTheUserGoesOn() {
        assertThat(model.firstProblem()).isEmpty();
        assertThat(model.submit()).isEmpty();
        assertThat(model.firstProblem()).contains(Field.URL);
    }

    @Test
    void makesATargetOfWhatWasTyped() {
        model.text(Field.URL).set("shop.example.com/cart");
        model.text(Field.CODES).set("521 1033");
        model.text(Field.SINCE).set("10:41");
        model.text(Field.RAY).set("8f2c31d40a9be41c-FRA");
        model.text(Field.ORIGINS).set("203.0.113.10, [2001:db8::1]:8443");
        model.text(Field.ORIGIN_HOSTS).set("admin@web-1:2222");
        model.text(Field.TUNNEL).set("shop");
        model.text(Field.UNITS).set("shop");
        var target = model.submit().orElseThrow();
        assertThat(target.url()).hasToString("https://shop.example.com/cart");
        assertThat(target.seen().codes()).containsExactly(521, 1033);
        assertThat(target.seen().since()).contains(Instant.parse("2026-03-01T09:41:00Z"));
        assertThat(target.origins())
                .map(Object::toString)
                .containsExactly("203.0.113.10:443", "[2001:db8::1]:8443");
        assertThat(target.hosts(SshHost.Role.ORIGIN)).hasSize(1);
        assertThat(target.tunnel()).contains("shop");
        assertThat(target.mayPost()).isFalse();
    }

    @Test
    void takesALaterTimeOfDayForYesterday() {
        model.text(Field.URL).set("shop.example.com");
        model.text(Field.SINCE).set("23:30");
        assertThat(model.submit().orElseThrow().seen().since())
                .contains(Instant.parse("2026-02-28T22:30:00Z"));
    }

    @Test
    void dialsPort80WhereCloudflareSpeaksHttpToTheOrigin() {
        model.text(Field.URL).set("shop.example.com");
        model.text(Field.ORIGINS).set("203.0.113.10");
        model.scheme().set("http");
        assertThat(model.submit().orElseThrow().origins().getFirst().port()).isEqualTo(80);
    }

    @Test
    void showsATargetSoThatItCanBeTypedAgain() {
        model.text(Field.URL).set("shop.example.com");
        model.text(Field.SINCE).set("10:41");
        model.text(Field.ORIGIN_HOSTS).set("admin@web-1:2222");
        var target = model.submit().orElseThrow();
        var other = new DescribeModel(Clock.fixed(NOW, ZoneId.of("Europe/Berlin")));
        other.show(target);
        assertThat(other.submit()).contains(target);
    }
}
