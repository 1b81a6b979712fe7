package dev.whence.knowledge.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.check.Trouble;
import dev.whence.engine.model.Hop;
import dev.whence.engine.model.Place;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.verdict.Standing;
import dev.whence.knowledge.Defaults;
import dev.whence.knowledge.Step;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

final class NamesTest {
    @Test
    void nameEverythingThatTheEngineKnows() {
        var target = Defaults.target(URI.create("https://shop.example.com/"));
        var names =
                Stream.of(
                                Arrays.stream(Hop.values()).map(Names::of),
                                Arrays.stream(Place.values()).map(Names::of),
                                Arrays.stream(Standing.values()).map(Names::of),
                                Arrays.stream(Step.values()).map(Names::of),
                                Arrays.stream(SkipReason.values()).map(Names::of),
                                Arrays.stream(CauseWords.Risk.values()).map(Names::of),
                                Arrays.stream(CauseWords.Where.values())
                                        .map(where -> Names.of(where, target)),
                                Arrays.stream(Vantage.Kind.values())
                                        .map(kind -> Names.of(new Vantage(kind, "web-1"))),
                                Stream.of(
                                                new Outcome.Saw(List.of()),
                                                new Outcome.Skipped(SkipReason.NO_SSH),
                                                new Outcome.Broke(new Trouble("", "")),
                                                new Outcome.TimedOut(Duration.ZERO),
                                                new Outcome.Cancelled())
                                        .map(Names::of))
                        .flatMap(all -> all);
        assertThat(names).allSatisfy(name -> assertThat(name).isNotBlank().doesNotContain("{"));
    }

    @Test
    void nameTheMachineOfAFix() {
        var target =
                Defaults.target(URI.create("https://shop.example.com/"))
                        .withHosts(
                                List.of(
                                        SshHost.parse(SshHost.Role.ORIGIN, "deploy@web-1"),
                                        SshHost.parse(SshHost.Role.TUNNEL, "tunnel-1"),
                                        SshHost.parse(SshHost.Role.ORIGIN, "web-2:2222")));
        assertThat(Names.of(CauseWords.Where.ON_ORIGIN, target))
                .isEqualTo("On the origin (web-1, web-2:2222)");
        assertThat(Names.of(CauseWords.Where.ON_TUNNEL_HOST, target))
                .isEqualTo("On the tunnel's host (tunnel-1)");
        assertThat(Names.of(new Vantage(Vantage.Kind.ON_ORIGIN, "web-1"))).isEqualTo("on web-1");
    }
}
