package dev.whence.knowledge.check.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.command.CertificatePath;
import dev.whence.knowledge.command.ServiceCommand.Certificate;
import dev.whence.knowledge.command.ServiceCommand.SiteLines;
import dev.whence.knowledge.fact.HostFact;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;

class CertificateOnDiskServedTest {
    private static final String FILE = "/etc/ssl/app.example.test/fullchain.pem";
    private static final String PRINTED =
            """
            subject=CN = app.example.test
            notBefore=Oct  5 04:33:21 2026 GMT
            notAfter=Jan  3 04:33:20 2027 GMT
            X509v3 Subject Alternative Name:
                DNS:app.example.test, DNS:*.app.example.test, IP Address:192.0.2.7
            sha256 Fingerprint=%s0F
            """
                    .formatted("AB:".repeat(31));

    @Test
    void readsWhatTheConfigurationNames() throws Exception {
        var tape =
                Web1.tape()
                        .prints(
                                new SiteLines(Web1.HOST),
                                """
                                    ssl_certificate %1$s;
                                    ssl_certificate_key /etc/ssl/app.example.test/privkey.pem;
                                    ssl_certificate %1$s;
                                    ssl_certificate $ssl_server_name.crt;
                                """
                                        .formatted(FILE))
                        .prints(new Certificate(Web1.HOST, new CertificatePath(FILE)), PRINTED);

        assertThat(Looking.at(Web1.site(), tape.tape(), new CertificateOnDiskServed()))
                .containsExactly(
                        new HostFact.CertificateFile(
                                Web1.NAME,
                                FILE,
                                List.of("app.example.test", "*.app.example.test", "192.0.2.7"),
                                Instant.parse("2026-10-05T04:33:21Z"),
                                Instant.parse("2027-01-03T04:33:20Z"),
                                "ab".repeat(31) + "0f"));
    }

    @Test
    void cannotLookWhereNothingIsNamed() {
        var tape = Web1.tape().fails(new SiteLines(Web1.HOST), 1, "", "");

        assertThatThrownBy(
                        () -> Looking.at(Web1.site(), tape.tape(), new CertificateOnDiskServed()))
                .isInstanceOf(CouldNotLook.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/ssl/private/site.pem",
                "/etc/letsencrypt/live/x/privkey.pem",
                "/etc/ssl/site.key",
                "/etc/ssl/../shadow.pem",
                "/etc/ssl/a b.pem",
                "/etc/ssl/$(id).pem",
                "site.pem"
            })
    void readsNoOtherFile(String path) {
        assertThat(CertificatePath.maybe(path)).isEmpty();
    }
}
