package dev.whence.engine.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void isShownToNobody() {
        var secret = new Secret("tops3cret");

        assertThat(secret.toString()).doesNotContain("tops3cret");
        assertThat(secret.reveal()).isEqualTo("tops3cret");
    }
}
