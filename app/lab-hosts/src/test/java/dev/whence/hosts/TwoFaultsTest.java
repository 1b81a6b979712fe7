package dev.whence.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Two faults at once: the verdict names the one that the failing request meets first, and the
/// other is told with it, on the screen, in JSON and on paper.
@OnHosts
class TwoFaultsTest {
    @Test
    @Fault("two-cert-app")
    void theStoppedApplicationIsListedWithTheCertificate() {
        isListed("two-cert-app", "app-stopped", "The application is not running");
    }

    @Test
    @Fault("two-firewall-disk")
    void theFullDiskIsListedWithTheFirewall() {
        isListed("two-firewall-disk", "disk-full", "The disk is full");
    }

    @Test
    @Fault("two-tunnel-app")
    void theStoppedApplicationIsListedWithTheConnector() {
        isListed("two-tunnel-app", "app-stopped", "The application is not running");
    }

    private static void isListed(String fault, String other, String title) {
        var row = Expected.of(fault);
        var answer = Whence.check(fault, row);

        row.holds(answer);
        assertThat(answer.possible()).as(answer.told()).contains(other);
        assertThat(answer.pdf()).contains(title);
    }
}
