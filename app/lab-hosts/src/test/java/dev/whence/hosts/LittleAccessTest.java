package dev.whence.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// With fewer doors open Whence knows less, and never something wrong; what it could not look at it
/// names, with the commands for whoever may.
///
/// `-Dlab.little=all` asks every fault of the table, `-Dlab.little=nginx-stopped,tunnel-slow`
/// these.
@OnHosts
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LittleAccessTest {
    /// A port on which nothing listens.
    private static final String REFUSED = ":2222";

    private static final List<String> SOME =
            List.of(
                    "app-down",
                    "fw-drop-cf",
                    "cert-expired",
                    "tunnel-stopped",
                    "tunnel-wrong-port",
                    "tunnel-rejected-quic");
    private static final String WANTED = System.getProperty("lab.little", "");

    /// Checks that see nothing without root or the group of the journal's readers, and take silence
    /// for nothing: on the origin, and on the tunnel's host.
    private static final Set<String> ROOTS =
            Set.of("app-journal", "ban-lists-spare-cloudflare", "firewall-admits-cloudflare");

    private final Lane.Several lanes = Lane.Several.asked();

    static Stream<Expected> rows() {
        var all = WANTED.equals("all");
        var named = WANTED.isEmpty() ? SOME : List.of(WANTED.split(","));
        return Expected.all().stream().filter(row -> all || named.contains(row.fault()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    @Execution(ExecutionMode.CONCURRENT)
    void neverPointsElsewhere(Expected row) throws InterruptedException {
        lanes.during(row.fault(), () -> looksAt(row));
    }

    private static Void looksAt(Expected row) {
        var softly = new SoftAssertions();
        accesses(Whence.Site.of(row.ask()))
                .forEach(
                        access -> {
                            var answer = Whence.check(row.fault(), row.ask(), access);
                            softly.check(() -> holds(row, access, answer));
                        });
        softly.assertAll();
        return null;
    }

    /// Somebody with root runs what the report names, and pastes all of it back.
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"fw-drop-cf", "tunnel-no-credentials"})
    @Execution(ExecutionMode.CONCURRENT)
    void isToldByWhoeverMay(String fault) throws InterruptedException {
        var row = Expected.of(fault);
        lanes.during(fault, () -> pastesWhatIsNamed(row));
    }

    private static Void pastesWhatIsNamed(Expected row) {
        var access = Whence.Access.as("limited", Whence.Site.of(row.ask()));
        var answer = Whence.check(row.fault(), row.ask(), access);
        row.isNotContradictedBy(answer);
        var told = Whence.explain(row.fault(), transcript(answer));
        assertThat(told.verdict("place")).as(told.told()).isIn(row.places());
        assertThat(told.causes()).as(told.told()).containsAnyElementsOf(row.causes());
        return null;
    }

    @AfterAll
    void close() {
        lanes.close();
    }

    private static String transcript(Whence.Answer answer) {
        var text = new StringBuilder();
        for (var unseen : answer.json().path("unseen")) {
            var host = unseen.path("from").asString("").contains("tunnel") ? "tunnel" : "origin";
            for (var command : unseen.path("commands")) {
                var said = Hosts.on(host, command.asString("")).said();
                text.append("root@%s:~# %s%n%s".formatted(host, command.asString(""), said));
            }
        }
        return text.toString();
    }

    private static void holds(Expected row, Whence.Access access, Whence.Answer answer) {
        row.isNotContradictedBy(answer);
        saysWhy(answer, access);
        namesWhatIsUnseen(answer, access);
        keepsSecrets(answer);
        if (access.user().equals("limited")) {
            takesSilenceForNothing(answer);
        }
    }

    /// A check that did not look says why, and its step is not green.
    private static void saysWhy(Whence.Answer answer, Whence.Access access) {
        for (var step : answer.json().path("steps")) {
            for (var check : step.path("checks")) {
                if (outcome(check).equals("saw")) {
                    continue;
                }
                assertThat(check.path("why").asString(""))
                        .as("why %s did not look, as %s", check.path("id"), access.name())
                        .isNotBlank();
                if (isForWantOfRoot(check) || outcome(check).equals("broke")) {
                    assertThat(step.path("colour").asString(""))
                            .as("%s, where %s did not look", step.path("step"), check.path("id"))
                            .isNotEqualTo("green");
                }
            }
        }
    }

    private static void namesWhatIsUnseen(Whence.Answer answer, Whence.Access access) {
        var unseen = list(answer.json().path("unseen"));
        assertThat(unseen).as("unseen, as %s", access.name()).isNotEmpty();
        var paper = answer.pdf().replaceAll("\\s+", "");
        for (var host : unseen) {
            assertThat(list(host.path("why"))).isNotEmpty();
            assertThat(list(host.path("commands"))).as(host.toString()).isNotEmpty();
            var first = host.path("commands").path(0).asString("");
            assertThat(paper).contains(first.replaceAll("\\s+", ""));
        }
        for (var step : answer.json().path("steps")) {
            for (var check : step.path("checks")) {
                if (isForWantOfRoot(check)
                        && !check.path("id").asString("").equals("host-access")) {
                    assertThat(unseen)
                            .as("%s is named", check.path("id"))
                            .anyMatch(
                                    host ->
                                            list(host.path("checks")).stream()
                                                    .anyMatch(id -> id.equals(check.path("id"))));
                }
            }
        }
    }

    /// `journalctl` shows "no entries" without a word, and the programs of the firewall are not in
    /// the path of such a login: neither is a fact. A route that swallows answers is, and anybody
    /// may read it.
    private static void takesSilenceForNothing(Whence.Answer answer) {
        var routed = answer.facts().contains("stopped on the way back");
        for (var step : answer.json().path("steps")) {
            for (var check : step.path("checks")) {
                var id = check.path("id").asString("");
                if (ROOTS.contains(id) && !(routed && id.equals("firewall-admits-cloudflare"))) {
                    assertThat(outcome(check)).as(check.toString()).isNotEqualTo("saw");
                }
            }
        }
        assertThat(answer.facts().contains("host.firewall:")).isEqualTo(routed);
        assertThat(answer.facts()).doesNotContain("host.app-log:", "host.web-log:");
    }

    private static void keepsSecrets(Whence.Answer answer) {
        var secret =
                Hosts.on(
                                "tunnel",
                                "sed -n 's/.*\"TunnelSecret\":\"\\([^\"]*\\)\".*/\\1/p'"
                                        + " /etc/cloudflared/*.json /root/*.json 2>/dev/null")
                        .said()
                        .strip();
        for (var file : List.of("answer.json", "saved.whence")) {
            var written = answer.written(file);
            assertThat(written).doesNotContain("PRIVATE KEY");
            secret.lines().forEach(line -> assertThat(written).doesNotContain(line));
        }
    }

    private static boolean isForWantOfRoot(JsonNode check) {
        return outcome(check).equals("skipped")
                && check.path("why").asString("").contains("without root");
    }

    private static String outcome(JsonNode check) {
        return check.path("outcome").asString("");
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static Stream<Whence.Access> accesses(Whence.Site site) {
        List<Whence.Access> all =
                new ArrayList<>(
                        List.of(
                                Whence.Access.as("pwsudo", site),
                                Whence.Access.as("limited", site),
                                new Whence.Access("refused", "ops", refused(site)),
                                new Whence.Access("no-ssh", "ops", withoutSsh(site))));
        if (site == Whence.Site.TUNNELLED) {
            all.add(tunnelOnly("ops"));
            all.add(tunnelOnly("limited"));
        }
        return all.stream();
    }

    private static Whence.Access tunnelOnly(String user) {
        return new Whence.Access(
                "tunnel-only-" + user, user, List.of("--tunnel-ssh", user + "@" + Hosts.TUNNEL));
    }

    private static List<String> refused(Whence.Site site) {
        return switch (site) {
            case DIRECT ->
                    List.of(
                            "--origin",
                            Hosts.ORIGIN,
                            "--origin-ssh",
                            "ops@" + Hosts.ORIGIN + REFUSED);
            case TUNNELLED -> List.of("--tunnel-ssh", "ops@" + Hosts.TUNNEL + REFUSED);
        };
    }

    private static List<String> withoutSsh(Whence.Site site) {
        return switch (site) {
            case DIRECT -> List.of("--origin", Hosts.ORIGIN);
            case TUNNELLED -> List.of();
        };
    }
}
