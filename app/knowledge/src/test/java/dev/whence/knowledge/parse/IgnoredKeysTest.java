package dev.whence.knowledge.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class IgnoredKeysTest {
    private static final String END = "\n  - service: http_status:404";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    no-tls-verify: true | no-tls-verify
                    url: https://localhost:8443;no-tls-verify: true |
                    tunnel: a;noTLSVerify: true;ingress:;  - service: https://localhost:8443 | noTLSVerify
                    tunnel: a;no-tls-verify: true;ingress:;  - service: https://localhost:8443 | no-tls-verify
                    ingress:;  - service: https://localhost:8443;    noTLSVerify: true | ingress[0].noTLSVerify
                    ingress:;  - service: https://localhost:8443;    orginRequest:;      noTLSVerify: true | ingress[0].orginRequest
                    ingress:;  - service: https://localhost:8443;    originRequest:;      noTlsVerify: true | ingress[0].originRequest.noTlsVerify
                    ingress:;  - service: https://localhost:8443;    originRequest:;      no-tls-verify: true | ingress[0].originRequest.no-tls-verify
                    originRequest:;  no-tls-verify: true | originRequest.no-tls-verify
                    - hostname: a.example.com;  service: https://localhost:8443;  originServerName: a | ingress[0].originServerName
                    service: https://localhost:8443;originServerName: a | originServerName
                    ingress:;  - service: https://localhost:8443;    originRequest:;      noTLSVerify: true |
                    noTLSVerify: true |
                    tunnel: a;loglevel: debug;protocol: http2;some-new-flag: 1 |
                    """)
    void namesWhatNobodyReads(String file, String ignored) {
        var text = file.replace(';', '\n');

        assertThat(CloudflaredConfig.read(text).orElseThrow().ignored())
                .isEqualTo(ignored == null ? List.of() : List.of(ignored));
    }

    @ParameterizedTest
    @CsvSource({"https://localhost:8443", "http://localhost:8080"})
    void leavesAnOrdinaryFileAlone(String service) {
        var text = "tunnel: a\ncredentials-file: /b.json\ningress:\n  - service: " + service + END;

        assertThat(CloudflaredConfig.read(text).orElseThrow().ignored()).isEmpty();
    }
}
