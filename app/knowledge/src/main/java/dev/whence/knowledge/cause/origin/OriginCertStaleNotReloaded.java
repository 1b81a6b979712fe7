package dev.whence.knowledge.cause.origin;

import dev.whence.engine.cause.Cause;
import dev.whence.engine.cause.Clues;
import dev.whence.engine.cause.Weighing;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Place;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.fact.TlsFact;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.ServiceFailure.Fault;

import java.util.Set;
import java.util.function.Predicate;

/// A renewed certificate lies on the disk, and the web server still serves the one before.
public final class OriginCertStaleNotReloaded implements Cause {
    private static final Predicate<TunnelFact.ServiceFailure> REFUSED =
            Logs.tunnel(Fault.CERT_EXPIRED, Fault.CERT_NAME_MISMATCH, Fault.CERT_UNTRUSTED);

    @Override
    public Place place(Facts facts) {
        return Place.ORIGIN;
    }

    @Override
    public Set<Class<? extends Cause>> explains() {
        return Set.of(
                OriginCertExpired.class, OriginCertNameMismatch.class, OriginCertUntrusted.class);
    }

    @Override
    public Clues weigh(Weighing facts) {
        return facts.proves(
                        "newer-on-disk",
                        HostFact.CertificateFile.class,
                        TlsFact.Served.class,
                        (file, served) -> newer(file, served) && refused(served, facts.facts()))
                .fits(
                        "newer",
                        HostFact.CertificateFile.class,
                        TlsFact.Served.class,
                        OriginCertStaleNotReloaded::newer)
                .rulesOut(
                        "same",
                        HostFact.CertificateFile.class,
                        TlsFact.Served.class,
                        (file, served) ->
                                !file.sha256().isEmpty() && file.sha256().equals(served.sha256()))
                .done();
    }

    private static boolean newer(HostFact.CertificateFile file, TlsFact.Served served) {
        return !(file.sha256().isEmpty() && file.notAfter().equals(served.notAfter()))
                && !file.sha256().equals(served.sha256())
                && later(file, served)
                && (file.names().isEmpty()
                        || file.names().stream().anyMatch(name -> covers(name, served.sni())));
    }

    /// Texts that people bring often tell the ends alone.
    private static boolean later(HostFact.CertificateFile file, TlsFact.Served served) {
        return file.notBefore().isAfter(served.notBefore())
                || (file.notBefore().equals(served.notBefore())
                        && file.notAfter().isAfter(served.notAfter()));
    }

    private static boolean covers(String name, String sni) {
        return name.equalsIgnoreCase(sni)
                || (name.startsWith("*.") && sni.endsWith(name.substring(1)));
    }

    private static boolean refused(TlsFact.Served served, Facts facts) {
        return !served.strictAccepts()
                && (facts.all(EdgeFact.ErrorPage.class).anyMatch(page -> page.code() == 526)
                        || facts.all(TunnelFact.ServiceFailure.class).anyMatch(REFUSED));
    }
}
