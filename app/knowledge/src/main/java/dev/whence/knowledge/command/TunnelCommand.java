package dev.whence.knowledge.command;

import dev.whence.engine.model.SshHost;

import java.util.List;

/// A command that looks at a tunnel connector.
public sealed interface TunnelCommand extends HostCommand {
    /// The version of the program that is installed (facts §E.2).
    record Version(SshHost host) implements TunnelCommand {
        @Override
        public List<String> words() {
            return List.of("cloudflared", "--version");
        }

        @Override
        public Privilege privilege() {
            return Privilege.NONE;
        }
    }
}
