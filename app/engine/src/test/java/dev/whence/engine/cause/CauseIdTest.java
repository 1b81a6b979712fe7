package dev.whence.engine.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.Garden;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;

import org.junit.jupiter.api.Test;

class CauseIdTest {
    @Test
    void isTheNameOfTheClass() {
        assertThat(new Garden.SprinklerRan().id()).isEqualTo(new CauseId("sprinkler-ran"));
        assertThat(CauseId.of(Garden.ItRained.class)).hasToString("it-rained");
    }

    @Test
    void sortsByName() {
        assertThat(new CauseId("egg").compareTo(new CauseId("hen"))).isNegative();
        assertThat(new CauseId("hen").compareTo(new CauseId("egg"))).isPositive();
        assertThat(new CauseId("hen").compareTo(new CauseId("hen"))).isZero();
    }

    @Test
    void aCauseExplainsNothingUnlessItSaysSo() {
        assertThat(new Garden.GrassIsWet().explains()).isEmpty();
        assertThat(new Garden.GrassIsWet().place(Facts.NONE)).isEqualTo(Place.ORIGIN);
    }
}
