package dev.whence.knowledge.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.whence.knowledge.parse.firewall.Admission;
import dev.whence.knowledge.parse.firewall.IptablesSave;
import dev.whence.knowledge.parse.firewall.NftRuleset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Odd output of a host's programs becomes nothing or something small: never an exception, never a
/// long wait.
class HostParsersTest {
    private static final Path CAPTURES = Path.of("src/test/captures");
    private static final List<String> TOOLS =
            List.of(
                    "df",
                    "df-inodes",
                    "grep-sites",
                    "ip6tables-save",
                    "iptables-save",
                    "journalctl",
                    "nft",
                    "nginx-T",
                    "nginx-access-log",
                    "nginx-error-log",
                    "proc",
                    "ss",
                    "systemctl-list-unit-files",
                    "systemctl-show");
    private static final String ODD = "\0\u001b[31m\"\\'{}[]();=,:#*|+\n\r\t \uD83D é9-";

    static List<Path> captures() throws IOException {
        List<Path> captures = new ArrayList<>();
        for (var tool : TOOLS) {
            try (var files = Files.list(CAPTURES.resolve(tool))) {
                files.sorted().forEach(captures::add);
            }
        }
        return captures;
    }

    @ParameterizedTest
    @MethodSource("captures")
    void everyCaptureSurvivesBeingDamaged(Path capture) throws IOException {
        var text = Files.readString(capture);
        var random = new Random(capture.toString().hashCode());

        assertTimeout(
                Duration.ofSeconds(20),
                () -> {
                    for (var i = 0; i < 25; i++) {
                        readAll(damaged(text, random));
                    }
                });
    }

    @Test
    void nothingIsTooLong() {
        var longLines =
                List.of(
                        "\"".repeat(200_000),
                        "\\".repeat(200_000),
                        "a \"" + "\\\"".repeat(100_000),
                        "{".repeat(100_000),
                        "server {".repeat(50_000),
                        "-A INPUT " + "! -s 1.2.3.4 ".repeat(20_000),
                        "*filter\n" + "-A INPUT -j INPUT\n".repeat(20_000),
                        "x".repeat(1_000_000),
                        " ".repeat(500_000),
                        "[".repeat(100_000),
                        "2020/08/08 13:17:26 [error] 1#1: " + ", client: ".repeat(50_000),
                        "==> ".repeat(100_000),
                        "A=".repeat(200_000));

        assertTimeout(Duration.ofSeconds(60), () -> longLines.forEach(HostParsersTest::readAll));
    }

    private static String damaged(String text, Random random) {
        var damaged = new StringBuilder(text);
        for (var i = 0; i < 12 && !damaged.isEmpty(); i++) {
            var at = random.nextInt(damaged.length());
            switch (random.nextInt(4)) {
                case 0 -> damaged.setCharAt(at, ODD.charAt(random.nextInt(ODD.length())));
                case 1 -> damaged.delete(at, Math.min(damaged.length(), at + random.nextInt(40)));
                case 2 -> damaged.insert(at, ODD, 0, random.nextInt(ODD.length()));
                default ->
                        damaged.insert(
                                at,
                                damaged.substring(
                                        at, Math.min(damaged.length(), at + random.nextInt(80))));
            }
        }
        return damaged.toString();
    }

    private static void readAll(String text) {
        var zone = ZoneOffset.UTC;
        var journal = JournalJson.entries(text);
        assertThat(WebErrorLog.entries(text, zone)).isNotNull();
        assertThat(WebErrorLog.entries(journal, zone).toList()).isNotNull();
        assertThat(AppLogLine.entries(journal).toList()).isNotNull();
        assertThat(AppLogLine.entries(LogFileLines.entries(text, "app.service", zone)).toList())
                .isNotNull();
        assertThat(OomLine.fromKernel(journal).toList()).isNotNull();
        assertThat(OomLine.fromRing(text).toList()).isNotNull();
        assertThat(AccessLog.requests(text).toList()).isNotNull();
        assertThat(SystemctlShow.units(text)).isNotNull();
        assertThat(UnitFiles.states(text)).isNotNull();
        assertThat(Listeners.bound(text)).isNotNull();
        assertThat(Login.read(text)).isNotNull();
        assertThat(HostTime.read(text)).isNotNull();
        assertThat(Disks.read(text, text, text)).isNotNull();
        assertThat(Load.read(text)).isNotNull();
        assertThat(TailFiles.files(text)).isNotNull();
        assertThat(ConfigTestOutput.nginx(text, true)).isNotNull();
        assertThat(ConfigTestOutput.apache(text, true)).isNotNull();
        assertThat(ApacheSite.in(text, "app.example.test")).isNotNull();
        assertThat(NginxSite.in(NginxConfig.read(text), "app.example.test", "/", 443)).isNotNull();
        var ranges = List.of("173.245.48.0/20");
        assertThat(
                        Admission.of(
                                IptablesSave.read(text, text, ""),
                                ranges,
                                443,
                                false,
                                Optional.empty()))
                .isNotNull();
        NftRuleset.read(text, false, Set.of())
                .ifPresent(rules -> Admission.of(rules, ranges, 443, false, Optional.empty()));
    }
}
