package dev.whence.report;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.OutputStream;

/// Writes a report as PDF for people who will keep it: A4, tagged for screen readers (PDF/UA-1),
/// made to last (PDF/A-2a), fonts inside. Evidence is text and nothing else: it cannot bring
/// markup, and no resource is ever fetched.
public final class PdfWriter {

    static {
        XRLog.setLoggingEnabled(false);
    }

    private final Fonts fonts = Fonts.bundled();
    private final ReportWords words = ReportWords.english();

    /// Writes the report and leaves the stream open. Throws only when the stream does.
    public void write(Report report, OutputStream to) throws IOException {
        var fitted = Fitted.of(report, new PlainText(fonts::draw), Limits.usual(), words.leftOut());
        var builder = new PdfRendererBuilder();
        fonts.register(builder);
        builder.useExternalResourceAccessControl(
                (_, _) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        builder.useExternalResourceAccessControl(
                (_, _) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
        builder.usePdfUaAccessibility(true);
        builder.usePdfAConformance(PdfAConformance.PDFA_2_A);
        builder.useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
        builder.withProducer(fitted.meta().author());
        builder.withW3cDocument(new XhtmlPage(fitted, words).document(), null);
        builder.toStream(to);
        builder.run();
    }
}
