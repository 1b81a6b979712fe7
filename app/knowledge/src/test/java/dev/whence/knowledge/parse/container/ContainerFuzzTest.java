package dev.whence.knowledge.parse.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.whence.knowledge.parse.Announcements;
import dev.whence.knowledge.parse.KernelLine;

import java.time.Instant;

/// Odd input becomes nothing or something small, and never an exception.
class ContainerFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void tables(FuzzedDataProvider data) {
        assertThat(ContainerTable.facts("h", data.consumeRemainingAsString())).hasSizeLessThan(400);
    }

    @FuzzTest(maxDuration = "10s")
    void inspections(FuzzedDataProvider data) {
        assertThat(ContainerInspect.facts("h", data.consumeRemainingAsString()))
                .hasSizeLessThan(400);
    }

    @FuzzTest(maxDuration = "10s")
    void logs(FuzzedDataProvider data) {
        var text = data.consumeRemainingAsString();

        assertThat(ContainerLog.facts("h", text)).hasSizeLessThan(100);
        assertThat(Announcements.facts("h", "", text)).hasSizeLessThan(100);
    }

    @FuzzTest(maxDuration = "10s")
    void kernelLines(FuzzedDataProvider data) {
        assertThat(KernelLine.facts("h", data.consumeRemainingAsString(), Instant.EPOCH))
                .hasSizeLessThan(100);
    }
}
