package dev.whence.knowledge.check.host;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Scene;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Ran;
import dev.whence.engine.world.World;
import dev.whence.knowledge.check.Probe;
import dev.whence.knowledge.command.CertificatePath;
import dev.whence.knowledge.command.ServiceCommand;
import dev.whence.knowledge.command.Shell;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.CertificateText;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads the certificates in the files that the web server's configuration names, to be laid beside
/// the one that is served.
public final class CertificateOnDiskServed extends OnHost implements Probe {
    private static final int MOST = 6;
    private static final Pattern NAMED =
            Pattern.compile(
                    "(?im)^\\s*(?:ssl_certificate|SSLCertificateFile)\\s+\"?([^\\s\";]{1,300})");

    @Override
    public Set<Class<? extends Evidence>> yields() {
        return Set.of(HostFact.CertificateFile.class);
    }

    @Override
    public Stream<HostFact.CertificateFile> look(Scene scene, World world, Deadline by)
            throws InterruptedException, CouldNotLook {
        var host = host(scene);
        var lines = Shell.tried(world, new ServiceCommand.SiteLines(host), by);
        var files = files(lines.map(Ran.Done::out).orElse(""));
        if (files.isEmpty()) {
            throw CouldNotLook.skipped(SkipReason.NOTHING_TO_START_FROM);
        }
        List<HostFact.CertificateFile> seen = new ArrayList<>();
        for (var file : files) {
            Shell.tried(world, new ServiceCommand.Certificate(host, file), by)
                    .flatMap(done -> CertificateText.read(done.out()))
                    .map(text -> fact(host.name(), file, text))
                    .ifPresent(seen::add);
        }
        if (seen.isEmpty()) {
            throw CouldNotLook.skipped(SkipReason.NO_ROOT);
        }
        return seen.stream();
    }

    private static List<CertificatePath> files(String lines) {
        return NAMED.matcher(lines)
                .results()
                .flatMap(found -> CertificatePath.maybe(found.group(1)).stream())
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static HostFact.CertificateFile fact(
            String on, CertificatePath file, CertificateText text) {
        return new HostFact.CertificateFile(
                on, file.value(), text.names(), text.notBefore(), text.notAfter(), text.sha256());
    }
}
