package dev.whence.knowledge.check.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.knowledge.Captures;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.command.ServiceCommand.Listeners;
import dev.whence.knowledge.command.ServiceCommand.ListenersOld;
import dev.whence.knowledge.fact.HostFact;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortsListeningTest {
    private static final Listeners NEW = new Listeners(Web1.HOST);
    private static final ListenersOld OLD = new ListenersOld(Web1.HOST);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    none           | 22 80 443 5432 8000 | true  | nginx
                    nginx-stopped  | 22 5432 8000        | true  | -
                    port-taken     | 22 443 5432 8000    | true  | python3
                    app-down       | 22 80 443 5432      | true  | nginx
                    app-wrong-port | 22 80 443 5432 8001 | true  | nginx
                    without-root   | 22 80 443 5432 8000 | false | -
                    """)
    void listsThePorts(String capture, String ports, boolean programs, String on443)
            throws Exception {
        var tape = Web1.tape().prints(NEW, Captures.read("ss/" + capture));

        var seen = listening(tape);

        assertThat(seen.ports()).map(String::valueOf).containsExactly(ports.split(" ", -1));
        assertThat(seen.processesShown()).isEqualTo(programs);
        assertThat(seen.sockets())
                .filteredOn(socket -> socket.port() == 443 && !socket.process().isEmpty())
                .allMatch(socket -> socket.process().equals(on443));
    }

    @Test
    void asksTheOlderProgramWhereTheNewerIsMissing() throws Exception {
        var tape =
                Web1.tape()
                        .missing(NEW)
                        .prints(
                                OLD,
                                """
                                Active Internet connections (only servers)
                                Proto Recv-Q Send-Q Local Address  Foreign Address State  PID/Program name
                                tcp   0  0 0.0.0.0:3333   0.0.0.0:*  LISTEN  20333/docker-proxy
                                tcp6  0  0 :::5053        :::*       LISTEN  2714/cloudflared
                                tcp   0  0 127.0.0.1:8080 0.0.0.0:*  LISTEN  -
                                """);

        assertThat(listening(tape).sockets())
                .containsExactly(
                        new HostFact.Socket("0.0.0.0", 3333, "docker-proxy", 0, 0),
                        new HostFact.Socket("::", 5053, "cloudflared", 0, 0),
                        new HostFact.Socket("127.0.0.1", 8080, "", 0, 0));
    }

    @Test
    void keepsTheQueueOfASaturatedListener() throws Exception {
        var tape =
                Web1.tape()
                        .prints(
                                NEW,
                                """
                                LISTEN 129 128 *:443 *:* users:(("nginx",pid=1,fd=6))
                                LISTEN 0   128 127.0.0.53%lo:53 0.0.0.0:*
                                """);

        assertThat(listening(tape).sockets())
                .containsExactly(
                        new HostFact.Socket("*", 443, "nginx", 129, 128),
                        new HostFact.Socket("127.0.0.53", 53, "", 0, 128));
        assertThat(listening(tape).sockets().getFirst().full()).isTrue();
    }

    @Test
    void takesAnEmptyListForNoList() {
        var tape = Web1.tape().prints(NEW, "").missing(OLD);

        assertThatThrownBy(() -> listening(tape))
                .isInstanceOfSatisfying(
                        CouldNotLook.class,
                        e ->
                                assertThat(e.outcome())
                                        .isEqualTo(new Outcome.Skipped(SkipReason.NOT_INSTALLED)));
    }

    private static HostFact.Listening listening(Web1.Taping tape) throws Exception {
        return (HostFact.Listening)
                Looking.at(Web1.site(), tape.tape(), new PortsListening()).getFirst();
    }
}
