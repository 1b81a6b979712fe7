package dev.whence.knowledge.check.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Ask;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.command.ServiceCommand;
import dev.whence.knowledge.command.TunnelCommand;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.parse.TunnelCaptures;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.Stream;

class ConnectorReadyTest {
    private static final List<TunnelCommand.Pages.Page> PAGES =
            List.of(TunnelCommand.Pages.Page.READY, TunnelCommand.Pages.Page.TUNNEL);

    @ParameterizedTest
    @CsvSource({"quic, 4, 1", "http2, 4, 1", "quic-2025.2.1, 4, 1", "quic-2022.10.3, 4, 0"})
    void tellsConnectionsAndTunnel(String version, int connections, int tunnels) throws Exception {
        var seen = look(usual(TunnelCaptures.of("pages-connected", version)));

        assertThat(seen).contains(new TunnelFact.Metrics("t1", TunnelHost.METRICS));
        assertThat(seen)
                .filteredOn(TunnelFact.Ready.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        TunnelFact.Ready.class,
                        ready -> assertThat(ready.connections()).isEqualTo(connections));
        assertThat(seen)
                .filteredOn(TunnelFact.Running.class::isInstance)
                .hasSize(tunnels)
                .allSatisfy(
                        running -> {
                            var tunnel = (TunnelFact.Running) running;
                            assertThat(tunnel.tunnelId())
                                    .isEqualTo("11111111-2222-4333-8444-555555555555");
                            assertThat(tunnel.edgeAddresses()).hasSize(4);
                        });
    }

    @Test
    void tellsThatTheEdgeIsOutOfReach() throws Exception {
        assertThat(look(usual(TunnelCaptures.of("pages-blackhole", "auto"))))
                .anyMatch(
                        fact -> fact instanceof TunnelFact.Ready ready && ready.connections() == 0)
                .anyMatch(
                        fact ->
                                fact instanceof TunnelFact.Running running
                                        && running.edgeAddresses().isEmpty());
    }

    @Test
    void findsAnotherPortAmongTheListeners() throws Exception {
        var tape =
                usual("\n==> 000 http://127.0.0.1:20241/ready\n")
                        .on(
                                new Ask.Run(new ServiceCommand.Listeners(TunnelHost.HOST)),
                                TunnelHost.done(
                                        0,
                                        "LISTEN 0 4096 127.0.0.1:9099 0.0.0.0:*"
                                                + " users:((\"cloudflared\",pid=827,fd=3))\n",
                                        ""))
                        .on(
                                new Ask.Run(
                                        new TunnelCommand.Pages(
                                                TunnelHost.HOST,
                                                List.of(new HostPort("127.0.0.1", 9099)),
                                                PAGES)),
                                TunnelHost.done(
                                        0,
                                        TunnelCaptures.of("pages-connected", "quic")
                                                .replace("20241", "9099"),
                                        ""));

        assertThat(look(tape))
                .contains(new TunnelFact.Metrics("t1", new HostPort("127.0.0.1", 9099)));
    }

    @Test
    void isSilentWhereNothingAnswers() throws Exception {
        var tape =
                usual("")
                        .on(
                                new Ask.Run(new ServiceCommand.Listeners(TunnelHost.HOST)),
                                TunnelHost.done(0, "", ""));

        assertThat(look(tape)).singleElement().isInstanceOf(TunnelFact.MetricsSilent.class);
    }

    @Test
    void takesNoOtherProgramForAConnector() throws Exception {
        var tape =
                usual("{\"status\":\"up\"}\n==> 200 http://127.0.0.1:20241/ready\n")
                        .on(
                                new Ask.Run(new ServiceCommand.Listeners(TunnelHost.HOST)),
                                TunnelHost.done(0, "", ""));

        assertThat(look(tape)).singleElement().isInstanceOf(TunnelFact.MetricsSilent.class);
    }

    private static Tape usual(String out) {
        var ports =
                Stream.of(20241, 20242, 20243, 20244, 20245)
                        .map(port -> new HostPort("127.0.0.1", port))
                        .toList();
        return TunnelHost.tape(new TunnelCommand.Pages(TunnelHost.HOST, ports, PAGES), out);
    }

    private static List<Evidence> look(Tape tape) throws Exception {
        return Looking.at(TunnelHost.SITE, tape, new ConnectorReady());
    }
}
