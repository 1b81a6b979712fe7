package dev.whence.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.world.Answer;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Exchange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class TapeFileTest {
    private static final Tape TAPE = Samples.tape("plain");

    @Test
    void everyKindOfQuestionAndAnswerIsAmongTheSamples() {
        assertThat(kinds(TAPE))
                .isEqualTo(
                        Stream.of(Ask.class, Answer.class)
                                .flatMap(TapeJson::leaves)
                                .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "", "two\nlines\r\n", "\"quoted\" \\ \t \0", "über 🐘", ": "})
    void whatIsWrittenIsReadAgain(String text) throws IOException {
        var tape = Samples.tape(text);

        assertThat(TapeFile.read(TapeFile.lines(tape))).isEqualTo(tape);
        assertThat(TapeFile.read(TapeFile.tree(tape))).isEqualTo(tape);
    }

    @Test
    void oneExchangeStandsOnOneLine() {
        assertThat(TapeFile.lines(Samples.tape("two\nlines")).lines())
                .hasSameSizeAs(TAPE.exchanges());
    }

    @Test
    void isPleasantToRead() {
        var first = new Tape(TAPE.exchanges().subList(5, 6));

        assertThat(TapeFile.lines(first))
                .isEqualTo(
                        "{\"check\":\"check-5\",\"from\":{\"kind\":\"on-origin\",\"host\":\"web-1.example.com:2222\"},\"asked\":{\"kind\":\"dial\",\"to\":\"203.0.113.10:443\"},\"answer\":{\"kind\":\"dialled.open\",\"took\":\"PT0.012S\"},\"took\":\"PT0.005S\"}\n");
    }

    static Stream<String> spoilt() {
        var line = TapeFile.lines(new Tape(TAPE.exchanges().subList(5, 6))).strip();
        return Stream.of(
                "nonsense",
                "[]",
                "null",
                "{}",
                "{\"check\":",
                line.replace("\"took\":\"PT0.005S\"", "\"took\":\"soon\""),
                line.replace("\"took\":\"PT0.005S\"", "\"took\":null"),
                line.replace(",\"took\":\"PT0.005S\"", ""),
                line.replace("\"check\"", "\"more\":1,\"check\""),
                line.replace("203.0.113.10:443", "203.0.113.10:66666"),
                line.replace("203.0.113.10:443", "a b"),
                line.replace("\"dial\"", "\"Ask$Dial\""),
                line.replace("\"dial\"", "\"java.lang.Runtime\""),
                line.replace("dialled.open", "dialled.shut"),
                line.replace("on-origin", "on-mars"),
                line + line,
                "[".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("spoilt")
    void refusesWhatItDidNotWrite(String text) {
        assertThatThrownBy(() -> TapeFile.read(text))
                .isInstanceOf(IOException.class)
                .message()
                .contains("1")
                .endsWith(".")
                .hasSizeLessThan(120);
    }

    @Test
    void namesTheLineThatIsSpoilt() {
        assertThatThrownBy(() -> TapeFile.read(TapeFile.lines(TAPE) + "\nnonsense\n"))
                .hasMessageContaining(String.valueOf(TAPE.exchanges().size() + 2));
    }

    @Test
    void refusesATapeWithoutEnd() {
        var line = TapeFile.lines(new Tape(TAPE.exchanges().subList(5, 6)));

        assertThatThrownBy(() -> TapeFile.read(line.repeat(10_001)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("10000");
    }

    @Test
    void anEmptyTapeIsATape() throws IOException {
        assertThat(TapeFile.read("\n\n")).isEqualTo(Tape.EMPTY);
        assertThat(TapeFile.lines(Tape.EMPTY)).isEmpty();
    }

    private static Set<Class<?>> kinds(Tape tape) {
        return tape.exchanges().stream()
                .flatMap((Exchange one) -> Stream.of(one.asked(), one.answer()))
                .map(Object::getClass)
                .collect(Collectors.toSet());
    }
}
