package dev.whence.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.model.Facts;
import dev.whence.engine.run.Incident;
import dev.whence.engine.run.IncidentId;
import dev.whence.engine.verdict.Trail;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.Defaults;
import dev.whence.knowledge.Knowledge;
import dev.whence.knowledge.words.VerdictWords;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

final class ReportComposerTest {
    private final ReportComposer composer =
            new ReportComposer(new VerdictWords(List.of(new ServerStopped()), Knowledge.CHECKS));

    @Test
    void tellsALocatedFaultFromTheVerdictToTheRawEvidence() {
        assertThat(markdown(Incidents.webServerStopped()))
                .containsSubsequence(
                        "# Why shop.example.com shows 521",
                        "_Incident 2026-03-02-0931-shop · Whence 0.1.0 · 2026-03-02 09:32:00 UTC_",
                        "✕ At the origin · proven",
                        "**The web server is stopped**",
                        "The unit nginx.service on web-1 is inactive.",
                        "**Tunnel** – does not apply",
                        "**Network** ! look here",
                        "**Web server** ✕ broken",
                        "**Application** ? not known",
                        "## Summary",
                        "**Address** `https://shop.example.com/cart?…`",
                        "**Since** 2026-03-02 09:13:00 UTC",
                        "**Changed before** a deployment",
                        "**Shell on** web-1",
                        "**Looked at** 2026-03-02 09:31:00 UTC, for 2.3 s",
                        "like ringing a doorbell",
                        "## Why we say so",
                        "on web-1 · systemctl show",
                        "## What to do",
                        "Start the web server",
                        "On the origin (web-1)",
                        "Ask first: the owner of the shop.",
                        "sudo nginx -t",
                        "You should see `syntax is ok`",
                        "to see that it helped: The origin's port is open.",
                        "**To undo** Stop it again",
                        "## So that it does not come back",
                        "## Timeline",
                        "| 2026-03-02 09:12:44 UTC | ✕ On web-1, the unit nginx.service is"
                                + " inactive",
                        "| 2026-03-02 09:13:00 UTC | ✕ The failure began.",
                        "| 2026-03-02 09:31:00 UTC | Whence began to look.",
                        "## Everything that was seen",
                        "## What was looked at",
                        "3 of 6 checks looked. 1 did not apply or had no way to look, 2 did not"
                                + " come",
                        "– not looked at: No tunnel is used here",
                        "! could not look: The log of nginx could not be read. Add deploy",
                        "! ran out of time: 8.0 s",
                        "Read-only commands that ran on web-1: 2, after one",
                        "## Notes",
                        "Nobody touched the firewall.",
                        "## Raw evidence",
                        "were removed before anything was kept",
                        "What stands in their place: removed-header 1.",
                        "### Behind the verdict",
                        "refused",
                        "ActiveState=inactive",
                        "### Everything else that was asked",
                        "HTTP/2 521\nserver: cloudflare\n",
                        "cf-ray: 8f2b6c1d2e3f4a5b-FRA\n\n<!DOCTYPE",
                        "(more of the body came than was kept)");
    }

    @Test
    void keepsTheQueryOfTheAddressOffThePaper() {
        assertThat(markdown(Incidents.webServerStopped())).doesNotContain("planted");
    }

    @Test
    void tellsTheSameOnPaper() throws IOException {
        var text =
                PdfWriterTest.textOf(compose(Incidents.webServerStopped())).replaceAll("\\s+", " ");
        assertThat(text)
                .contains("The web server is stopped", "At the origin · proven")
                .contains("sudo systemctl enable --now nginx", "ActiveState=inactive");
    }

    static Stream<Situation> situations() {
        var nothing = Facts.NONE;
        var refused = Incidents.facts(Incidents.ERROR_PAGE, Incidents.REFUSED);
        var located = (Verdict.Located) Incidents.judged(refused);
        var well = Incidents.facts(Incidents.OPEN);
        return Stream.of(
                new Situation(
                        "nothing known",
                        Incidents.incident(nothing, Incidents.judged(nothing)),
                        "**? Not sure yet**",
                        "The evidence does not name a cause",
                        "Nothing was seen."),
                new Situation(
                        "torn",
                        Incidents.incident(
                                refused,
                                new Verdict.Torn(
                                        List.of(located.root(), located.root()), List.of())),
                        "**! Not sure yet**",
                        "This could be one of 2 causes",
                        "There is nothing to repair before it is known"),
                new Situation(
                        "nothing wrong now",
                        Incidents.incident(
                                well,
                                new Verdict.NothingWrongNow(
                                        List.of(Incidents.OPEN),
                                        List.of(located.root()),
                                        List.of())),
                        "**✓ Nothing wrong now**",
                        "192.0.2.10:443 accepts connections (in 12 ms).",
                        "What may fail next, or failed before"),
                new Situation(
                        "nothing wrong yet",
                        Incidents.incident(
                                well,
                                new Verdict.NothingWrongNow(
                                        List.of(Incidents.OPEN),
                                        List.of(),
                                        List.of(Incidents.ERROR_PAGE))),
                        "192.0.2.10:443 accepts connections (in 12 ms).",
                        "What will fail before long, or at the next restart",
                        "Through the edge the site shows error 521"),
                new Situation(
                        "another fault",
                        Incidents.incident(refused, new Verdict.NotThisFault(Incidents.ERROR_PAGE)),
                        "**! Another fault**",
                        "This is not an error that Cloudflare makes",
                        "Through the edge the site shows error 521"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void saysNoMoreThanTheVerdict(Situation situation) {
        assertThat(markdown(situation.incident()))
                .containsSubsequence(situation.word(), situation.title())
                .contains(situation.says())
                .doesNotContain("sudo");
    }

    @Test
    void namesTheSiteThatDoesNotFailOtherwise() {
        var well =
                new Incident(
                        new IncidentId("2026-03-02-0931-shop"),
                        Instant.EPOCH,
                        Duration.ZERO,
                        Defaults.target(URI.create("https://shop.example.com/")),
                        Facts.NONE,
                        new Verdict.NothingWrongNow(List.of(), List.of(), List.of()),
                        Trail.walk(Facts.NONE),
                        List.of(),
                        List.of());
        assertThat(compose(well).title()).isEqualTo("How shop.example.com does");
    }

    @Test
    void namesTheCommandThatTells() {
        assertThat(markdown(Incidents.webServerStopped()))
                .containsPattern("on web-1 · systemctl show [^|]*and 1 more")
                .doesNotContain("on web-1 · date");
    }

    @Test
    void namesWhatThisVersionDoesNotKnowByItsId() {
        var stranger = new ReportComposer(new VerdictWords(List.of(), List.of()));
        var report = stranger.compose(Incidents.webServerStopped(), "Whence 0.1.0", Instant.EPOCH);
        assertThat(new MarkdownWriter().write(report))
                .contains("**server-stopped**", "On web-1, the unit nginx.service is inactive");
    }

    record Situation(String story, Incident incident, String word, String title, String says) {
        @Override
        public String toString() {
            return story;
        }
    }

    private String markdown(Incident incident) {
        return new MarkdownWriter().write(compose(incident));
    }

    private Report compose(Incident incident) {
        return composer.compose(incident, "Whence 0.1.0", Instant.parse("2026-03-02T09:32:00Z"));
    }
}
