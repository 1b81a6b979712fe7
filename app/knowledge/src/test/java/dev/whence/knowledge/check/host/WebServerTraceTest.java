package dev.whence.knowledge.check.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.check.CheckId;
import dev.whence.engine.check.Scene;
import dev.whence.engine.model.Coverage;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.knowledge.Defaults;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.HostFact.By;
import dev.whence.knowledge.fact.HostFact.Fate;
import dev.whence.knowledge.fact.HostFact.Followed;
import dev.whence.knowledge.fact.HostFact.Station;
import dev.whence.knowledge.fact.HostFact.Unsure;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.parse.AccessLog;
import dev.whence.knowledge.parse.Ranges;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

class WebServerTraceTest {
    private static final String RAY = "9f0e0a1b2c3d4e5f";
    private static final Instant SENT = Instant.parse("2026-11-20T05:40:15Z");
    private static final HostFact.Clock SAME = new HostFact.Clock(Web1.NAME, Duration.ZERO);
    private static final String OLD = line("162.158.1.10", "05:10:00", "/", 200, "Mozilla/5.0");
    private static final String LATER = line("162.158.1.9", "05:40:20", "/b", 200, "Mozilla/5.0");
    private static final String ITSELF = line("127.0.0.1", "05:40:17", "/a", 200, "curl/8.5.0");

    private static String line(String peer, String time, String path, int status, String sender) {
        return peer
                + " - - [20/Nov/2026:"
                + time
                + " +0000] \"GET "
                + path
                + " HTTP/1.1\" "
                + status
                + " 55 \"-\" \""
                + sender
                + "\"\n";
    }

    private static String common(String peer, String time, String path, int status) {
        return line(peer, time, path, status, "").replace(" \"-\" \"\"", "");
    }

    static Stream<Arguments> logs() {
        var ours = "Firefox/140.0 Whence/0.1";
        return Stream.of(
                Arguments.of(
                        "the Ray ID is logged, whoever the peer seems to be",
                        OLD + line("203.0.113.77", "05:40:15", "/a", 502, "x " + RAY + "-FRA"),
                        "",
                        seen(Fate.FAILED_HERE, By.RAY, 502)),
                Arguments.of(
                        "the mark is logged",
                        OLD + line("162.158.1.1", "05:41:15", "/a?whence=0a1b2c3d4e5f", 200, "x"),
                        "",
                        seen(Fate.ANSWERED, By.MARK, 200)),
                Arguments.of(
                        "the sender is logged",
                        OLD + line("162.158.1.1", "05:40:14", "/a", 504, ours),
                        "",
                        seen(Fate.FAILED_HERE, By.SENDER, 504)),
                Arguments.of(
                        "no sender is logged: the time, the path and the peer",
                        common("162.158.1.1", "05:10:00", "/", 200)
                                + common("162.158.1.1", "05:40:14", "/a", 200)
                                + common("162.158.1.1", "05:40:16", "/a", 200),
                        "",
                        seen(Fate.ANSWERED, By.TIME, 200)),
                Arguments.of(
                        "requests at that time that ended differently are nobody's",
                        common("162.158.1.1", "05:10:00", "/", 200)
                                + common("203.0.113.9", "05:40:14", "/a", 502)
                                + common("162.158.1.1", "05:40:16", "/a", 200)
                                + common("162.158.1.1", "05:40:16", "/a", 502),
                        "",
                        seen(Fate.NEVER_ARRIVED, By.NOTHING, 0)),
                Arguments.of(
                        "others arrive afterwards, it does not",
                        OLD + LATER,
                        "",
                        seen(Fate.NEVER_ARRIVED, By.NOTHING, 0)),
                Arguments.of(
                        "the host's own request shows that the log grows",
                        OLD + ITSELF,
                        "access_log off;",
                        seen(Fate.NEVER_ARRIVED, By.NOTHING, 0)),
                Arguments.of(
                        "this desk's visit around the edge is told apart by its address",
                        OLD + line("203.0.113.77", "05:40:14", "/a", 200, ours) + LATER,
                        "",
                        seen(Fate.NEVER_ARRIVED, By.NOTHING, 0)),
                Arguments.of(
                        "and not where addresses may be restored",
                        line("203.0.113.9", "05:10:00", "/", 200, "x")
                                + line("203.0.113.77", "05:40:14", "/a", 200, ours),
                        "",
                        unsure(Unsure.NOT_TOLD_APART)),
                Arguments.of("nothing came since", OLD, "", unsure(Unsure.NOTHING_SINCE)),
                Arguments.of("the log is empty", "", "", unsure(Unsure.NOTHING_SINCE)),
                Arguments.of("it was rotated", LATER, "", unsure(Unsure.BEGINS_LATER)),
                Arguments.of("no line is understood", "odd\n", "", unsure(Unsure.FORM_UNKNOWN)),
                Arguments.of(
                        "lines are kept back",
                        OLD + LATER,
                        "    access_log /var/log/nginx/access.log main buffer=64k flush=5m;",
                        unsure(Unsure.BUFFERED)),
                Arguments.of(
                        "this path seems to be logged elsewhere",
                        OLD + LATER,
                        "access_log syslog:server=192.0.2.9;",
                        unsure(Unsure.LOGGED_ELSEWHERE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("logs")
    void followsTheRequest(String story, String log, String configuration, Followed followed) {
        assertThat(trace(log, configuration, true, true)).isEqualTo(followed);
    }

    /// A connector asks from the host itself.
    @Test
    void knowsTheRequestThatCameThroughATunnel() {
        var log = OLD + line("127.0.0.1", "05:40:14", "/a", 502, "Firefox/140.0 Whence/0.1");

        assertThat(trace(log, "", false, true)).isEqualTo(seen(Fate.FAILED_HERE, By.SENDER, 502));
        assertThat(trace(log + LATER, "", true, false).fate()).isEqualTo(Fate.NEVER_ARRIVED);
    }

    @Test
    void followsNothingThatTheEdgeAnsweredItself() {
        var cached =
                new EdgeFact.Answered(
                        "GET", "/a", 200, RAY, "FRA", "HIT", "HTTP/1.1", Duration.ofSeconds(1));
        var blocked = new EdgeFact.Blocked("GET", "/a", 403, 1020, false, RAY);

        assertThat(OwnRequest.of(scene(List.of(cached), false, false))).isEmpty();
        assertThat(OwnRequest.of(scene(List.of(answered(), blocked), false, false))).isEmpty();
        assertThat(OwnRequest.of(scene(List.of(), false, false))).isEmpty();
    }

    @Test
    void followsNothingByAnUnknownClock() {
        assertThat(OwnRequest.of(scene(List.of(answered()), false, false))).isEmpty();
    }

    /// The host is an hour ahead.
    @Test
    void reckonsWithTheHostsClock() {
        var clock = new HostFact.Clock(Web1.NAME, Duration.ofHours(1));
        var own = OwnRequest.of(scene(List.of(answered(), clock), false, false)).orElseThrow();

        assertThat(own.mayArrive(SENT.plus(Duration.ofHours(1)))).isTrue();
        assertThat(own.mayArrive(SENT)).isFalse();
    }

    private static Followed trace(
            String log, String configuration, boolean direct, boolean tunnelled) {
        var mark = new TunnelFact.Counted("t1", 1, 0, Map.of(), 502, "0a1b2c3d4e5f");
        var own =
                OwnRequest.of(scene(List.of(answered(), mark, SAME), direct, tunnelled))
                        .orElseThrow();
        return new WebServerTrace(Web1.NAME, own, Ranges.of(Defaults.RANGES), configuration)
                .in(AccessLog.requests(log).toList(), !log.isEmpty());
    }

    private static EdgeFact answered() {
        return new EdgeFact.Answered(
                "GET", "/a?…", 502, RAY, "FRA", "", "HTTP/1.1", Duration.ofSeconds(1));
    }

    private static Scene scene(List<? extends Evidence> known, boolean direct, boolean tunnelled) {
        var target =
                Defaults.target(Target.url("https://app.example.test/a?b=c"))
                        .withHosts(List.of(Web1.HOST));
        var origins = direct ? List.of(new HostPort("203.0.113.10", 443)) : List.<HostPort>of();
        List<Observation> observed = new ArrayList<>();
        for (var fact : known) {
            observed.add(new Observation(new CheckId("test"), Vantage.HERE, SENT, fact));
        }
        return new Scene(
                (tunnelled ? target.withTunnel(Optional.of("t")) : target).withOrigins(origins),
                new Facts(observed, Coverage.NONE),
                Vantage.on(Web1.HOST),
                SENT);
    }

    private static Followed seen(Fate fate, By by, int status) {
        return new Followed(Web1.NAME, Station.WEB_SERVER, fate, by, status, Unsure.NONE);
    }

    private static Followed unsure(Unsure why) {
        return new Followed(Web1.NAME, Station.WEB_SERVER, Fate.UNKNOWN, By.NOTHING, 0, why);
    }
}
