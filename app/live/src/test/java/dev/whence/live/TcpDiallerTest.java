package dev.whence.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.world.Ask.Dial;
import dev.whence.engine.world.Dialled;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class TcpDiallerTest {
    @Test
    void opens() {
        try (var server = Loopback.silent()) {
            assertThat(Live.ask(new Dial(server.address()))).isInstanceOf(Dialled.Open.class);
        }
    }

    @Test
    void opensByName() {
        try (var server = Loopback.silent()) {
            var byName = new HostPort("localhost", server.address().port());
            assertThat(Live.ask(new Dial(byName))).isInstanceOf(Dialled.Open.class);
        }
    }

    @Test
    void isRefusedWhenNothingListens() {
        assertThat(Live.ask(new Dial(Loopback.closedPort()))).isEqualTo(new Dialled.Refused());
    }

    /// A label longer than 63 characters is refused before any DNS server is asked.
    @Test
    void cannotReachANameThatDoesNotResolve() {
        assertThat(Live.ask(new Dial(new HostPort("x".repeat(70), 80))))
                .isInstanceOf(Dialled.Unreachable.class);
    }

    @Test
    void isTooSlowWhenNobodyAnswers() throws IOException {
        var waiting = new ArrayList<Socket>();
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = new InetSocketAddress(full.getInetAddress(), full.getLocalPort());
            assumeTrue(fills(address, waiting), "this kernel accepts without end");

            var answer =
                    Live.ask(
                            new Dial(new HostPort("127.0.0.1", full.getLocalPort())),
                            Duration.ofMillis(300));
            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Dialled.TooSlow.class,
                            slow ->
                                    assertThat(slow.waited())
                                            .isBetween(
                                                    Duration.ofMillis(250),
                                                    Duration.ofMillis(900)));
        } finally {
            waiting.forEach(TcpDialler::close);
        }
    }

    /// Fills the queue of a server that accepts nobody, until its kernel answers no more.
    private static boolean fills(InetSocketAddress address, List<Socket> waiting) {
        for (var i = 0; i < 20; i++) {
            var socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(address, 200);
            } catch (IOException _) {
                return true;
            }
        }
        return false;
    }
}
