package dev.whence.knowledge.check.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Command;
import dev.whence.engine.world.Ran;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.command.ContainerCommand.Engine;
import dev.whence.knowledge.command.ContainerCommand.Ids;
import dev.whence.knowledge.command.ContainerCommand.Inspect;
import dev.whence.knowledge.fact.ContainerFact;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;

class ContainersRunningTest {
    private static final SshHost HOST = SshHost.parse(SshHost.Role.ORIGIN, "dock-1.example.test");
    private static final Ids DOCKER = new Ids(HOST, Engine.DOCKER);
    private static final Ids PODMAN = new Ids(HOST, Engine.PODMAN);
    private static final String ID =
            "4c01db0b339c4c01db0b339c4c01db0b339c4c01db0b339c4c01db0b339c4c01";
    private static final String APP =
            """
            {"Id":"%s","Name":"/app","RestartCount":2,"State":{"Status":"running","ExitCode":0,"OOMKilled":false,"Health":{"Status":""}},"Config":{"Image":"shop/app","ExposedPorts":{"3000/tcp":{}},"Labels":{"com.docker.compose.service":"web"}},"HostConfig":{"NetworkMode":"shop","PortBindings":{}},"NetworkSettings":{"Ports":{"3000/tcp":[{"HostIp":"0.0.0.0","HostPort":"80"}]},"Networks":{"shop":{"Aliases":["web"],"IPAddress":"172.18.0.3"}}}}
            """
                    .formatted(ID);

    @Test
    void listsTheContainersOfDocker() throws Exception {
        var tape =
                on(
                        on(
                                on(Tape.EMPTY, DOCKER, done(0, ID + "\n", "")),
                                PODMAN,
                                missing("podman")),
                        new Inspect(HOST, Engine.DOCKER, List.of(ID)),
                        done(0, APP, ""));

        assertThat(seen(tape))
                .singleElement()
                .isInstanceOfSatisfying(
                        ContainerFact.Container.class,
                        app -> {
                            assertThat(app.on()).isEqualTo(HOST.name());
                            assertThat(app.restarts()).isEqualTo(2);
                            assertThat(app.answersTo("web")).isTrue();
                            assertThat(app.addresses()).containsExactly("172.18.0.3");
                        });
    }

    @Test
    void saysThatTheEngineIsSilent() throws Exception {
        var tape =
                on(
                        on(
                                Tape.EMPTY,
                                DOCKER,
                                done(
                                        1,
                                        "",
                                        "Cannot connect to the Docker daemon at"
                                            + " unix:///var/run/docker.sock. Is the docker daemon"
                                            + " running?")),
                        PODMAN,
                        missing("podman"));

        assertThat(seen(tape)).singleElement().isInstanceOf(ContainerFact.EngineSilent.class);
    }

    @Test
    void findsNothingWhereNoContainerIs() throws Exception {
        var tape = on(on(Tape.EMPTY, DOCKER, missing("docker")), PODMAN, done(0, "\n", ""));

        assertThat(seen(tape)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    permission denied while trying to connect to the Docker daemon socket | NO_ROOT
                    sudo: docker: command not found                                       | NOT_INSTALLED
                    """)
    void saysWhyItCannotLook(String err, SkipReason why) {
        var tape = on(on(Tape.EMPTY, DOCKER, done(1, "", err)), PODMAN, missing("podman"));

        assertThatThrownBy(() -> seen(tape))
                .isInstanceOfSatisfying(
                        CouldNotLook.class,
                        e -> assertThat(e.outcome()).isEqualTo(new Outcome.Skipped(why)));
    }

    private static List<Evidence> seen(Tape tape) throws Exception {
        return Looking.at(Looking.site().on(HOST), tape, new ContainersRunning());
    }

    private static Tape on(Tape tape, Command command, Ran.Done answer) {
        return tape.on(new Ask.Run(command), answer);
    }

    private static Ran.Done done(int exit, String out, String err) {
        return new Ran.Done(exit, out, err, false, true, Duration.ofMillis(20));
    }

    private static Ran.Done missing(String program) {
        return done(127, "", "bash: line 1: " + program + ": command not found");
    }
}
