package dev.whence.bench;

import dev.whence.knowledge.fact.HostFact.WebLog.WebLine;
import dev.whence.knowledge.parse.LogDigest;
import dev.whence.knowledge.parse.WebErrorLog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// Measures how fast a large nginx error log is read, beside `grep -cE` with the same patterns on
/// the same file.
///
/// `mvn -q -Pbench -pl app/bench -am verify -DskipTests -Dbench.main=dev.whence.bench.LogSpeed`
/// prints both, and ends with 1 where the two count differently or the reading is slower. It ends
/// at once where there is no grep.
public final class LogSpeed {
    private static final long SIZE = 200L << 20;
    private static final int ROUNDS = 5;
    private static final Duration MOST = Duration.ofMinutes(2);

    /// What nginx says, and how often in a hundred lines; the first is none of the patterns.
    private static final List<Said> SAYS =
            List.of(
                    new Said(
                            60,
                            "open() \"/srv/site/%d.ico\" failed (2: No such file or directory)"),
                    new Said(
                            15,
                            "connect() failed (111: Connection refused) while connecting to"
                                    + " upstream"),
                    new Said(
                            10,
                            "upstream timed out (110: Connection timed out) while reading response"
                                    + " header from upstream"),
                    new Said(
                            8,
                            "upstream prematurely closed connection while reading response header"
                                    + " from upstream"),
                    new Said(6, "no live upstreams while connecting to upstream"),
                    new Said(
                            1,
                            "upstream sent too big header while reading response header from"
                                    + " upstream"));

    private LogSpeed() {}

    private record Said(int share, String message) {}

    private record Read(long count, Duration took) {}

    /// Prints the best of five rounds of each.
    public static void main(String[] args) throws IOException, InterruptedException {
        var log = Files.createTempFile("whence-bench", ".log");
        try {
            write(log);
            var grep = best(() -> grep(log));
            var ours = best(() -> ours(log));
            var ratio = (double) grep.took().toNanos() / ours.took().toNanos();
            System.out.printf(
                    Locale.ROOT,
                    "%d MB: grep -cE %d ms (%d lines), Whence %d ms (%d lines): %.2f times the"
                            + " throughput (at least 1)%n",
                    Files.size(log) >> 20,
                    grep.took().toMillis(),
                    grep.count(),
                    ours.took().toMillis(),
                    ours.count(),
                    ratio);
            System.exit(grep.count() == ours.count() && ratio >= 1 ? 0 : 1);
        } finally {
            Files.deleteIfExists(log);
        }
    }

    private interface Reading {
        long count() throws IOException, InterruptedException;
    }

    private static Read best(Reading reading) throws IOException, InterruptedException {
        var best = new Read(0, MOST);
        for (var round = 0; round < ROUNDS; round++) {
            var begin = System.nanoTime();
            var count = reading.count();
            var took = Duration.ofNanos(System.nanoTime() - begin);
            best = took.compareTo(best.took()) < 0 ? new Read(count, took) : best;
        }
        return best;
    }

    private static long ours(Path log) throws IOException {
        try (var in = Files.newInputStream(log)) {
            return LogDigest.read(in, _ -> true).kept().stream()
                    .filter(LogSpeed::says)
                    .mapToLong(LogDigest.Line::times)
                    .sum();
        }
    }

    private static boolean says(LogDigest.Line line) {
        return WebErrorLog.entries(line.text(), ZoneOffset.UTC)
                .anyMatch(entry -> entry.says() != WebLine.OTHER);
    }

    private static long grep(Path log) throws IOException, InterruptedException {
        var grep =
                new ProcessBuilder("grep", "-cE", String.join("|", patterns()), log.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var said = grep.inputReader(StandardCharsets.UTF_8)) {
            var count = Long.parseLong(Objects.requireNonNull(said.readLine()).strip());
            if (!grep.waitFor(MOST.toSeconds(), TimeUnit.SECONDS)) {
                grep.destroyForcibly();
            }
            return count;
        }
    }

    private static List<String> patterns() throws IOException {
        try (InputStream in = LogSpeed.class.getResourceAsStream("nginx-patterns.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static void write(Path log) throws IOException {
        var chance = new Random(1);
        try (var out = Files.newBufferedWriter(log)) {
            for (var bytes = 0L; bytes < SIZE; ) {
                var line = line(chance, bytes);
                out.write(line);
                bytes += line.length();
            }
        }
    }

    private static String line(Random chance, long number) {
        return String.format(
                Locale.ROOT,
                "2026/11/20 %02d:%02d:%02d [error] 2912#2912: *%d %s, client: 203.0.113.%d, server:"
                        + " shop.example.com, request: \"GET /item/%d HTTP/1.1\", upstream:"
                        + " \"http://127.0.0.1:8000/item/%d\", host: \"shop.example.com\"%n",
                number / 36_000_000 % 24,
                number / 600_000 % 60,
                number / 10_000 % 60,
                number,
                String.format(Locale.ROOT, message(chance), chance.nextInt(10_000)),
                chance.nextInt(256),
                chance.nextInt(100_000),
                chance.nextInt(100_000));
    }

    private static String message(Random chance) {
        var share = chance.nextInt(100);
        for (var said : SAYS) {
            share -= said.share();
            if (share < 0) {
                return said.message();
            }
        }
        return SAYS.getFirst().message();
    }
}
