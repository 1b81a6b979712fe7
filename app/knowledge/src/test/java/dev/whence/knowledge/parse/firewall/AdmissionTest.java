package dev.whence.knowledge.parse.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.knowledge.Captures;
import dev.whence.knowledge.Defaults;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

class AdmissionTest {
    private static final List<String> RANGES =
            Stream.concat(
                            Defaults.RANGES.stream(),
                            Stream.of("198.51.100.8/29", "2001:db8:77:1::8/125"))
                    .toList();
    private static final int V4 = 16;
    private static final int V6 = 8;
    private static final String ONE = "173.245.48.0/20";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    fw-drop-cf     | 16 | 0  | drop   | true  | -A INPUT -s 173.245.48.0/20 -p tcp -m multiport --dports 443 -m comment --comment block -j DROP
                    fw-reject-rst  | 16 | 0  | reject | true  | -A INPUT -s 173.245.48.0/20 -p tcp -m multiport --dports 443 -m comment --comment block -j REJECT --reject-with tcp-reset
                    fw-policy-drop | 16 | 0  | drop   | false | -P INPUT DROP
                    ufw-deny       | 16 | 0  | drop   | false | -A ufw-user-input -p tcp -m tcp --dport 443 -j DROP
                    fail2ban-edge  | 1  | 16 | reject | true  | -A f2b-nginx-http-auth -s 198.51.100.10/32 -j REJECT --reject-with icmp-port-unreachable
                    """)
    void readsRealRulesOfIptables(
            String capture, int blocked, int admitted, String action, boolean world, String rule) {
        var seen = v4(iptables(Captures.read("iptables-save/" + capture)), 443);

        assertThat(seen.blocked()).hasSize(blocked);
        assertThat(seen.admitted()).isEqualTo(admitted);
        assertThat(seen.unsure()).isEmpty();
        assertThat(seen.world()).isEqualTo(world);
        assertThat(seen.first().map(Fate.Stopped::action)).contains(action);
        assertThat(seen.first().map(Fate.Stopped::rule)).contains(rule);
    }

    @Test
    void namesTheBanListThatHoldsOneAddress() {
        var seen = v4(iptables(Captures.read("iptables-save/fail2ban-edge")), 443);

        assertThat(seen.blocked()).containsExactly("198.51.100.10");
        assertThat(seen.first().flatMap(Fate.Stopped::list)).contains("f2b-nginx-http-auth");
    }

    @Test
    void leavesOtherPortsAlone() {
        assertThat(v4(iptables(Captures.read("iptables-save/fw-drop-cf")), 8443).blocked())
                .isEmpty();
        assertThat(v4(iptables(Captures.read("iptables-save/ufw-deny")), 22).admitted())
                .isEqualTo(V4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fw-drop-cf", "fw-reject-rst", "ufw-deny"})
    void readsTheSixthVersionToo(String capture) {
        var rules = IptablesSave.read(Captures.read("ip6tables-save/" + capture), "", "");

        assertThat(Admission.of(rules, RANGES, 443, true, Optional.of("eth0")).blocked())
                .hasSize(V6);
    }

    @ParameterizedTest
    @CsvSource({"false, 16", "true, 8"})
    void readsRealRulesOfNftables(boolean v6, int blocked) {
        var rules = NftRuleset.read(Captures.read("nft/nft-drop-cf"), v6, Set.of()).orElseThrow();

        var seen = Admission.of(rules, RANGES, 443, v6, Optional.empty());

        assertThat(seen.blocked()).hasSize(blocked);
        assertThat(seen.world()).isTrue();
        assertThat(seen.first().map(Fate.Stopped::action)).contains("drop");
        assertThat(seen.first().map(Fate.Stopped::rule).orElse(""))
                .startsWith(
                        "inet filter input: " + (v6 ? "ip6 saddr @blocked6" : "ip saddr @blocked4"))
                .contains("tcp dport { 80, 443 } counter drop");
        assertThat(Admission.of(rules, RANGES, 22, v6, Optional.empty()).blocked()).isEmpty();
    }

    @Test
    void takesWhatIptablesPutIntoNftablesFromIptables() {
        var save = Captures.read("iptables-save/fail2ban-edge");
        var nft = Captures.read("nft/fail2ban-edge");

        var rules =
                iptables(save)
                        .and(
                                NftRuleset.read(nft, false, IptablesSave.translated(save))
                                        .orElseThrow());

        assertThat(v4(rules, 443).blocked()).containsExactly("198.51.100.10");
        assertThat(v4(rules, 443).unsure()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    # the first rule that decides wins: an ACCEPT behind a DROP is dead
                    blocked  | -A INPUT -p tcp -m tcp --dport 443 -j DROP; -A INPUT -s 173.245.48.0/20 -j ACCEPT
                    admitted | -A INPUT -s 173.245.48.0/20 -j ACCEPT; -A INPUT -p tcp -m tcp --dport 443 -j DROP
                    # a SYN belongs to no connection yet
                    blocked  | -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT; -A INPUT -j DROP
                    admitted | -A INPUT -m state --state NEW,ESTABLISHED -j ACCEPT; -A INPUT -j DROP
                    admitted | -A INPUT -m conntrack --ctstate INVALID -j DROP
                    admitted | -A INPUT -p tcp -m tcp ! --tcp-flags FIN,SYN,RST,ACK SYN -m conntrack --ctstate NEW -j DROP
                    blocked  | -A INPUT -p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN -j DROP
                    admitted | -A INPUT -p tcp -m tcp --tcp-flags FIN,SYN,RST,PSH,ACK,URG NONE -j DROP
                    # interfaces
                    blocked  | -A INPUT -i lo -j ACCEPT; -A INPUT -j DROP
                    blocked  | -A INPUT ! -i lo -j DROP
                    blocked  | -A INPUT -i eth+ -j DROP
                    admitted | -A INPUT -i docker0 -j DROP
                    admitted | -A INPUT -i eth1 -j DROP
                    # protocols and ports
                    admitted | -A INPUT -p udp -j DROP; -A INPUT -p icmp -j DROP
                    blocked  | -A INPUT ! -p udp -j DROP
                    blocked  | -A INPUT -p tcp -m multiport --dports 22,80:90,400:500 -j DROP
                    admitted | -A INPUT -p tcp -m multiport ! --dports 80,443 -j DROP
                    admitted | -A INPUT -p tcp -m tcp --dport 444:65535 -j DROP
                    admitted | -A INPUT -p tcp -m tcp --sport 53 -j DROP
                    blocked  | -A INPUT -p tcp -m tcp --sport 1024:65535 --dport 443 -j DROP
                    # negation of sources
                    admitted | -A INPUT ! -s 173.245.48.0/20 -j DROP
                    blocked  | -A INPUT ! -s 10.0.0.0/8 -j DROP
                    blocked  | -A INPUT -m iprange --src-range 173.0.0.0-173.255.255.255 -j DROP
                    # jumps, returns and gotos
                    admitted | :web - [0:0]; -A INPUT -p tcp -j web; -A INPUT -j ACCEPT; -A web -s 10.0.0.0/8 -j DROP; -A web -j RETURN
                    blocked  | :web - [0:0]; -A INPUT -j web; -A web -s 173.245.48.0/20 -j RETURN; -A web -j ACCEPT; -A INPUT -j DROP
                    admitted | :web - [0:0]; -A INPUT -g web; -A INPUT -j DROP; -A web -s 10.0.0.0/8 -j DROP
                    blocked  | :a - [0:0]; :b - [0:0]; -A INPUT -j a; -A a -g b; -A a -j ACCEPT; -A b -s 10.0.0.0/8 -j DROP; -A INPUT -j DROP
                    # what changes nothing
                    blocked  | -A INPUT -j LOG --log-prefix "[UFW BLOCK] "; -A INPUT -m comment --comment "all -j ACCEPT" -j DROP
                    # a rate that is looked at by source
                    unsure   | -A INPUT -p tcp -m tcp --dport 443 -m recent --update --seconds 30 --hitcount 6 --name D --mask 255.255.255.255 --rsource -j DROP
                    admitted | -A INPUT -p tcp -m tcp --dport 443 -m recent --set --name D --mask 255.255.255.255 --rsource -j ACCEPT; -A INPUT -j DROP
                    unsure   | -A INPUT -p tcp -m hashlimit --hashlimit-above 10/sec --hashlimit-mode srcip --hashlimit-name x -j DROP
                    unsure   | -A INPUT -p tcp -m connlimit --connlimit-above 20 --connlimit-mask 32 -j REJECT
                    unsure   | -A INPUT -m geoip ! --source-country DE -j DROP
                    unsure   | -A INPUT -m somethingnew --its-option 7 -j DROP
                    unsure   | -A INPUT -j NFQUEUE --queue-num 0
                    # either way it ends alike
                    blocked  | -A INPUT -m limit --limit 3/min -j DROP; -A INPUT -j DROP
                    admitted | -A INPUT -m mark --mark 0x1 -j ACCEPT
                    # destinations
                    admitted | -A INPUT -d 224.0.0.0/4 -j DROP; -A INPUT -m addrtype --dst-type BROADCAST -j DROP
                    blocked  | -A INPUT -m addrtype --dst-type LOCAL -j DROP
                    unsure   | -A INPUT -d 203.0.113.9/32 -j DROP
                    """)
    void followsTheRules(String fate, String rules) {
        var save = "*filter\n:INPUT ACCEPT [0:0]\n" + rules.replace("; ", "\n") + "\nCOMMIT\n";

        assertThat(fate(v4(iptables(save), 443, ONE))).isEqualTo(fate);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    # the answer goes to the edge, from the web port, in a connection that exists
                    stopped  | -A OUTPUT -d 173.245.48.0/20 -j DROP
                    stopped  | -A OUTPUT -d 173.245.48.0/20 -j REJECT --reject-with icmp-port-unreachable
                    stopped  | -A OUTPUT -p tcp -m tcp --sport 443 -j DROP
                    stopped  | -A OUTPUT -p tcp -m multiport --sports 80,443 -j DROP
                    stopped  | -A OUTPUT -p tcp -m tcp --dport 1024:65535 -j DROP
                    stopped  | -A OUTPUT -m conntrack --ctstate ESTABLISHED -j DROP
                    stopped  | -A OUTPUT -o eth0 -j DROP
                    stopped  | -A OUTPUT ! -o lo -p tcp -j DROP
                    stopped  | -A OUTPUT -p tcp -m tcp --tcp-flags SYN,ACK SYN,ACK -j DROP
                    stopped  | -A OUTPUT -m addrtype --src-type LOCAL --dst-type UNICAST -j DROP
                    stopped  | -A OUTPUT -m set --match-set edges dst -j DROP
                    stopped  | :out - [0:0]; -A OUTPUT -j out; -A out -d 173.0.0.0/8 -j REJECT
                    stopped  | -A OUTPUT -m conntrack --ctstate NEW -j ACCEPT; -A OUTPUT -j DROP
                    # what other packets meet
                    admitted | -A OUTPUT -d 10.0.0.0/8 -j DROP
                    admitted | -A OUTPUT -s 173.245.48.0/20 -d 10.0.0.0/8 -j DROP
                    admitted | -A OUTPUT -p tcp -m tcp --dport 443 -j DROP
                    admitted | -A OUTPUT -p tcp -m tcp --dport 25 -j REJECT
                    admitted | -A OUTPUT -p tcp -m tcp --sport 22 -j DROP
                    admitted | -A OUTPUT -m conntrack --ctstate NEW -j DROP
                    admitted | -A OUTPUT -m state --state INVALID,NEW -j DROP
                    admitted | -A OUTPUT -p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN -j REJECT
                    admitted | -A OUTPUT -p tcp -m tcp --tcp-flags RST RST -j DROP
                    admitted | -A OUTPUT -p udp -j DROP
                    admitted | -A OUTPUT -o docker0 -j DROP
                    admitted | -A OUTPUT -m set --match-set others dst -j DROP
                    admitted | -A OUTPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT; -A OUTPUT -j DROP
                    admitted | -A OUTPUT -p tcp -m tcp --sport 443 -j ACCEPT; -A OUTPUT -j DROP
                    # nobody knows who sends
                    unsure   | -A OUTPUT -m owner --uid-owner 1000 -j DROP
                    unsure   | -A OUTPUT -m owner ! --gid-owner 33 -j REJECT
                    unsure   | -A OUTPUT -s 198.51.100.7/32 -j DROP
                    unsure   | -A OUTPUT -p tcp -m tcp --dport 40000:50000 -j DROP
                    admitted | -A OUTPUT -d 10.0.0.0/8 -m owner --uid-owner 1000 -j DROP
                    """)
    void followsTheAnswerBack(String fate, String rules) {
        var sets =
                """
                create edges hash:net family inet
                add edges 173.245.48.0/20
                create others hash:net family inet
                add others 10.0.0.0/8
                """;
        var save =
                "*filter\n:INPUT ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n"
                        + rules.replace("; ", "\n")
                        + "\nCOMMIT\n";

        var seen = v4(IptablesSave.read(save, sets, ""), 443, ONE);

        assertThat(fate(seen).replace("blocked", "stopped")).isEqualTo(fate);
        assertThat(seen.first().map(Fate.Stopped::way))
                .isEqualTo(fate.equals("stopped") ? Optional.of("back") : Optional.empty());
        assertThat(seen.unsure().map(Fate.Unsure::action))
                .isEqualTo(fate.equals("unsure") ? Optional.of("") : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    back | -P OUTPUT DROP                 | *filter; :INPUT ACCEPT [0:0]; :OUTPUT DROP [0:0]; -A OUTPUT -o lo -j ACCEPT; COMMIT
                    back | -A OUTPUT -p tcp -j DROP       | *raw; :PREROUTING ACCEPT [0:0]; :OUTPUT ACCEPT [0:0]; -A OUTPUT -p tcp -j DROP; COMMIT
                    back | -A OUTPUT -p tcp -j DROP       | *mangle; :INPUT ACCEPT [0:0]; :OUTPUT ACCEPT [0:0]; -A OUTPUT -p tcp -j DROP; COMMIT
                    back | -A POSTROUTING -p tcp -j DROP  | *mangle; :INPUT ACCEPT [0:0]; :POSTROUTING ACCEPT [0:0]; -A POSTROUTING -p tcp -j DROP; COMMIT
                    in   | -P INPUT DROP                  | *filter; :INPUT DROP [0:0]; :OUTPUT DROP [0:0]; COMMIT
                    ''   | ''                             | *nat; :INPUT ACCEPT [0:0]; :OUTPUT ACCEPT [0:0]; -A OUTPUT -p tcp -j DROP; COMMIT
                    """)
    void namesWhatStopsTheAnswer(String way, String rule, String save) {
        var seen = v4(iptables(save.replace("; ", "\n") + "\n"), 443, ONE);

        assertThat(seen.first().map(Fate.Stopped::way).orElse("")).isEqualTo(way);
        assertThat(seen.first().map(Fate.Stopped::rule).orElse("")).isEqualTo(rule);
    }

    @Test
    void answersFromThePortToWhichTheVisitWasTurned() {
        var save =
                """
                *nat
                :PREROUTING ACCEPT [0:0]
                -A PREROUTING -p tcp -m tcp --dport 443 -j REDIRECT --to-ports 8443
                COMMIT
                *filter
                :INPUT ACCEPT [0:0]
                :OUTPUT ACCEPT [0:0]
                -A OUTPUT -p tcp -m tcp --sport %s -j DROP
                COMMIT
                """;

        assertThat(fate(v4(iptables(save.formatted("8443")), 443, ONE))).isEqualTo("blocked");
        assertThat(fate(v4(iptables(save.formatted("443")), 443, ONE))).isEqualTo("admitted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    blocked  | filter | accept | output      | [{"match":{"op":"==","left":{"payload":{"protocol":"ip","field":"daddr"}},"right":{"prefix":{"addr":"173.245.48.0","len":20}}}},{"drop":null}]
                    blocked  | filter | accept | output      | [{"match":{"op":"==","left":{"payload":{"protocol":"tcp","field":"sport"}},"right":{"set":[80,443]}}},{"drop":null}]
                    blocked  | route  | accept | output      | [{"match":{"op":"==","left":{"meta":{"key":"oifname"}},"right":"eth0"}},{"drop":null}]
                    blocked  | filter | accept | postrouting | [{"match":{"op":"<","left":{"payload":{"protocol":"tcp","field":"sport"}},"right":1024}},{"drop":null}]
                    blocked  | filter | drop   | output      | [{"match":{"op":"==","left":{"meta":{"key":"oifname"}},"right":"lo"}},{"accept":null}]
                    admitted | filter | drop   | output      | [{"match":{"op":"in","left":{"ct":{"key":"state"}},"right":["established","related"]}},{"accept":null}]
                    admitted | filter | drop   | output      | [{"vmap":{"key":{"ct":{"key":"state"}},"data":{"set":[["established",{"accept":null}],["invalid",{"drop":null}]]}}}]
                    admitted | filter | accept | output      | [{"match":{"op":"in","left":{"ct":{"key":"state"}},"right":"new"}},{"drop":null}]
                    admitted | filter | accept | output      | [{"match":{"op":"==","left":{"ct":{"key":"direction"}},"right":"original"}},{"drop":null}]
                    admitted | filter | accept | output      | [{"match":{"op":"==","left":{"payload":{"protocol":"tcp","field":"dport"}},"right":443}},{"drop":null}]
                    admitted | filter | accept | output      | [{"match":{"op":"==","left":{"payload":{"protocol":"ip6","field":"daddr"}},"right":"@cf6"}},{"drop":null}]
                    admitted | filter | accept | output      | [{"match":{"op":"==","left":{"&":[{"payload":{"protocol":"tcp","field":"flags"}},["fin","syn","rst","ack"]]},"right":"syn"}},{"drop":null}]
                    admitted | nat    | accept | postrouting | [{"drop":null}]
                    unsure   | filter | accept | output      | [{"match":{"op":"==","left":{"meta":{"key":"skuid"}},"right":1000}},{"drop":null}]
                    """)
    void followsTheAnswerThroughNftables(
            String fate, String type, String policy, String hook, String expressions) {
        var json =
                """
                {"nftables":[
                 {"chain":{"family":"inet","table":"t","name":"out","type":"%s","hook":"%s","prio":0,"policy":"%s"}},
                 {"rule":{"family":"inet","table":"t","chain":"out","handle":5,"expr":%s}}]}
                """
                        .formatted(type, hook, policy, expressions);

        assertThat(fate(v4(nft(json), 443, ONE))).isEqualTo(fate);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    admitted | ''                           | default via 198.51.100.1 dev eth0
                    blocked  | blackhole 173.245.48.0/20    | default via 198.51.100.1 dev eth0; blackhole 173.245.48.0/20
                    blocked  | unreachable 173.0.0.0/8      | default via 198.51.100.1 dev eth0; unreachable 173.0.0.0/8
                    blocked  | prohibit 173.245.48.7        | prohibit 173.245.48.7
                    blocked  | blackhole default            | blackhole default
                    # an ordinary route that is narrower, or as wide and preferred
                    admitted | ''                           | blackhole 173.0.0.0/8; 173.245.48.0/20 via 198.51.100.1 dev eth0
                    admitted | ''                           | blackhole 173.245.48.0/20 metric 200; 173.245.48.0/20 via 198.51.100.1 dev eth0 metric 100
                    admitted | ''                           | default via 198.51.100.1 dev eth0 metric 1024; unreachable default metric 4294967295
                    blocked  | blackhole 173.245.48.0/24    | 173.245.48.0/20 via 198.51.100.1 dev eth0; blackhole 173.245.48.0/24
                    # not in force for these packets
                    admitted | ''                           | blackhole 10.0.0.0/8; throw 173.245.48.0/20
                    admitted | ''                           | blackhole 173.245.48.0/20 tos 0x10
                    blocked  | blackhole 173.245.48.0/20    | blackhole 173.245.48.0/20; 173.245.48.0/21 via 198.51.100.1 dev eth0 dead linkdown
                    """)
    void findsTheRouteThatSwallowsTheAnswer(String fate, String rule, String routes) {
        var rules = Ruleset.EMPTY.with(Routes.read(routes.replace("; ", " \n"), false));

        var seen = v4(rules, 443, ONE);

        assertThat(fate(seen)).isEqualTo(fate);
        assertThat(seen.first().map(Fate.Stopped::rule).orElse("")).isEqualTo(rule);
    }

    @Test
    void namesThePartOfARangeThatARouteSwallows() {
        var rules =
                Ruleset.EMPTY.with(
                        Routes.read("blackhole 173.245.48.7 \nblackhole 2606:4700::/32\n", false));

        assertThat(v4(rules, 443, ONE).blocked()).containsExactly("173.245.48.7");
    }

    @Test
    void readsTheRoutesOfTheSixthVersion() {
        var rules =
                Ruleset.EMPTY.with(
                        Routes.read("blackhole 2606:4700::/32 dev lo metric 1024\n", true));

        assertThat(Admission.of(rules, RANGES, 443, true, Optional.empty()).blocked())
                .containsExactly("2606:4700::/32");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    eth0 | default via 198.51.100.1 dev eth0 proto dhcp metric 100
                    ens3 | 10.0.0.0/8 dev eth1 scope link; default dev ens3 scope link
                    eth2 | default proto static metric 20 \\\\	nexthop via 198.51.100.1 dev eth2 weight 1
                    ''   | 10.0.0.0/8 dev eth1 scope link; blackhole default
                    """)
    void findsTheInterfaceToTheOutside(String device, String routes) {
        assertThat(Routes.device(routes.replace("; ", "\n")).orElse("")).isEqualTo(device);
    }

    @Test
    void readsSets() {
        var save =
                """
                *filter
                :INPUT DROP [0:0]
                -A INPUT -p tcp -m multiport --dports 80,443 -m set --match-set cf4 src -j ACCEPT
                COMMIT
                """;
        var sets =
                """
                create cf4 hash:net family inet hashsize 1024 maxelem 65536
                add cf4 173.245.48.0/20
                add cf4 103.21.244.0/22 timeout 600
                """;

        var seen = v4(IptablesSave.read(save, sets, ""), 443, ONE, "104.16.0.0/13");

        assertThat(seen.blocked()).containsExactly("104.16.0.0/13");
        assertThat(seen.admitted()).isEqualTo(1);
        assertThat(seen.world()).isFalse();
        assertThat(fate(v4(IptablesSave.read(save, "", ""), 443, ONE))).isEqualTo("unsure");
    }

    @Test
    void recognisesThatOnlyCloudflareMayEnter() {
        var save =
                new StringBuilder(
                        """
                        *filter
                        :INPUT DROP [0:0]
                        -A INPUT -i lo -j ACCEPT
                        """);
        Defaults.RANGES.stream()
                .filter(range -> !range.contains(":"))
                .forEach(
                        range ->
                                save.append(
                                        "-A INPUT -s %s -p tcp -m tcp --dport 443 -j ACCEPT\n"
                                                .formatted(range)));

        var seen =
                Admission.of(
                        iptables(save + "COMMIT\n"),
                        Defaults.RANGES,
                        443,
                        false,
                        Optional.of("eth0"));

        assertThat(seen.blocked()).isEmpty();
        assertThat(seen.admitted()).isEqualTo(15);
        assertThat(seen.world()).isFalse();
    }

    @Test
    void findsThatAnAllowListHasOnlyAPartOfARange() {
        var save =
                """
                *filter
                :INPUT DROP [0:0]
                -A INPUT -s 104.16.0.0/14 -j ACCEPT
                COMMIT
                """;

        var seen = v4(iptables(save), 443, "104.16.0.0/13");

        assertThat(seen.blocked()).containsExactly("104.16.0.0/13");
        assertThat(seen.admitted()).isZero();
    }

    @Test
    void followsAPublishedPortOfAContainer() {
        var save =
                """
                *nat
                :PREROUTING ACCEPT [0:0]
                :DOCKER - [0:0]
                -A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
                -A DOCKER ! -i docker0 -p tcp -m tcp --dport 443 -j DNAT --to-destination 172.17.0.2:8443
                COMMIT
                *filter
                :INPUT DROP [0:0]
                :FORWARD DROP [0:0]
                :DOCKER - [0:0]
                :DOCKER-USER - [0:0]
                -A FORWARD -j DOCKER-USER
                -A FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
                -A FORWARD -o docker0 -j DOCKER
                -A DOCKER -d 172.17.0.2/32 ! -i docker0 -o docker0 -p tcp -m tcp --dport 8443 -j ACCEPT
                %s-A DOCKER-USER -j RETURN
                COMMIT
                """;
        var open = iptables(save.formatted(""));
        var closed =
                iptables(save.formatted("-A DOCKER-USER -i eth0 -s 173.245.48.0/20 -j DROP\n"));

        assertThat(fate(v4(open, 443, ONE))).isEqualTo("admitted");
        assertThat(fate(v4(closed, 443, ONE))).isEqualTo("blocked");
        assertThat(fate(v4(open, 80, ONE))).isEqualTo("blocked");
    }

    @Test
    void mustPassBothBackEnds() {
        var newer =
                """
                *filter
                :INPUT ACCEPT [0:0]
                COMMIT
                """;
        var older =
                """
                *filter
                :INPUT ACCEPT [0:0]
                -A INPUT -p tcp -j DROP
                COMMIT
                """;
        var both = iptables(newer).and(IptablesSave.read(older, "", "legacy "));

        assertThat(fate(v4(both, 443, ONE))).isEqualTo("blocked");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    admitted | accept | []
                    blocked  | drop   | []
                    admitted | drop   | [{"accept":null}]
                    blocked  | accept | [{"match":{"op":"==","left":{"payload":{"protocol":"tcp","field":"dport"}},"right":{"set":[80,443]}}},{"reject":{"type":"tcp reset"}}]
                    admitted | accept | [{"match":{"op":"!=","left":{"payload":{"protocol":"tcp","field":"dport"}},"right":443}},{"drop":null}]
                    blocked  | accept | [{"match":{"op":"==","left":{"payload":{"protocol":"tcp","field":"dport"}},"right":{"range":[400,500]}}},{"drop":null}]
                    blocked  | accept | [{"match":{"op":"==","left":{"payload":{"protocol":"ip","field":"saddr"}},"right":{"prefix":{"addr":"173.245.48.0","len":20}}}},{"drop":null}]
                    admitted | accept | [{"match":{"op":"!=","left":{"payload":{"protocol":"ip","field":"saddr"}},"right":"@cf"}},{"drop":null}]
                    admitted | accept | [{"match":{"op":"!=","left":{"payload":{"protocol":"ip6","field":"saddr"}},"right":"@cf6"}},{"drop":null}]
                    blocked  | accept | [{"match":{"op":"==","left":{"meta":{"key":"nfproto"}},"right":"ipv4"}},{"drop":null}]
                    admitted | accept | [{"match":{"op":"==","left":{"meta":{"key":"l4proto"}},"right":{"set":["udp","icmp"]}}},{"drop":null}]
                    admitted | accept | [{"match":{"op":"==","left":{"meta":{"key":"iifname"}},"right":"lo"}},{"drop":null}]
                    blocked  | accept | [{"match":{"op":"!=","left":{"meta":{"key":"iifname"}},"right":"lo"}},{"drop":null}]
                    admitted | drop   | [{"match":{"op":"in","left":{"ct":{"key":"state"}},"right":["established","new"]}},{"accept":null}]
                    blocked  | drop   | [{"vmap":{"key":{"ct":{"key":"state"}},"data":{"set":[["established",{"accept":null}],["related",{"accept":null}],["invalid",{"drop":null}]]}}}]
                    admitted | drop   | [{"vmap":{"key":{"payload":{"protocol":"tcp","field":"dport"}},"data":{"set":[[80,{"drop":null}],[443,{"jump":{"target":"web"}}]]}}}]
                    admitted | drop   | [{"vmap":{"key":{"payload":{"protocol":"tcp","field":"dport"}},"data":"@ports"}}]
                    admitted | drop   | [{"jump":{"target":"web"}}]
                    unsure   | accept | [{"limit":{"rate":10,"per":"second","inv":true}},{"drop":null}]
                    unsure   | accept | [{"match":{"op":"==","left":{"meta":{"key":"mark"}},"right":7}},{"drop":null}]
                    unsure   | accept | [{"xt":{"type":"match","name":"geoip"}},{"drop":null}]
                    blocked  | accept | [{"match":{"op":"==","left":{"&":[{"payload":{"protocol":"tcp","field":"flags"}},["fin","syn","rst","ack"]]},"right":"syn"}},{"drop":null}]
                    admitted | accept | [{"match":{"op":"==","left":{"fib":{"result":"oif","flags":["saddr","mark","iif"]}},"right":false}},{"drop":null}]
                    blocked  | accept | [{"match":{"op":"==","left":{"concat":[{"payload":{"protocol":"ip","field":"saddr"}},{"payload":{"protocol":"tcp","field":"dport"}}]},"right":{"set":[{"concat":[{"prefix":{"addr":"173.0.0.0","len":8}},443]}]}}},{"drop":null}]
                    blocked  | accept | [{"counter":{"packets":0,"bytes":0}},{"log":{"prefix":"x"}},{"drop":null}]
                    """)
    void followsTheRulesOfNftables(String fate, String policy, String expressions) {
        var json =
                """
                {"nftables":[
                 {"chain":{"family":"inet","table":"t","name":"in","hook":"input","prio":0,"policy":"%s"}},
                 {"chain":{"family":"inet","table":"t","name":"web"}},
                 {"set":{"family":"inet","table":"t","name":"cf","type":"ipv4_addr","elem":[{"elem":{"val":{"prefix":{"addr":"173.245.48.0","len":20}},"timeout":600}}]}},
                 {"map":{"family":"inet","table":"t","name":"ports","type":"inet_service","map":"verdict","elem":[[443,{"accept":null}]]}},
                 {"rule":{"family":"inet","table":"t","chain":"in","handle":5,"expr":%s}},
                 {"rule":{"family":"inet","table":"t","chain":"web","handle":6,"expr":[{"accept":null}]}}]}
                """
                        .formatted(policy, expressions);

        assertThat(fate(v4(nft(json), 443, ONE))).isEqualTo(fate);
    }

    @Test
    void mustPassEveryBaseChainOfNftables() {
        var json =
                """
                {"nftables":[
                 {"chain":{"family":"inet","table":"f2b-table","name":"f2b-chain","hook":"input","prio":-1,"policy":"accept"}},
                 {"chain":{"family":"inet","table":"filter","name":"input","hook":"input","prio":0,"policy":"accept"}},
                 {"set":{"family":"inet","table":"f2b-table","name":"addr-set-nginx","type":"ipv4_addr","elem":["173.245.48.7"]}},
                 {"rule":{"family":"inet","table":"filter","chain":"input","handle":5,"expr":[{"accept":null}]}},
                 {"rule":{"family":"inet","table":"f2b-table","chain":"f2b-chain","handle":6,"expr":[{"match":{"op":"==","left":{"payload":{"protocol":"ip","field":"saddr"}},"right":"@addr-set-nginx"}},{"reject":null}]}}]}
                """;

        var seen = v4(nft(json), 443, ONE);

        assertThat(seen.blocked()).containsExactly("173.245.48.7");
        assertThat(seen.admitted()).isEqualTo(1);
        assertThat(seen.first().flatMap(Fate.Stopped::list)).contains("addr-set-nginx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "{}",
                "{\"nftables\":7}",
                "[1",
                "{\"nftables\":[{\"rule\":{}}]}",
                "{\"nftables\":[{\"rule\":{\"family\":\"ip\",\"expr\":[7,{},[]]}}]}"
            })
    void isNeverThrownOff(String text) {
        assertThat(NftRuleset.read(text, false, Set.of())).isNotNull();
        assertThat(v4(iptables(text + "\n-A INPUT -s\n-A\n:x\n-A INPUT !\n-A INPUT -j"), 443))
                .extracting(Admission::world)
                .isEqualTo(true);
    }

    @Test
    void endsInALoopOfChains() {
        var save =
                """
                *filter
                :INPUT ACCEPT [0:0]
                :a - [0:0]
                :b - [0:0]
                -A INPUT -j a
                -A a -j b
                -A a -j b
                -A b -j a
                -A b -j a
                COMMIT
                """;

        assertThat(fate(v4(iptables(save), 443, ONE))).isEqualTo("unsure");
    }

    private static String fate(Admission seen) {
        if (!seen.blocked().isEmpty()) {
            return "blocked";
        }
        return seen.unsure().isPresent() ? "unsure" : "admitted";
    }

    private static Ruleset iptables(String save) {
        return IptablesSave.read(save, "", "");
    }

    private static Ruleset nft(String json) {
        return NftRuleset.read(json, false, Set.of()).orElseThrow();
    }

    private static Admission v4(Ruleset rules, int port, String... ranges) {
        return Admission.of(
                rules,
                ranges.length == 0 ? RANGES : List.of(ranges),
                port,
                false,
                Optional.of("eth0"));
    }
}
