package dev.whence.knowledge.check.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Health;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.Sources;
import dev.whence.knowledge.Captures;
import dev.whence.knowledge.Defaults;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.command.FirewallCommand.Ip6tablesSave;
import dev.whence.knowledge.command.FirewallCommand.IpsetSave;
import dev.whence.knowledge.command.FirewallCommand.IptablesLegacySave;
import dev.whence.knowledge.command.FirewallCommand.IptablesSave;
import dev.whence.knowledge.command.FirewallCommand.NftRuleset;
import dev.whence.knowledge.command.FirewallCommand.Routes;
import dev.whence.knowledge.fact.HostFact;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

class FirewallAdmitsCloudflareTest {
    private static final IptablesSave IPTABLES = new IptablesSave(Web1.HOST);
    private static final Ip6tablesSave IP6TABLES = new Ip6tablesSave(Web1.HOST);
    private static final NftRuleset NFT = new NftRuleset(Web1.HOST);
    private static final Routes ROUTE = new Routes(Web1.HOST, false);
    private static final Routes ROUTE6 = new Routes(Web1.HOST, true);
    private static final String DEFAULT = "default via 198.51.100.1 dev eth0 proto static\n";
    private static final List<String> RANGES4 =
            Defaults.RANGES.stream().filter(range -> !range.contains(":")).toList();

    @Test
    void namesTheRuleThatDropsCloudflare() throws Exception {
        var tape =
                open().prints(IPTABLES, Captures.read("iptables-save/fw-drop-cf"))
                        .prints(NFT, Captures.read("nft/none"));

        assertThat(look(tape))
                .containsExactly(
                        new HostFact.Firewall(
                                Web1.NAME,
                                443,
                                "IPv4",
                                RANGES4,
                                0,
                                "drop",
                                "-A INPUT -s 173.245.48.0/20 -p tcp -m multiport --dports 443 -m"
                                        + " comment --comment block -j DROP",
                                true,
                                "",
                                "in"));
    }

    @Test
    void findsAHostWithoutRulesOpen() throws Exception {
        var tape = open().prints(IPTABLES, "").prints(NFT, Captures.read("nft/none"));

        assertThat(look(tape))
                .containsExactly(
                        new HostFact.Firewall(
                                Web1.NAME, 443, "IPv4", List.of(), 15, "", "", true, "", ""));
    }

    @Test
    void looksAtTheFamiliesOfTheOrigins() throws Exception {
        var tape =
                open().prints(IPTABLES, "")
                        .prints(IP6TABLES, Captures.read("ip6tables-save/ufw-deny"))
                        .prints(NFT, Captures.read("nft/none"))
                        .prints(ROUTE6, "default via fe80::1 dev eth0 proto ra\n");
        var site =
                Web1.site()
                        .origin(new HostPort("198.51.100.10", 443))
                        .origin(new HostPort("2001:db8::10", 443));

        assertThat(Looking.at(site, tape.tape(), new FirewallAdmitsCloudflare()))
                .map(HostFact.Firewall.class::cast)
                .extracting(HostFact.Firewall::family, HostFact.Firewall::health)
                .containsExactly(tuple("IPv4", Health.WELL), tuple("IPv6", Health.BROKEN));
    }

    @Test
    void namesTheRouteThatSwallowsTheAnswers() throws Exception {
        var tape =
                Web1.tape()
                        .prints(ROUTE, DEFAULT + "blackhole 173.245.48.0/20 \n")
                        .prints(IPTABLES, "")
                        .prints(NFT, Captures.read("nft/none"));

        assertThat(look(tape))
                .containsExactly(
                        new HostFact.Firewall(
                                Web1.NAME,
                                443,
                                "IPv4",
                                List.of("173.245.48.0/20"),
                                14,
                                "drop",
                                "blackhole 173.245.48.0/20",
                                true,
                                "",
                                "back"));
    }

    @Test
    void tellsABanFromARule() throws Exception {
        var tape =
                open().prints(IPTABLES, Captures.read("iptables-save/fail2ban-edge"))
                        .prints(NFT, Captures.read("nft/fail2ban-edge"));
        var site =
                Web1.site()
                        .with(
                                target ->
                                        target.withSources(
                                                new Sources(
                                                        List.of(),
                                                        target.sources().statusPage(),
                                                        target.sources().control(),
                                                        target.sources().api(),
                                                        List.of("198.51.100.8/29"))));

        var seen =
                (HostFact.Firewall)
                        Looking.at(site, tape.tape(), new FirewallAdmitsCloudflare()).getFirst();

        assertThat(seen.blocked()).containsExactly("198.51.100.10");
        assertThat(seen.bannedBy()).isEqualTo("f2b-nginx-http-auth");
        assertThat(seen.health()).isEqualTo(Health.SAYS_NOTHING);
    }

    @Test
    void asksForSetsOnlyWhereARuleNamesOne() throws Exception {
        var save =
                """
                *filter
                :INPUT DROP [0:0]
                -A INPUT -m set --match-set cf src -j ACCEPT
                COMMIT
                """;
        var sets =
                Stream.concat(
                                Stream.of("create cf hash:net family inet"),
                                RANGES4.stream().map(range -> "add cf " + range))
                        .reduce("", (all, line) -> all + line + "\n");
        var tape =
                open().prints(IPTABLES, save)
                        .prints(NFT, Captures.read("nft/none"))
                        .prints(new IpsetSave(Web1.HOST), sets);

        var seen = (HostFact.Firewall) look(tape).getFirst();

        assertThat(seen.onlyCloudflare()).isTrue();
        assertThat(seen.health()).isEqualTo(Health.WELL);
    }

    @Test
    void readsTheOlderBackEndWhereThereIsOne() throws Exception {
        var tape =
                open().prints(
                                IPTABLES,
                                "# Warning: iptables-legacy tables present, use"
                                        + " iptables-legacy-save to see them\n")
                        .prints(NFT, Captures.read("nft/none"))
                        .prints(
                                new IptablesLegacySave(Web1.HOST),
                                """
                                *filter
                                :INPUT DROP [0:0]
                                COMMIT
                                """);

        assertThat(((HostFact.Firewall) look(tape).getFirst()).rule()).isEqualTo("-P INPUT DROP");
    }

    @Test
    void neverCallsOpenWhatItCouldNotRead() throws Exception {
        var refused =
                open().prints(IPTABLES, "")
                        .fails(
                                NFT,
                                1,
                                "",
                                "netlink: Error: cache initialization failed: Operation not"
                                        + " permitted\n");
        var garbage = open().prints(IPTABLES, "").prints(NFT, "{");
        var limited =
                open().prints(
                                IPTABLES,
                                """
                                *filter
                                :INPUT ACCEPT [0:0]
                                -A INPUT -m connlimit --connlimit-above 20 -j REJECT
                                COMMIT
                                """)
                        .prints(NFT, Captures.read("nft/none"));

        for (var tape : List.of(refused, garbage, limited)) {
            assertThat(look(tape)).hasOnlyElementsOfType(HostFact.FirewallUnknown.class);
        }
    }

    /// A login without rights is refused, or does not find the program in its own path.
    @Test
    void doesNotCountAsALookWhereOnlyRootMayRead() {
        var forbidden = open().forbidden(IPTABLES).forbidden(NFT);
        var hidden = open().missing(IPTABLES).missing(NFT);

        var perhapsBanned =
                Web1.tape()
                        .prints(ROUTE, DEFAULT + "unreachable 104.16.0.7 \n")
                        .forbidden(IPTABLES)
                        .forbidden(NFT);

        for (var tape : List.of(forbidden, hidden, perhapsBanned)) {
            assertThatExceptionOfType(CouldNotLook.class)
                    .isThrownBy(() -> look(tape))
                    .extracting(CouldNotLook::outcome)
                    .isEqualTo(new Outcome.Skipped(SkipReason.NO_ROOT));
        }
    }

    @Test
    void seesTheRoutesWhereOnlyRootMayReadTheRules() throws Exception {
        var tape =
                Web1.tape()
                        .prints(ROUTE, DEFAULT + "prohibit 104.16.0.0/13 \n")
                        .forbidden(IPTABLES)
                        .forbidden(NFT);

        var seen = (HostFact.Firewall) look(tape).getFirst();

        assertThat(seen.stopsAnswers()).isTrue();
        assertThat(seen.blocked()).containsExactly("104.16.0.0/13");
        assertThat(seen.rule()).isEqualTo("prohibit 104.16.0.0/13");
    }

    private static Web1.Taping open() {
        return Web1.tape().prints(ROUTE, DEFAULT);
    }

    private static List<Evidence> look(Web1.Taping tape) throws Exception {
        return Looking.at(Web1.site(), tape.tape(), new FirewallAdmitsCloudflare());
    }
}
