package dev.whence.engine.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class HeadersTest {
    private static final Headers HEADERS =
            Headers.NONE.with("Server", "garden").with("Via", "a").with("via", "b");

    @Test
    void namesAreComparedWithoutRegardToCase() {
        assertThat(HEADERS.first("SERVER")).contains("garden");
        assertThat(HEADERS.all("VIA")).containsExactly("a", "b");
        assertThat(HEADERS.first("Date")).isEmpty();
    }

    @Test
    void oneMoreLineLeavesTheOldAsTheyWere() {
        assertThat(HEADERS.lines())
                .containsExactly(
                        new Headers.Line("Server", "garden"),
                        new Headers.Line("Via", "a"),
                        new Headers.Line("via", "b"));
        assertThat(Headers.NONE.lines()).isEmpty();
    }

    @Test
    void copiesWhatItIsGiven() {
        var lines = new ArrayList<>(List.of(new Headers.Line("Server", "garden")));
        var headers = new Headers(lines);
        lines.clear();

        assertThat(headers.lines()).hasSize(1);
    }
}
