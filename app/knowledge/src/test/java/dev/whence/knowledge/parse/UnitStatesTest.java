package dev.whence.knowledge.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitStatesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            textBlock =
                    """
                    systemctl is-active shop   ; inactive                                                   ; shop.service ; inactive
                    systemctl is-failed nginx  ; failed                                                     ; nginx.service ; failed
                    ``                         ; ● shop.service loaded failed failed The shop               ; shop.service ; failed
                    ``                         ; Stopped  MySQL84            MySQL84                        ; mysql84.service ; inactive
                    ``                         ; APPPOOL "shop" (MgdVersion:v4.0,MgdMode:Integrated,state:Stopped) ; shop ; inactive
                    ``                         ; │ 0  │ shop │ fork │ 15 │ errored │ 0% │ 0b │              ; shop ; failed
                    """)
    void readsTheState(String command, String line, String unit, String active) {
        assertThat(UnitStates.read(command, line))
                .singleElement()
                .satisfies(
                        read -> {
                            assertThat(read.id()).isEqualTo(unit);
                            assertThat(read.active()).isEqualTo(active);
                        });
    }

    @Test
    void readsTheTableOfPools() {
        var table =
                """
                Name                 Status       CLR Ver  Pipeline Mode  Start Mode
                ----                 ------       -------  -------------  ----------
                booking              Stopped      v4.0     Integrated     OnDemand
                """;

        assertThat(UnitStates.read("", table))
                .singleElement()
                .satisfies(pool -> assertThat(pool.active()).isEqualTo("inactive"));
    }

    @Test
    void otherTextsAreNoStates() {
        assertThat(UnitStates.read("", "inactive\nStopped\nRunning fine\nName  Status")).isEmpty();
    }
}
