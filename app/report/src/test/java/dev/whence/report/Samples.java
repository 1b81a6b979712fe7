package dev.whence.report;

import dev.whence.knowledge.words.Tone;
import dev.whence.report.Block.Banner;
import dev.whence.report.Block.Cell;
import dev.whence.report.Block.Chain;
import dev.whence.report.Block.Code;
import dev.whence.report.Block.Column;
import dev.whence.report.Block.Entry;
import dev.whence.report.Block.Finding;
import dev.whence.report.Block.Findings;
import dev.whence.report.Block.FixCard;
import dev.whence.report.Block.FixStep;
import dev.whence.report.Block.Heading;
import dev.whence.report.Block.KeyValues;
import dev.whence.report.Block.Note;
import dev.whence.report.Block.Paragraph;
import dev.whence.report.Block.Steps;
import dev.whence.report.Block.Stop;
import dev.whence.report.Block.Table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reports to try the writers with: one that has every block, and one around any block.
final class Samples {

    private Samples() {}

    /// The web server on web-1 is stopped; every kind of block is in it.
    static Report webServerStopped() {
        return report(
                new Banner(
                        Tone.BROKEN,
                        "Located at the origin",
                        "The web server on web-1 is stopped",
                        "nginx on web-1 was stopped at 09:12:44 UTC, so nothing listens on port 443"
                                + " and Cloudflare answers 502 in its place."),
                new Heading(1, "The road"),
                new Chain(
                        List.of(
                                new Stop("Visitor", Tone.WELL, "well", ""),
                                new Stop("DNS", Tone.WELL, "well", "proxied by Cloudflare"),
                                new Stop(
                                        "Cloudflare edge",
                                        Tone.LOOK,
                                        "look here",
                                        "FRA answered 502 with a page of its own"),
                                new Stop("Tunnel", Tone.NOT_APPLICABLE, "does not apply", ""),
                                new Stop("Network", Tone.WELL, "well", ""),
                                new Stop(
                                        "Web server",
                                        Tone.BROKEN,
                                        "broken",
                                        "nothing listens on 192.0.2.10:443"),
                                new Stop("Application", Tone.UNKNOWN, "not known", ""),
                                new Stop("Database", Tone.UNKNOWN, "not known", ""))),
                new Heading(1, "Summary"),
                new KeyValues(
                        List.of(
                                new Entry("Site", "https://shop.example.com/cart"),
                                new Entry("Seen", "502, since 2026-03-02 09:12 UTC"),
                                new Entry("Ray", "8f2b6c1d2e3f4a5b-FRA"),
                                new Entry("Origin", "192.0.2.10:443"))),
                new Paragraph(
                        "Cloudflare found your server, but no program answered on the web port."),
                new Heading(2, "Why we say so"),
                new Findings(
                        List.of(
                                new Finding(
                                        Tone.BROKEN,
                                        "web-1 refused the connection to 192.0.2.10:443.",
                                        "Seen from here · origin-port-open · 09:31:02 UTC"),
                                new Finding(
                                        Tone.BROKEN,
                                        "On web-1 the unit nginx.service is inactive since 09:12:44"
                                                + " UTC.",
                                        "Seen on web-1 · systemctl show nginx.service"),
                                new Finding(
                                        Tone.WELL, "Other sites in the same colo answer.", ""))),
                new Heading(1, "Timeline"),
                new Table(
                        List.of(
                                new Column("Time (UTC)", 2),
                                new Column("Who looked", 2),
                                new Column("What was seen", 6)),
                        timeline()),
                new Heading(1, "Evidence"),
                new Code(
                        "On web-1: systemctl show nginx.service",
                        """
                        ActiveState=inactive
                        SubState=dead
                        Result=success
                        ExecMainStatus=0
                        ActiveExitTimestamp=Mon 2026-03-02 09:12:44 UTC
                        """),
                new Code("The page that the visitor saw", "<h1>502 Bad Gateway</h1>\n".repeat(200)),
                new Heading(1, "What to do"),
                new FixCard(
                        "Start the web server",
                        "on web-1 (origin)",
                        "Low. Visitors already see errors.",
                        Optional.of("sudo systemctl stop nginx"),
                        List.of(
                                new FixStep(
                                        "See whether its configuration is sound.",
                                        Optional.of("sudo nginx -t"),
                                        Optional.of("syntax is ok")),
                                new FixStep(
                                        "Start it, and keep it starting at boot.",
                                        Optional.of("sudo systemctl enable --now nginx"),
                                        Optional.empty()),
                                new FixStep(
                                        "Ask the site again through Cloudflare.",
                                        Optional.of(
                                                "curl -sS -o /dev/null -w '%{http_code}\\n'"
                                                        + " https://shop.example.com/cart"),
                                        Optional.of("200")))),
                new Heading(2, "So that it does not come back"),
                new Steps(
                        List.of(
                                "Watch port 443 of web-1 from outside.",
                                "Ask who stopped nginx at 09:12.")),
                new Note("Read-only commands ran on web-1; nothing was changed there."));
    }

    private static List<List<Cell>> timeline() {
        var rows = new ArrayList<List<Cell>>();
        for (var minute = 0; minute < 45; minute++) {
            var broken = minute > 12;
            rows.add(
                    List.of(
                            Cell.of("09:%02d:00".formatted(minute)),
                            Cell.of("HTTPS from here"),
                            Cell.of(
                                    broken ? Tone.BROKEN : Tone.WELL,
                                    broken
                                            ? "502 from Cloudflare, colo FRA, ray 8f2b6c1d2e3f4a5b"
                                            : "200 in 84 ms")));
        }
        return rows;
    }

    /// A report of these blocks.
    static Report report(Block... blocks) {
        return new Report(
                "shop.example.com answers 502",
                new Report.Meta(
                        "2026-03-02-0931-shop",
                        "Where the 502 of shop.example.com comes from",
                        "en",
                        "Whence 0.1.0",
                        Instant.parse("2026-03-02T09:31:30Z")),
                List.of(blocks));
    }
}
