package dev.whence.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.live.KnownHosts.Standing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

class KnownHostsTest {
    private static final java.security.KeyPair KEYS = TestKeys.ec();
    private static final String KEY = "ecdsa-sha2-nistp256 " + TestKeys.base64(KEYS);
    private static final String OTHER = "ecdsa-sha2-nistp256 " + TestKeys.base64(TestKeys.ec());
    private static final String ED =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIk0bJHbDBVgcFQjAuoAZIFIqfdTP0q8hJtGmI4Qq5Zg";

    /// Made by ssh-keygen -H from the name web-1.
    private static final String HASHED =
            "D/nMVeGp5RJiLipcxLhFBkf6Eew=|bdf+QjzBbJivRYU01T+jNx1TuDE=";

    @TempDir Path folder;

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("web-1 " + KEY, "web-1", Standing.KNOWN),
                Arguments.of("WEB-1,192.0.2.1 " + KEY + " a comment", "192.0.2.1", Standing.KNOWN),
                Arguments.of("web-* " + KEY, "web-1", Standing.KNOWN),
                Arguments.of("web-*,!web-1 " + KEY, "web-1", Standing.UNKNOWN),
                Arguments.of("[web-1]:2222 " + KEY, "[web-1]:2222", Standing.KNOWN),
                Arguments.of("web-1 " + KEY, "[web-1]:2222", Standing.UNKNOWN),
                Arguments.of("[web-1]:2222 " + KEY, "web-1", Standing.UNKNOWN),
                Arguments.of("web-1 " + OTHER, "web-1", Standing.CHANGED),
                Arguments.of("web-1 " + OTHER + "\nweb-1 " + KEY, "web-1", Standing.KNOWN),
                Arguments.of("web-1 " + ED, "web-1", Standing.UNKNOWN),
                Arguments.of("@revoked * " + KEY + "\nweb-1 " + KEY, "web-1", Standing.REVOKED),
                Arguments.of("@cert-authority * " + KEY, "web-1", Standing.UNKNOWN),
                Arguments.of("web-1 " + KEY.substring(0, 30), "web-1", Standing.CHANGED),
                Arguments.of("web-1 ecdsa-sha2-nistp256 !!!", "web-1", Standing.UNKNOWN),
                Arguments.of("nonsense\n\n# comment\n@x\nweb-1 " + KEY, "web-1", Standing.KNOWN),
                Arguments.of("|1|broken|lines " + KEY + "\n|1|", "web-1", Standing.UNKNOWN),
                Arguments.of("|1|" + HASHED + " " + KEY, "web-1", Standing.KNOWN),
                Arguments.of("|1|" + HASHED + " " + KEY, "web-2", Standing.UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("files")
    void saysHowAHostStands(String file, String host, Standing expected) throws IOException {
        var known = new KnownHosts(Files.writeString(folder.resolve("known_hosts"), file));
        assertThat(known.standing(host, TestKeys.blob(KEYS))).isEqualTo(expected);
    }

    @Test
    void addsALineToAFileThatWasNotThere() throws IOException {
        var file = folder.resolve("new/known_hosts");
        var known = new KnownHosts(file);
        assertThat(known.standing("web-1", TestKeys.blob(KEYS))).isEqualTo(Standing.UNKNOWN);
        known.add("web-1", TestKeys.blob(KEYS));
        assertThat(file).hasContent("web-1 " + KEY);
        assertThat(known.standing("web-1", TestKeys.blob(KEYS))).isEqualTo(Standing.KNOWN);
        assertThat(known.keysOf("web-1")).hasSize(1);
    }
}
