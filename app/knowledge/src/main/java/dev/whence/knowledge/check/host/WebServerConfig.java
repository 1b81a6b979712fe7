package dev.whence.knowledge.check.host;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.command.ServiceCommand;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.ApacheSite;
import dev.whence.knowledge.parse.ConfigTestOutput;
import dev.whence.knowledge.parse.NginxConfig;
import dev.whence.knowledge.parse.NginxSite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Lets the web server test its configuration, and reads where it sends requests for the site.
public final class WebServerConfig extends OnHost implements Probe {
    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(HostFact.ConfigTest.class, HostFact.WebConfig.class);
    }

    @Override
    public Stream<HostFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = host(scene);
        // A stopped nginx that tests its configuration opens its ports for a moment, and would be
        // seen to listen. The list of listeners is steady, so asked first it is without them.
        world.ask(new Ask.Run(new ServiceCommand.Listeners(host)), by);
        var nginx = Shell.tried(world, new ServiceCommand.NginxConfig(host), by);
        List<HostFact> seen = new ArrayList<>();
        nginx.flatMap(done -> ConfigTestOutput.nginx(done.err(), done.asRoot()))
                .ifPresent(result -> seen.add(test(host.name(), "nginx", result)));
        var site = nginx.flatMap(done -> nginxSite(scene, done.out()));
        if (site.isEmpty()) {
            seen.addAll(fromFiles(scene, world, by));
        }
        site.ifPresent(seen::add);
        if (seen.isEmpty()) {
            throw CouldNotLook.skipped(SkipReason.NOT_INSTALLED);
        }
        return seen.stream();
    }

    /// What the files say, where nginx could not print its configuration or does not serve the
    /// site.
    private static List<HostFact> fromFiles(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = host(scene);
        var lines =
                Shell.tried(world, new ServiceCommand.SiteLines(host), by)
                        .map(done -> done.out())
                        .orElse("");
        var nginx = nginxSite(scene, lines);
        if (nginx.isPresent()) {
            return List.of(nginx.get());
        }
        List<HostFact> seen = new ArrayList<>();
        ApacheSite.in(lines, scene.target().host())
                .ifPresent(
                        site ->
                                seen.add(
                                        new HostFact.WebConfig(
                                                host.name(),
                                                "apache",
                                                site.listens(),
                                                site.upstreams(),
                                                site.services())));
        if (lines.contains("VirtualHost")) {
            Shell.tried(world, new ServiceCommand.ApacheSites(host), by)
                    .flatMap(
                            done ->
                                    ConfigTestOutput.apache(
                                            done.out() + "\n" + done.err(), done.asRoot()))
                    .ifPresent(result -> seen.add(test(host.name(), "apache", result)));
        }
        return seen;
    }

    private static Optional<HostFact.WebConfig> nginxSite(Scene scene, String config) {
        var target = scene.target();
        return NginxSite.in(NginxConfig.read(config), target.host(), target.path(), port(scene))
                .map(
                        site ->
                                new HostFact.WebConfig(
                                        scene.from().host(),
                                        "nginx",
                                        site.listens(),
                                        site.upstreams(),
                                        site.services()));
    }

    private static HostFact test(String on, String program, ConfigTestOutput.Result result) {
        return new HostFact.ConfigTest(on, program, result.accepted(), result.message());
    }
}
