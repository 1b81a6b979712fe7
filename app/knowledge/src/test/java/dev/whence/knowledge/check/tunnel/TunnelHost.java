package dev.whence.knowledge.check.tunnel;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Command;
import dev.whence.engine.world.Ran;
import dev.whence.knowledge.Defaults;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.lab.Tape;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A host with a connector, and the answers that its commands get.
final class TunnelHost {
    static final SshHost HOST =
            new SshHost(SshHost.Role.TUNNEL, Optional.empty(), "t1", Optional.empty());
    static final Looking.Site SITE = Looking.site().on(HOST);
    static final HostPort METRICS = new HostPort("127.0.0.1", 20241);

    private TunnelHost() {}

    /// The same host, with another failing address.
    static Looking.Site site(String url) {
        return new Looking.Site(Defaults.target(Target.url(url)), List.of(), Vantage.HERE).on(HOST);
    }

    static Tape tape(Command command, String out) {
        return Tape.EMPTY.on(new Ask.Run(command), done(0, out, ""));
    }

    static Ran done(int exit, String out, String err) {
        return new Ran.Done(exit, out, err, false, true, Duration.ofMillis(40));
    }

    static TunnelFact.Rule rule(int index, String hostname, String path, String service) {
        return new TunnelFact.Rule(index, hostname, path, service, "", "", false, false);
    }
}
