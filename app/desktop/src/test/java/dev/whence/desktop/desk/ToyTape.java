package dev.whence.desktop.desk;

import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Exchange;
import dev.whence.engine.world.Ran;
import dev.whence.knowledge.command.ServiceCommand;
import dev.whence.knowledge.command.UnitName;
import dev.whence.knowledge.fact.HostFact;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The commands behind what a story saw on hosts.
final class ToyTape {
    private ToyTape() {}

    static List<Exchange> of(Facts facts, Target target) {
        return facts.observed().stream()
                .filter(seen -> !seen.from().host().isEmpty())
                .flatMap(seen -> exchange(seen, target))
                .toList();
    }

    private static Stream<Exchange> exchange(Observation seen, Target target) {
        return target.hosts().stream()
                .filter(host -> Vantage.on(host).equals(seen.from()))
                .map(host -> exchange(seen, host));
    }

    private static Exchange exchange(Observation seen, SshHost host) {
        var command =
                seen.fact() instanceof HostFact.Listening
                        ? new ServiceCommand.Listeners(host)
                        : new ServiceCommand.SystemctlShow(
                                host, List.of(UnitName.of("nginx.service")));
        return new Exchange(
                seen.check(),
                seen.from(),
                new Ask.Run(command),
                new Ran.Done(0, "", "", false, false, Duration.ofMillis(80)),
                Duration.ofMillis(80));
    }
}
