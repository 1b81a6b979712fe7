package dev.whence.knowledge.check.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.run.Runner;
import dev.whence.engine.world.Answer;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Command;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Headers;
import dev.whence.engine.world.Ran;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Knowledge;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.command.ServiceCommand;
import dev.whence.knowledge.command.TunnelCommand;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.parse.TunnelCaptures;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/// The whole step against a connector whose service URL names a port on which nothing listens.
class TunnelStepTest {
    @Test
    void findsTheWayFromTheUnitToTheRefusedPortWithFewCommands() throws Exception {
        var world = new RefusedService();
        var checks =
                Knowledge.CHECKS.stream().filter(check -> check.step() == Step.TUNNEL).toList();

        var facts =
                new Runner(checks, world, InstantSource.fixed(Looking.NOW))
                        .start(TunnelHost.SITE.target(), Duration.ofSeconds(20), _ -> {})
                        .await();

        assertThat(facts.latest(TunnelFact.Service.class).orElseThrow().runs()).isTrue();
        assertThat(facts.latest(TunnelFact.Ready.class).orElseThrow().connections()).isEqualTo(4);
        assertThat(facts.latest(TunnelFact.Running.class).orElseThrow().tunnelId())
                .isEqualTo("11111111-2222-4333-8444-555555555555");
        assertThat(facts.latest(TunnelFact.RuleMatched.class).orElseThrow().rule().service())
                .isEqualTo("http://localhost:8002");
        assertThat(facts.latest(TunnelFact.ServiceTried.class).orElseThrow().trouble())
                .isEqualTo(TunnelFact.ServiceTried.Trouble.REFUSED);
        assertThat(facts.latest(HostFact.Listening.class).orElseThrow().has(8002)).isFalse();
        assertThat(facts.latest(TunnelFact.Counted.class).orElseThrow().errors()).isEqualTo(1);
        assertThat(facts.latest(TunnelFact.ServiceFailure.class).orElseThrow().marked()).isTrue();
        assertThat(world.commands).hasSizeLessThan(20);
    }

    private static final String UNITS =
            """
            ExecStart={ path=/usr/bin/cloudflared ; argv[]=/usr/bin/cloudflared --no-autoupdate tunnel run --token-file /etc/cloudflared/token ; ignore_errors=no }
            Id=cloudflared.service
            LoadState=loaded
            ActiveState=active
            SubState=running
            UnitFileState=enabled
            """;

    /// A host that answers each command as a real one did.
    private static final class RefusedService implements World {
        private final List<Command> commands = new CopyOnWriteArrayList<>();
        private final AtomicReference<String> marked = new AtomicReference<>("");

        @Override
        @SuppressWarnings("unchecked")
        public <R extends Answer> R ask(Ask<R> question, Deadline by) {
            return (R)
                    switch (question) {
                        case Ask.Run(var command) -> {
                            commands.add(command);
                            yield run(command);
                        }
                        case Ask.Fetch fetch -> {
                            marked.set(fetch.uri().toString());
                            yield new Fetched.Answered(
                                    502,
                                    "HTTP/1.1",
                                    Headers.NONE,
                                    "",
                                    false,
                                    Optional.empty(),
                                    Optional.empty(),
                                    Fetched.Timing.NONE);
                        }
                        default -> throw new AssertionError(question);
                    };
        }

        private Ran run(Command command) {
            return switch (command) {
                case TunnelCommand.Units _ -> TunnelHost.done(0, UNITS, "");
                case TunnelCommand.Processes _ ->
                        TunnelHost.done(
                                0,
                                "827 root 0::/system.slice/cloudflared.service cloudflared tunnel"
                                        + " run\n",
                                "");
                case TunnelCommand.Pages pages -> TunnelHost.done(0, page(pages), "");
                case TunnelCommand.TryService _ ->
                        TunnelHost.done(
                                7,
                                "000 0.00",
                                "* connect to ::1 port 8002 failed: Connection refused\n"
                                        + "curl: (7) Couldn't connect to server");
                case TunnelCommand.Now _ -> TunnelHost.done(0, "2026-11-20T04:36:00Z", "");
                case TunnelCommand.LogTail _ ->
                        TunnelHost.done(
                                0,
                                TunnelCaptures.of("connection-refused-localhost", "console-quic")
                                        .replaceAll("dest=\\S+", "dest=" + marked.get()),
                                "");
                case ServiceCommand.Listeners _ ->
                        TunnelHost.done(
                                0,
                                "LISTEN 0 511 127.0.0.1:8001 0.0.0.0:*"
                                        + " users:((\"node\",pid=9,fd=3))\n",
                                "");
                default -> TunnelHost.done(1, "", "Error locating origin cert");
            };
        }

        private String page(TunnelCommand.Pages asked) {
            return switch (asked.pages().getFirst()) {
                case READY, TUNNEL -> TunnelCaptures.of("pages-connected", "quic");
                case FLAGS, CONFIG ->
                        TunnelCaptures.of("pages-config", "remote")
                                .replace("app.example.com", "www.example.com")
                                .replace("down.example.com", "shop.example.com");
                case COUNTERS ->
                        "cloudflared_tunnel_total_requests %d\ncloudflared_tunnel_request_errors %d\n\n==> 200 http://127.0.0.1:20241/metrics\n"
                                .formatted(
                                        marked.get().isEmpty() ? 7 : 8,
                                        marked.get().isEmpty() ? 2 : 3);
            };
        }
    }
}
