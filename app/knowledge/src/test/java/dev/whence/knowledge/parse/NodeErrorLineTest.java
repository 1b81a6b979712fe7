package dev.whence.knowledge.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeErrorLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    Error: connect ECONNREFUSED ::1:3000~[::1]:3000
                    Error: connect ECONNREFUSED ::1:5432~-
                    Error: connect ECONNREFUSED 127.0.0.1:6379~-
                    """)
    void readsWhatAProxyCannotReach(String line, String expected) {
        assertThat(NodeErrorLine.read(line).map(WebErrorLog.Entry::upstream).orElse("-"))
                .isEqualTo(expected);
    }
}
