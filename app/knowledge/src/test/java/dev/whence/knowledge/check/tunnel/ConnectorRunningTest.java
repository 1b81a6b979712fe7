package dev.whence.knowledge.check.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.model.Evidence;
import dev.whence.engine.world.Ask;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.command.TunnelCommand;
import dev.whence.knowledge.fact.TunnelFact;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

class ConnectorRunningTest {
    private static final String RUNNING =
            """
            ExecStart={ path=/usr/bin/cloudflared ; argv[]=/usr/bin/cloudflared --no-autoupdate --config /etc/cloudflared/config.yml tunnel run ; ignore_errors=no ; start_time=[n/a] ; stop_time=[n/a] ; pid=0 ; code=(null) ; status=0/0 }
            User=
            Id=cloudflared.service
            LoadState=loaded
            ActiveState=active
            SubState=running
            StateChangeTimestamp=Fri 2026-11-20 04:34:15 UTC
            UnitFileState=enabled
            Result=success
            NRestarts=0
            ExecMainStatus=0
            """;
    private static final String STOPPED =
            RUNNING.replace("=active", "=inactive").replace("=running", "=dead");
    private static final String MISSING =
            """
            Id=cloudflared.service
            LoadState=not-found
            ActiveState=inactive
            SubState=dead
            """;
    private static final String PROCESS =
            "    827 root     0::/system.slice/cloudflared.service /usr/bin/cloudflared"
                    + " --no-autoupdate --config /etc/cloudflared/config.yml tunnel run\n";
    private static final String CONTAINER =
            "   4711 65532    0::/system.slice/docker-0f1e.scope cloudflared --no-autoupdate tunnel"
                    + " run\n";
    private static final TunnelFact STARTED =
            new TunnelFact.Started(
                    "t1",
                    "cloudflared.service",
                    "",
                    Optional.of("/etc/cloudflared/config.yml"),
                    Optional.empty(),
                    Optional.empty(),
                    false);

    @Test
    void seesTheUnitAndItsProcess() throws Exception {
        assertThat(look(RUNNING, PROCESS))
                .containsExactly(
                        service("active", "running"),
                        new TunnelFact.Processes("t1", 1, false),
                        STARTED);
    }

    @Test
    void seesAUnitThatIsStopped() throws Exception {
        assertThat(look(STOPPED, "")).containsExactly(service("inactive", "dead"), STARTED);
    }

    @Test
    void saysThatNothingIsHere() throws Exception {
        assertThat(look(MISSING, "")).containsExactly(new TunnelFact.NotHere("t1"));
    }

    @Test
    void seesAContainerAndLeavesOutTheUnitThatSomebodySwitchedOff() throws Exception {
        assertThat(look(STOPPED.replace("=enabled", "=disabled"), CONTAINER))
                .contains(new TunnelFact.Processes("t1", 1, true))
                .noneMatch(TunnelFact.Service.class::isInstance);
    }

    @Test
    void keepsTheTunnelOfATokenAndNotTheToken() throws Exception {
        var token =
                "eyJhIjoiYWNjIiwidCI6IjExMTExMTExLTIyMjItNDMzMy04NDQ0LTU1NTU1NTU1NTU1NSIsInMiOiJz"
                        + "ZWNyZXQifQ==";
        var started =
                look(
                        RUNNING.replace(
                                "--config /etc/cloudflared/config.yml tunnel run",
                                "tunnel run --token " + token),
                        "");

        assertThat(started.toString())
                .contains("11111111-2222-4333-8444-555555555555")
                .doesNotContain("eyJ")
                .doesNotContain("secret");
        assertThat(started)
                .anyMatch(fact -> fact instanceof TunnelFact.Started how && how.byToken());
    }

    private static TunnelFact service(String active, String sub) {
        return new TunnelFact.Service(
                "t1",
                "cloudflared.service",
                active,
                sub,
                "success",
                0,
                0,
                Optional.of(Instant.parse("2026-11-20T04:34:15Z")),
                true);
    }

    private static List<Evidence> look(String units, String processes) throws Exception {
        var tape =
                TunnelHost.tape(new TunnelCommand.Units(TunnelHost.HOST, List.of()), units)
                        .on(
                                new Ask.Run(new TunnelCommand.Processes(TunnelHost.HOST)),
                                TunnelHost.done(processes.isEmpty() ? 1 : 0, processes, ""));
        return Looking.at(TunnelHost.SITE, tape, new ConnectorRunning());
    }
}
