package dev.whence.knowledge.check.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.Check;
import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.world.Ask;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.command.FilePath;
import dev.whence.knowledge.command.ServiceCommand;
import dev.whence.knowledge.command.TunnelCommand;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

class TunnelProgramsTest {
    private static final TunnelFact STARTED =
            new TunnelFact.Started(
                    "t1",
                    "cloudflared.service",
                    "",
                    Optional.of("/etc/cloudflared/config.yml"),
                    Optional.empty(),
                    Optional.of("11111111-2222-4333-8444-555555555555"),
                    false);
    private static final UUID TUNNEL = UUID.fromString("11111111-2222-4333-8444-555555555555");

    @Test
    void tellsTheVersion() throws Exception {
        var tape =
                TunnelHost.tape(
                        new TunnelCommand.Version(TunnelHost.HOST),
                        "cloudflared version 2026.8.2 (built 2026-08-14T11:22 UTC)\n");

        assertThat(Looking.at(TunnelHost.SITE, tape, new ConnectorVersion()))
                .containsExactly(new TunnelFact.Version("t1", "2026.8.2"));
    }

    @Test
    void skipsWhereTheProgramIsMissing() {
        var tape =
                Tape.EMPTY.on(
                        new Ask.Run(new TunnelCommand.Version(TunnelHost.HOST)),
                        TunnelHost.done(127, "", "bash: cloudflared: command not found\n"));

        assertSkips(TunnelHost.SITE, tape, new ConnectorVersion(), SkipReason.NOT_INSTALLED);
    }

    @Test
    void letsTheProgramJudgeTheFileThatTheUnitNames() throws Exception {
        var tape =
                TunnelHost.tape(
                        new TunnelCommand.Validate(
                                TunnelHost.HOST, new FilePath("/etc/cloudflared/config.yml")),
                        "Validating rules from /etc/cloudflared/config.yml\nOK\n");

        assertThat(Looking.at(TunnelHost.SITE.knowing(STARTED), tape, new ConfigAccepted()))
                .containsExactly(
                        new TunnelFact.Validated("t1", "/etc/cloudflared/config.yml", true, ""));
    }

    @Test
    void judgesNoFileThatIsNotUsed() {
        var remote =
                new TunnelFact.Configuration(
                        "t1",
                        TunnelFact.Configuration.Source.REMOTE,
                        3,
                        Optional.of("/etc/cloudflared/config.yml"),
                        List.of());

        assertSkips(
                TunnelHost.SITE.knowing(STARTED).knowing(remote),
                Tape.EMPTY,
                new ConfigAccepted(),
                SkipReason.NOTHING_TO_START_FROM);
    }

    @Test
    void aRefusedListOfConnectorsSaysNothing() {
        var tape =
                Tape.EMPTY.on(
                        new Ask.Run(new TunnelCommand.ConnectorList(TunnelHost.HOST, TUNNEL)),
                        TunnelHost.done(
                                1,
                                "",
                                "Error locating origin cert: client didn't specify origincert"
                                        + " path\n"));

        assertSkips(
                TunnelHost.SITE.knowing(STARTED),
                tape,
                new TunnelHasConnectors(),
                SkipReason.NOTHING_TO_START_FROM);
    }

    @Test
    void listsThePortsOfAServiceOnTheSameHost() throws Exception {
        var tape =
                TunnelHost.tape(
                        new ServiceCommand.Listeners(TunnelHost.HOST),
                        "LISTEN 0 511 127.0.0.1:8000 0.0.0.0:* users:((\"node\",pid=9,fd=3))\n");

        assertThat(Looking.at(to("http://localhost:8001"), tape, new ServicePortOpen()))
                .singleElement()
                .isInstanceOfSatisfying(
                        HostFact.Listening.class,
                        listening -> {
                            assertThat(listening.has(8001)).isFalse();
                            assertThat(listening.appPorts()).containsExactly(8000);
                        });
        assertSkips(
                to("http://10.0.0.5:8001"),
                tape,
                new ServicePortOpen(),
                SkipReason.NOTHING_TO_START_FROM);
    }

    private static Looking.Site to(String service) {
        return TunnelHost.SITE.knowing(
                new TunnelFact.RuleMatched(
                        "t1", "https://shop.example.com/", TunnelHost.rule(0, "", "", service)));
    }

    private static void assertSkips(Looking.Site site, Tape tape, Check check, SkipReason why) {
        assertThatThrownBy(() -> Looking.at(site, tape, check))
                .isInstanceOfSatisfying(
                        CouldNotLook.class,
                        e -> assertThat(e.outcome()).isEqualTo(new Outcome.Skipped(why)));
    }
}
