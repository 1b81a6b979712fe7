package dev.whence.knowledge.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.knowledge.fact.HostFact.Announced;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnouncementsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    ' * Running on http://127.0.0.1:5000'~ 127.0.0.1:5000 true
                    'INFO:     Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)'~ 0.0.0.0:8000 false
                    '[2026-11-20 09:41:00 +0000] [7] [INFO] Listening at: http://127.0.0.1:8000 (7)'~ 127.0.0.1:8000 true
                    'api-1  | Rocket has launched from http://127.0.0.1:8000'~api-1 127.0.0.1:8000 true
                    '  ➜  Local:   http://localhost:5173/'~ localhost:5173 true
                    'Server listening on [::1]:3000'~ ::1:3000 true
                    'Now listening on: http://[::]:8080'~ :::8080 false
                    'Connecting to http://127.0.0.1:5000'~-
                    'Listening on port 3000'~-
                    """)
    void readsWhereAnApplicationListens(String line, String expected) {
        var facts = Announcements.facts("", "", line);

        assertThat(facts.isEmpty() ? "-" : shown((Announced) facts.getFirst()).strip())
                .isEqualTo(expected.strip());
    }

    private static String shown(Announced each) {
        return each.source() + " " + each.address() + ":" + each.port() + " " + each.loopback();
    }
}
