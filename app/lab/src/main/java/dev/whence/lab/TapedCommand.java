package dev.whence.lab;

import dev.whence.engine.model.SshHost;
import dev.whence.engine.world.Command;

import java.util.List;

/// A command as a tape keeps it: the words that were run, without the type that made them. It is
/// for comparing and reading; nothing runs it.
public record TapedCommand(SshHost host, List<String> words) implements Command {
    public TapedCommand {
        words = List.copyOf(words);
    }

    @Override
    public Privilege privilege() {
        return Privilege.NONE;
    }
}
