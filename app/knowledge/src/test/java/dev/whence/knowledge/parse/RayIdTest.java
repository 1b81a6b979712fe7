package dev.whence.knowledge.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RayIdTest {
    @ParameterizedTest
    @CsvSource({
        "9df8a1b2c3d4e5f6-MAD, MAD",
        "9df8a1b2c3d4e5f6-SJC-PIG, SJC",
        "9DF8A1B2C3D4E5F6-lhr15, LHR",
        "' 9df8a1b2c3d4e5f6 ', ''",
    })
    void readsTheIdAndTheDataCentre(String text, String colo) {
        assertThat(RayId.read(text)).contains(new RayId("9df8a1b2c3d4e5f6", colo));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none", "9df8a1b2c3d4e5f", "9df8a1b2c3d4e5f6-MAD, x", "-MAD"})
    void takesNothingElse(String text) {
        assertThat(RayId.read(text)).isEmpty();
    }
}
