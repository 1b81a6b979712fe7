package dev.whence.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.desktop.desk.Desk;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.run.Incident;
import dev.whence.engine.run.Progress;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.Defaults;
import dev.whence.knowledge.pasted.Explained;
import dev.whence.knowledge.pasted.Piece;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// What is brought to an incident is saved with it at once, and is there when it is opened again.
@Timeout(60)
class LiveDeskTest {
    private static final Target TARGET = Defaults.target(URI.create("https://shop.example.com/"));
    private static final String TEXT =
            """
            × nginx.service - A high performance web server and a reverse proxy server
                 Loaded: loaded (/lib/systemd/system/nginx.service; enabled; preset: enabled)
                 Active: failed (Result: exit-code) since Thu 2026-10-01 06:41:15 UTC; 3min ago

            Oct 01 06:41:15 web-1 nginx[812]: nginx: [emerg] unknown directive "proxy_pas" in /etc/nginx/conf.d/shop.conf:12
            """;

    @TempDir private Path kept;
    private LiveDesk desk;

    @BeforeEach
    void house() {
        desk = new LiveDesk(new Wiring(InstantSource.system()), kept);
    }

    @Test
    void savesWhatWasBroughtWithoutARun() throws IOException {
        var resting = desk.rest(TARGET);
        resting.bring(brought(Optional.of(TARGET), TEXT));

        var opened = desk.open(onlyFile());

        assertThat(opened.verdict()).isInstanceOf(Verdict.Located.class);
        assertThat(opened.verdict().kind()).isEqualTo(resting.incident().verdict().kind());
        assertThat(opened.notes()).singleElement().asString().contains("proxy_pas");
        assertThat(resting.saved()).isPresent();
    }

    @Test
    void changesTheSavedIncidentWhenItIsTakenAway() throws IOException {
        var resting = desk.rest(TARGET);
        resting.bring(brought(Optional.of(TARGET), TEXT));
        resting.bring(Optional.empty());

        assertThat(desk.open(onlyFile()).facts().observed()).isEmpty();
    }

    @Test
    void addsToAnIncidentThatWasOpened() throws IOException {
        desk.rest(TARGET).bring(brought(Optional.of(TARGET), TEXT));
        var opened = desk.open(onlyFile());

        var resting = desk.rest(opened);
        resting.bring(
                brought(
                        Optional.of(TARGET),
                        "Error 521\nWeb server is down\nRay ID: 8f2c31d40a9be41c"));

        assertThat(desk.open(onlyFile()).facts().observed())
                .hasSizeGreaterThan(opened.facts().observed().size())
                .containsAll(opened.facts().observed());
    }

    @Test
    void isNamedByTheTextsWhereNobodySays() {
        var named = brought(Optional.empty(), "$ curl -I https://www.example.com/\nHTTP/2 502\n");
        var resting = desk.rest(named.orElseThrow().target());
        resting.bring(named);

        assertThat(resting.target().host()).isEqualTo("www.example.com");
        assertThat(resting.incident().target()).isEqualTo(resting.target());
    }

    @Test
    void keepsNoSecret() throws IOException {
        var secret =
                "curl -H 'Authorization: Bearer abcdef0123456789abcdef' https://shop.example.com/";
        desk.rest(TARGET).bring(brought(Optional.of(TARGET), secret));

        assertThat(Files.readString(onlyFile())).doesNotContain("abcdef0123456789");
    }

    @Test
    void joinsWhatAPracticeRunSees() throws Exception {
        var done = new CountDownLatch(1);
        var run = desk.practise(desk.scenarios().getFirst(), progress -> ends(progress, done));
        run.bring(brought(Optional.of(run.target()), TEXT));
        done.await();

        assertThat(pasted(run.incident())).isNotEmpty();
        assertThat(run.incident().facts().observed()).hasSizeGreaterThan(5);
        assertThat(kept).isEmptyDirectory();
    }

    @Test
    void standsInTheReport() throws IOException {
        var resting = desk.rest(TARGET);
        resting.bring(brought(Optional.of(TARGET), TEXT));
        var report = kept.resolve("report.md");

        desk.save(resting.incident(), report, Desk.Form.MARKDOWN);

        assertThat(Files.readString(report))
                .contains("in text that was brought", "unknown directive");
    }

    private Optional<Explained> brought(Optional<Target> target, String text) {
        return Optional.of(desk.explain(target, List.of(Piece.of(text))));
    }

    private static void ends(Progress progress, CountDownLatch done) {
        if (progress.finished()) {
            done.countDown();
        }
    }

    private static List<Observation> pasted(Incident incident) {
        return incident.facts().observed().stream()
                .filter(seen -> seen.from().kind() == Vantage.Kind.PASTED)
                .toList();
    }

    private Path onlyFile() throws IOException {
        try (var files = Files.list(kept)) {
            var all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }
}
