package dev.whence.knowledge.check.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.world.Ask.RecordType;
import dev.whence.engine.world.Ask.Resolve;
import dev.whence.engine.world.Resolved;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.fact.DnsFact;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class ZoneOnCloudflareTest {
    private static final List<String> CLOUDFLARES =
            List.of("ada.ns.cloudflare.com", "Bob.NS.Cloudflare.com.");
    private static final List<String> OTHERS = List.of("ns1.example.net", "ns2.example.net");

    @Test
    void walksUpToTheZone() throws Exception {
        var tape = Tape.EMPTY.on(servers("example.com"), records(CLOUDFLARES));

        assertThat(Looking.at(Looking.site(), tape, new ZoneOnCloudflare()))
                .containsExactly(new DnsFact.Nameservers("example.com", CLOUDFLARES, true));
    }

    @Test
    void prefersTheNearestZone() throws Exception {
        var tape =
                Tape.EMPTY
                        .on(servers("shop.example.com"), records(OTHERS))
                        .on(servers("example.com"), records(CLOUDFLARES));

        assertThat(Looking.at(Looking.site(), tape, new ZoneOnCloudflare()))
                .containsExactly(new DnsFact.Nameservers("shop.example.com", OTHERS, false));
    }

    @Test
    void passesOverAnAnswerAboutAnotherZone() throws Exception {
        var elsewhere =
                new Resolved.Records(OTHERS, List.of("shop.example.net"), Duration.ofMinutes(5));
        var tape =
                Tape.EMPTY
                        .on(servers("shop.example.com"), elsewhere)
                        .on(servers("example.com"), records(CLOUDFLARES));

        assertThat(Looking.at(Looking.site(), tape, new ZoneOnCloudflare()))
                .containsExactly(new DnsFact.Nameservers("example.com", CLOUDFLARES, true));
    }

    @Test
    void knowsASetUpThroughACname() throws Exception {
        var tape =
                Tape.EMPTY
                        .on(
                                new Resolve("shop.example.com", RecordType.CNAME, Optional.empty()),
                                records(List.of("shop.example.com.cdn.cloudflare.net")))
                        .on(servers("example.com"), records(OTHERS));

        assertThat(Looking.at(Looking.site(), tape, new ZoneOnCloudflare()))
                .containsExactly(new DnsFact.Nameservers("example.com", OTHERS, true));
    }

    @Test
    void saysNothingWhereNobodyAnswers() throws Exception {
        assertThat(Looking.at(Looking.site(), Tape.EMPTY, new ZoneOnCloudflare())).isEmpty();
    }

    private static Resolve servers(String zone) {
        return new Resolve(zone, RecordType.NS, Optional.empty());
    }

    private static Resolved records(List<String> values) {
        return new Resolved.Records(values, List.of(), Duration.ofMinutes(5));
    }
}
