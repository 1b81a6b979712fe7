package dev.whence.knowledge.command;

import dev.whence.engine.model.SshHost;

import java.util.List;
import java.util.stream.Stream;

/// A command that looks at units, listeners, logs, files and load.
public sealed interface ServiceCommand extends HostCommand {
    /// The properties of units; a unit that does not exist is answered with `LoadState=not-found`
    /// (facts §F.8).
    record SystemctlShow(SshHost host, List<UnitName> units) implements ServiceCommand {
        private static final String PROPERTIES =
                "Id,LoadState,ActiveState,SubState,UnitFileState,Result,"
                        + "ExecMainStatus,ExecMainCode,NRestarts,MainPID,StateChangeTimestamp";

        public SystemctlShow {
            units = List.copyOf(units);
        }

        @Override
        public List<String> words() {
            return Stream.concat(
                            Stream.of("systemctl", "show", "--no-pager", "-p", PROPERTIES, "--"),
                            units.stream().map(UnitName::value))
                    .toList();
        }

        @Override
        public Privilege privilege() {
            return Privilege.NONE;
        }
    }

    /// The TCP ports on which something listens, with the programs for root (facts §F.8).
    record Listeners(SshHost host) implements ServiceCommand {
        @Override
        public List<String> words() {
            return List.of("ss", "-ltnpH");
        }

        @Override
        public Privilege privilege() {
            return Privilege.WANTED;
        }
    }
}
