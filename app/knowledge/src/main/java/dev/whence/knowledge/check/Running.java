package dev.whence.knowledge.check;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Command;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Ran;
import dev.whence.engine.world.World;
import dev.whence.knowledge.command.Shell;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Runs several commands at the same time.
public final class Running {
    private Running() {}

    /// How a command ended.
    public record Ended(Command command, Ran answer) {
        /// As [Shell#done(Command, Ran)] takes it.
        public Ran.Done done() throws CouldNotLook {
            return Shell.done(command, answer);
        }

        /// As [Shell#tried(Command, Ran)] takes it.
        public Optional<Ran.Done> tried() throws CouldNotLook {
            return Shell.tried(command, answer);
        }
    }

    /// How each of them ended, in their order.
    public static List<Ended> all(World world, Deadline by, Command... commands)
            throws InterruptedException {
        var answers = Together.ask(world, Stream.of(commands).map(Ask.Run::new).toList(), by);
        return IntStream.range(0, commands.length)
                .mapToObj(i -> new Ended(commands[i], answers.get(i)))
                .toList();
    }
}
