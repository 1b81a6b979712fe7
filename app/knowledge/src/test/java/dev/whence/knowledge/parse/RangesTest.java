package dev.whence.knowledge.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.knowledge.Defaults;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class RangesTest {
    @ParameterizedTest
    @CsvSource({
        "104.16.0.1, true",
        "104.27.255.255, true",
        "104.28.0.1, false",
        "172.63.255.255, false",
        "172.64.0.1, true",
        "172.72.0.1, false",
        "2606:4700::6810:84e5, true",
        "2606:4701::1, false",
        "203.0.113.10, false",
        "cloudflare.com, false",
        "'', false",
        "104.16.0.0/8, false",
    })
    void knowsCloudflaresAddresses(String address, boolean inside) {
        assertThat(Ranges.of(Defaults.SOURCES.ranges()).contains(address)).isEqualTo(inside);
    }

    @Test
    void leavesOutWhatIsNoBlock() {
        var ranges = Ranges.of(List.of("garbage", "", "192.0.2.0/24 ", "2001:db8::/999"));
        assertThat(ranges.contains("192.0.2.7")).isTrue();
        assertThat(ranges.contains("198.51.100.7")).isFalse();
    }

    @Test
    void comparesAddressesHoweverTheyAreWritten() {
        assertThat(Ranges.same("2001:db8::1", "2001:0DB8:0:0:0:0:0:1")).isTrue();
        assertThat(Ranges.same("192.0.2.1", "192.0.2.2")).isFalse();
        assertThat(Ranges.same("a name", "a name")).isFalse();
    }
}
