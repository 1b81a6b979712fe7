package dev.whence.knowledge.check.host;

import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Command;
import dev.whence.engine.world.Ran;
import dev.whence.knowledge.Defaults;
import dev.whence.knowledge.check.Looking;
import dev.whence.lab.Tape;

import java.time.Duration;
import java.util.List;

/// The host of the tests: web-1.example.test, which serves https://app.example.test/.
final class Web1 {
    static final SshHost HOST = SshHost.parse(SshHost.Role.ORIGIN, "ops@web-1.example.test");
    static final String NAME = HOST.name();

    private Web1() {}

    /// The site, looked at from its host.
    static Looking.Site site() {
        var target = Defaults.target(Target.url("https://app.example.test/"));
        return new Looking.Site(target.withHosts(List.of(HOST)), List.of(), Vantage.on(HOST));
    }

    /// A tape on which commands are answered with what root sees.
    static Taping tape() {
        return new Taping(Tape.EMPTY);
    }

    /// A tape that grows by commands.
    record Taping(Tape tape) {
        Taping prints(Command command, String out) {
            return answers(command, new Ran.Done(0, out, "", false, true, Duration.ofMillis(20)));
        }

        Taping fails(Command command, int exit, String out, String err) {
            return answers(
                    command, new Ran.Done(exit, out, err, false, false, Duration.ofMillis(20)));
        }

        Taping missing(Command command) {
            return fails(command, 127, "", "sh: 1: " + command.words().getFirst() + ": not found");
        }

        Taping forbidden(Command command) {
            return answers(command, new Ran.NotAllowed("sudo: a password is required"));
        }

        private Taping answers(Command command, Ran answer) {
            return new Taping(tape.on(new Ask.Run(command), answer));
        }
    }
}
