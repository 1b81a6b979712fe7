package dev.whence.knowledge.check.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.command.FirewallCommand.Addresses;
import dev.whence.knowledge.command.FirewallCommand.Banned;
import dev.whence.knowledge.command.FirewallCommand.IptablesSave;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.BanLists;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class OwnRulesTest {
    private static final String ON = Web1.HOST.name();

    @Test
    void findsCloudflareInAJail() throws Exception {
        var tape =
                Web1.tape()
                        .prints(
                                new Banned(Web1.HOST),
                                "[{'sshd': ['198.51.100.9']}, {'nginx-limit-req':"
                                        + " ['162.158.88.14', '198.51.100.7']}]\n")
                        .tape();

        assertThat(Looking.at(Web1.site(), tape, new BanListsSpareCloudflare()))
                .containsExactly(
                        new HostFact.Banned(ON, "nginx-limit-req", List.of("162.158.88.14")));
    }

    @Test
    void readsTheStatusOfAJailAndTheLog() {
        assertThat(
                        BanLists.read(
                                """
                                Status for the jail: nginx-http-auth
                                |- Filter
                                |  `- Total failed:     31
                                `- Actions
                                   |- Currently banned: 2
                                   `- Banned IP list:   162.158.88.14 2400:cb00::1
                                """))
                .containsExactly(
                        Map.entry("nginx-http-auth", List.of("162.158.88.14", "2400:cb00::1")));
        assertThat(
                        BanLists.read(
                                """
                                2026-11-20 09:31:02,117 fail2ban.actions [812]: NOTICE  [nginx-limit-req] Ban 172.68.10.3
                                2026-11-20 09:31:09,902 fail2ban.actions [812]: NOTICE  [nginx-limit-req] Ban 198.51.100.7
                                2026-11-20 09:41:02,117 fail2ban.actions [812]: NOTICE  [nginx-limit-req] Unban 198.51.100.7
                                """))
                .containsExactly(Map.entry("nginx-limit-req", List.of("172.68.10.3")));
    }

    @Test
    void takesNoFail2banForNotInstalled() {
        var tape = Web1.tape().missing(new Banned(Web1.HOST)).tape();

        assertThatThrownBy(() -> Looking.at(Web1.site(), tape, new BanListsSpareCloudflare()))
                .isInstanceOf(CouldNotLook.class);
    }

    @Test
    void tellsTheHostsOwnAddressesFromItsBridges() throws Exception {
        var tape =
                Web1.tape()
                        .prints(
                                new Addresses(Web1.HOST),
                                """
                                2: eth0    inet 203.0.113.10/24 brd 203.0.113.255 scope global eth0\\       valid_lft forever
                                2: eth0    inet6 2001:db8::10/64 scope global \\       valid_lft forever
                                3: eth1    inet 10.0.0.5/24 brd 10.0.0.255 scope global eth1\\       valid_lft forever
                                4: docker0    inet 172.17.0.1/16 brd 172.17.255.255 scope global docker0\\       valid_lft forever
                                """)
                        .tape();

        assertThat(Looking.at(Web1.site(), tape, new HostAddresses()))
                .containsExactly(
                        new HostFact.OwnAddresses(
                                ON,
                                List.of("203.0.113.10", "2001:db8::10", "10.0.0.5"),
                                List.of("203.0.113.10", "2001:db8::10")));
    }

    @Test
    void findsTheRuleForTheHostsOwnRequests() throws Exception {
        var tape =
                Web1.tape()
                        .prints(
                                new IptablesSave(Web1.HOST),
                                """
                                *nat
                                :OUTPUT ACCEPT [0:0]
                                [3:180] -A PREROUTING -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.18.0.9:8080
                                [0:0] -A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER
                                [9:540] -A OUTPUT -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.18.0.9:8080
                                COMMIT
                                *filter
                                -A OUTPUT -j ACCEPT
                                COMMIT
                                """)
                        .tape();

        assertThat(Looking.at(Web1.site(), tape, new OwnRequestsGoStraight()))
                .containsExactly(
                        new HostFact.OwnDetour(
                                ON,
                                8080,
                                "-A OUTPUT -p tcp -m tcp --dport 8080 -j DNAT"
                                        + " --to-destination 172.18.0.9:8080"));
    }
}
