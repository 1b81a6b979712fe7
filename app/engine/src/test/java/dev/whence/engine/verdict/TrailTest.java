package dev.whence.engine.verdict;

import static dev.whence.engine.model.Health.BROKEN;
import static dev.whence.engine.model.Health.SAYS_NOTHING;
import static dev.whence.engine.model.Health.WELL;
import static dev.whence.engine.model.Hop.APP;
import static dev.whence.engine.model.Hop.CLIENT;
import static dev.whence.engine.model.Hop.DATABASE;
import static dev.whence.engine.model.Hop.EDGE;
import static dev.whence.engine.model.Hop.NETWORK;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.Garden;
import dev.whence.engine.model.Health;
import dev.whence.engine.model.Hop;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class TrailTest {
    static Stream<Arguments> roads() {
        return Stream.of(
                road(null, null),
                road(null, null, sign(EDGE, SAYS_NOTHING)),
                road(EDGE, null, sign(EDGE, WELL)),
                road(APP, null, sign(APP, WELL), sign(EDGE, WELL)),
                road(null, EDGE, sign(EDGE, BROKEN)),
                road(EDGE, APP, sign(EDGE, WELL), sign(APP, BROKEN)),
                road(CLIENT, EDGE, sign(CLIENT, WELL), sign(EDGE, BROKEN), sign(APP, BROKEN)),
                road(EDGE, NETWORK, sign(EDGE, WELL), sign(NETWORK, BROKEN), sign(APP, WELL)),
                road(null, APP, sign(APP, WELL), sign(APP, BROKEN)),
                road(null, APP, sign(APP, BROKEN), sign(APP, WELL)),
                road(null, APP, sign(APP, BROKEN), sign(APP, SAYS_NOTHING)),
                road(APP, null, sign(APP, SAYS_NOTHING), sign(APP, WELL)),
                road(APP, null, sign(APP, WELL), sign(APP, SAYS_NOTHING)),
                road(null, CLIENT, sign(CLIENT, BROKEN), sign(DATABASE, WELL)));
    }

    @ParameterizedTest
    @MethodSource("roads")
    void endsBeforeTheFirstBrokenStation(
            List<Garden.Sign> signs, Optional<Hop> lastGood, Optional<Hop> firstBroken) {
        var trail = Trail.walk(Garden.facts(signs.toArray(Garden.Sign[]::new)));

        assertThat(trail.lastGood()).isEqualTo(lastGood);
        assertThat(trail.firstBroken()).isEqualTo(firstBroken);
    }

    @Test
    void knowsEveryStationInTravellingOrder() {
        var trail = Trail.walk(Garden.facts(sign(DATABASE, WELL), sign(EDGE, BROKEN)));

        assertThat(trail.stations().keySet()).containsExactly(Hop.values());
        assertThat(trail.stations())
                .containsEntry(EDGE, BROKEN)
                .containsEntry(DATABASE, WELL)
                .containsEntry(APP, SAYS_NOTHING);
    }

    private static Garden.Sign sign(Hop hop, Health health) {
        return new Garden.Sign(hop, health);
    }

    private static Arguments road(
            @Nullable Hop lastGood, @Nullable Hop firstBroken, Garden.Sign... signs) {
        return Arguments.of(
                List.of(signs), Optional.ofNullable(lastGood), Optional.ofNullable(firstBroken));
    }
}
