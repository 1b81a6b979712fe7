package dev.whence.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.desktop.desk.FakeDesk;
import dev.whence.desktop.desk.Phase;
import dev.whence.desktop.desk.Stories;
import dev.whence.desktop.desk.Story;
import dev.whence.desktop.paste.Brought;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.run.Incident;
import dev.whence.engine.verdict.Verdict;
import dev.whence.knowledge.Defaults;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.pasted.Explained;
import dev.whence.knowledge.pasted.Pasted;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// What a person brings, before, during and after a run and without any, without a toolkit.
class PastingTest {
    private static final String REFUSED =
            "2026-03-01T09:50:01Z ERR  error=\"Unable to reach the origin service. The service may"
                    + " be down or it may not be responding to traffic from cloudflared: dial tcp"
                    + " 127.0.0.1:8000: connect: connection refused\" connIndex=1 ingressRule=0"
                    + " originService=http://127.0.0.1:8000\n";
    private static final String BROKEN_CONFIG =
            """
            × nginx.service - A high performance web server and a reverse proxy server
                 Loaded: loaded (/lib/systemd/system/nginx.service; enabled; preset: enabled)
                 Active: failed (Result: exit-code) since Sun 2026-03-01 09:41:15 UTC; 3min ago

            Mar 01 09:41:15 web-1 nginx[812]: nginx: [emerg] unknown directive "proxy_pas" in /etc/nginx/conf.d/shop.conf:12
            """;
    private static final String NAMED =
            REFUSED.replace("connIndex=1", "connIndex=1 dest=https://shop.example.com/cart");

    private final BlockingQueue<Runnable> turns = new LinkedBlockingQueue<>();
    private final Semaphore gate = new Semaphore(0);
    private final Story story = Stories.nginxStopped();
    private final FakeDesk desk = new FakeDesk(story, Stories.well(), gate::acquire);
    private final WizardModel model =
            new WizardModel(desk, turns::add, Runnable::run, InstantSource.fixed(Story.NOW));

    @Test
    void leadsToAVerdictWithoutAnyRun() throws InterruptedException {
        paste(BROKEN_CONFIG);
        paste(NAMED);
        turnUntil(() -> incident().notes().size() == 2);

        assertThat(model.phase().get().alone()).isTrue();
        assertThat(incident().target().host()).isEqualTo("shop.example.com");
        assertThat(pasted()).hasAtLeastOneElementOfType(TunnelFact.ServiceFailure.class);
        assertThat(incident().verdict()).isInstanceOf(Verdict.Located.class);
        assertThat(incident().notes()).last().asString().contains("connection refused");
        assertThat(desk.started()).isEmpty();
    }

    @Test
    void isAboutWhatIsTypedOnTheFirstPage() throws InterruptedException {
        var typed = Defaults.target(URI.create("https://www.example.com/"));
        model.typed(() -> Optional.of(typed));

        paste(REFUSED);

        assertThat(incident().target()).isEqualTo(typed);
    }

    @Test
    void leavesNothingWhenItIsTakenAway() throws InterruptedException {
        paste(REFUSED);
        assertThat(Explained.isNamed(incident().target())).isFalse();

        model.paste().takeAway(1);
        turnUntil(() -> model.phase().get() instanceof Phase.Describing);

        assertThat(model.paste().brought().get()).isEmpty();
        assertThat(model.phase().get().rows()).isEmpty();
    }

    @Test
    void joinsARunUnderWayAndStaysToItsEnd() throws InterruptedException {
        model.start(story.target());
        gate.release(2);
        paste(REFUSED);
        turnUntil(() -> !pasted().isEmpty());
        assertThat(model.phase().get()).isInstanceOf(Phase.Looking.class);
        assertThat(model.phase().get().rows())
                .anyMatch(row -> row.from().kind() == Vantage.Kind.PASTED);

        gate.release(100);
        turnUntil(() -> model.phase().get() instanceof Phase.Finished);

        assertThat(pasted()).isNotEmpty();
        assertThat(incident().facts().observed()).hasSizeGreaterThan(pasted().size());
        assertThat(model.raw(observed())).contains("connection refused");
    }

    @Test
    void joinsARunThatIsOver() throws InterruptedException {
        finish();
        var before = incident().facts().observed().size();

        paste(REFUSED);
        turnUntil(() -> incident().facts().observed().size() > before);
        model.paste().takeAway(1);
        turnUntil(() -> incident().facts().observed().size() == before);

        assertThat(model.phase().get().alone()).isFalse();
    }

    @Test
    void isKeptForTheSameTargetAlone() throws InterruptedException {
        paste(REFUSED);
        finish();
        assertThat(pasted()).as("brought before the run").isNotEmpty();

        model.again();
        turnUntil(() -> model.phase().get() instanceof Phase.Finished && !pasted().isEmpty());

        model.start(Defaults.target(URI.create("https://other.example.com/")));
        assertThat(model.paste().brought().get()).isEmpty();
        turnUntil(() -> model.phase().get() instanceof Phase.Finished);
        assertThat(pasted()).isEmpty();
    }

    @Test
    void isLeftBehindByPractice() throws InterruptedException {
        finish();
        paste(REFUSED);
        turnUntil(() -> !pasted().isEmpty());

        model.practise(Stories.wrongPort().scenario());
        turnUntil(
                () ->
                        model.phase().get() instanceof Phase.Finished(var now, _, _)
                                && now.target().equals(Stories.wrongPort().target()));

        assertThat(model.paste().brought().get()).isEmpty();
        assertThat(pasted()).isEmpty();
    }

    @Test
    void readsWhatThePersonSaysThatItIs() throws InterruptedException {
        paste("dial tcp 127.0.0.1:8000: connect: connection refused");
        model.paste().say(1, Optional.of(Pasted.CLOUDFLARED_LOG));
        turnUntil(() -> read().kinds().contains(Pasted.CLOUDFLARED_LOG));

        assertThat(model.paste().brought().get().getFirst().said())
                .contains(Pasted.CLOUDFLARED_LOG);
    }

    @Test
    void saysWhatCouldNotBeRead() throws InterruptedException {
        paste("Dear diary, nothing worked today.");

        assertThat(read().seen()).isEmpty();
        assertThat(incident().verdict()).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(model.phase().get().rows()).hasSize(1);
    }

    @Test
    void survivesWhatNobodyCanRead(@TempDir Path folder) throws Exception {
        var picture = Files.write(folder.resolve("shot.png"), new byte[] {(byte) 0x89, 0, 1, 2, 3});
        model.paste().bring(List.of(picture, folder, folder.resolve("missing.log")));
        model.paste().bring("bad luck");
        model.paste().bring(REFUSED);
        model.paste().bring("  \n");
        turnUntil(() -> !pasted().isEmpty());

        assertThat(states().filter(Brought.State.Read.class::isInstance)).hasSize(1);
        assertThat(states().filter(Brought.State.Failed.class::isInstance)).hasSize(4);
    }

    @Test
    void takesALargeTextFromTheClipboard() throws InterruptedException {
        paste(REFUSED.repeat(100_000));

        assertThat(read().text().lines()).isEqualTo(100_000);
        assertThat(pasted())
                .filteredOn(TunnelFact.ServiceFailure.class::isInstance)
                .map(TunnelFact.ServiceFailure.class::cast)
                .map(TunnelFact.ServiceFailure::count)
                .containsExactly(100_000);
    }

    @Test
    void takesNoMoreThanItCanRead() {
        for (var i = 0; i < 41; i++) {
            model.paste().bring("text " + i);
        }

        assertThat(model.paste().brought().get()).hasSize(40);
        assertThat(model.paste().refused().get()).isPresent();
    }

    private void paste(String text) throws InterruptedException {
        model.paste().bring(text);
        turnUntil(
                () -> !model.paste().busy() && !(model.phase().get() instanceof Phase.Describing));
    }

    private Brought.State.Read read() {
        return (Brought.State.Read) model.paste().brought().get().getFirst().state();
    }

    private Stream<Brought.State> states() {
        return model.paste().brought().get().stream().map(Brought::state);
    }

    private Incident incident() {
        return model.phase().get().soFar().orElseThrow();
    }

    private List<?> pasted() {
        return model.phase().get().reading().facts().observed().stream()
                .filter(seen -> seen.from().kind() == Vantage.Kind.PASTED)
                .map(Observation::fact)
                .toList();
    }

    private Observation observed() {
        return read().seen().getFirst();
    }

    private void finish() throws InterruptedException {
        gate.release(1000);
        model.start(story.target());
        turnUntil(() -> model.phase().get() instanceof Phase.Finished);
    }

    private void turnUntil(BooleanSupplier done) throws InterruptedException {
        while (!done.getAsBoolean()) {
            var turn = turns.poll(5, TimeUnit.SECONDS);
            assertThat(turn).as("something happens within five seconds").isNotNull();
            turn.run();
        }
    }
}
