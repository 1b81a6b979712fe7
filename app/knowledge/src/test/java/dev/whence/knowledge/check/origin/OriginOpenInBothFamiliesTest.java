package dev.whence.knowledge.check.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Dialled;
import dev.whence.engine.world.Resolved;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.fact.TcpFact;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class OriginOpenInBothFamiliesTest {
    private static final HostPort V4 = new HostPort("203.0.113.10", 443);
    private static final HostPort V6 = new HostPort("2001:db8::10", 443);

    @Test
    void dialsOneAddressOfEachFamily() throws Exception {
        var site = Looking.site().origin(new HostPort("origin.example.com", 443));
        var tape =
                Tape.EMPTY
                        .on(asked(Ask.RecordType.A), told(V4))
                        .on(asked(Ask.RecordType.AAAA), told(V6))
                        .on(new Ask.Dial(V4), new Dialled.Open(Duration.ofMillis(9)))
                        .on(new Ask.Dial(V6), new Dialled.Refused());

        assertThat(Looking.at(site, tape, new OriginOpenInBothFamilies()))
                .containsExactly(
                        new TcpFact.Open(V4, Duration.ofMillis(9)), new TcpFact.Refused(V6));
    }

    @Test
    void leavesAddressesToTheCheckOfThePort() {
        assertThatThrownBy(
                        () ->
                                Looking.at(
                                        Looking.site().origin(V4),
                                        Tape.EMPTY,
                                        new OriginOpenInBothFamilies()))
                .isInstanceOf(CouldNotLook.class);
    }

    private static Ask.Resolve asked(Ask.RecordType family) {
        return new Ask.Resolve("origin.example.com", family, Optional.empty());
    }

    private static Resolved told(HostPort address) {
        return new Resolved.Records(List.of(address.host()), List.of(), Duration.ofMinutes(5));
    }
}
