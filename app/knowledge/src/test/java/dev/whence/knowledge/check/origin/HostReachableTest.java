package dev.whence.knowledge.check.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Dialled;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.Door;
import dev.whence.knowledge.fact.TcpFact;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class HostReachableTest {
    private static final HostPort ORIGIN = new HostPort("203.0.113.10", 443);
    private static final Looking.Site SILENT =
            Looking.site()
                    .origin(ORIGIN)
                    .knowing(new TcpFact.TooSlow(ORIGIN, Duration.ofSeconds(5)));

    @Test
    void triesTheOtherDoorsOfASilentHost() throws Exception {
        var site =
                SILENT.with(
                        target ->
                                target.withHosts(
                                        List.of(
                                                SshHost.parse(
                                                        SshHost.Role.ORIGIN,
                                                        "deploy@203.0.113.10:2222"))));
        var tape =
                Tape.EMPTY
                        .on(new Ask.Dial(new HostPort("203.0.113.10", 2222)), open())
                        .on(new Ask.Dial(new HostPort("203.0.113.10", 80)), new Dialled.Refused())
                        .on(new Ask.Dial(ORIGIN), new Dialled.Unreachable("no route to host"));

        assertThat(Looking.at(site, tape, new HostReachable()))
                .containsExactly(
                        new HostFact.Doors(
                                "203.0.113.10:2222",
                                "203.0.113.10",
                                Map.of(
                                        22,
                                        Door.SILENT,
                                        2222,
                                        Door.OPEN,
                                        80,
                                        Door.REFUSED,
                                        443,
                                        Door.NO_WAY)));
    }

    @Test
    void findsAHostDeadOnlyWhereNoDoorAnswers() throws Exception {
        var seen = Looking.at(SILENT, Tape.EMPTY, new HostReachable());

        assertThat(seen)
                .containsExactly(
                        new HostFact.Doors(
                                "203.0.113.10",
                                "203.0.113.10",
                                Map.of(22, Door.SILENT, 80, Door.SILENT, 443, Door.SILENT)));
        assertThat(((HostFact.Doors) seen.getFirst()).dead()).isTrue();
    }

    @Test
    void leavesAHostAloneThatAnswered() throws Exception {
        var site = SILENT.knowing(new TcpFact.Refused(ORIGIN));

        assertThat(Looking.at(site, Tape.EMPTY, new HostReachable())).isEmpty();
    }

    private static Dialled open() {
        return new Dialled.Open(Duration.ofMillis(9));
    }
}
