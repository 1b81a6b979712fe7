package dev.whence.knowledge.check.tunnel;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Vantage;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Ran;
import dev.whence.engine.world.World;
import dev.whence.knowledge.Step;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.command.FilePath;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.command.TunnelCommand;
import dev.whence.knowledge.command.UnitName;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.parse.CloudflaredConfig;
import dev.whence.knowledge.parse.CloudflaredLog;
import dev.whence.knowledge.parse.ConnectorPages;
import dev.whence.knowledge.parse.HeadFiles;
import dev.whence.knowledge.parse.IngressRules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/// Reads the configuration in force: from the connector's own web server where it answers,
/// otherwise from the file that it would use (facts §E.3, §E.7).
public final class ConnectorConfig implements Probe {
    @Override
    public Step step() {
        return Step.TUNNEL;
    }

    @Override
    public Vantage.Kind from() {
        return Vantage.Kind.ON_TUNNEL_HOST;
    }

    @Override
    public Set<Class<? extends Evidence>> likes() {
        return Set.of(TunnelFact.Metrics.class, TunnelFact.Started.class, TunnelFact.Running.class);
    }

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(
                TunnelFact.Configuration.class,
                TunnelFact.FileWritten.class,
                TunnelFact.LogFile.class,
                TunnelFact.Running.class);
    }

    private static final int LINES = 400;

    /// Where cloudflared looks for its file, in this order (facts §E.3).
    private static final List<String> USUAL =
            Stream.of(
                            "/root/.cloudflared",
                            "/root/.cloudflare-warp",
                            "/root/cloudflare-warp",
                            "/etc/cloudflared",
                            "/usr/local/etc/cloudflared")
                    .flatMap(folder -> Stream.of(folder + "/config.yml", folder + "/config.yaml"))
                    .toList();

    @Override
    public Stream<TunnelFact> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = OnHost.host(scene);
        var facts = inForce(scene, host, world, by);
        if (facts.isEmpty()) {
            return inFile(scene, host, world, by);
        }
        return facts.stream().anyMatch(ConnectorConfig::isRemote)
                ? Stream.concat(facts.stream(), besides(scene, host, world, by))
                : facts.stream();
    }

    private static boolean isRemote(TunnelFact fact) {
        return fact instanceof TunnelFact.Configuration config
                && config.source() == TunnelFact.Configuration.Source.REMOTE;
    }

    /// A file that lies there although Cloudflare's rules are in force misleads people.
    private static Stream<TunnelFact> besides(Scene scene, SshHost host, World world, Deadline by)
            throws InterruptedException {
        try {
            var done = Shell.done(world, new TunnelCommand.ConfigFiles(host, files(scene)), by);
            return HeadFiles.files(done.out()).entrySet().stream()
                    .flatMap(
                            file ->
                                    CloudflaredConfig.read(file.getValue()).stream()
                                            .filter(config -> !config.rules().isEmpty())
                                            .map(config -> config.fact(host.name(), file.getKey())))
                    .map(TunnelFact.class::cast)
                    .limit(1);
        } catch (CouldNotLook _) {
            return Stream.empty();
        }
    }

    private static List<FilePath> files(Scene scene) {
        return OnHost.latest(scene, TunnelFact.Started.class)
                .flatMap(TunnelFact.Started::config)
                .map(List::of)
                .orElse(USUAL)
                .stream()
                .flatMap(file -> FilePath.of(file).stream())
                .toList();
    }

    private static List<TunnelFact> inForce(Scene scene, SshHost host, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var servers =
                OnHost.known(scene, TunnelFact.Metrics.class).stream()
                        .map(TunnelFact.Metrics::at)
                        .toList();
        if (servers.isEmpty()) {
            return List.of();
        }
        var pages =
                ConnectorPages.pages(
                        Shell.done(
                                        world,
                                        new TunnelCommand.Pages(
                                                host,
                                                servers,
                                                List.of(
                                                        TunnelCommand.Pages.Page.FLAGS,
                                                        TunnelCommand.Pages.Page.CONFIG)),
                                        by)
                                .out());
        var started = OnHost.latest(scene, TunnelFact.Started.class);
        List<TunnelFact> facts = new ArrayList<>();
        var flags = ConnectorPages.Flags.NONE;
        for (var page : pages) {
            if (page.path().equals(TunnelCommand.Pages.Page.FLAGS.path())) {
                flags = ConnectorPages.flags(page);
                flags.logFile()
                        .ifPresent(file -> facts.add(new TunnelFact.LogFile(host.name(), file)));
            } else {
                ConnectorPages.configuration(
                                host.name(),
                                page,
                                flags.config()
                                        .or(() -> started.flatMap(TunnelFact.Started::config)),
                                started.map(TunnelFact.Started::byToken).orElse(false))
                        .ifPresent(facts::add);
            }
        }
        return running(scene, facts);
    }

    /// Versions that do not tell their tunnel on a page tell it on their command line.
    private static List<TunnelFact> running(Scene scene, List<TunnelFact> facts) {
        if (OnHost.latest(scene, TunnelFact.Running.class).isEmpty()) {
            OnHost.latest(scene, TunnelFact.Started.class)
                    .flatMap(TunnelFact.Started::tunnel)
                    .ifPresent(
                            tunnel ->
                                    facts.add(
                                            new TunnelFact.Running(
                                                    scene.from().host(), tunnel, "", List.of())));
        }
        return facts;
    }

    private static Stream<TunnelFact> inFile(Scene scene, SshHost host, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var started = OnHost.latest(scene, TunnelFact.Started.class);
        if (started.isEmpty()) {
            throw CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM);
        }
        if (started.get().byToken()) {
            return inJournal(host, started.get(), world, by);
        }
        var done = Shell.done(world, new TunnelCommand.ConfigFiles(host, files(scene)), by);
        for (var file : HeadFiles.files(done.out()).entrySet()) {
            var config = CloudflaredConfig.read(file.getValue());
            if (config.isPresent()) {
                return facts(host.name(), file.getKey(), config.get()).stream();
            }
        }
        throw CouldNotLook.skipped(
                done.err().contains("ermission denied")
                        ? SkipReason.NO_ROOT
                        : SkipReason.NOTHING_TO_START_FROM);
    }

    /// What Cloudflare sent to a connector whose own page cannot be read stands in its log.
    private static Stream<TunnelFact> inJournal(
            SshHost host, TunnelFact.Started started, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var unit =
                UnitName.maybe(started.unit())
                        .orElseThrow(() -> CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM));
        var journal = new TunnelCommand.Journal(host, List.of(unit), OptionalInt.empty(), LINES);
        var log = asked(world, journal, by);
        var sent =
                CloudflaredLog.facts(host.name(), log, Set.of(), Optional.empty()).stream()
                        .filter(TunnelFact.Configuration.class::isInstance)
                        .toList();
        if (sent.isEmpty()) {
            throw CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM);
        }
        return sent.stream();
    }

    /// What was printed; nothing where the host did not let us in.
    private static String asked(World world, TunnelCommand.Journal journal, Deadline by)
            throws InterruptedException {
        try {
            return Shell.tried(world, journal, by).map(Ran.Done::out).orElse("");
        } catch (CouldNotLook _) {
            return "";
        }
    }

    private static List<TunnelFact> facts(String on, String file, CloudflaredConfig config) {
        List<TunnelFact> facts = new ArrayList<>();
        facts.add(
                new TunnelFact.Configuration(
                        on,
                        IngressRules.answersNothing(config.rules())
                                ? TunnelFact.Configuration.Source.NONE
                                : TunnelFact.Configuration.Source.LOCAL,
                        -1,
                        Optional.of(file),
                        config.rules()));
        facts.add(config.fact(on, file));
        config.logFile().ifPresent(log -> facts.add(new TunnelFact.LogFile(on, log)));
        return facts;
    }
}
