package dev.whence.knowledge.check.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Ran;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.command.ContainerCommand.Engine;
import dev.whence.knowledge.command.ContainerCommand.Log;
import dev.whence.knowledge.fact.ContainerFact;
import dev.whence.knowledge.fact.ContainerFact.Container;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class ContainerLogsQuietTest {
    private static final SshHost HOST = SshHost.parse(SshHost.Role.TUNNEL, "gate-1.example.test");

    @Test
    void readsTheLogOfTheConnectorsContainer() throws Exception {
        var tape =
                Tape.EMPTY.on(
                        new Ask.Run(new Log(HOST, Engine.DOCKER, "tunnel", 10, 400)),
                        new Ran.Done(
                                0,
                                "",
                                "2026-11-20T09:41:00Z ERR  error=\"Unable to reach the origin"
                                    + " service. The service may be down or it may not be"
                                    + " responding to traffic from cloudflared: dial tcp"
                                    + " 127.0.0.1:8000: connect: connection refused\" connIndex=1"
                                    + " event=1 ingressRule=0 originService=http://localhost:8000",
                                false,
                                true,
                                Duration.ofMillis(20)));

        assertThat(seen("cloudflare/cloudflared", tape))
                .satisfiesExactly(
                        failure ->
                                assertThat(((TunnelFact.ServiceFailure) failure).toItself())
                                        .isTrue(),
                        logged ->
                                assertThat(((ContainerFact.Logged) logged).container())
                                        .isEqualTo("tunnel"));
    }

    @Test
    void hasNothingToReadWithoutAConnector() {
        assertThatThrownBy(() -> seen("nginx:1.27", Tape.EMPTY))
                .isInstanceOfSatisfying(
                        CouldNotLook.class,
                        e ->
                                assertThat(e.outcome())
                                        .isEqualTo(
                                                new Outcome.Skipped(
                                                        SkipReason.NOTHING_TO_START_FROM)));
    }

    private static List<Evidence> seen(String image, Tape tape) throws Exception {
        var container =
                new Container(
                        HOST.name(),
                        "tunnel",
                        "",
                        image,
                        "running",
                        0,
                        false,
                        0,
                        "",
                        "bridge",
                        List.of(),
                        List.of(),
                        List.of());
        return Looking.at(
                Looking.site().on(HOST).knowing(container), tape, new ContainerLogsQuiet());
    }
}
