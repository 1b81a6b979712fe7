package dev.whence.report;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;

import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/// The fonts that travel with every PDF, and what they can draw between them. Nothing is taken from
/// the machine, so that a report looks the same everywhere.
final class Fonts {

    private static final String FOLDER = "/dev/whence/fonts/";
    private static final int NORMAL = 400;
    private static final int BOLD = 700;

    private final List<Font> fonts;

    private Fonts(List<Font> fonts) {
        this.fonts = fonts;
    }

    /// The bundled fonts; a missing one is a fault of the build.
    static Fonts bundled() {
        return Bundled.FONTS;
    }

    /// Whether one of the fonts has a glyph for the code point. Line breaks and tabs count as
    /// drawn.
    boolean draw(int point) {
        return point == '\n' || point == '\t' || fonts.stream().anyMatch(font -> font.has(point));
    }

    /// Hands every font to the renderer, under the family names that `paper.css` uses.
    void register(PdfRendererBuilder builder) {
        for (var font : fonts) {
            builder.useFont(
                    () -> open(font.file), font.family, font.weight, FontStyle.NORMAL, true);
        }
    }

    private static InputStream open(String file) {
        return Objects.requireNonNull(
                Fonts.class.getResourceAsStream(FOLDER + file), () -> "no font " + FOLDER + file);
    }

    private record Font(String family, int weight, String file, CmapLookup glyphs) {

        static Font of(String family, int weight, String file) {
            try (var in = open(file)) {
                var parsed = new TTFParser().parse(new RandomAccessReadBuffer(in));
                return new Font(family, weight, file, parsed.getUnicodeCmapLookup());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean has(int point) {
            return glyphs.getGlyphId(point) != 0;
        }
    }

    private static final class Bundled {
        private static final Fonts FONTS =
                new Fonts(
                        List.of(
                                Font.of("Inter", NORMAL, "Inter-Regular.ttf"),
                                Font.of("Inter", BOLD, "Inter-Bold.ttf"),
                                Font.of("JetBrains Mono", NORMAL, "JetBrainsMono-Regular.ttf"),
                                Font.of("JetBrains Mono", BOLD, "JetBrainsMono-Bold.ttf")));
    }
}
