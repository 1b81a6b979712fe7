package dev.whence.desktop.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.desktop.Main;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/// Explains a log that is larger than the memory of the program that reads it.
@Timeout(120)
class LargeLogTest {
    private static final int LINES = 500_000;

    @TempDir private Path folder;

    @Test
    void readsALogThatDoesNotFitIntoMemory() throws Exception {
        var log = folder.resolve("error.log");
        try (var to = Files.newOutputStream(log)) {
            write(to);
        }
        assertThat(Files.size(log)).isGreaterThan(96L << 20);

        var ran = explain(log);

        assertThat(ran).contains("says " + LINES + " times");
        assertThat(Files.readString(folder.resolve("err"))).contains("error.log: 50 %");
    }

    @Test
    void readsItAsWellWhenItIsPacked() throws Exception {
        var log = folder.resolve("error.log.1.gz");
        try (var to = new GZIPOutputStream(Files.newOutputStream(log))) {
            write(to);
        }

        assertThat(explain(log)).contains("says " + LINES + " times");
    }

    private String explain(Path log) throws IOException, InterruptedException {
        var out = folder.resolve("out");
        var program =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "explain",
                                log.toString(),
                                "--json",
                                "-")
                        .redirectOutput(out.toFile())
                        .redirectError(folder.resolve("err").toFile())
                        .start();
        assertThat(program.waitFor(100, TimeUnit.SECONDS)).isTrue();
        return Files.readString(out) + Files.readString(folder.resolve("err"));
    }

    private static void write(OutputStream to) throws IOException {
        for (var i = 0; i < LINES; i++) {
            to.write(
                    ("2026/11/20 10:%02d:%02d [error] 29#29: *%d connect() failed (111: Connection"
                         + " refused) while connecting to upstream, client: 203.0.113.%d, server:"
                         + " shop.example.com, request: \"GET /item/%d HTTP/1.1\", upstream:"
                         + " \"http://127.0.0.1:8000/item/%d\", host: \"shop.example.com\"\n")
                            .formatted(i / 60 % 60, i % 60, i, i % 256, i, i)
                            .getBytes(StandardCharsets.UTF_8));
        }
    }
}
