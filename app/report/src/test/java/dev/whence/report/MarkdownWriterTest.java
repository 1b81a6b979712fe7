package dev.whence.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.knowledge.words.Tone;
import dev.whence.report.Block.Cell;
import dev.whence.report.Block.Code;
import dev.whence.report.Block.Column;
import dev.whence.report.Block.FixCard;
import dev.whence.report.Block.FixStep;
import dev.whence.report.Block.Paragraph;
import dev.whence.report.Block.Table;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

final class MarkdownWriterTest {

    private final MarkdownWriter writer = new MarkdownWriter();

    @Test
    void saysWhatTheReportSays() {
        assertThat(writer.write(Samples.webServerStopped()))
                .startsWith("# shop.example.com answers 502\n")
                .contains("> **✕ Located at the origin**")
                .contains("**DNS** ✓ well → **Cloudflare edge** ! look here")
                .contains("- **Site** `https://shop.example.com/cart`")
                .contains("| Time (UTC) | Who looked | What was seen |\n| --- | --- | --- |")
                .contains("```text\nActiveState=inactive\n")
                .contains("_80 lines of this text are left out here.")
                .contains("1. See whether its configuration is sound.\n")
                .contains("You should see `syntax is ok`")
                .contains("**To undo** sudo systemctl stop nginx");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '¶',
            value = {
                "plain words, as they are. ¶ plain words, as they are.",
                "*bold* _it_ `code` ~~gone~~ ¶ \\*bold\\* \\_it\\_ \\`code\\` \\~\\~gone\\~\\~",
                "<img src=x onerror=y> ¶ &lt;img src=x onerror=y&gt;",
                "a & b &lt; c ¶ a &amp; b &amp;lt; c",
                "[text](javascript:x) ![pic](x) ¶ \\[text\\](javascript:x) !\\[pic\\](x)",
                "ask http://evil.example.test now ¶ ask `http://evil.example.test` now",
                "@everyone see #12 and www.example.com ¶ `@everyone` see `#12` and"
                        + " `www.example.com`",
                "a`@b ¶ ``a`@b``",
                "# no heading ¶ \\# no heading",
                "- no list ¶ \\- no list",
                "12. no list ¶ 12\\. no list",
                "192.0.2.10 refused ¶ 192.0.2.10 refused",
                "=== ¶ \\===",
                "a | b $x$ ¶ a \\| b \\$x\\$",
                "back\\slash ¶ back\\\\slash",
            })
    void keepsTextFromMeaningAnything(String text, String written) {
        assertThat(writer.write(Samples.report(new Paragraph(text))))
                .endsWith("\n\n" + written + "\n");
    }

    @Test
    void keepsALineOfTextOnOneLine() {
        assertThat(writer.write(Samples.report(new Paragraph("one\n\n# two\n\t> three"))))
                .endsWith("\n\none # two &gt; three\n");
    }

    @Test
    void fencesWithMoreTicksThanTheTextHas() {
        var markdown = writer.write(Samples.report(new Code("", "a\n`````\n# b")));

        assertThat(markdown).endsWith("``````text\na\n`````\n# b\n``````\n");
    }

    @Test
    void keepsACellInItsColumn() {
        var table =
                new Table(
                        List.of(new Column("a", 1), new Column("b", 1)),
                        List.of(
                                List.of(
                                        Cell.of(Tone.BROKEN, "x | y\nz"),
                                        Cell.of("http://x|y\\\\|z"))));
        assertThat(writer.write(Samples.report(table)))
                .endsWith("\n| ✕ x \\| y z | `http://x¦y\\\\¦z` |\n");
    }

    @Test
    void keepsTheStepsOfALongFixTogether() {
        var step = new FixStep("Do it.", Optional.of("one\ntwo"), Optional.empty());
        var card = new FixCard("t", "w", "r", Optional.empty(), Collections.nCopies(10, step));

        assertThat(writer.write(Samples.report(card)))
                .contains(
                        """
                        9. Do it.

                           ```text
                           one
                           two
                           ```
                        10. Do it.

                            ```text\
                        """);
    }
}
