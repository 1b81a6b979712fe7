package dev.whence.knowledge.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/// Odd input becomes nothing or something small, and never an exception.
class ProgramLogsFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void webServers(FuzzedDataProvider data) {
        var text = data.consumeRemainingAsString();

        assertThat(WebErrorLog.entries(text, ZoneOffset.UTC))
                .allSatisfy(entry -> assertThat(entry.sample()).hasSizeLessThan(300));
        assertThat(WebErrorLog.torn(text)).isNotNull();
    }

    @FuzzTest(maxDuration = "10s")
    void applications(FuzzedDataProvider data) {
        var text = data.consumeRemainingAsString();
        var lines =
                List.of(new JournalJson.Entry(Instant.EPOCH, "app.service", "systemd", 6, text));

        assertThat(AppLogLine.entries(lines)).hasSizeLessThan(2);
        assertThat(OomLine.fromKernel(lines)).hasSizeLessThan(2);
        assertThat(OomLine.fromUnits(lines)).hasSizeLessThan(2);
        assertThat(OomLine.fromRing(text)).hasSizeLessThan(1_000);
    }

    @FuzzTest(maxDuration = "5s")
    void certificatesAndPressure(FuzzedDataProvider data) {
        var text = data.consumeRemainingAsString();

        CertificateText.read(text);
        PressureFiles.read(text);
        ServiceError.read(text);
    }
}
