package dev.whence.knowledge.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.knowledge.fact.HostFact;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class SentenceTest {
    private static final HostFact.ConfigTest ONE =
            new HostFact.ConfigTest("web-1", "nginx", false, "no");
    private static final HostFact.ConfigTest OTHER =
            new HostFact.ConfigTest("", "apache", true, "1");

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            textBlock =
                    """
                    {message} on {on}                        > no on web-1
                    {first.message} and {second.message}     > no and 1
                    said {first.message} times               > said no times
                    said {second.message} times              > said once
                    on {second.on}                           > on the host
                    on {second.on|nobody knows which}        > on nobody knows which
                    """)
    void fillsEachHoleFromTheFactThatIsMeant(String template, String sentence) {
        assertThat(Sentence.fill(template, List.of(ONE, OTHER))).isEqualTo(sentence);
    }
}
