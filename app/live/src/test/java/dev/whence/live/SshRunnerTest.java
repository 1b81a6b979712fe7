package dev.whence.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.model.SshHost;
import dev.whence.engine.world.Ask.Run;
import dev.whence.engine.world.Command;
import dev.whence.engine.world.Command.Privilege;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Ran;
import dev.whence.engine.world.Ran.LoginTrouble;
import dev.whence.engine.world.Secret;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

class SshRunnerTest {
    private static final KeyPair HOST = TestKeys.ec();
    private static final com.jcraft.jsch.KeyPair ALICE = TestKeys.client();
    private static final com.jcraft.jsch.KeyPair SOMEBODY = TestKeys.client();
    private static final String ORDINARY =
            "[ \"$*\" = -u ] && echo 1000 || exec /usr/bin/id \"$@\"";

    @TempDir Path folder;
    private SshServerForTests server;
    private LiveSettings settings;

    private record Words(SshHost host, List<String> words, Privilege privilege, int mostBytes)
            implements Command {}

    @BeforeEach
    void start() throws IOException {
        server = new SshServerForTests(folder, HOST, TestKeys.publicKey(ALICE));
        var key = TestKeys.write(folder.resolve("keys/alice"), ALICE, null);
        settings =
                LiveSettings.users()
                        .withHome(folder.resolve("home"))
                        .withConfig(folder.resolve("config"))
                        .withKnownHosts(folder.resolve("known_hosts"))
                        .withKeys(List.of(key));
        know("[127.0.0.1]:" + server.port(), HOST);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void runsACommandAndTellsAllOfIt() {
        var done = done(run("sh", "-c", "echo out; echo err >&2; exit 7"));
        assertThat(done.exit()).isEqualTo(7);
        assertThat(done.out()).isEqualTo("out\n");
        assertThat(done.err()).isEqualTo("err\n");
        assertThat(done.cut()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'", "\"", "\\", "$(touch x)", "`touch x`", "; touch x", "a b", "", "\n", "-n",
                "*", "~", "$HOME", "!x", "a'b\"c`d$e\\f", "| cat", "&& touch x", "é✓", "\t", "#x",
                "%s", "{a,b}", "'; $(touch x) \n \""
            })
    void bringsEveryWordUnchanged(String word) {
        assertThat(done(run("printf", "[%s][%s]", word, "end")).out())
                .isEqualTo("[" + word + "][end]");
    }

    @Test
    void speaksPlainlyInUniversalTime() {
        assertThat(done(run("env")).out()).contains("LC_ALL=C\n", "TZ=UTC\n");
    }

    @Test
    void cutsOutputWithoutEnd() throws Exception {
        try (var world = new LiveWorld(settings)) {
            var done = done(world.ask(new Run(words(Privilege.NONE, 10_000, "yes")), soon()));
            assertThat(done.cut()).isTrue();
            assertThat(done.exit()).isEqualTo(-1);
            assertThat(done.out()).hasSize(10_000);
            assertThat(
                            done(world.ask(
                                            new Run(words(Privilege.NONE, 10_000, "echo", "still")),
                                            soon()))
                                    .out())
                    .isEqualTo("still\n");
        }
    }

    @Test
    void leavesACommandThatHangs() throws Exception {
        try (var world = new LiveWorld(settings)) {
            var start = System.nanoTime();
            var ran =
                    world.ask(
                            new Run(words(Privilege.NONE, 100, "sleep", "60")),
                            Deadline.in(Duration.ofSeconds(3)));
            assertThat(ran).isInstanceOf(Ran.Hung.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void sharesOneLoginAndRunsEightAtATime() throws Exception {
        try (var world = new LiveWorld(settings);
                var desk = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<Ran>>();
            for (var i = 0; i < 12; i++) {
                var word = String.valueOf(i);
                var command = words(Privilege.NONE, 100, "sh", "-c", "sleep 0.2; echo $0", word);
                all.add(desk.submit(() -> ask(world, command)));
            }
            for (var i = 0; i < 12; i++) {
                assertThat(done(all.get(i).get()).out()).isEqualTo(i + "\n");
            }
            assertThat(server.sessions()).isEqualTo(1);
            assertThat(server.mostAtATime()).isBetween(2, 8);
        }
    }

    @Test
    void runsASteadyCommandOnceForAllWhoAskForIt() throws Exception {
        var steady = new Steady(words(Privilege.NONE, 100, "sh", "-c", "echo $$").host());
        try (var world = new LiveWorld(settings);
                var desk = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<Ran>>();
            for (var i = 0; i < 5; i++) {
                all.add(desk.submit(() -> ask(world, steady)));
            }
            var first = done(all.getFirst().get()).out();
            for (var each : all) {
                assertThat(done(each.get()).out()).isEqualTo(first);
            }
            assertThat(done(ask(world, steady)).out()).isEqualTo(first);
            assertThat(done(ask(world, words(Privilege.NONE, 100, "sh", "-c", "echo $$"))).out())
                    .isNotEqualTo(first);
        }
    }

    @Test
    void asksForNoProgramThatTheHostHasNowhere() throws Exception {
        try (var world = new LiveWorld(settings)) {
            done(ask(world, words(Privilege.NONE, 100, "true")));
            var before = server.lines().size();
            var ran = done(ask(world, words(Privilege.WANTED, 100, "ip6tables-save", "-c")));
            if (ran.exit() == 127) {
                assertThat(server.lines()).hasSize(before);
                assertThat(ran.err()).contains("ip6tables-save: not found");
            }
        }
    }

    private record Steady(SshHost host) implements Command {
        @Override
        public List<String> words() {
            return List.of("sh", "-c", "echo $$");
        }

        @Override
        public Privilege privilege() {
            return Privilege.NONE;
        }

        @Override
        public boolean steady() {
            return true;
        }
    }

    @Test
    void comesBackWhenTheSessionWasLost() throws Exception {
        try (var world = new LiveWorld(settings)) {
            assertThat(done(ask(world, words(Privilege.NONE, 100, "echo", "1"))).out())
                    .isEqualTo("1\n");
            server.dropSessions();
            Thread.sleep(300);
            assertThat(done(ask(world, words(Privilege.NONE, 100, "echo", "2"))).out())
                    .isEqualTo("2\n");
        }
    }

    @Test
    void endsAtOnceWhenInterrupted() throws Exception {
        try (var world = new LiveWorld(settings)) {
            done(ask(world, words(Privilege.NONE, 100, "true")));
            var ended = new CompletableFuture<Ran>();
            var thread =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            ended.complete(
                                                    world.ask(
                                                            new Run(
                                                                    words(
                                                                            Privilege.NONE,
                                                                            100,
                                                                            "sleep",
                                                                            "60")),
                                                            soon()));
                                        } catch (InterruptedException e) {
                                            ended.completeExceptionally(e);
                                        }
                                    });
            Thread.sleep(300);
            thread.interrupt();
            assertThatThrownBy(() -> ended.get(300, TimeUnit.MILLISECONDS))
                    .hasCauseInstanceOf(InterruptedException.class);
        }
    }

    static Stream<Arguments> rights() {
        var granted = "[ \"$1 $2\" = '-n true' ] && exit 0; shift 2; exec env SUDO=yes \"$@\"";
        var refusing =
                "[ \"$2\" = -l ] && { echo '(root) NOPASSWD: /bin/ls'; exit 0; }; echo 'sudo: a"
                        + " password is required' >&2; exit 1";
        var none = "echo 'sudo: a password is required' >&2; exit 1";
        return Stream.of(
                Arguments.of("sudo for all", granted, Privilege.NONE, "SUDO= root=false"),
                Arguments.of("sudo for all", granted, Privilege.WANTED, "SUDO=yes root=true"),
                Arguments.of("sudo for all", granted, Privilege.NEEDED, "SUDO=yes root=true"),
                Arguments.of(
                        "sudo for another command", refusing, Privilege.WANTED, "SUDO= root=false"),
                Arguments.of("sudo for another command", refusing, Privilege.NEEDED, "not allowed"),
                Arguments.of("no sudo", none, Privilege.WANTED, "SUDO= root=false"),
                Arguments.of("no sudo", none, Privilege.NEEDED, "not allowed"));
    }

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("rights")
    void usesSudoWhereItHelpsAndIsAllowed(
            String story, String sudo, Privilege privilege, String expected) throws IOException {
        server.with("id", ORDINARY).with("sudo", sudo);
        var ran = run(words(privilege, 1000, "sh", "-c", "printf SUDO=$SUDO"));
        assertThat(told(ran)).isEqualTo(expected);
    }

    @Test
    void leavesNoSudoAtTheDoorOfRoot() throws IOException {
        server.with("id", "echo 0").with("sudo", "echo never; exit 9");
        assertThat(told(run(words(Privilege.NEEDED, 100, "printf", "SUDO="))))
                .isEqualTo("SUDO= root=true");
    }

    @Test
    void limitsTheCommandOnTheHostToo() {
        run("true");
        assertThat(server.lines().getFirst()).contains(" timeout -k 1 ").endsWith(" true");
    }

    @Test
    void refusesAnUnknownHostKeyAndShowsItsFingerprint() throws IOException {
        Files.writeString(folder.resolve("known_hosts"), "");
        assertThat(noLogin(run("true")))
                .matches(none -> none.trouble() == LoginTrouble.HOST_KEY_UNKNOWN)
                .matches(none -> none.why().contains(HostKeys.fingerprint(TestKeys.blob(HOST))));
        assertThat(folder.resolve("known_hosts")).isEmptyFile();
    }

    @Test
    void asksForAnUnknownHostKeyAndRemembersTheAnswer() throws Exception {
        Files.writeString(folder.resolve("known_hosts"), "# mine");
        var asked = new ArrayList<String>();
        settings =
                settings.asking(
                        (host, type, fingerprint) -> {
                            asked.add(host + " " + type + " " + fingerprint);
                            return true;
                        },
                        Secrets.NONE);
        var name = "[127.0.0.1]:" + server.port();
        assertThat(done(run("echo", "hi")).out()).isEqualTo("hi\n");
        assertThat(done(run("echo", "hi")).out()).isEqualTo("hi\n");
        assertThat(asked)
                .containsExactly(
                        name + " ecdsa-sha2-nistp256 " + HostKeys.fingerprint(TestKeys.blob(HOST)));
        assertThat(Files.readString(folder.resolve("known_hosts")))
                .isEqualTo(
                        "# mine\n" + name + " ecdsa-sha2-nistp256 " + TestKeys.base64(HOST) + "\n");
    }

    @Test
    void refusesAChangedHostKeyWithoutAsking() throws IOException {
        Files.delete(folder.resolve("known_hosts"));
        know("[127.0.0.1]:" + server.port(), TestKeys.ec());
        settings = settings.asking((_, _, _) -> true, Secrets.NONE);
        assertThat(noLogin(run("true")).trouble()).isEqualTo(LoginTrouble.HOST_KEY_CHANGED);
    }

    @Test
    void isRefusedOnceForAllCommands() throws Exception {
        settings =
                settings.withKeys(
                                List.of(
                                        TestKeys.write(
                                                folder.resolve("keys/somebody"), SOMEBODY, null)))
                        .asking(HostKeyQuestion.NOBODY, secrets("wrong", "wrong"));
        try (var world = new LiveWorld(settings)) {
            for (var i = 0; i < 5; i++) {
                assertThat(noLogin(ask(world, words(Privilege.NONE, 100, "true"))).trouble())
                        .isEqualTo(LoginTrouble.REFUSED);
            }
        }
        assertThat(server.passwordsTried()).isLessThanOrEqualTo(2);
    }

    @Test
    void opensALockedKeyOnlyWhenTheServerTakesIt() {
        var keys =
                List.of(
                        TestKeys.write(folder.resolve("keys/other"), SOMEBODY, "other"),
                        TestKeys.write(folder.resolve("keys/locked"), ALICE, "open sesame"));
        var asked = new ArrayList<String>();
        settings =
                settings.withKeys(keys)
                        .asking(
                                HostKeyQuestion.NOBODY,
                                new Secrets() {
                                    @Override
                                    public Optional<Secret> passphrase(String keyFile) {
                                        asked.add(Path.of(keyFile).getFileName().toString());
                                        return Optional.of(new Secret("open sesame"));
                                    }

                                    @Override
                                    public Optional<Secret> password(String login) {
                                        return Optional.empty();
                                    }
                                });
        assertThat(done(run("echo", "hi")).out()).isEqualTo("hi\n");
        assertThat(asked).containsExactly("locked");
    }

    @Test
    void logsInWithAPassword() {
        settings =
                settings.withKeys(List.of())
                        .asking(HostKeyQuestion.NOBODY, secrets("", "correct horse"));
        var ran = run("echo", "hi");
        assertThat(done(ran).out()).isEqualTo("hi\n");
        assertThat(ran.toString()).doesNotContain("correct horse");
    }

    @Test
    void followsTheConfiguration() throws IOException {
        var key = TestKeys.write(folder.resolve("home/.ssh/web-1.key"), ALICE, null);
        settings = settings.withKeys(List.of());
        Files.writeString(
                folder.resolve("home/.ssh/more.conf"),
                "Host web-*\n  Port " + server.port() + "\n");
        Files.writeString(
                folder.resolve("config"),
                """
                Include more.conf
                Host web-1
                    HostName 127.0.0.1
                    User alice
                    IdentityFile ~/.ssh/%n.key
                """);
        var alias = new SshHost(SshHost.Role.ORIGIN, Optional.empty(), "web-1", Optional.empty());
        assertThat(key).exists();
        assertThat(done(run(new Words(alias, List.of("echo", "hi"), Privilege.NONE, 100))).out())
                .isEqualTo("hi\n");
    }

    @Test
    void goesOverAJumpHostWhoseKeyIsCheckedToo() throws Exception {
        var jumpKey = TestKeys.ec();
        try (var jump =
                new SshServerForTests(folder.resolve("jump"), jumpKey, TestKeys.publicKey(ALICE))) {
            Files.writeString(
                    folder.resolve("config"),
                    """
                    Host inner
                        HostName 127.0.0.1
                        Port %d
                        ProxyJump bob@127.0.0.1:%d
                    """
                            .formatted(server.port(), jump.port()));
            var inner =
                    new SshHost(
                            SshHost.Role.ORIGIN, Optional.of("alice"), "inner", Optional.empty());
            var command = new Words(inner, List.of("echo", "hi"), Privilege.NONE, 100);

            assertThat(noLogin(run(command)))
                    .matches(none -> none.trouble() == LoginTrouble.HOST_KEY_UNKNOWN)
                    .matches(none -> none.why().startsWith("jump host 127.0.0.1: "));

            know("[127.0.0.1]:" + jump.port(), jumpKey);
            assertThat(done(run(command)).out()).isEqualTo("hi\n");
            assertThat(server.lines()).hasSize(1);
            assertThat(jump.lines()).isEmpty();
        }
    }

    static Stream<Arguments> badServers() {
        Loopback.Talk endless =
                caller -> {
                    while (true) {
                        caller.getOutputStream()
                                .write("hello hello hello\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                };
        Loopback.Talk oneLine =
                caller -> {
                    while (true) {
                        caller.getOutputStream()
                                .write("SSH-2.0-".getBytes(StandardCharsets.US_ASCII));
                    }
                };
        return Stream.of(
                Arguments.of(
                        "closes",
                        (Loopback.Talk) caller -> caller.getInputStream().read(),
                        LoginTrouble.BROKEN),
                Arguments.of(
                        "resets",
                        (Loopback.Talk)
                                caller -> {
                                    caller.getInputStream().read();
                                    Loopback.reset(caller);
                                },
                        LoginTrouble.BROKEN),
                Arguments.of(
                        "speaks HTTP",
                        (Loopback.Talk)
                                caller ->
                                        caller.getOutputStream()
                                                .write(
                                                        "HTTP/1.1 400 Bad\r\n\r\n"
                                                                .getBytes(
                                                                        StandardCharsets.US_ASCII)),
                        LoginTrouble.BROKEN),
                Arguments.of("one line without end", oneLine, LoginTrouble.BROKEN),
                Arguments.of(
                        "says nothing",
                        (Loopback.Talk) _ -> Thread.sleep(60_000),
                        LoginTrouble.TOO_SLOW),
                Arguments.of("prints without end", endless, LoginTrouble.TOO_SLOW));
    }

    @ParameterizedTest(name = "a server that {0}")
    @MethodSource("badServers")
    void isHeldByNoServer(String story, Loopback.Talk talk, LoginTrouble trouble) throws Exception {
        try (var bad = Loopback.talking(talk);
                var world = new LiveWorld(settings)) {
            var host =
                    new SshHost(
                            SshHost.Role.ORIGIN,
                            Optional.of("alice"),
                            "127.0.0.1",
                            Optional.of(bad.address().port()));
            var start = System.nanoTime();
            var ran =
                    world.ask(
                            new Run(new Words(host, List.of("true"), Privilege.NONE, 100)),
                            Deadline.in(Duration.ofSeconds(2)));
            assertThat(noLogin(ran).trouble()).isEqualTo(trouble);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void givesTheLoginUpAfterItsOwnTime() throws Exception {
        var dialler = new TcpDialler(new Names(new DnsAsker()), new LongAdder());
        try (var silent = Loopback.silent();
                var runner =
                        new SshRunner(new SshLogins(settings, dialler, Duration.ofMillis(1100)))) {
            var port = Optional.of(silent.address().port());
            var host = new SshHost(SshHost.Role.ORIGIN, Optional.of("alice"), "127.0.0.1", port);
            var command = new Words(host, List.of("true"), Privilege.NONE, 100);
            assertThat(noLogin(runner.run(command, soon())))
                    .matches(none -> none.trouble() == LoginTrouble.TOO_SLOW)
                    .matches(none -> none.why().contains("did not let us in within 1 s"));
        }
    }

    @Test
    void saysThatNobodyListens() {
        var nobody =
                new SshHost(
                        SshHost.Role.ORIGIN,
                        Optional.of("alice"),
                        "127.0.0.1",
                        Optional.of(Loopback.closedPort().port()));
        assertThat(noLogin(run(new Words(nobody, List.of("true"), Privilege.NONE, 100))))
                .matches(none -> none.trouble() == LoginTrouble.UNREACHABLE)
                .matches(none -> none.why().contains("refused"));
    }

    private void know(String name, KeyPair key) throws IOException {
        Files.writeString(
                folder.resolve("known_hosts"),
                name + " ecdsa-sha2-nistp256 " + TestKeys.base64(key) + "\n",
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.APPEND);
    }

    private static Secrets secrets(String passphrase, String password) {
        return new Secrets() {
            @Override
            public Optional<Secret> passphrase(String keyFile) {
                return Optional.of(new Secret(passphrase));
            }

            @Override
            public Optional<Secret> password(String login) {
                return Optional.of(new Secret(password));
            }
        };
    }

    private Words words(Privilege privilege, int mostBytes, String... words) {
        return new Words(server.host(), List.of(words), privilege, mostBytes);
    }

    private Ran run(String... words) {
        return run(words(Privilege.NONE, 100_000, words));
    }

    private Ran run(Words words) {
        try (var world = new LiveWorld(settings)) {
            return ask(world, words);
        }
    }

    private static Ran ask(LiveWorld world, Command words) {
        try {
            return world.ask(new Run(words), soon());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(10));
    }

    private static String told(Ran ran) {
        return switch (ran) {
            case Ran.Done done -> done.out() + " root=" + done.asRoot();
            case Ran.NotAllowed _ -> "not allowed";
            case Ran.NoLogin none -> none.toString();
            case Ran.Hung hung -> hung.toString();
        };
    }

    private static Ran.Done done(Ran ran) {
        assertThat(ran).isInstanceOf(Ran.Done.class);
        return (Ran.Done) ran;
    }

    private static Ran.NoLogin noLogin(Ran ran) {
        assertThat(ran).isInstanceOf(Ran.NoLogin.class);
        return (Ran.NoLogin) ran;
    }
}
